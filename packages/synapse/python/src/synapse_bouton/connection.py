"""One connection to the Node host."""

import json
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any, Final, Protocol

from twisted.internet.defer import Deferred

from .channel import Channel
from .fire import fire
from .frames import Frame, Kind
from .patience import Patience
from .wire_errors import HostUnavailable, decode_error, encode_error
from .wire_json import to_json

#: What may wait to be sent, in bytes, before further requests are refused.
_MAX_UNSENT: Final = 64 * 1024 * 1024
_MAX_ID: Final = 2**31
#: How often deadlines are looked at, in seconds.
_DEADLINE_STEP: Final = 0.1


class BodyReceiver(Protocol):
    """Who takes the body of a response."""

    def chunk(self, data: bytes) -> None:
        """A piece of the body."""

    def end(self) -> None:
        """The body is complete."""

    def credit(self, size: int) -> None:
        """So many bytes more of the request's body may be sent."""

    def broken(self) -> None:
        """The body will not be completed."""


class Incoming(Protocol):
    """Who answers what the Node host asks and tells."""

    def request(self, connection: "Connection", request_id: int, method: str, args: list[Any]) -> None:
        """Answers a request, by `respond` or `fail`."""

    def notify(self, method: str, args: list[Any]) -> None:
        """Hears a notification."""

    def lost(self, reason: str) -> None:
        """The connection ended."""


