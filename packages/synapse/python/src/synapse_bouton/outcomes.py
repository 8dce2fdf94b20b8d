"""What the modules' combined answer amounts to for Synapse: what the callback of one Python module would return."""

import inspect
from collections.abc import Callable
from typing import Any, Final

from synapse.api.errors import Codes, SynapseError
from synapse.module_api import NOT_SPAM, MediaUploadLimit, RatelimitOverride, UserPresenceState
from synapse.spam_checker_api import RegistrationBehaviour
from twisted.internet.defer import CancelledError

from .contract import Row

#: Makes what Synapse gets of an outcome on the wire.
Decoder = Callable[[Any], Any]

#: Synapse divides by the rate, so "no limit" has to be a number.
_NO_LIMIT: Final = 1_000_000_000


class UncaughtSynapseError(SynapseError, CancelledError):
    """An error that reaches the client although Synapse would log what a module raises, and go on as if nothing were.

    Synapse lets cancellations through in those places; when the request is answered, it looks for a SynapseError first.
    """


def uncaught(error: SynapseError) -> UncaughtSynapseError:
    """The same error, for callbacks whose exceptions Synapse only logs, or replaces."""
    fields = {key: value for key, value in error.error_dict(None).items() if key not in ("errcode", "error")}
    return UncaughtSynapseError(error.code, error.msg, error.errcode, fields, dict(error.headers or {}))


def refuse(row: Row, errcode: str, fields: dict[str, Any]) -> Any:
    """A refusal in the form that the spam checker's callbacks have."""
    try:
        code = Codes(errcode)
    except ValueError:
        # A code that this Synapse does not know still reaches the client.
        code, fields = Codes.FORBIDDEN, {"errcode": errcode, **fields}
    # Some callbacks take no tuples; a tuple would be garbage to them.
    return (code, fields) if row.combine["tuples"] else code


def _first_denial(row: Row) -> Decoder:
    messages = row.combine.get("messages", False)

    def decode(denial: Any) -> Any:
        if denial is None:
            return NOT_SPAM
        # Synapse's deprecated form: a text instead of a code.
        if messages and row.denial is not None and denial["error"] != row.denial.error:
            return denial["error"]
        return refuse(row, denial["errcode"], denial["additionalFields"])

    return decode


def _allow_or_replace(outcome: Any) -> tuple[bool, dict[str, Any] | None]:
    if "denied" in outcome:
        return False, None
    return True, outcome.get("replacement")


#: The fields of a limit that this Synapse knows; before 1.158 the last two are none.
_LIMIT_FIELDS: Final = {
    key: name
    for key, name in (
        ("maxBytes", "max_bytes"),
        ("timePeriodMs", "time_period_ms"),
        ("infoUri", "info_uri"),
        ("canUpgrade", "can_upgrade"),
    )
    if name in inspect.signature(MediaUploadLimit).parameters
}


def _upload_limits(limits: Any) -> list[MediaUploadLimit] | None:
    if limits is None:
        return None
    return [
        MediaUploadLimit(**{name: limit[key] for key, name in _LIMIT_FIELDS.items() if key in limit})
        for limit in limits
    ]


def _ratelimit_override(override: Any) -> RatelimitOverride | None:
    if override is None:
        return None
    if override["perSecond"] == 0:
        return RatelimitOverride(per_second=float(_NO_LIMIT), burst_count=_NO_LIMIT)
    return RatelimitOverride(per_second=float(override["perSecond"]), burst_count=int(override["burstCount"]))


def presence_from_wire(state: dict[str, Any]) -> UserPresenceState:
    """Synapse's presence of the SDK's."""
    return UserPresenceState(
        user_id=state["userId"],
        state=state["state"],
        last_active_ts=state["lastActiveTs"],
        last_federation_update_ts=state["lastFederationUpdateTs"],
        last_user_sync_ts=state["lastUserSyncTs"],
        status_msg=state["statusMsg"],
        currently_active=state["currentlyActive"],
    )


def _as_is(value: Any) -> Any:
    return value


def _nothing(_: Any) -> None:
    return None


_BY_FORM: Final[dict[str | None, Decoder]] = {
    "uploadLimits": _upload_limits,
    "ratelimitOverride": _ratelimit_override,
    "renewal": tuple,
}

_BY_RULE: Final[dict[str, Callable[[Row], Decoder]]] = {
    "firstDenial": _first_denial,
    "veto": lambda _: lambda denial: denial is None,
    "allowOrReplace": lambda _: _allow_or_replace,
    "firstBehaviour": lambda _: RegistrationBehaviour,
    "mergeSetMaps": lambda _: (
        lambda routes: {user_id: {presence_from_wire(state) for state in states} for user_id, states in routes.items()}
    ),
    "mergeSetsOrAll": lambda _: lambda users: users if isinstance(users, str) else set(users),
    "throwToVeto": lambda _: _nothing,
    "notifyAll": lambda _: _nothing,
}


def outcome_decoder(row: Row) -> Decoder:
    """How an outcome of this row becomes what Synapse gets. Not for logins and background updates."""
    by_form = _BY_FORM.get(row.form)
    if by_form is not None:
        return by_form
    by_rule = _BY_RULE.get(row.rule)
    return _as_is if by_rule is None else by_rule(row)
