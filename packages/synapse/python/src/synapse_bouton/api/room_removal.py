"""Rooms that nobody shall join, or that shall go."""

from typing import Any, Final

from synapse.module_api import ModuleApi


class RoomRemovalMembers:
    """Blocks, shuts down and purges rooms."""

    def __init__(self, api: ModuleApi) -> None:
        self._hs: Final = api._hs
        # Synapse's cached methods have types only for its own checker.
        self._store: Final[Any] = api._hs.get_datastores().main

    async def is_room_blocked(self, room_id: str) -> bool:
        """Whether local users are kept from joining a room."""
        return bool(await self._store.is_room_blocked(room_id))

    async def block_room(self, room_id: str, user_id: str) -> None:
        """Keeps local users from joining a room."""
        await self._store.block_room(room_id, user_id)

    async def unblock_room(self, room_id: str) -> None:
        """Lets local users join a room again."""
        await self._store.unblock_room(room_id)

    async def shutdown_room(
        self,
        room_id: str,
        requester_user_id: str | None = None,
        new_room_user_id: str | None = None,
        new_room_name: str | None = None,
        message: str | None = None,
        block: bool = False,
        purge: bool = True,
    ) -> dict[str, Any]:
        """Makes all local users leave a room, and by default purges it."""
        done: Any = await self._hs.get_room_shutdown_handler().shutdown_room(
            room_id,
            {
                "requester_user_id": requester_user_id,
                "new_room_user_id": new_room_user_id,
                "new_room_name": new_room_name,
                "message": message,
                # Synapse blocks in the name of a user only.
                "block": block and requester_user_id is not None,
                "purge": False,
                "force_purge": False,
            },
        )
        if block and requester_user_id is None:
            await self._store.block_room(room_id, self._hs.hostname)
        if purge:
            await self.purge_room(room_id)
        return {
            "kickedUsers": done["kicked_users"],
            "failedToKickUsers": done["failed_to_kick_users"],
            "localAliases": done["local_aliases"],
            "newRoomId": done["new_room_id"],
        }

    async def purge_room(self, room_id: str, force: bool = False) -> None:
        """Removes a room from the database."""
        await self._hs.get_pagination_handler().purge_room(room_id, force)
