"""The arguments of callbacks as JSON, by the types that the contract gives them."""

from collections.abc import Callable, Mapping, Sequence
from json.encoder import encode_basestring_ascii
from typing import Any, Final

from .contract import Row
from .wire_json import to_json

#: Makes JSON of one argument.
Encoder = Callable[[Any], str]

#: What older versions of Synapse keep of an event's redaction, the first as an event.
_REDACTION: Final = ("redacted_because", "redacted_by")


def event_to_wire(event: Any) -> dict[str, Any]:
    """The SDK's `RoomEvent` of an event."""
    pdu = dict(event.get_dict())
    pdu.pop("origin", None)
    pdu["event_id"] = event.event_id
    pdu["room_id"] = event.room_id
    pdu["prev_events"] = list(event.prev_event_ids())
    pdu["auth_events"] = list(event.auth_event_ids())
    pdu["unsigned"] = {key: value for key, value in pdu.get("unsigned", {}).items() if key not in _REDACTION}
    pdu["room_version"] = event.room_version.identifier
    pdu["internal_metadata"] = _internal_metadata(event.internal_metadata)
    return pdu


def _internal_metadata(metadata: Any) -> dict[str, Any]:
    wire: dict[str, Any] = {}
    for key, name in (("streamOrdering", "stream_ordering"), ("txnId", "txn_id"), ("deviceId", "device_id")):
        value = getattr(metadata, name, None)
        if value is not None:
            wire[key] = value
    for key, name in (("outlier", "is_outlier"), ("softFailed", "is_soft_failed"), ("redacted", "is_redacted")):
        if getattr(metadata, name)():
            wire[key] = True
    return wire


def requester_to_wire(requester: Any) -> dict[str, Any]:
    """The SDK's `Requester`."""
    return {
        "user": requester.user.to_string(),
        "deviceId": requester.device_id,
        "isGuest": bool(requester.is_guest),
        "shadowBanned": bool(requester.shadow_banned),
        "appServiceId": getattr(requester, "app_service_id", None) or _app_service_id(requester),
        "authenticatedEntity": requester.authenticated_entity,
    }


def _app_service_id(requester: Any) -> str | None:
    # Before 1.15x a Requester held the application service itself.
    service = getattr(requester, "app_service", None)
    return None if service is None else str(service.id)


def profile_to_wire(profile: Any) -> dict[str, Any]:
    """The SDK's `ProfileInfo`."""
    return {"avatarUrl": profile.avatar_url, "displayName": profile.display_name}


def presence_to_wire(state: Any) -> dict[str, Any]:
    """The SDK's `UserPresenceState`."""
    return {
        "userId": state.user_id,
        "state": state.state,
        "lastActiveTs": state.last_active_ts,
        "lastFederationUpdateTs": state.last_federation_update_ts,
        "lastUserSyncTs": state.last_user_sync_ts,
        "statusMsg": state.status_msg,
        "currentlyActive": state.currently_active,
    }


def _file_info(info: Any) -> dict[str, Any]:
    thumbnail = info.thumbnail
    return {
        "serverName": info.server_name,
        "fileId": info.file_id,
        "urlCache": bool(info.url_cache),
        "thumbnail": thumbnail
        and {name: getattr(thumbnail, name) for name in ("width", "height", "method", "type", "length")},
    }


def _upload_limit(limit: Any) -> dict[str, Any]:
    wire: dict[str, Any] = {"maxBytes": limit.max_bytes, "timePeriodMs": limit.time_period_ms}
    # Both came with a later Synapse than the class.
    if getattr(limit, "info_uri", None) is not None:
        wire["infoUri"] = limit.info_uri
    if getattr(limit, "can_upgrade", False):
        wire["canUpgrade"] = True
    return wire


def _delivery(delivery: Any) -> dict[str, Any]:
    return {
        "serverName": delivery.server_name,
        "events": [event_to_wire(event) for event in delivery.events],
        "method": delivery.method.value,
    }


def _request(request: Any) -> dict[str, Any]:
    head = request_head(request)
    request.content.seek(0)
    return {**head, "body": request.content.read().decode("utf-8", "replace")}


def request_head(request: Any) -> dict[str, Any]:
    """The head of a web request, as it stands on the wire."""
    host = request.getHeader(b"host") or b"localhost"
    scheme = "https" if request.isSecure() or request.getHeader(b"x-forwarded-proto") == b"https" else "http"
    return {
        "method": request.method.decode("ascii"),
        "url": f"{scheme}://{host.decode('ascii', 'replace')}{request.uri.decode('ascii', 'replace')}",
        "headers": [
            [name.decode("latin-1"), value.decode("latin-1")]
            for name, values in request.requestHeaders.getAllRawHeaders()
            for value in values
        ],
        "address": request.get_client_ip_if_available(),
    }


def _string(value: str | None) -> str:
    return "null" if value is None else encode_basestring_ascii(value)


def _of(convert: Callable[[Any], object]) -> Encoder:
    return lambda value: to_json(convert(value))


_ENCODERS: Final[Mapping[str, Encoder]] = {
    "userId": _string,
    "optionalUserId": _string,
    "roomId": _string,
    "optionalRoomId": _string,
    "visibility": _string,
    "string": _string,
    "optionalString": _string,
    "boolean": lambda value: "true" if value else "false",
    "integer": lambda value: str(int(value)),
    "roomAlias": lambda alias: _string(alias.to_string()),
    "json": to_json,
    "optionalJson": to_json,
    "editableJson": to_json,
    "userProfile": to_json,
    "event": _of(event_to_wire),
    # Asked for while the callback runs.
    "stateMap": lambda _: "null",
    "requester": _of(requester_to_wire),
    "requestInfo": _of(lambda infos: [{"userAgent": agent, "ip": ip} for agent, ip in infos]),
    "profileInfo": _of(profile_to_wire),
    "presenceStates": _of(lambda states: [presence_to_wire(state) for state in states]),
    "mediaFile": _of(lambda file: {"path": file.path}),
    "fileInfo": _of(_file_info),
    "mediaUploadLimit": _of(_upload_limit),
    "federationDelivery": _of(_delivery),
    "request": _of(_request),
}


def request_encoder(row: Row, item: int) -> Callable[[Sequence[Any]], bytes]:
    """Makes the body of a `callback` request of the row's arguments."""
    encoders = [_ENCODERS[kind] for _, kind in row.parameters]
    head = f'["callback",{item},"{row.full_name}"'

    def encode(args: Sequence[Any]) -> bytes:
        parts = [head]
        for encoder, value in zip(encoders, args):
            parts.append(encoder(value))
        return (",".join(parts) + "]").encode("ascii")

    return encode
