"""The lines that modules and the Node host write to Synapse's log."""

import json
import logging
from typing import Any, Final

from synapse.api.errors import SynapseError

logger = logging.getLogger(__name__)

_LEVELS: Final = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warn": logging.WARNING,
    "error": logging.ERROR,
}


def log_from_node(level: str, module: str | None, message: str, fields: dict[str, Any]) -> None:
    """Writes a line under the module's name: `bouton.@acme/rooms#Guard`; under `bouton` for the host itself."""
    module_logger = logging.getLogger("bouton" if module is None else f"bouton.{module}")
    stack = fields.pop("error", None)
    text = message if not fields else f"{message} {json.dumps(fields, ensure_ascii=False)}"
    module_logger.log(_LEVELS[level], "%s", text if stack is None else f"{text}\n{stack}")


def log_failure(method: str, error: Exception) -> None:
    """Writes down that Synapse failed at what a module asked of it, with the traceback. A refusal is the module's to tell of."""
    if isinstance(error, SynapseError) and error.code < 500:
        logger.info("%s was refused: %s", method, error)
        logger.debug("%s was refused here", method, exc_info=error)
    else:
        logger.warning("%s failed", method, exc_info=error)
