"""What of the SDK this Synapse does not have."""

import inspect
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Final

import attr
import synapse
from synapse.module_api import ModuleApi
from synapse.module_api.errors import ConfigError

from .contract import Row, contract, module_api_members


@attr.s(frozen=True, auto_attribs=True, slots=True)
class Need:
    """What a member stands on in Synapse."""

    #: The module.
    module: str
    #: The class in it, and its attribute.
    attribute: str
    #: The Synapse version with which it came; None where it is older than any that Bouton knows.
    since: str | None = None
    #: Another attribute of the class that does as well.
    instead: str | None = None


Needs = Mapping[str, tuple[Need, ...]]

_API: Final = "synapse.module_api"
_HANDLERS: Final = "synapse.handlers"
_STORE: Final = "synapse.storage.databases.main"
_STATE: Final = "synapse.storage.controllers.state"
_TASKS: Final = "synapse.util.task_scheduler"

#: Members of Synapse's ModuleApi that the Node half has without Synapse.
_OF_NODE: Final = frozenset(
    (
        "get_qualified_user_id",
        "is_mine",
        "http_client",
        "looping_background_call",
        "delayed_background_call",
        "defer_to_thread",
        "defer_to_threadpool",
        "get_current_time_msec",
        "check_push_rule_actions",
    )
)

#: Members that stand on something else than Synapse's of the same name, by the SDK's names.
_OTHER_NEEDS: Final[Needs] = {
    # Instances have it, and the class does not show it.
    "customTemplateDir": (),
    "register": (Need(_API, "ModuleApi.register_user"), Need(_API, "ModuleApi.register_device")),
    "getStateEventsInRoom": (Need(_API, "ModuleApi.get_room_state"),),
    "invalidateAccessToken": (
        Need("synapse.api.auth", "Auth.get_user_by_access_token"),
        Need(f"{_HANDLERS}.auth", "AuthHandler.delete_access_token"),
        Need(f"{_HANDLERS}.device", "DeviceHandler.delete_devices"),
    ),
    "deactivateUser": (Need(f"{_HANDLERS}.deactivate_account", "DeactivateAccountHandler.deactivate_account"),),
    "setAvatarUrl": (
        Need(f"{_HANDLERS}.profile", "ProfileHandler.dispatch_set_profile_field", instead="set_avatar_url"),
    ),
    "addThreepid": (Need(f"{_HANDLERS}.auth", "AuthHandler.add_threepid"),),
    "removeThreepid": (
        Need(f"{_STORE}.registration", "RegistrationWorkerStore.user_get_threepids"),
        Need(f"{_HANDLERS}.auth", "AuthHandler.delete_local_threepid"),
    ),
    "getRoomsForUser": (Need(f"{_STORE}.roommember", "RoomMemberWorkerStore.get_rooms_for_user"),),
    "getUsersInRoom": (Need(_STATE, "StateStorageController.get_users_in_room_with_profiles"),),
    "isUserInRoom": (
        Need(f"{_STORE}.roommember", "RoomMemberWorkerStore.check_local_user_in_room"),
        Need(_STATE, "StateStorageController.get_current_state_event"),
    ),
    "isServerInRoom": (
        Need(f"{_STORE}.roommember", "RoomMemberWorkerStore.is_host_joined"),
        Need(_STATE, "StateStorageController.get_current_hosts_in_room"),
    ),
    "getEvent": (Need(f"{_STORE}.events_worker", "EventsWorkerStore.get_event"),),
    "getExternalIdsByUser": (Need(f"{_STORE}.registration", "RegistrationWorkerStore.get_external_ids_by_user"),),
    "getUsersPaginate": (Need("synapse.storage.database", "DatabasePool.runInteraction"),),
    "getRoomsPaginate": (Need("synapse.storage.database", "DatabasePool.runInteraction"),),
    "getRoomsWithStateType": (Need("synapse.storage.database", "DatabasePool.runInteraction"),),
    "createRegistrationToken": (
        Need(f"{_STORE}.registration", "RegistrationWorkerStore.generate_registration_token"),
        Need(f"{_STORE}.registration", "RegistrationWorkerStore.create_registration_token"),
    ),
    "registrationTokenIsValid": (
        Need(f"{_STORE}.registration", "RegistrationWorkerStore.registration_token_is_valid"),
    ),
    "isRoomBlocked": (Need(f"{_STORE}.room", "RoomWorkerStore.is_room_blocked"),),
    "blockRoom": (Need(f"{_STORE}.room", "RoomWorkerStore.block_room"),),
    "unblockRoom": (Need(f"{_STORE}.room", "RoomWorkerStore.unblock_room"),),
    "shutdownRoom": (
        Need(f"{_HANDLERS}.room", "RoomShutdownHandler.shutdown_room"),
        Need(f"{_HANDLERS}.pagination", "PaginationHandler.purge_room"),
        Need(f"{_STORE}.room", "RoomWorkerStore.block_room"),
    ),
    "purgeRoom": (Need(f"{_HANDLERS}.pagination", "PaginationHandler.purge_room"),),
    "getLocalMedia": (
        Need(f"{_STORE}.media_repository", "MediaRepositoryStore.get_local_media"),
        Need("synapse.media.media_storage", "MediaStorage.ensure_media_is_in_local_cache"),
    ),
    "registerTaskAction": (Need(_TASKS, "TaskScheduler.register_action"),),
    "scheduleTask": (Need(_TASKS, "TaskScheduler.schedule_task"),),
    "getScheduledTask": (Need(_TASKS, "TaskScheduler.get_task"),),
    "cancelScheduledTask": (
        Need(_TASKS, "TaskScheduler.get_task"),
        Need("synapse.storage.database", "DatabasePool.simple_delete"),
    ),
    "ratelimit": (
        Need("synapse.api.ratelimiting", "Ratelimiter.ratelimit"),
        Need(f"{_STORE}.appservice", "ApplicationServiceWorkerStore.get_app_service_by_id"),
    ),
}


