"""Web resources of modules: requests go to the Node host, and answers come back, piece by piece."""

import json
import logging
import struct
from typing import Any, Final

from synapse.api.errors import SynapseError
from synapse.http.server import DirectServeJsonResource, UnrecognizedRequestResource, finish_request
from synapse.http.site import SynapseRequest
from synapse.logging.context import make_deferred_yieldable
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IPushProducer
from twisted.web.server import Request
from zope.interface import implementer

from .api import ApiMembers
from .arguments import request_head
from .callbacks import Link
from .connection import Connection
from .fire import fire
from .frames import Kind
from .wire_errors import HostUnavailable

logger = logging.getLogger(__name__)

#: What may be sent of a body beyond the credit that was given, in bytes.
WINDOW: Final = 256 * 1024
_CHUNK: Final = 64 * 1024
#: How long a module has for the head of its answer, in seconds. Its body may take as long as it likes.
_DEADLINE: Final = 60.0


class ModuleResource(DirectServeJsonResource):
    """One path that modules of a `Host` item serve; not what lies below it."""

    def __init__(self, item: int, module: str, path: str, link: Link, members: ApiMembers) -> None:
        super().__init__()
        self._item = item
        self._module = module
        self._path = path
        self._link = link
        self._members = members

    def getChild(self, path: str, request: Request) -> Any:  # noqa: N802
        """What lies below it and nobody else serves."""
        return UnrecognizedRequestResource()  # type: ignore[no-untyped-call]

    def __repr__(self) -> str:
        return f"<web resource {self._path} of {self._module}>"

    async def _async_render(self, request: SynapseRequest) -> None:
        connection = self._link.connection
        if connection is None:
            raise _unavailable()
        web_request = connection.take_id()
        exchange = _Exchange(connection, request, web_request)
        body = json.dumps(["web", self._item, request_head(request)]).encode()
        self._members.web_requests[web_request] = request
        try:
            asked = connection.ask(web_request, body, _DEADLINE, exchange)
            exchange.begin()
            head = await make_deferred_yieldable(asked)
            exchange.answer(json.loads(head))
            await make_deferred_yieldable(exchange.done)
        except HostUnavailable as error:
            logger.error("%s cannot be asked for %s: %s", self._module, self._path, error)
            raise _unavailable() from None
        finally:
            del self._members.web_requests[web_request]


class ModuleTree(ModuleResource):
    """A path, and all that lies below it: the Node host finds the web resource whose parameters fit."""

    def getChild(self, path: str, request: Request) -> Any:  # noqa: N802
        """What lies below it and nobody else serves."""
        return _Below(self._item, self._module, self._path, self._link, self._members)


class _Below(ModuleResource):
    isLeaf = True


def _unavailable() -> SynapseError:
    return SynapseError(503, "A module of this homeserver does not answer")


@implementer(IPushProducer)
class _Exchange:
    """The two bodies of one web request."""

    def __init__(self, connection: Connection, request: SynapseRequest, request_id: int) -> None:
        self.done: Deferred[None] = Deferred()
        self._connection = connection
        # Twisted has no types for requests.
        self._request: Any = request
        self._id = request_id
        self._credit = WINDOW
        self._client_gone = False
        self._paused = False
        self._unacknowledged = 0

    def begin(self) -> None:
        """Sends the first of the request's body, and watches the client."""
        self._request.notifyFinish().addErrback(lambda _: self._leave())
        self._request.content.seek(0)
        self._send_body()

    def answer(self, head: dict[str, Any]) -> None:
        """Begins the answer."""
        request = self._request
        if self._client_gone:
            return
        request.setResponseCode(head["status"])
        # The answer has a type if it has a body; Twisted would call whatever has none HTML.
        request.defaultContentType = None
        for name, value in head["headers"]:
            request.responseHeaders.addRawHeader(name.encode("latin-1"), value.encode("latin-1"))
        request.registerProducer(self, True)

    def _send_body(self) -> None:
        while self._credit > 0:
            data = self._request.content.read(min(_CHUNK, self._credit))
            if not data:
                self._connection.send(Kind.END, self._id)
                self._credit = -1
                return
            self._credit -= len(data)
            self._connection.send(Kind.CHUNK, self._id, data)

    def _leave(self) -> None:
        if self.done.called:
            return
        self._client_gone = True
        self._connection.cancel(self._id)
        fire(self.done.callback, None)

    # What comes from the Node host.

    def chunk(self, data: bytes) -> None:
        """A piece of the answer's body."""
        if self._client_gone:
            return
        self._request.write(data)
        self._unacknowledged += len(data)
        self._acknowledge()

    def end(self) -> None:
        """The answer is complete."""
        if self._client_gone or self.done.called:
            return
        self._request.unregisterProducer()
        finish_request(self._request)
        fire(self.done.callback, None)

    def credit(self, size: int) -> None:
        """More of the request's body may be sent."""
        if self._credit >= 0:
            self._credit += size
            self._send_body()

    def broken(self) -> None:
        """The answer will not be completed; the client has to see that."""
        if self.done.called:
            return
        if self._request.startedWriting:
            self._request.unregisterProducer()
            self._request.loseConnection()
        fire(self.done.callback, None)

    def _acknowledge(self) -> None:
        if self._unacknowledged > 0 and not self._paused:
            self._connection.send(Kind.CREDIT, self._id, struct.pack(">I", self._unacknowledged))
            self._unacknowledged = 0

    # What comes from the client's connection.

    def pauseProducing(self) -> None:  # noqa: N802
        """The client takes no more for now."""
        self._paused = True

    def resumeProducing(self) -> None:  # noqa: N802
        """The client takes more."""
        self._paused = False
        self._acknowledge()

    def stopProducing(self) -> None:  # noqa: N802
        """The client is gone."""
        self._leave()
