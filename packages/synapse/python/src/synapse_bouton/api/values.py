"""Arguments and answers of members, by the types of the contract; what has no row here is JSON on both sides."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from synapse.types import RoomID, UserID

from ..arguments import event_to_wire, profile_to_wire, requester_to_wire

Convert = Callable[[Any], Any]


def _or_none(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


def _user_info(info: Any) -> dict[str, Any]:
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


def _threepid(row: Any) -> dict[str, Any]:
    # Synapse has changed from dicts to classes and back.
    threepid = row if isinstance(row, Mapping) else vars(row)
    return {
        "medium": threepid["medium"],
        "address": threepid["address"],
        "validatedAt": threepid["validated_at"],
        "addedAt": threepid["added_at"],
    }


def _device(device: tuple[str, str, int | None, str | None]) -> dict[str, Any]:
    device_id, access_token, expiry, refresh_token = device
    return {
        "deviceId": device_id,
        "accessToken": access_token,
        "accessTokenExpiry": expiry,
        "refreshToken": refresh_token,
    }


#: What Synapse takes, of what came over the wire.
FROM_WIRE: Final[Mapping[str, Convert]] = {
    "parsedUserId": UserID.from_string,
    "parsedRoomId": RoomID.from_string,
    "stateFilter": lambda types: [(kind or "", key) for kind, key in types],
}

#: What goes over the wire, of what Synapse gives.
TO_WIRE: Final[Mapping[str, Convert]] = {
    "void": lambda _: None,
    "event": event_to_wire,
    "optionalEvent": _or_none(event_to_wire),
    "events": lambda events: [event_to_wire(event) for event in events],
    "stateMap": lambda state: [event_to_wire(state[key]) for key in sorted(state)],
    "optionalUserInfo": _or_none(_user_info),
    "requester": requester_to_wire,
    "profileInfo": profile_to_wire,
    "threepids": lambda threepids: [_threepid(threepid) for threepid in threepids],
    "userIpAndAgents": lambda seen: [
        {"ip": row.ip, "userAgent": row.user_agent, "lastSeen": row.last_seen} for row in seen
    ],
    "registeredDevice": _device,
    "optionalRoomAlias": _or_none(lambda alias: alias.to_string()),
}
