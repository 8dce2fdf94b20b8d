"""What modules call of Synapse: the members of the SDK's `ModuleApi`, by their names and with their shapes."""

from typing import Any, Final

from synapse.module_api import ModuleApi

from ..arguments import event_to_wire
from ..connection import Connection
from .accounts import AccountMembers
from .limits import LimitMembers
from .listings import ListingMembers
from .login import LoginMembers
from .mail import MailMembers
from .media import MediaMembers
from .member import Members
from .presence_push import PresencePushMembers
from .registration_tokens import RegistrationTokenMembers
from .room_directory import RoomDirectoryMembers
from .room_removal import RoomRemovalMembers
from .rooms import RoomMembers
from .users import UserMembers


class ApiMembers:
    """Answers the Node host's requests, in whatever log context they are asked."""

    def __init__(self, api: ModuleApi) -> None:
        #: The web requests that modules answer at the moment, by the ids of their frames.
        self.web_requests: Final[dict[int, Any]] = {}
        self._members: Final[Members] = {
            **UserMembers(api).members,
            **AccountMembers(api).members,
            **LoginMembers(api, self.web_requests).members,
            **RoomMembers(api).members,
            **RoomDirectoryMembers(api).members,
            **RoomRemovalMembers(api).members,
            **PresencePushMembers(api).members,
            **MailMembers(api).members,
            **MediaMembers(api).members,
            **LimitMembers(api).members,
            **ListingMembers(api).members,
            **RegistrationTokenMembers(api).members,
        }

    async def call(self, method: str, args: list[Any]) -> Any:
        """The answer to `api.<member>`, as JSON has it. Raises what Synapse raises."""
        member = self._members.get(method.removeprefix("api."))
        if member is None:
            raise NotImplementedError(f"This version of synapse-bouton has no {method}")
        return await member(*args)

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
