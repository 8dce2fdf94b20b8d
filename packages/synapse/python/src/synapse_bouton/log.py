"""The lines that modules and the Node host write to Synapse's log."""

import json
import logging
from typing import Any, Final

_LEVELS: Final = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warn": logging.WARNING,
    "error": logging.ERROR,
}


def log_from_node(level: str, module: str | None, message: str, fields: dict[str, Any]) -> None:
    """Writes a line under the module's name: `bouton.@acme/rooms#Guard`; under `bouton` for the host itself."""
    logger = logging.getLogger("bouton" if module is None else f"bouton.{module}")
    stack = fields.pop("error", None)
    text = message if not fields else f"{message} {json.dumps(fields, ensure_ascii=False)}"
    logger.log(_LEVELS[level], "%s", text if stack is None else f"{text}\n{stack}")
