"""What happens when the modules cannot be asked: the administrator's choice per callback."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from synapse.api.errors import SynapseError
from synapse.module_api import NOT_SPAM
from synapse.spam_checker_api import RegistrationBehaviour

from .contract import Row
from .filters import is_local
from .outcomes import refuse

#: What the operation amounts to, by the callback's arguments. Raises what the operation fails with.
FailureRule = Callable[[Sequence[Any]], Any]

_DEFAULTS: Final = {"notification": "drop", "localAction": "error", "remoteEvent": "allow"}

#: What a callback answers if nobody decides, by its rule.
_UNDECIDED: Final[dict[str, Callable[[], Any]]] = {
    "firstDenial": lambda: NOT_SPAM,
    "firstFalsy": lambda: True,
    "firstBehaviour": lambda: RegistrationBehaviour.ALLOW,
    "veto": lambda: True,
    "allowOrReplace": lambda: (True, None),
    "mergeSetMaps": dict,
    "mergeSetsOrAll": set,
    "mergeFields": dict,
}


def undecided(row: Row) -> Any:
    """What the callback answers if no module decides."""
    if row.uncontrolled is not None:
        return row.uncontrolled
    make = _UNDECIDED.get(row.rule)
    return None if make is None else make()


def failure_rule(row: Row, on_failure: str | None, server_name: str) -> FailureRule:
    """The administrator's rule, or by the contract: notifications are dropped, checks of remote events allow, checks of
    local users' actions answer 503."""

    def decide(args: Sequence[Any]) -> Any:
        rule = on_failure or _default_rule(row, args, server_name)
        if rule == "deny":
            return _deny(row)
        if rule == "error":
            raise SynapseError(503, "A module of this homeserver does not answer")
        return undecided(row)

    return decide


def _default_rule(row: Row, args: Sequence[Any], server_name: str) -> str:
    if row.operation == "userAction":
        actor = args[0]
    elif row.operation == "event":
        index = row.event_index
        assert index is not None, f"{row.name} is about an event, but receives none"
        actor = args[index].sender
    else:
        return _DEFAULTS[row.operation]
    return _DEFAULTS["localAction" if is_local(actor, server_name) else "remoteEvent"]


def _deny(row: Row) -> Any:
    denial = row.denial
    assert denial is not None, f"{row.name} cannot be refused"
    if row.rule == "firstDenial":
        return refuse(row, denial.errcode, {})
    if row.rule == "veto":
        return False
    if row.rule == "allowOrReplace":
        return False, None
    raise SynapseError(denial.status, denial.error, denial.errcode)
