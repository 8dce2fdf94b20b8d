"""What of the SDK this Synapse does not have."""

import inspect
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import attr
import synapse
from synapse.module_api import ModuleApi
from synapse.module_api.errors import ConfigError

from .contract import MemberRow, Row, camel_case, contract, members


@attr.s(frozen=True, auto_attribs=True, slots=True)
class Need:
    """What a member stands on in Synapse."""

    #: The module.
    module: str
    #: The class in it, and its attribute.
    attribute: str
    #: The Synapse version with which it came; None if it is older than any that Bouton knows.
    since: str | None = None
    #: Another attribute of the class that does as well.
    instead: str | None = None


Needs = Mapping[str, tuple[Need, ...]]


def missing(api: ModuleApi) -> dict[str, str]:
    """What this Synapse lacks of the SDK's members and callbacks, by their names, with what it would take."""
    lacking = {
        camel_case(row.name): f"Synapse {row.since} or newer" for row in contract().values() if not offers(row, api)
    }
    return {**missing_members(needs()), **lacking}


def needs() -> Needs:
    """What the SDK's members stand on in Synapse, by their names."""
    return {
        row.sdk_name: tuple(_need(need, row) for need in row.needs)
        for row in members().values()
        # What stands after a dot, the object of another member has.
        if row.needs and "." not in row.name
    }


def _need(need: str, row: MemberRow) -> Need:
    module, _, path = need.partition(":")
    attribute, _, instead = path.partition("|")
    # What came later than the oldest Synapse that is known, is a member of its ModuleApi.
    since = row.since if path == f"ModuleApi.{row.name}" else None
    return Need(module, attribute, since, instead or None)


def missing_members(wanted: Needs) -> dict[str, str]:
    """The members whose needs this Synapse does not meet, with what it would take."""
    unmet = ((member, next((need for need in its if not _is_met(need)), None)) for member, its in wanted.items())
    return {member: _wanted(need) for member, need in unmet if need is not None}


def offers(row: Row, api: ModuleApi) -> bool:
    """Whether this Synapse has the callback."""
    method = getattr(api, f"register_{row.category}_callbacks", None)
    return method is not None and row.name in inspect.signature(method).parameters


def assert_offered(row: Row, modules: Sequence[str], api: ModuleApi) -> None:
    """Raises ConfigError if this Synapse does not have a callback that modules register."""
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
