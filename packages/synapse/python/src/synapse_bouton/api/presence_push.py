"""Presence and push."""

from typing import Any, Final

from synapse.module_api import ModuleApi

from .member import Members


class PresencePushMembers:
    """What modules do with presence and with push notifications."""

    def __init__(self, api: ModuleApi) -> None:
        self._api: Final = api
        self.members: Final[Members] = {
            "sendLocalOnlinePresenceTo": api.send_local_online_presence_to,
            "setPresenceForUsers": self._set_presence_for_users,
            "sendHttpPushNotification": self._send_http_push_notification,
            "setPushRuleAction": api.set_push_rule_action,
        }

    async def _set_presence_for_users(self, users: dict[str, list[str | None]]) -> None:
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

    async def _send_http_push_notification(
        self,
        user_id: str,
        device_id: str | None,
        content: dict[str, Any],
        tweaks: dict[str, Any] | None = None,
        default_payload: dict[str, Any] | None = None,
    ) -> dict[str, bool]:
        return await self._api.send_http_push_notification(user_id, device_id, content, tweaks, default_payload)
