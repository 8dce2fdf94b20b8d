"""Presence."""

from typing import Final

from synapse.module_api import ModuleApi


class PresencePushMembers:
    """What Synapse's ModuleApi would do in any process, without an effect in most."""

    def __init__(self, api: ModuleApi) -> None:
        self._api: Final = api

    async def set_presence_for_users(self, users: dict[str, list[str | None]]) -> None:
        """Sets users' presence. Raises an Exception in a process that does not write presence."""
        hs = self._api._hs
        if hs.get_instance_name() not in hs.config.worker.writers.presence:
            raise Exception(
                "setPresenceForUsers works only in the process that writes presence, "
                f"by default the main one; this is {hs.get_instance_name()}"
            )
        await self._api.set_presence_for_users(
            {
                user_id: (presence[0] or "", presence[1] if len(presence) > 1 else None)
                for user_id, presence in users.items()
            }
        )
