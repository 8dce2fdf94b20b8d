"""What modules call of Synapse: the members of the SDK's `ModuleApi`, from the contract's rows."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from synapse.module_api import ModuleApi

from ..arguments import event_to_wire
from ..connection import Connection
from ..contract import MemberRow, Parameter, camel_case, members
from .accounts import AccountMembers
from .limits import LimitMembers
from .listings import ListingMembers
from .login import LoginMembers
from .mail import MailMembers
from .media import MediaMembers
from .presence_push import PresencePushMembers
from .registration_tokens import RegistrationTokenMembers
from .room_removal import RoomRemovalMembers
from .rooms import RoomMembers
from .values import FROM_WIRE, TO_WIRE

#: Takes the arguments as JSON has them, in the SDK's order; answers with JSON. Raises what Synapse raises.
Member = Callable[[list[Any]], Awaitable[Any]]


class ApiMembers:
    """Answers the Node host's requests, in whatever log context they are asked."""

    def __init__(self, api: ModuleApi) -> None:
        #: The web requests that modules answer at the moment, by the ids of their frames.
        self.web_requests: Final[dict[int, Any]] = {}
        mail = MailMembers(api)
        # The first that has a method of the member's name does it.
        owners = (
            AccountMembers(api),
            LoginMembers(api),
            RoomMembers(api),
            RoomRemovalMembers(api),
            PresencePushMembers(api),
            mail,
            MediaMembers(api),
            LimitMembers(api),
            ListingMembers(api),
            RegistrationTokenMembers(api),
            api,
        )
        self._members: Final[Mapping[str, Member]] = {
            **{
                row.sdk_name: self._member(row, _method(row.name, owners))
                for row in members().values()
                if row.way == "api" and row.kind == "method"
            },
            # Not a member: what the answer of one calls.
            "template.render": lambda args: mail.render(*args),
        }

    async def call(self, method: str, args: list[Any]) -> Any:
        """The answer to `api.<member>`, as JSON has it. Raises what Synapse raises."""
        member = self._members.get(method.removeprefix("api."))
        if member is None:
            raise NotImplementedError(f"This version of synapse-bouton has no {method}")
        return await member(args)

    def _member(self, row: MemberRow, method: Callable[..., Awaitable[Any]] | None) -> Member:
        async def member(args: list[Any]) -> Any:
            if method is None:
                raise NotImplementedError(f"This Synapse has no {row.name}")
            keywords: dict[str, Any] = {}
            # zip ends with the shorter: what was left out at the end has the defaults of the method.
            for parameter, value in zip(row.parameters, args):
                keywords.update(self._arguments(parameter, value))
            return to_wire(await method(**keywords))

        to_wire = TO_WIRE.get(row.result, _as_it_is)
        return member

    def _arguments(self, parameter: Parameter, value: Any) -> dict[str, Any]:
        if parameter.type is not None:
            # None stands for what was left out, and the method has a default.
            absent = value is None and parameter.is_optional
            return {} if absent else {parameter.name: self._argument(parameter.type, value)}
        given = value or {}
        return {
            name: self._argument(kind, given[camel_case(name)])
            for name, kind in parameter.options.items()
            if given.get(camel_case(name)) is not None
        }

    def _argument(self, kind: str, value: Any) -> Any:
        if kind != "request":
            return FROM_WIRE.get(kind, _as_it_is)(value)
        request = self.web_requests.get(value)
        if request is None:
            raise LookupError("The web request has ended")
        return request

    def state(self, connection: Connection, request_id: int, method: str, args: list[Any]) -> None:
        """Answers `state.get` and `state.list`, at once."""
        operation, event_type, *rest = args
        states = connection.states.get(operation)
        if states is None:
            connection.fail(request_id, LookupError("The state map has ended with the callback that it was given to"))
        elif method == "state.get":
            event = states.get((event_type, rest[0]))
            connection.respond(request_id, None if event is None else event_to_wire(event))
        else:
            selected = sorted(key for key in states if event_type is None or key[0] == event_type)
            connection.respond(request_id, [event_to_wire(states[key]) for key in selected])


def _method(name: str, owners: tuple[object, ...]) -> Callable[..., Awaitable[Any]] | None:
    owner, _, method = name.rpartition(".")
    if owner:
        owners = (getattr(owners[-1], owner, None),)
    return next((getattr(each, method) for each in owners if hasattr(each, method)), None)


def _as_it_is(value: Any) -> Any:
    return value
