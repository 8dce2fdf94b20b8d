"""A Unix socket that frames go over, without ever blocking on its own."""

import select
import socket
from typing import Final

from .frames import Frame, FrameReader

_READ_SIZE: Final = 256 * 1024
#: What select() can look at.
_FD_SETSIZE: Final = 1024


class FrameSocket:
    """Sends and receives frames. What the socket does not take at once is kept."""

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self._socket = sock
        self._reader = FrameReader()
        self._unsent = bytearray()

    def fileno(self) -> int:
        """The descriptor; -1 once the socket is closed."""
        return self._socket.fileno()

    @property
    def unsent(self) -> int:
        """How many bytes wait to be sent."""
        return len(self._unsent)

    @property
    def waits_precisely(self) -> bool:
        """Whether `readable` can wait for less than a millisecond."""
        return self._socket.fileno() < _FD_SETSIZE

    def send(self, frame: bytes) -> bool:
        """Sends a frame, after what waits already; whether nothing waits afterwards.

        Raises:
            OSError: if the connection is broken.
        """
        if self._unsent:
            self._unsent += frame
            return False
        try:
            sent = self._socket.send(frame)
        except BlockingIOError:
            sent = 0
        if sent == len(frame):
            return True
        self._unsent += memoryview(frame)[sent:]
        return False

    def flush(self) -> bool:
        """Sends more of what waits; whether nothing does afterwards.

        Raises:
            OSError: if the connection is broken.
        """
        try:
            sent = self._socket.send(self._unsent)
        except BlockingIOError:
            return False
        del self._unsent[:sent]
        return not self._unsent

    def receive(self) -> list[Frame] | None:
        """The frames that are there; None at the end of the connection.

        Raises:
            OSError: if the connection is broken.
            ProtocolError: if the other end sends something else than frames.
        """
        try:
            data = self._socket.recv(_READ_SIZE)
        except BlockingIOError:
            return []
        return list(self._reader.feed(data)) if data else None

    def readable(self, seconds: float) -> bool:
        """Waits until something arrives, at most so long; whether something did. Blocks."""
        if self.waits_precisely:
            return bool(select.select((self._socket,), (), (), seconds)[0])
        poll = select.poll()
        poll.register(self._socket, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def close(self) -> None:
        """Closes the socket."""
        self._socket.close()
