"""The configuration of one `synapse_bouton.Host` item."""

import os
import re
from typing import Any, Final

import attr
from synapse.module_api.errors import ConfigError

_KEYS: Final = ("project", "socket", "command", "modules", "callbacks", "start_timeout", "hang_timeout")
_UNITS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0}


@attr.s(frozen=True, auto_attribs=True, slots=True)
class Settings:
    """An item that was found to be without faults."""

    #: The program that runs the Node half, without its subcommand; nothing where it runs already, at `socket`.
    command: tuple[str, ...]
    #: Where a shared Node host listens; None: this process has its own.
    socket: str | None
    #: What is sent to the Node host: the keys `project`, `modules` and `callbacks`.
    config: dict[str, Any]
    #: Seconds until the Node host must have started the modules.
    start_timeout: float
    #: Seconds after which a Node host that says nothing is killed.
    hang_timeout: float


def parse_settings(raw: Any) -> Settings:
    """Reads an item; the modules in it are not looked at.

    Raises:
        ConfigError: where a setting is missing, unknown or of the wrong type.
    """
    if not isinstance(raw, dict):
        raise ConfigError("must be a mapping with at least project and modules")
    for key in raw:
        if key not in _KEYS:
            raise ConfigError(f"is not known; there are {', '.join(_KEYS)}", (str(key),))
    socket = raw.get("socket")
    if socket is not None and not isinstance(socket, str):
        raise ConfigError("must be the path of the Unix socket of a shared host", ("socket",))
    project = raw.get("project")
    # A shared host may run elsewhere: in another container, with a folder of its own.
    if not isinstance(project, str) or not (socket or os.path.isdir(project)):
        raise ConfigError("must be the folder whose node_modules holds the module packages", ("project",))
    return Settings(
        command=() if socket else _command(raw.get("command"), project),
        socket=socket,
        config={
            "project": os.path.abspath(project),
            "modules": raw.get("modules") or [],
            "callbacks": raw.get("callbacks") or {},
        },
        start_timeout=_seconds(raw, "start_timeout", 60.0),
        hang_timeout=_seconds(raw, "hang_timeout", 5.0),
    )


def _command(raw: Any, project: str) -> tuple[str, ...]:
    if raw is None:
        bouton = os.path.join(project, "node_modules", ".bin", "bouton")
        if not os.path.exists(bouton):
            raise ConfigError(f'there is no {bouton}; install it with "npm install @bouton/cli"', ("project",))
        return (os.path.abspath(bouton),)
    if not isinstance(raw, list) or not raw or not all(isinstance(part, str) for part in raw):
        raise ConfigError('must be a list of strings, like ["node", "/opt/bouton/main.js"]', ("command",))
    return tuple(raw)


def _seconds(raw: dict[str, Any], key: str, default: float) -> float:
    value = raw.get(key)
    if value is None:
        return default
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value / 1000
    match = re.fullmatch(r"(\d+)(ms|s|m)", value) if isinstance(value, str) else None
    if match is None or int(match[1]) == 0:
        raise ConfigError('must be a duration like "2s", or a number of milliseconds', (key,))
    return int(match[1]) * _UNITS[match[2]]
