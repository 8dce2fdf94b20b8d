"""A Synapse module that measures spam-checker callbacks from inside the process."""

import socket
import time
from typing import Any

from synapse.http.server import DirectServeJsonResource
from synapse.http.servlet import parse_json_object_from_request
from synapse.logging.context import SENTINEL_CONTEXT, make_deferred_yieldable, set_current_context
from synapse.module_api import NOT_SPAM, EventBase, ModuleApi
from twisted.internet import reactor
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import UNIXClientEndpoint, connectProtocol
from twisted.internet.protocol import Protocol

USERS_AND_ROOM = ("@alice:localhost", "@bob:localhost", "!EuBbrJgcqZzRk6dCnnIQLvE9Gd0DhFJFvE6mx5Ik1eM")
#: As long as what Bouton sends for `user_may_invite`.
MESSAGE = b'["callback",0,"spam_checker.user_may_invite","%b","%b","%b"]' % tuple(
    argument.encode() for argument in USERS_AND_ROOM
)


class Echo(Protocol):
    """The floor: a bare echo over a Unix socket, one request at a time, with due care for log contexts."""

    async def ask(self, *_: str) -> str:
        self.answered: Deferred[None] = Deferred()
        self.unanswered = len(MESSAGE)
        self.transport.write(MESSAGE)
        await make_deferred_yieldable(self.answered)
        return NOT_SPAM

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        self.unanswered -= len(data)
        if self.unanswered == 0:
            previous = set_current_context(SENTINEL_CONTEXT)
            self.answered.callback(None)
            set_current_context(previous)


class BlockingEcho:
    """The same echo with the whole process waiting for it, for orientation: no module should do so."""

    def __init__(self, path: str) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)

    async def ask(self, *_: str) -> str:
        self.socket.sendall(MESSAGE)
        unanswered = len(MESSAGE)
        while unanswered > 0:
            unanswered -= len(self.socket.recv(unanswered))
        return NOT_SPAM


async def allow_invite(inviter: str, invitee: str, room_id: str) -> str:
    """What any callback costs."""
    return NOT_SPAM


async def allow_event(event: EventBase) -> str:
    """What any callback costs."""
    return NOT_SPAM


class Bench:
    """Comes after the modules that it measures: it takes their callbacks out, to call each by itself."""

    def __init__(self, config: dict[str, Any], api: ModuleApi) -> None:
        self.echo_path = config["echo"]
        self.checker = api._hs.get_module_api_callbacks().spam_checker
        self.invite = {call.__module__: call for call in self.checker._user_may_invite_callbacks}
        self.event = {call.__module__: call for call in self.checker._check_event_for_spam_callbacks}
        self.checker._user_may_invite_callbacks = []
        self.checker._check_event_for_spam_callbacks = []
        self.invite["native"] = allow_invite
        self.event["native"] = allow_event
        api.register_web_resource("/_synapse/client/bench/measure", Measure(api, self))
        api.register_web_resource("/_synapse/client/bench/select", Select(api, self))

    async def connect_echoes(self) -> None:
        if "floor" not in self.invite:
            echo = await make_deferred_yieldable(
                connectProtocol(UNIXClientEndpoint(reactor, self.echo_path), Echo())
            )
            self.invite["floor"] = echo.ask
            self.invite["blocking"] = BlockingEcho(self.echo_path).ask


class Measure(DirectServeJsonResource):
    """Calls `callback` so many times, and answers how long each call took, in microseconds."""

    def __init__(self, api: ModuleApi, bench: Bench) -> None:
        super().__init__(clock=api._hs.get_clock())
        self.bench = bench

    async def _async_render_POST(self, request: Any) -> tuple[int, Any]:  # noqa: N802
        body = parse_json_object_from_request(request)
        await self.bench.connect_echoes()
        call = self.bench.invite[body["callback"]]
        durations = []
        for _ in range(body["calls"]):
            start = time.perf_counter()
            verdict = await call(*USERS_AND_ROOM)
            durations.append((time.perf_counter() - start) * 1e6)
            assert verdict is NOT_SPAM, verdict
        return 200, durations


class Select(DirectServeJsonResource):
    """Has Synapse ask `callback` alone about events; null: nobody."""

    def __init__(self, api: ModuleApi, bench: Bench) -> None:
        super().__init__(clock=api._hs.get_clock())
        self.bench = bench

    async def _async_render_POST(self, request: Any) -> tuple[int, Any]:  # noqa: N802
        callback = parse_json_object_from_request(request)["callback"]
        self.bench.checker._check_event_for_spam_callbacks = [] if callback is None else [self.bench.event[callback]]
        return 200, {}
