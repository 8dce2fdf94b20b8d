"""The functions that Synapse calls in the modules' place: one per callback, however many modules have it."""

import inspect
import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any, Final, Protocol

import attr
from synapse.api.errors import SynapseError
from synapse.logging.context import make_deferred_yieldable
from twisted.internet.defer import Deferred

from .arguments import request_encoder
from .connection import Connection
from .contract import Row
from .failure import FailureRule, failure_rule, undecided
from .filters import compile_filters
from .outcomes import Decoder, outcome_decoder, uncaught
from .wire_errors import HostUnavailable
from .wire_json import to_json

logger = logging.getLogger(__name__)

#: What Python allows the Node host beyond the modules' own deadlines, in seconds.
GRACE: Final = 0.25

Callback = Callable[..., Any]


class Link(Protocol):
    """The way to the Node host."""

    @property
    def connection(self) -> Connection | None:
        """None while the Node host is down."""


@attr.s(frozen=True, auto_attribs=True, slots=True)
class Registration:
    """One callback that modules of a `Host` item registered."""

    row: Row
    modules: tuple[str, ...]
    #: Seconds that each module has.
    deadline: float
    on_failure: str | None
    filters: tuple[dict[str, Any] | None, ...] = ()


class Caller:
    """Asks the modules of one `Host` item for one callback."""

    def __init__(self, registration: Registration, item: int, link: Link, server_name: str) -> None:
        self.row: Final = registration.row
        self.item: Final = item
        self.link: Final = link
        self.deadline: Final = registration.deadline * len(registration.modules) + GRACE
        self.failure: Final[FailureRule] = failure_rule(self.row, registration.on_failure, server_name)
        self._modules = ", ".join(registration.modules)

    async def ask(self, body: bytes, args: Sequence[Any]) -> tuple[Any, int]:
        """The outcome as JSON has it, and the request's id. Raises HostUnavailable, and what modules raise."""
        connection = self.link.connection
        if connection is None:
            raise HostUnavailable("The Node host is down")
        request_id = connection.take_id()
        states = _state_events(self.row, args)
        if states is not None:
            connection.states[request_id] = states
        try:
            answer = connection.ask_at_once(request_id, body, self.deadline)
            if isinstance(answer, Deferred):
                answer = await make_deferred_yieldable(answer)
        except SynapseError as error:
            raise self._through_synapse(error) from None
        finally:
            if states is not None:
                del connection.states[request_id]
        return (None if answer == b"null" else json.loads(answer)), request_id

    def fail(self, error: HostUnavailable, args: Sequence[Any]) -> Any:
        """What the operation amounts to if the modules could not be asked. Raises what it fails with."""
        logger.error("%s of %s cannot be asked: %s", self.row.name, self._modules, error)
        try:
            return self.failure(args)
        except SynapseError as failure:
            raise self._through_synapse(failure) from None

    def _through_synapse(self, error: SynapseError) -> SynapseError:
        # In these callbacks modules' own exceptions never come here: this is an error for the client.
        return uncaught(error) if self.row.on_exception in ("log", "internalServerError") else error


def _state_events(row: Row, args: Sequence[Any]) -> Any:
    for (_, kind), value in zip(row.parameters, args):
        if kind == "stateMap":
            return value
    return None


def make_callback(registration: Registration, item: int, link: Link, server_name: str) -> Callback:
    """The function that Synapse is given for a callback."""
    row = registration.row
    caller = Caller(registration, item, link, server_name)
    if row.form == "generator":
        callback: Callback = _on_update(caller)
    elif row.rule == "firstLogin":
        callback = _login(caller)
    else:
        callback = _plain(caller, list(registration.filters), server_name)
    return _dressed(callback, registration)


def _plain(caller: Caller, filters: list[dict[str, Any] | None], server_name: str) -> Callable[..., Awaitable[Any]]:
    row = caller.row
    encode = request_encoder(row, caller.item)
    decode: Decoder = outcome_decoder(row)
    editable = row.editable
    index = row.event_index
    wanted = None if index is None else compile_filters(filters, server_name)

    async def callback(*args: Any) -> Any:
        if wanted is not None and not wanted(args[index or 0]):
            return undecided(row)
        try:
            outcome, _ = await caller.ask(encode(args), args)
        except HostUnavailable as error:
            return caller.fail(error, args)
        if editable:
            _apply_edits(outcome["edited"], args)
            outcome = outcome["outcome"]
        return decode(outcome)

    return callback


def _apply_edits(edited: dict[str, Any], args: Sequence[Any]) -> None:
    for index, value in edited.items():
        target = args[int(index)]
        if isinstance(target, MutableMapping):
            target.clear()
            target.update(value)


def _login(caller: Caller) -> Callable[..., Awaitable[Any]]:
    encode = request_encoder(caller.row, caller.item)

    async def callback(*args: Any) -> Any:
        connection = caller.link.connection
        try:
            login, request_id = await caller.ask(encode(args), args)
        except HostUnavailable as error:
            return caller.fail(error, args)
        if login is None:
            return None
        if not login["hasAfterLogin"] or connection is None:
            return login["userId"], None
        return login["userId"], _AfterLogin(caller, connection, request_id)

    return callback


class _AfterLogin:
    """What a module wants called after the login, while Synapse holds on to it."""

    def __init__(self, caller: Caller, connection: Connection, login: int) -> None:
        self._caller = caller
        self._connection = connection
        self._login = login

    async def __call__(self, response: dict[str, Any]) -> None:
        body = to_json(["afterLogin", self._login, response]).encode()
        connection = self._connection
        try:
            asked = connection.ask(connection.take_id(), body, self._caller.deadline)
            edited = await make_deferred_yieldable(asked)
        except HostUnavailable as error:
            self._caller.fail(error, ())
            return
        response.clear()
        response.update(json.loads(edited))

    def __del__(self) -> None:
        self._connection.call_soon(self._connection.notify, "afterLogin.forget", self._login)


def _on_update(caller: Caller) -> Callable[..., Any]:
    return lambda name, database, one_shot: _Update(caller, [name, database, one_shot])


class _Update:
    """One batch of a background update, as the module that paces it sees it."""

    def __init__(self, caller: Caller, args: list[Any]) -> None:
        self._caller = caller
        self._args = args
        self._update: int | None = None

    async def __aenter__(self) -> int:
        body = json.dumps(["update.enter", self._caller.item, *self._args]).encode()
        try:
            milliseconds, self._update = await self._caller.ask(body, ())
        except HostUnavailable as error:
            milliseconds = self._caller.fail(error, self._args)
        return int(milliseconds)

    async def __aexit__(self, _: object, error: BaseException | None, __: object) -> None:
        if self._update is None:
            return
        body = json.dumps(["update.exit", self._update, None if error is None else str(error)]).encode()
        try:
            await self._caller.ask(body, ())
        except HostUnavailable as unavailable:
            logger.warning("on_update could not be told the end of a batch: %s", unavailable)


def _dressed(callback: Callback, registration: Registration) -> Callback:
    # Synapse's metrics name a callback by its module and qualified name, and Synapse looks at the number of parameters.
    row = registration.row
    callback.__name__ = row.name
    callback.__module__ = "bouton"
    callback.__qualname__ = f"{'+'.join(registration.modules)}.{row.name}"
    parameters = [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name, _ in row.parameters]
    callback.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return callback
