"""Checks an item while Synapse reads its configuration."""

import json
import os
import subprocess
import sys
import textwrap
import time
from typing import Any, Final

import attr
from synapse.module_api.errors import ConfigError

from .connection import Connection
from .join import join
from .settings import Fault, Settings, parse_settings
from .source import Source
from .wire_errors import HostUnavailable, RemoteError

#: Those of Synapse's programs that print no more of a ConfigError than which module has it.
_TERSE_PROGRAMS: Final = ("synapse.app.generic_worker", "synapse_worker", "synapse.config.__main__")


def check_item(raw: Any, source: Source | None) -> Settings:
    """Reads an item, and has the Node half load its modules and parse what they are configured with. Blocks.

    Args:
        raw: the item's `config`.
        source: where it stands; faults are shown there.

    Raises:
        ConfigError: with everything that is wrong, or that the Node half cannot be asked.
    """
    settings, faults = parse_settings(raw)
    shown = [_show(fault, source) for fault in faults]
    if settings is not None:
        try:
            all_faults = _ask(settings, source, faults)
        except _NotAsked as error:
            shown.append(str(error))
        else:
            if all_faults is None:
                return settings if source is None else attr.evolve(settings, place=source.to_wire())
            shown = [all_faults]
    message = "\n\n".join(shown)
    if _program() in _TERSE_PROGRAMS:
        sys.stderr.write(f"\n{message}\n")
    # Synapse indents the first line so, and only that.
    raise ConfigError(textwrap.indent(message, "    ").lstrip())


def _program() -> str:
    spec = sys.modules["__main__"].__spec__
    return os.path.basename(sys.argv[0]) if spec is None else spec.name


def _show(fault: Fault, source: Source | None) -> str:
    return fault.sentence if source is None else f"{source.position(fault.path, fault.at_key)}: {fault.sentence}"


def _ask(settings: Settings, source: Source | None, faults: list[Fault]) -> str | None:
    """All that is wrong, with what is known already; None: nothing."""
    args = [settings.config, None if source is None else source.to_wire(), [fault.to_wire() for fault in faults]]
    checked = _check_at(settings.socket, args, settings) if settings.socket else _check_by_command(args, settings)
    shown: str | None = checked["faults"]
    return shown


class _NotAsked(Exception):
    """The Node half cannot be asked."""


def _check_by_command(args: list[Any], settings: Settings) -> Any:
    try:
        done = subprocess.run(
            [*settings.command, "host", "--check"],
            input=json.dumps(args),
            capture_output=True,
            text=True,
            timeout=settings.start_timeout,
            check=True,
        )
        # Before it stands what modules printed past Node's own stdout.
        return json.loads(done.stdout.rstrip("\n").rpartition("\n")[2])
    except subprocess.CalledProcessError as error:
        raise _NotAsked(f"{' '.join(error.cmd)} failed:\n{error.stderr.strip()}") from None
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise _NotAsked(f"{' '.join(settings.command)} host --check cannot be run: {error}") from error


def _check_at(path: str, args: list[Any], settings: Settings) -> Any:
    deadline = time.monotonic() + settings.start_timeout
    try:
        connection = Connection(join(path, deadline), _Nobody())
        try:
            return connection.ask_blocking("check", *args, timeout=deadline - time.monotonic())
        finally:
            connection.close("The check is over")
    except (HostUnavailable, RemoteError) as error:
        raise _NotAsked(str(error)) from error


class _Nobody:
    """Nothing is asked of Synapse before it runs."""

    def request(self, connection: Connection, request_id: int, method: str, args: list[Any]) -> None:
        connection.fail(request_id, RuntimeError("Synapse does not run yet"))

    def notify(self, method: str, args: list[Any]) -> None:
        pass

    def lost(self, reason: str) -> None:
        pass
