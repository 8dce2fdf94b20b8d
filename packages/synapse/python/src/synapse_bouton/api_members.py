"""What modules call of Synapse: the members of ModuleApi, by the names and with the shapes of the SDK."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from synapse.module_api import ModuleApi
from synapse.types import RoomID, UserID

from .arguments import event_to_wire, profile_to_wire, requester_to_wire
from .connection import Connection


class ApiMembers:
    """Answers the Node host's requests, in whatever log context they are asked."""

    def __init__(self, api: ModuleApi) -> None:
        self._api: Final = api
        #: The web requests that modules answer at the moment, by the ids of their frames.
        self.web_requests: Final[dict[int, Any]] = {}
        rooms, data = api.public_room_list_manager, api.account_data_manager
        self._members: Final[Mapping[str, Callable[..., Awaitable[Any]]]] = {
            "getUserinfoById": self._get_userinfo_by_id,
            "getUserByReq": self._get_user_by_req,
            "isUserAdmin": api.is_user_admin,
            "setUserAdmin": api.set_user_admin,
            "getProfileForUser": self._get_profile_for_user,
            "getThreepidsForUser": self._get_threepids_for_user,
            "checkUserExists": api.check_user_exists,
            "register": self._register,
            "registerUser": self._register_user,
            "registerDevice": self._register_device,
            "recordUserExternalId": api.record_user_external_id,
            "createLoginToken": self._create_login_token,
            "invalidateAccessToken": self._invalidate_access_token,
            "checkUsername": api.check_username,
            "storeRemote3pidAssociation": api.store_remote_3pid_association,
            "getUserIpAndAgents": self._get_user_ip_and_agents,
            "setDisplayname": self._set_displayname,
            "getMonthlyActiveUsersByService": api.get_monthly_active_users_by_service,
            "getStateEventsInRoom": self._get_state_events_in_room,
            "getRoomState": self._get_room_state,
            "updateRoomMembership": self._update_room_membership,
            "createAndSendEventIntoRoom": self._create_and_send_event_into_room,
            "createRoom": self._create_room,
            "deleteRoom": api.delete_room,
            "lookupRoomAlias": api.lookup_room_alias,
            "getCanonicalRoomAlias": self._get_canonical_room_alias,
            "sendLocalOnlinePresenceTo": api.send_local_online_presence_to,
            "setPresenceForUsers": self._set_presence_for_users,
            "sendHttpPushNotification": self._send_http_push_notification,
            "setPushRuleAction": api.set_push_rule_action,
            "sendMail": api.send_mail,
            "publicRoomListManager.roomIsInPublicRoomList": rooms.room_is_in_public_room_list,
            "publicRoomListManager.addRoomToPublicRoomList": rooms.add_room_to_public_room_list,
            "publicRoomListManager.removeRoomFromPublicRoomList": rooms.remove_room_from_public_room_list,
            "accountDataManager.getGlobal": self._get_global,
            "accountDataManager.putGlobal": data.put_global,
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

    # Users, authentication, devices.

    async def _get_userinfo_by_id(self, user_id: str) -> dict[str, Any] | None:
        info = await self._api.get_userinfo_by_id(user_id)
        if info is None:
            return None
        return {
            "userId": info.user_id.to_string(),
            "appServiceId": None if info.appservice_id is None else str(info.appservice_id),
            "userType": info.user_type,
            "creationTs": int(info.creation_ts) * 1000,
            "isAdmin": bool(info.is_admin),
            "isDeactivated": bool(info.is_deactivated),
            "isGuest": bool(info.is_guest),
            "isShadowBanned": bool(info.is_shadow_banned),
            "approved": bool(info.approved),
            "locked": bool(info.locked),
            "suspended": bool(getattr(info, "suspended", False)),
        }

    async def _get_user_by_req(self, web_request: int, options: dict[str, bool] | None = None) -> dict[str, Any]:
        request = self.web_requests.get(web_request)
        if request is None:
            raise LookupError("The web request has ended")
        wanted = options or {}
        requester = await self._api.get_user_by_req(
            request, wanted.get("allowGuest", False), wanted.get("allowExpired", False)
        )
        return requester_to_wire(requester)

    async def _get_profile_for_user(self, localpart: str) -> dict[str, Any]:
        return profile_to_wire(await self._api.get_profile_for_user(localpart))

    async def _get_threepids_for_user(self, user_id: str) -> list[dict[str, Any]]:
        return [
            {
                "medium": threepid["medium"],
                "address": threepid["address"],
                "validatedAt": threepid["validated_at"],
                "addedAt": threepid["added_at"],
            }
            for threepid in map(_as_dict, await self._api.get_threepids_for_user(user_id))
        ]

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

    async def _get_user_ip_and_agents(self, user_id: str, since_ts: int | None = None) -> list[dict[str, Any]]:
        seen = await self._api.get_user_ip_and_agents(user_id, since_ts or 0)
        return [{"ip": row.ip, "userAgent": row.user_agent, "lastSeen": row.last_seen} for row in seen]

    async def _set_displayname(self, user_id: str, displayname: str) -> None:
        await self._api.set_displayname(UserID.from_string(user_id), displayname)

    # Rooms and events.

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

    async def _get_canonical_room_alias(self, room_id: str) -> str | None:
        alias = await self._api.get_canonical_room_alias(RoomID.from_string(room_id))
        return None if alias is None else alias.to_string()

    # Presence, push, account data.

    async def _set_presence_for_users(self, users: dict[str, list[str | None]]) -> None:
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

    async def _get_global(self, user_id: str, data_type: str) -> dict[str, Any] | None:
        data = await self._api.account_data_manager.get_global(user_id, data_type)
        return None if data is None else _thaw(data)


def _as_dict(row: Any) -> Mapping[str, Any]:
    # Synapse has changed from dicts to classes and back.
    return row if isinstance(row, Mapping) else vars(row)


def _thaw(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _thaw(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_thaw(inner) for inner in value]
    return value
