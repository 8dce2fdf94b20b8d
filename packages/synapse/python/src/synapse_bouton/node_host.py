"""The Node host as one Synapse process sees it: started or joined, watched, and started again."""

import json
import logging
import time
from typing import Any, Final

from synapse.logging.context import make_deferred_yieldable
from synapse.module_api import ModuleApi
from twisted.internet import reactor as _reactor
from twisted.internet.defer import Deferred
from twisted.internet.threads import deferToThread

from .api import ApiMembers
from .caches import caches_of
from .connection import Connection
from .database import Database
from .frames import Kind
from .join import join
from .log import log_failure, log_from_node
from .node_process import NodeProcess
from .settings import Settings
from .tasks import Tasks
from .wire_errors import HostUnavailable

logger = logging.getLogger(__name__)
reactor: Any = _reactor

PROTOCOL: Final = 1
#: Seconds between two pings; less if a silent host is to be missed sooner.
_PING_INTERVAL: Final = 0.5
_FIRST_DELAY: Final = 0.1
_LONGEST_DELAY: Final = 30.0
#: A host that ran for so many seconds did start well: the next failure is the first again.
_GOOD_RUN: Final = 0.2
_STOP_TIMEOUT: Final = 5.0


class NodeHost:
    """The Node host of the `Host` items of one Synapse process.

    `connection` is None while it is down: what is asked then is answered by the failure rules.
    """

    def __init__(self, settings: Settings, api: ModuleApi, process_facts: dict[str, Any]) -> None:
        self.connection: Connection | None = None
        self._settings = settings
        self._ping_interval = min(_PING_INTERVAL, settings.hang_timeout / 4)
        self._api = api
        self._facts = process_facts
        self._members = ApiMembers(api)
        self._database = Database(api)
        self.tasks: Final = Tasks(api, self)
        self._caches = caches_of(api)
        self._caches.add_receiver(self._invalidate)
        self._items: list[tuple[dict[str, Any], dict[str, Any] | None]] = []
        self._current: Connection | None = None
        self._process: NodeProcess | None = None
        self._delay = _FIRST_DELAY
        self._ready_since = 0.0
        self._stopping = False
        reactor.addSystemEventTrigger("before", "shutdown", self._stop)

    @property
    def members(self) -> ApiMembers:
        """What the Node host may call of Synapse."""
        return self._members

    def start_item(self, config: dict[str, Any], place: dict[str, Any] | None) -> tuple[int, dict[str, Any]]:
        """Starts the modules of one item, blocking the process; returns the item's number and what they registered.

        For modules' constructors only, before Synapse serves: afterwards nothing here blocks.

        Raises:
            HostUnavailable: if the Node host does not come up in time.
            Exception: if a module fails.
        """
        deadline = time.monotonic() + self._settings.start_timeout
        current = self._current
        if current is None:
            current = self._current = self._connect(deadline)
            current.ask_blocking("hello", self._facts, timeout=deadline - time.monotonic())
        item = len(self._items)
        registration = current.ask_blocking("start", item, config, place, timeout=deadline - time.monotonic())
        self._items.append((config, place))
        current.attach(reactor)
        self._ready(current)
        return item, registration

    # Up and down.

    def _connect(self, deadline: float) -> Connection:
        if self._settings.socket is not None:
            return Connection(join(self._settings.socket, deadline), self)
        self._process = NodeProcess(self._settings.command)
        return Connection(self._process.socket, self)

    def _ready(self, current: Connection) -> None:
        if self.connection is current:
            return
        self.connection = current
        self._ready_since = time.monotonic()
        self._ping(current)

    def _ping(self, current: Connection, silence: float = 0.0) -> None:
        # Silence is counted in pings: while Synapse itself is too busy to read, nothing is held against the Node host.
        if current.lost:
            return
        silence = 0.0 if current.heard else silence + self._ping_interval
        if silence >= self._settings.hang_timeout:
            current.close(f"The Node host said nothing for {self._settings.hang_timeout:g} s")
            return
        current.heard = False
        current.send(Kind.PING, 0)
        reactor.callLater(self._ping_interval, self._ping, current, silence)

    def lost(self, reason: str) -> None:
        """The connection ended."""
        self._database.connection_lost()
        was_ready = self.connection is not None
        self.connection = self._current = None
        if self._process is not None:
            self._process.kill()
        if self._stopping:
            return
        if was_ready and time.monotonic() - self._ready_since > _GOOD_RUN:
            self._delay = _FIRST_DELAY
        logger.error("%s; it is started again in %.1f s", reason, self._delay)
        reactor.callLater(self._delay, self._start_again)
        self._delay = min(self._delay * 2, _LONGEST_DELAY)

    def _start_again(self) -> None:
        self._api.run_as_background_process("bouton_start_host", self._start_items)

    async def _start_items(self) -> None:
        try:
            # A shared host that is not there yet is tried again after the next delay.
            current = self._current = self._connect(deadline=0.0)
        except HostUnavailable as error:
            self.lost(str(error))
            return
        current.attach(reactor)
        try:
            await self._ask(current, ["hello", self._facts])
            for item, (config, place) in enumerate(self._items):
                await self._ask(current, ["start", item, config, place])
        except Exception as error:
            current.close(f"The modules cannot be started: {error}")
            return
        logger.info("The Node host is back")
        self._ready(current)

    async def _ask(self, current: Connection, body: list[Any]) -> Any:
        request = current.ask(current.take_id(), json.dumps(body).encode(), self._settings.start_timeout)
        answer = await make_deferred_yieldable(request)
        return json.loads(answer)

    def _stop(self) -> "Deferred[None] | None":
        self._stopping = True
        if self._current is not None:
            self._current.close("Synapse stops")
        process = self._process
        if process is None:
            return None
        return deferToThread(process.wait, _STOP_TIMEOUT)

    # What the Node host says.

    def request(self, connection: Connection, request_id: int, method: str, args: list[Any]) -> None:
        """Answers a request."""
        if method.startswith("state."):
            self._members.state(connection, request_id, method, args)
            return
        if method.startswith("db."):
            self._database.request(connection, request_id, method, args)
            return

        async def answer() -> None:
            try:
                value = await self._answer(method, args)
            except Exception as error:
                log_failure(method, error)
                connection.fail(request_id, error)
                return
            connection.respond(request_id, value)

        self._api.run_as_background_process("bouton_" + method.rpartition(".")[2], answer)

    async def _answer(self, method: str, args: list[Any]) -> Any:
        if method == "cache.invalidate":
            return await self._caches.broadcast(*args)
        if method.startswith("task."):
            return await self.tasks.call(method, args)
        return await self._members.call(method, args)

    def _invalidate(self, cache: str, keys: str) -> None:
        # A host that is not up begins with empty caches.
        if self._current is not None:
            self._current.notify("cache.invalidate", cache, keys)

    def notify(self, method: str, args: list[Any]) -> None:
        """Hears a notification."""
        if method == "log":
            log_from_node(*args)
