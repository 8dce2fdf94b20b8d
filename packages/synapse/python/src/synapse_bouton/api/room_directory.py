"""The directories of rooms: aliases, and the public room list."""

from typing import Final

from synapse.module_api import ModuleApi
from synapse.types import RoomID

from .member import Members


class RoomDirectoryMembers:
    """Under which names rooms are found."""

    def __init__(self, api: ModuleApi) -> None:
        self._api: Final = api
        rooms = api.public_room_list_manager
        self.members: Final[Members] = {
            "lookupRoomAlias": api.lookup_room_alias,
            "getCanonicalRoomAlias": self._get_canonical_room_alias,
            "publicRoomListManager.roomIsInPublicRoomList": rooms.room_is_in_public_room_list,
            "publicRoomListManager.addRoomToPublicRoomList": rooms.add_room_to_public_room_list,
            "publicRoomListManager.removeRoomFromPublicRoomList": rooms.remove_room_from_public_room_list,
        }

    async def _get_canonical_room_alias(self, room_id: str) -> str | None:
        alias = await self._api.get_canonical_room_alias(RoomID.from_string(room_id))
        return None if alias is None else alias.to_string()
