"""Registrations, logins and tokens."""

from collections.abc import Mapping
from typing import Any, Final

from synapse.module_api import ModuleApi

from ..arguments import requester_to_wire
from .captured_answer import CapturedAnswer
from .member import Members


class LoginMembers:
    """How users, devices and tokens come to be, and who a token belongs to."""

    def __init__(self, api: ModuleApi, web_requests: Mapping[int, Any]) -> None:
        self._api: Final = api
        self._web_requests: Final = web_requests
        self.members: Final[Members] = {
            "getUserByReq": self._get_user_by_req,
            "register": self._register,
            "registerUser": self._register_user,
            "registerDevice": self._register_device,
            "recordUserExternalId": api.record_user_external_id,
            "createLoginToken": self._create_login_token,
            "invalidateAccessToken": self._invalidate_access_token,
            "completeSsoLoginAsync": self._complete_sso_login,
        }

    async def _get_user_by_req(self, web_request: int, options: dict[str, bool] | None = None) -> dict[str, Any]:
        wanted = options or {}
        requester = await self._api.get_user_by_req(
            self._web_request(web_request), wanted.get("allowGuest", False), wanted.get("allowExpired", False)
        )
        return requester_to_wire(requester)

    async def _register(
        self, localpart: str, displayname: str | None = None, emails: list[str] | None = None
    ) -> tuple[str, str]:
        user_id = await self._register_user(localpart, displayname, emails)
        _, access_token, _, _ = await self._api.register_device(user_id)
        return user_id, access_token

    async def _register_user(
        self,
        localpart: str,
        displayname: str | None = None,
        emails: list[str] | None = None,
        admin: bool | None = None,
    ) -> str:
        return await self._api.register_user(localpart, displayname, emails or [], admin or False)

    async def _register_device(
        self, user_id: str, device_id: str | None = None, display_name: str | None = None
    ) -> dict[str, Any]:
        device_id, access_token, expiry, refresh_token = await self._api.register_device(
            user_id, device_id, display_name
        )
        return {
            "deviceId": device_id,
            "accessToken": access_token,
            "accessTokenExpiry": expiry,
            "refreshToken": refresh_token,
        }

    async def _create_login_token(
        self,
        user_id: str,
        duration_in_ms: int | None = None,
        auth_provider_id: str | None = None,
        auth_provider_session_id: str | None = None,
    ) -> str:
        duration = 2 * 60 * 1000 if duration_in_ms is None else duration_in_ms
        return await self._api.create_login_token(user_id, duration, auth_provider_id, auth_provider_session_id)

    async def _invalidate_access_token(self, access_token: str) -> None:
        # ModuleApi's own method fails with every token: it takes what it looks up for a dict.
        hs = self._api._hs
        requester = await hs.get_auth().get_user_by_access_token(access_token)
        if requester.device_id is None:
            await hs.get_auth_handler().delete_access_token(access_token)
        else:
            await hs.get_device_handler().delete_devices(requester.user.to_string(), [requester.device_id])

    async def _complete_sso_login(
        self, user_id: str, web_request: int, client_redirect_url: str, options: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        wanted = options or {}
        answer: Any = CapturedAnswer(self._web_request(web_request))
        await self._api.complete_sso_login_async(
            user_id,
            answer,
            client_redirect_url,
            bool(wanted.get("newUser", False)),
            wanted.get("authProviderId", "<unknown>"),
        )
        wire: dict[str, Any] = answer.to_wire()
        return wire

    def _web_request(self, web_request: int) -> Any:
        request = self._web_requests.get(web_request)
        if request is None:
            raise LookupError("The web request has ended")
        return request
