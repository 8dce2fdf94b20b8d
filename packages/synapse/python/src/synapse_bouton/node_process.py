"""A Node process of this Synapse process."""

import logging
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress

from .wire_errors import HostUnavailable

logger = logging.getLogger(__name__)


class NodeProcess:
    """`bouton host`, at the other end of a pair of sockets that nobody else can reach.

    It ends by itself when the sockets do. What it prints is logged.
    """

    def __init__(self, command: Sequence[str]) -> None:
        """Starts the process.

        Raises:
            HostUnavailable: if the command cannot be run.
        """
        self.socket, theirs = socket.socketpair()
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [*command, "host", "--fd", str(theirs.fileno())],
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    # A Ctrl-C in Synapse's terminal is Synapse's to handle.
                    start_new_session=True,
                )
            except OSError as error:
                self.socket.close()
                raise HostUnavailable(f"{command[0]} cannot be run: {error}") from error
        threading.Thread(target=self._log_output, name=f"bouton-output-{self.pid}", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def kill(self) -> None:
        """Ends the process at once, stopped or not, and what it started with it."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def wait(self, timeout: float) -> None:
        """Waits for the end of the process, and kills it after so many seconds. Blocks."""
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            logger.warning("The Node host (pid %d) does not end; it is killed", self.pid)
            self.kill()
            self._process.wait()

    def _log_output(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            logger.info("%s", line.decode("utf-8", "replace").rstrip())
        self._process.wait()
