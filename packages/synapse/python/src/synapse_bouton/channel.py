"""A connection as a descriptor of Twisted's reactor: frames in, frames out."""

import logging
import socket
import struct
import time
from collections.abc import Callable, Iterable
from typing import Any

from twisted.internet.interfaces import IReadWriteDescriptor
from twisted.python.failure import Failure
from zope.interface import implementer

from .frame_socket import FrameSocket
from .frames import Frame, Kind, ProtocolError, encode_frame

logger = logging.getLogger(__name__)


@implementer(IReadWriteDescriptor)
class Channel:
    """Hands on the frames that arrive, and sends frames at once if the socket takes them.

    A Twisted transport sends in the reactor's next turn only. A channel also works before it is attached to the
    reactor, with `wait_for`.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._socket = FrameSocket(sock)
        self._reactor: Any = None
        # What arrived while one answer was waited for.
        self._early: list[Frame] = []
        self.lost = False
        #: Whether anything arrived since this was last set to False.
        self.heard = True

    def attach(self, reactor: Any) -> None:
        """Hands the channel to the reactor, if it is not there yet."""
        self._reactor = reactor
        reactor.addReader(self)
        reactor.callLater(0, self._take_early)

    def send(self, kind: Kind, frame_id: int, body: bytes = b"") -> None:
        """Sends a frame; nothing if the connection has ended."""
        if self.lost:
            return
        try:
            if not self._socket.send(encode_frame(kind, frame_id, body)) and self._reactor is not None:
                self._reactor.addWriter(self)
        except OSError as error:
            self._broken_soon(error)

    def wait_for(self, wanted: Callable[[Frame], bool], seconds: float) -> Frame | None:
        """Waits for one frame without the reactor, at most so long; None if it does not come. Blocks.

        Nothing but this frame is acted upon: whatever else arrives is left to the reactor, as it would run in the
        middle of somebody else's request.
        """
        until = time.monotonic() + seconds
        remaining = seconds
        found: Frame | None = None
        while found is None and remaining > 0 and self._socket.readable(remaining):
            try:
                frames = self._socket.receive()
            except (OSError, ProtocolError) as error:
                self._broken_soon(error)
                break
            if frames is None:
                break  # The reactor sees the same.
            self.heard = True
            for frame in frames:
                if found is None and wanted(frame):
                    found = frame
                else:
                    self._keep(frame)
            remaining = until - time.monotonic()
        return found

    @property
    def can_wait_precisely(self) -> bool:
        """Whether `wait_for` can wait for less than a millisecond."""
        return self._socket.waits_precisely

    @property
    def unsent(self) -> int:
        """How many bytes wait to be sent."""
        return self._socket.unsent

    def call_soon(self, call: Callable[..., object], *args: object) -> None:
        """Calls a function in the reactor's thread; from any thread."""
        if not self.lost:
            self._reactor.callFromThread(call, *args)

    def close(self, reason: str) -> None:
        """Ends the connection."""
        if self.lost:
            return
        self.lost = True
        if self._reactor is not None:
            self._reactor.removeReader(self)
            self._reactor.removeWriter(self)
        self._socket.close()
        self.ended(reason)

    # What a connection makes of it.

    def take(self, kind: Kind, frame_id: int, body: bytes) -> None:
        """A frame arrived. Raises ValueError, KeyError or struct.error if it makes no sense."""
        raise NotImplementedError

    def ended(self, reason: str) -> None:
        """The connection ended."""
        raise NotImplementedError

    # What the reactor calls, in Synapse's sentinel log context.

    def fileno(self) -> int:
        """The socket's descriptor; -1 once it is closed."""
        return self._socket.fileno()

    def logPrefix(self) -> str:  # noqa: N802
        """The name in Twisted's own log lines."""
        return "bouton"

    def doRead(self) -> None:  # noqa: N802
        """Takes what arrived."""
        try:
            frames = self._socket.receive()
        except (OSError, ProtocolError) as error:
            self._broken(error)
            return
        if frames is None:
            self.close("The Node host closed the connection")
            return
        self.heard = True
        self._take_early()
        self._take(frames)

    def doWrite(self) -> None:  # noqa: N802
        """Sends what could not be sent at once."""
        try:
            if self._socket.flush():
                self._reactor.removeWriter(self)
        except OSError as error:
            self._broken(error)

    def connectionLost(self, reason: Failure) -> None:  # noqa: N802
        """The reactor gives the descriptor up."""
        self.close(reason.getErrorMessage())

    def _keep(self, frame: Frame) -> None:
        if not self._early and self._reactor is not None:
            self._reactor.callLater(0, self._take_early)
        self._early.append(frame)

    def _take_early(self) -> None:
        early, self._early = self._early, []
        self._take(early)

    def _take(self, frames: Iterable[Frame]) -> None:
        try:
            for frame in frames:
                if self.lost:
                    return
                self.take(*frame)
        except (ValueError, KeyError, struct.error) as error:
            self._broken(ProtocolError(f"A frame makes no sense: {error!r}"))

    def _broken_soon(self, error: Exception) -> None:
        # Who asks just now is not to be called back in the middle of it.
        if self._reactor is not None:
            self._reactor.callLater(0, self._broken, error)

    def _broken(self, error: Exception) -> None:
        if isinstance(error, ProtocolError):
            logger.error("The Node host broke the protocol, and the connection is closed: %s", error)
        self.close(f"The connection broke: {error}")
