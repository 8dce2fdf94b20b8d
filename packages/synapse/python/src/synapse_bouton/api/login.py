"""Registrations, logins and tokens."""

from typing import Any, Final

from synapse.module_api import ModuleApi

from .captured_answer import CapturedAnswer


class LoginMembers:
    """What Synapse's ModuleApi does otherwise, of how users, devices and tokens come to be."""

    def __init__(self, api: ModuleApi) -> None:
        self._api: Final = api

    async def register(
        self, localpart: str, displayname: str | None = None, emails: list[str] | None = None
    ) -> tuple[str, str]:
        """Registers a user and a device. Synapse's own says with each call that it is deprecated."""
        user_id = await self._api.register_user(localpart, displayname, emails or [])
        _, access_token, _, _ = await self._api.register_device(user_id)
        return user_id, access_token

    async def invalidate_access_token(self, access_token: str) -> None:
        """Logs a token out. Synapse's own fails with every token: it takes what it looks up for a dict."""
        hs = self._api._hs
        requester = await hs.get_auth().get_user_by_access_token(access_token)
        if requester.device_id is None:
            await hs.get_auth_handler().delete_access_token(access_token)
        else:
            await hs.get_device_handler().delete_devices(requester.user.to_string(), [requester.device_id])

    async def complete_sso_login_async(self, request: Any, **login: Any) -> dict[str, Any]:
        """Ends a single sign-on; what Synapse would answer the web request with, the module answers with."""
        answer: Any = CapturedAnswer(request)
        await self._api.complete_sso_login_async(request=answer, **login)
        wire: dict[str, Any] = answer.to_wire()
        return wire
