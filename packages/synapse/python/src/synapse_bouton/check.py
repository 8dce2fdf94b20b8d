"""Checks the modules of an item while Synapse reads its configuration."""

import json
import subprocess
import time
from typing import Any

from synapse.module_api.errors import ConfigError

from .connection import Connection
from .join import join
from .settings import Settings
from .wire_errors import HostUnavailable, RemoteError


def check_modules(settings: Settings) -> None:
    """Has the Node half load the modules and parse what they are configured with. Blocks.

    Raises:
        ConfigError: with everything that is wrong, or where the Node half cannot be asked.
    """
    checked = _check_at(settings.socket, settings) if settings.socket else _check_by_command(settings)
    if checked["faults"] is not None:
        raise ConfigError(checked["faults"])


def _check_by_command(settings: Settings) -> Any:
    try:
        done = subprocess.run(
            [*settings.command, "host", "--check"],
            input=json.dumps(settings.config),
            capture_output=True,
            text=True,
            timeout=settings.start_timeout,
            check=True,
        )
        return json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        raise ConfigError(f"{' '.join(error.cmd)} failed:\n{error.stderr.strip()}") from None
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise ConfigError(f"{' '.join(settings.command)} host --check cannot be run: {error}") from error


def _check_at(path: str, settings: Settings) -> Any:
    deadline = time.monotonic() + settings.start_timeout
    try:
        connection = Connection(join(path, deadline), _Nobody())
        try:
            return connection.ask_blocking("check", settings.config, timeout=deadline - time.monotonic())
        finally:
            connection.close("The check is over")
    except (HostUnavailable, RemoteError) as error:
        raise ConfigError(str(error)) from error


class _Nobody:
    """Nothing is asked of Synapse before it runs."""

    def request(self, connection: Connection, request_id: int, method: str, args: list[Any]) -> None:
        connection.fail(request_id, RuntimeError("Synapse does not run yet"))

    def notify(self, method: str, args: list[Any]) -> None:
        pass

    def lost(self, reason: str) -> None:
        pass
