"""Connects to a shared Node host."""

import socket
import time

from .wire_errors import HostUnavailable


def join(path: str, deadline: float) -> socket.socket:
    """A socket that is connected to the host at this path. Tries until `deadline`, by `time.monotonic()`; blocks.

    Raises:
        HostUnavailable: if no host listens.
    """
    while True:
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            sock.connect(path)
        except OSError as error:
            sock.close()
            if time.monotonic() > deadline:
                raise HostUnavailable(f"No Node host listens at {path}: {error}") from error
        else:
            return sock
        time.sleep(0.1)
