"""Rooms that nobody shall join, or that shall go."""

from typing import Any, Final

from synapse.module_api import ModuleApi

from .member import Members


class RoomRemovalMembers:
    """Blocks, shuts down and purges rooms."""

    def __init__(self, api: ModuleApi) -> None:
        self._hs: Final = api._hs
        # Synapse's cached methods have types only for its own checker.
        self._store: Final[Any] = api._hs.get_datastores().main
        self.members: Final[Members] = {
            "deleteRoom": api.delete_room,
            "isRoomBlocked": self._is_room_blocked,
            "blockRoom": self._block_room,
            "unblockRoom": self._unblock_room,
            "shutdownRoom": self._shutdown_room,
            "purgeRoom": self._purge_room,
        }

    async def _is_room_blocked(self, room_id: str) -> bool:
        return bool(await self._store.is_room_blocked(room_id))

    async def _block_room(self, room_id: str, user_id: str) -> None:
        await self._store.block_room(room_id, user_id)

    async def _unblock_room(self, room_id: str) -> None:
        await self._store.unblock_room(room_id)

    async def _shutdown_room(self, room_id: str, options: dict[str, Any] | None = None) -> dict[str, Any]:
        wanted = options or {}
        requester = wanted.get("requesterUserId")
        block = bool(wanted.get("block", False))
        done: Any = await self._hs.get_room_shutdown_handler().shutdown_room(
            room_id,
            {
                "requester_user_id": requester,
                "new_room_user_id": wanted.get("newRoomUserId"),
                "new_room_name": wanted.get("newRoomName"),
                "message": wanted.get("message"),
                # Synapse blocks in the name of a user only.
                "block": block and requester is not None,
                "purge": False,
                "force_purge": False,
            },
        )
        if block and requester is None:
            await self._store.block_room(room_id, self._hs.hostname)
        if wanted.get("purge", True):
            await self._purge_room(room_id)
        return {
            "kickedUsers": done["kicked_users"],
            "failedToKickUsers": done["failed_to_kick_users"],
            "localAliases": done["local_aliases"],
            "newRoomId": done["new_room_id"],
        }

    async def _purge_room(self, room_id: str, options: dict[str, Any] | None = None) -> None:
        force = bool((options or {}).get("force", False))
        await self._hs.get_pagination_handler().purge_room(room_id, force)