class Connection(Channel):
    """One connection to the Node host: requests both ways.

    `ask_blocking` is for what must be answered before a module's constructor returns, all else for when the connection
    is attached to the reactor.
    """

    def __init__(self, sock: socket.socket, incoming: Incoming) -> None:
        super().__init__(sock)
        self._incoming = incoming
        self._next_id = 1
        self._pending: dict[int, tuple[Deferred[bytes], float]] = {}
        self._bodies: dict[int, BodyReceiver] = {}
        self._patience = Patience()
        self._deadline_watch: Any = None
        #: The state events of callbacks that run, by the ids of their requests.
        self.states: dict[int, Mapping[tuple[str, str], Any]] = {}

    # Asking.

    def take_id(self) -> int:
        """The id of the next request."""
        request_id = self._next_id
        self._next_id = request_id + 2 if request_id + 2 < _MAX_ID else 1
        return self.take_id() if request_id in self._pending else request_id

    def ask_blocking(self, method: str, *args: object, timeout: float) -> Any:
        """Asks and waits for so many seconds, blocking the process.

        Raises:
            HostUnavailable: if no answer comes in time.
            Exception: the error that the Node host answers with.
        """
        request_id = self.take_id()
        self.send(Kind.REQUEST, request_id, to_json([method, *args]).encode())
        answer = self._wait_for_answer(request_id, timeout)
        if answer is None:
            raise HostUnavailable(f'The Node host did not answer "{method}"')
        return json.loads(answer)

    def ask_at_once(self, request_id: int, body: bytes, deadline: float) -> "bytes | Deferred[bytes]":
        """Like `ask`; but the answer itself if it comes so soon that waiting for it is cheaper than to come back.

        Raises:
            HostUnavailable: if nothing can be asked.
            Exception: the error that the Node host answers with, if it comes at once.
        """
        self._begin(request_id, body)
        if self._patience.worth_waiting() and self.can_wait_precisely:
            if self._patience.begin_wait():
                self._reactor.callLater(0, self._patience.next_turn)
            answer = self._wait_for_answer(request_id, self._patience.seconds)
            self._patience.learn(answer is not None)
            if answer is not None:
                return answer
        return self._wait(request_id, deadline)

    def ask(
        self, request_id: int, body: bytes, deadline: float, bodies: BodyReceiver | None = None
    ) -> "Deferred[bytes]":
        """Sends a request with this body; fires with the body of the response.

        The Deferred does not follow Synapse's rules for log contexts: use `make_deferred_yieldable`. If nothing
        comes within `deadline` seconds it fails with `HostUnavailable`, as it does when the connection ends.

        Raises:
            HostUnavailable: if nothing can be asked.
        """
        self._begin(request_id, body)
        if bodies is not None:
            self._bodies[request_id] = bodies
        return self._wait(request_id, deadline)

    def cancel(self, request_id: int) -> None:
        """Tells the Node host that nobody waits any longer."""
        self._pending.pop(request_id, None)
        self._bodies.pop(request_id, None)
        self.send(Kind.CANCEL, request_id)

    def _begin(self, request_id: int, body: bytes) -> None:
        if self.lost:
            raise HostUnavailable("The Node host is down")
        if self.unsent > _MAX_UNSENT:
            raise HostUnavailable("The Node host takes no more requests")
        try:
            self.send(Kind.REQUEST, request_id, body)
        except ValueError as error:
            raise HostUnavailable(str(error)) from None

    def _wait(self, request_id: int, deadline: float) -> "Deferred[bytes]":
        deferred: Deferred[bytes] = Deferred(lambda _: self.cancel(request_id))
        self._pending[request_id] = (deferred, time.monotonic() + deadline)
        if self._deadline_watch is None:
            self._deadline_watch = self._reactor.callLater(_DEADLINE_STEP, self._watch_deadlines)
        return deferred

    def _wait_for_answer(self, request_id: int, seconds: float) -> bytes | None:
        def wanted(frame: Frame) -> bool:
            return frame[1] == request_id and frame[0] in _ANSWERS

        frame = self.wait_for(wanted, seconds)
        if frame is None:
            return None
        kind, _, body = frame
        if kind is Kind.ERROR:
            raise decode_error(body)
        return body

    def _watch_deadlines(self) -> None:
        self._deadline_watch = None
        now = time.monotonic()
        for request_id in [key for key, (_, deadline) in self._pending.items() if deadline <= now]:
            # One that is answered late may have answered another meanwhile.
            pending = self._pending.get(request_id)
            if pending is not None:
                self.cancel(request_id)
                fire(pending[0].errback, HostUnavailable("The Node host did not answer in time"))
        if self._pending and self._deadline_watch is None:
            self._deadline_watch = self._reactor.callLater(_DEADLINE_STEP, self._watch_deadlines)

    # Telling and answering.

    def notify(self, method: str, *args: object) -> None:
        """Tells the Node host something."""
        self.send(Kind.NOTIFY, 0, to_json([method, *args]).encode())

    def respond(self, request_id: int, value: object) -> None:
        """Answers a request of the Node host."""
        try:
            self.send(Kind.RESPONSE, request_id, to_json(value).encode())
        except (TypeError, ValueError) as error:
            # It is no JSON, or too long for a frame.
            self.fail(request_id, error)

    def fail(self, request_id: int, error: BaseException) -> None:
        """Answers a request of the Node host with an exception."""
        self.send(Kind.ERROR, request_id, encode_error(error))

    # What arrives.

    def ended(self, reason: str) -> None:
        """What waits for answers fails."""
        if self._deadline_watch is not None:
            self._deadline_watch.cancel()
        # First, so that who is called back does not ask again.
        self._incoming.lost(reason)
        pending, self._pending = self._pending, {}
        bodies, self._bodies = self._bodies, {}
        for deferred, _ in pending.values():
            fire(deferred.errback, HostUnavailable(reason))
        for receiver in bodies.values():
            receiver.broken()

    def take(self, kind: Kind, frame_id: int, body: bytes) -> None:
        """Takes a frame."""
        if kind in _ANSWERS:
            pending = self._pending.pop(frame_id, None)
            if pending is None:
                return  # Its deadline had passed.
            if kind is Kind.RESPONSE:
                fire(pending[0].callback, body)
            else:
                self._bodies.pop(frame_id, None)
                fire(pending[0].errback, decode_error(body))
        elif kind is Kind.REQUEST:
            method, *args = json.loads(body)
            self._incoming.request(self, frame_id, method, args)
        elif kind is Kind.NOTIFY:
            method, *args = json.loads(body)
            self._incoming.notify(method, args)
        elif kind is Kind.PING:
            self.send(Kind.PONG, frame_id)
        elif kind is not Kind.PONG:
            self._take_of_body(kind, frame_id, body)

    def _take_of_body(self, kind: Kind, frame_id: int, body: bytes) -> None:
        receiver = self._bodies.get(frame_id)
        if receiver is None:
            return
        if kind is Kind.CHUNK:
            receiver.chunk(body)
        elif kind is Kind.CREDIT:
            receiver.credit(struct.unpack(">I", body)[0])
        else:
            del self._bodies[frame_id]
            if kind is Kind.END:
                receiver.end()
            else:
                receiver.broken()


_ANSWERS: Final = (Kind.RESPONSE, Kind.ERROR)
