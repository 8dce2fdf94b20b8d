"""What of the SDK this Synapse does not have."""

import inspect
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import attr
from synapse.module_api import ModuleApi

from .contract import Row, contract


@attr.s(frozen=True, auto_attribs=True, slots=True)
class Need:
    """What a member stands on in Synapse."""

    #: The module.
    module: str
    #: The class in it, and its attribute.
    attribute: str
    #: The Synapse version with which it came; None where it is older than any that Bouton knows.
    since: str | None = None


_API: Final = "synapse.module_api"
_HANDLERS: Final = "synapse.handlers"
_STORE: Final = "synapse.storage.databases.main"
_STATE: Final = "synapse.storage.controllers.state"

#: By the SDK's names: what came with some version, and what is not promised to modules, and may go.
_NEEDS: Final[Mapping[str, Need]] = {
    "createLoginToken": Need(_API, "ModuleApi.create_login_token", "1.69"),
    "setDisplayname": Need(_API, "ModuleApi.set_displayname", "1.76"),
    "sendHttpPushNotification": Need(_API, "ModuleApi.send_http_push_notification", "1.82"),
    "getCanonicalRoomAlias": Need(_API, "ModuleApi.get_canonical_room_alias", "1.86"),
    "deleteRoom": Need(_API, "ModuleApi.delete_room", "1.89"),
    "setPresenceForUsers": Need(_API, "ModuleApi.set_presence_for_users", "1.96"),
    "invalidateAccessToken": Need(f"{_HANDLERS}.device", "DeviceHandler.delete_devices"),
    "deactivateUser": Need(f"{_HANDLERS}.deactivate_account", "DeactivateAccountHandler.deactivate_account"),
    "setAvatarUrl": Need(f"{_HANDLERS}.profile", "ProfileHandler.set_avatar_url"),
    "addThreepid": Need(f"{_HANDLERS}.auth", "AuthHandler.add_threepid"),
    "removeThreepid": Need(f"{_HANDLERS}.auth", "AuthHandler.delete_local_threepid"),
    "getRoomsForUser": Need(f"{_STORE}.roommember", "RoomMemberWorkerStore.get_rooms_for_user"),
    "getUsersInRoom": Need(_STATE, "StateStorageController.get_users_in_room_with_profiles"),
    "isUserInRoom": Need(_STATE, "StateStorageController.get_current_state_event"),
    "isServerInRoom": Need(_STATE, "StateStorageController.get_current_hosts_in_room"),
    "getEvent": Need(f"{_STORE}.events_worker", "EventsWorkerStore.get_event"),
    "isRoomBlocked": Need(f"{_STORE}.room", "RoomWorkerStore.is_room_blocked"),
    "blockRoom": Need(f"{_STORE}.room", "RoomWorkerStore.block_room"),
    "unblockRoom": Need(f"{_STORE}.room", "RoomWorkerStore.unblock_room"),
    "shutdownRoom": Need(f"{_HANDLERS}.room", "RoomShutdownHandler.shutdown_room"),
    "purgeRoom": Need(f"{_HANDLERS}.pagination", "PaginationHandler.purge_room"),
    "getLocalMedia": Need("synapse.media.media_storage", "MediaStorage.ensure_media_is_in_local_cache"),
    "ratelimit": Need("synapse.api.ratelimiting", "Ratelimiter.ratelimit"),
}


def missing(api: ModuleApi) -> dict[str, str]:
    """What this Synapse lacks of the SDK's members and callbacks, by their names, with what it would take."""
    lacking = {
        _camel_case(row.name): f"Synapse {row.since} or newer" for row in contract().values() if not offers(row, api)
    }
    return {**missing_members(_NEEDS), **lacking}


def missing_members(needs: Mapping[str, Need]) -> dict[str, str]:
    """The members whose needs this Synapse does not meet, with what it would take."""
    return {member: _wanted(need) for member, need in needs.items() if not _is_met(need)}


def offers(row: Row, api: ModuleApi) -> bool:
    """Whether this Synapse has the callback."""
    method = getattr(api, f"register_{row.category}_callbacks", None)
    return method is not None and row.name in inspect.signature(method).parameters


def _is_met(need: Need) -> bool:
    try:
        found: Any = import_module(need.module)
    except ImportError:
        return False
    class_name, attribute = need.attribute.split(".")
    # Some of Synapse's methods cannot be read from their class.
    return any(attribute in vars(base) for base in inspect.getmro(getattr(found, class_name, type(None))))


def _wanted(need: Need) -> str:
    if need.since is not None:
        return f"Synapse {need.since} or newer"
    return f"a Synapse with {need.module}.{need.attribute}, as 1.140 to 1.163 have"


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
