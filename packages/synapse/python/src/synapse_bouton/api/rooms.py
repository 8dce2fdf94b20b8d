"""Rooms: their state, members and events."""

from typing import Any, Final

from synapse.api.constants import EventTypes, Membership
from synapse.module_api import ModuleApi

from ..arguments import event_to_wire
from .member import Members


class RoomMembers:
    """What modules read of rooms, and send into them."""

    def __init__(self, api: ModuleApi) -> None:
        self._api: Final = api
        self._hs: Final = api._hs
        # Synapse's cached methods have types only for its own checker.
        self._store: Final[Any] = api._hs.get_datastores().main
        self._state: Final = api._hs.get_storage_controllers().state
        self.members: Final[Members] = {
            "getStateEventsInRoom": self._get_state_events_in_room,
            "getRoomState": self._get_room_state,
            "updateRoomMembership": self._update_room_membership,
            "createAndSendEventIntoRoom": self._create_and_send_event_into_room,
            "createRoom": self._create_room,
            "getRoomsForUser": self._get_rooms_for_user,
            "getUsersInRoom": self._get_users_in_room,
            "isUserInRoom": self._is_user_in_room,
            "isServerInRoom": self._is_server_in_room,
            "getEvent": self._get_event,
        }

    async def _get_state_events_in_room(self, room_id: str, types: list[list[str | None]]) -> list[dict[str, Any]]:
        return await self._get_room_state(room_id, types) if types else []

    async def _get_room_state(
        self, room_id: str, event_filter: list[list[str | None]] | None = None
    ) -> list[dict[str, Any]]:
        selected = None if event_filter is None else [(kind or "", key) for kind, key in event_filter]
        state = await self._api.get_room_state(room_id, selected)
        return [event_to_wire(state[key]) for key in sorted(state)]

    async def _update_room_membership(
        self,
        sender: str,
        target: str,
        room_id: str,
        new_membership: str,
        content: dict[str, Any] | None = None,
        remote_room_hosts: list[str] | None = None,
    ) -> dict[str, Any]:
        return event_to_wire(
            await self._api.update_room_membership(sender, target, room_id, new_membership, content, remote_room_hosts)
        )

    async def _create_and_send_event_into_room(self, event: dict[str, Any]) -> dict[str, Any]:
        return event_to_wire(await self._api.create_and_send_event_into_room(event))

    async def _create_room(
        self, user_id: str, config: dict[str, Any], options: dict[str, Any] | None = None
    ) -> tuple[str, str | None]:
        wanted = options or {}
        return await self._api.create_room(
            user_id, config, wanted.get("ratelimit", True), wanted.get("creatorJoinProfile")
        )

    async def _get_rooms_for_user(self, user_id: str) -> list[str]:
        return sorted(await self._store.get_rooms_for_user(user_id))

    async def _get_users_in_room(self, room_id: str) -> list[str]:
        return sorted(await self._state.get_users_in_room_with_profiles(room_id))

    async def _is_user_in_room(self, user_id: str, room_id: str) -> bool:
        if self._hs.is_mine_id(user_id):
            return bool(await self._store.check_local_user_in_room(user_id, room_id))
        member = await self._state.get_current_state_event(room_id, EventTypes.Member, user_id)
        return member is not None and member.content.get("membership") == Membership.JOIN

    async def _is_server_in_room(self, server_name: str, room_id: str) -> bool:
        if server_name == self._hs.hostname:
            return bool(await self._store.is_host_joined(room_id, server_name))
        return server_name in await self._state.get_current_hosts_in_room(room_id)

    async def _get_event(self, event_id: str) -> dict[str, Any] | None:
        event = await self._store.get_event(event_id, allow_none=True)
        return None if event is None else event_to_wire(event)