def missing(api: ModuleApi) -> dict[str, str]:
    """What this Synapse lacks of the SDK's members and callbacks, by their names, with what it would take."""
    lacking = {
        _camel_case(row.name): f"Synapse {row.since} or newer" for row in contract().values() if not offers(row, api)
    }
    return {**missing_members(needs()), **lacking}


def needs() -> Needs:
    """What the SDK's members stand on in Synapse, by their names; those of the Node half stand on nothing."""
    of_synapse = {
        _camel_case(name): (Need(_API, f"ModuleApi.{name}", since),)
        for name, since in module_api_members().items()
        # What lies behind a dot, an object has that is a member itself.
        if name not in _OF_NODE and "." not in name
    }
    return {**of_synapse, **_OTHER_NEEDS}


def missing_members(wanted: Needs) -> dict[str, str]:
    """The members whose needs this Synapse does not meet, with what it would take."""
    unmet = ((member, next((need for need in its if not _is_met(need)), None)) for member, its in wanted.items())
    return {member: _wanted(need) for member, need in unmet if need is not None}


def offers(row: Row, api: ModuleApi) -> bool:
    """Whether this Synapse has the callback."""
    method = getattr(api, f"register_{row.category}_callbacks", None)
    return method is not None and row.name in inspect.signature(method).parameters


def assert_offered(row: Row, modules: Sequence[str], api: ModuleApi) -> None:
    """Raises ConfigError where this Synapse does not have a callback that modules register."""
    if offers(row, api):
        return
    # Of two instances of one module, both have it.
    names = list(dict.fromkeys(modules))
    raise ConfigError(
        f"{', '.join(names)} {'registers' if len(names) == 1 else 'register'} {row.name}, "
        f"which Synapse {synapse.__version__} does not have; it came with Synapse {row.since}"
    )


def _is_met(need: Need) -> bool:
    try:
        found: Any = import_module(need.module)
    except ImportError:
        return False
    class_name, attribute = need.attribute.split(".")
    # Some of Synapse's methods cannot be read from their class.
    names = {name for base in inspect.getmro(getattr(found, class_name, type(None))) for name in vars(base)}
    return attribute in names or need.instead in names


def _wanted(need: Need) -> str:
    if need.since is not None:
        return f"Synapse {need.since} or newer"
    return f"a Synapse with {need.module}.{need.attribute}, as 1.140 to 1.163 have"


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
