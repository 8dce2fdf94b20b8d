"""Rooms: their state, members and events."""

from typing import Any, Final

from synapse.api.constants import EventTypes, Membership
from synapse.module_api import ModuleApi


class RoomMembers:
    """What modules read of rooms that Synapse's ModuleApi does not offer."""

    def __init__(self, api: ModuleApi) -> None:
        self._api: Final = api
        self._hs: Final = api._hs
        # Synapse's cached methods have types only for its own checker.
        self._store: Final[Any] = api._hs.get_datastores().main
        self._state: Final = api._hs.get_storage_controllers().state

    async def get_state_events_in_room(self, room_id: str, types: list[tuple[str, str | None]]) -> list[Any]:
        """The room's current state events of these types, in the order of types and state keys; none for no types."""
        state = await self._api.get_room_state(room_id, types) if types else {}
        return [state[key] for key in sorted(state)]

    async def get_rooms_for_user(self, user_id: str) -> list[str]:
        """The rooms that a user has joined; sorted."""
        return sorted(await self._store.get_rooms_for_user(user_id))

    async def get_users_in_room(self, room_id: str) -> list[str]:
        """The users who have joined a room; sorted."""
        return sorted(await self._state.get_users_in_room_with_profiles(room_id))

    async def is_user_in_room(self, user_id: str, room_id: str) -> bool:
        """Whether a user has joined a room."""
        if self._hs.is_mine_id(user_id):
            return bool(await self._store.check_local_user_in_room(user_id, room_id))
        member = await self._state.get_current_state_event(room_id, EventTypes.Member, user_id)
        return member is not None and member.content.get("membership") == Membership.JOIN

    async def is_server_in_room(self, server_name: str, room_id: str) -> bool:
        """Whether a user of a server has joined a room."""
        if server_name == self._hs.hostname:
            return bool(await self._store.is_host_joined(room_id, server_name))
        return server_name in await self._state.get_current_hosts_in_room(room_id)

    async def get_event(self, event_id: str) -> Any:
        """One event; None if this homeserver does not have it, or has rejected it."""
        return await self._store.get_event(event_id, allow_none=True)
