"""The configuration of one `synapse_bouton.Host` item."""

import difflib
import os
import re
from typing import Any, Final

import attr

from .plain_config import Path, to_plain

_KEYS: Final = ("project", "socket", "command", "modules", "callbacks", "start_timeout", "hang_timeout")
_UNITS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0}


@attr.s(frozen=True, auto_attribs=True, slots=True)
class Settings:
    """What an item says."""

    #: The program that runs the Node half, without its subcommand; nothing if it runs already, at `socket`.
    command: tuple[str, ...]
    #: Where a shared Node host listens; None: this process has its own.
    socket: str | None
    #: What is sent to the Node host: the keys `project`, `modules` and `callbacks`.
    config: dict[str, Any]
    #: Seconds until the Node host must have started the modules.
    start_timeout: float
    #: Seconds after which a Node host that says nothing is killed.
    hang_timeout: float
    #: Where the item stands, as the Node half knows it; None: nobody knows.
    place: "dict[str, Any] | None" = None


@attr.s(frozen=True, auto_attribs=True, slots=True)
class Fault:
    """Something that is wrong with an item; the modules in it are the Node half's."""

    #: Where it stands, from the item's `config`; nothing: it is the item itself that is wrong.
    path: Path
    #: What is wanted, or what is wrong: `must be a duration`.
    message: str
    #: Whether the key is at fault, not its value.
    at_key: bool = False

    def to_wire(self) -> dict[str, Any]:
        """As the Node half knows it."""
        return {"path": self.path, "at": "key" if self.at_key else "value", "message": self.message}

    @property
    def sentence(self) -> str:
        """For people, without the place."""
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path).lstrip(".")
        return f"{place or 'config'}{'' if self.message.startswith(('must ', 'is ', 'makes ')) else ':'} {self.message}"


def parse_settings(raw: Any) -> "tuple[Settings | None, list[Fault]]":
    """Reads an item; the modules in it are not looked at.

    Returns all faults, and the settings with defaults in the place of what is wrong; None instead of them if the Node
    host cannot be asked.
    """
    if not isinstance(raw, dict):
        return None, [Fault((), "must be a mapping with at least project and modules")]
    faults = [Fault((str(key),), f"is not known{_did_you_mean(str(key))}", True) for key in raw if key not in _KEYS]
    socket = raw.get("socket")
    if socket is not None and not isinstance(socket, str):
        faults.append(Fault(("socket",), "must be the path of the Unix socket of a shared host"))
    project = raw.get("project")
    # A shared host may run elsewhere: in another container, with a folder of its own.
    if not isinstance(project, str) or not (socket or os.path.isdir(project)):
        project = None
        faults.append(Fault(("project",), "must be the folder whose node_modules holds the module packages"))
    command = () if socket else _command(raw.get("command"), project, faults)
    start_timeout = _seconds(raw, "start_timeout", 60.0, faults)
    hang_timeout = _seconds(raw, "hang_timeout", 5.0, faults)
    if project is None or command is None or not (socket is None or isinstance(socket, str)):
        return None, faults
    modules, faults_of_modules = to_plain(raw.get("modules") or [], ("modules",))
    callbacks, faults_of_callbacks = to_plain(raw.get("callbacks") or {}, ("callbacks",))
    faults += [Fault(path, message) for path, message in (*faults_of_modules, *faults_of_callbacks)]
    config = {"project": os.path.abspath(project), "modules": modules, "callbacks": callbacks}
    return Settings(command, socket, config, start_timeout, hang_timeout), faults


def _did_you_mean(key: str) -> str:
    near = difflib.get_close_matches(key, _KEYS, 1)
    return f'; did you mean "{near[0]}"?' if near else f"; there are {', '.join(_KEYS)}"


def _command(raw: Any, project: str | None, faults: list[Fault]) -> tuple[str, ...] | None:
    if raw is not None:
        if isinstance(raw, list) and raw and all(isinstance(part, str) for part in raw):
            return tuple(raw)
        faults.append(Fault(("command",), 'must be a list of strings, like ["node", "/opt/bouton/main.js"]'))
    elif project is not None:
        bouton = os.path.join(project, "node_modules", ".bin", "bouton")
        if os.path.exists(bouton):
            return (os.path.abspath(bouton),)
        faults.append(Fault(("project",), f'there is no {bouton}; install it with "npm install @bouton/cli"'))
    return None


def _seconds(raw: dict[str, Any], key: str, default: float, faults: list[Fault]) -> float:
    value = raw.get(key)
    if value is None:
        return default
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value / 1000
    match = re.fullmatch(r"(\d+)(ms|s|m)", value) if isinstance(value, str) else None
    if match is None or int(match[1]) == 0:
        faults.append(Fault((key,), 'must be a duration like "2s", or a number of milliseconds'))
        return default
    return int(match[1]) * _UNITS[match[2]]
