"""The callbacks and members that Synapse offers to modules, as data: `contract.json` is generated from `@bouton/contract`."""

import json
from functools import cache
from importlib import resources
from typing import Any

import attr


@attr.s(frozen=True, auto_attribs=True, slots=True)
class Denial:
    """What a client sees when a module refuses."""

    status: int
    errcode: str
    error: str


@attr.s(frozen=True, auto_attribs=True, slots=True)
class Row:
    """Everything that is fixed about one callback."""

    category: str
    name: str
    since: str
    #: Pairs of a name and a type.
    parameters: tuple[tuple[str, str], ...]
    combine: dict[str, Any]
    on_exception: str
    operation: str
    denial: Denial | None
    #: The form of an outcome that the rule leaves open, else None.
    form: str | None
    #: What Synapse takes if no module controls it; None if the combining rule says it.
    uncontrolled: int | None

    @property
    def full_name(self) -> str:
        """The name on the wire: `spam_checker.user_may_invite`."""
        return f"{self.category}.{self.name}"

    @property
    def rule(self) -> str:
        """The name of the rule by which answers are combined."""
        return str(self.combine["rule"])

    @property
    def editable(self) -> tuple[int, ...]:
        """The indices of the parameters whose edits by a module take effect."""
        return tuple(index for index, (_, kind) in enumerate(self.parameters) if kind == "editableJson")

    @property
    def event_index(self) -> int | None:
        """The index of the event among the parameters, which filters look at."""
        return next((index for index, (_, kind) in enumerate(self.parameters) if kind == "event"), None)


@attr.s(frozen=True, auto_attribs=True, slots=True)
class Parameter:
    """One parameter of a member."""

    name: str
    is_optional: bool
    #: The type; None for an object of options.
    type: str | None
    #: The options with their types, by the names of Synapse's keyword parameters.
    options: dict[str, str]


@attr.s(frozen=True, auto_attribs=True, slots=True)
class MemberRow:
    """Everything that is fixed about one member of ModuleApi."""

    name: str
    #: The name on the wire: `accountDataManager.getGlobal`.
    sdk_name: str
    #: The Synapse version whose ModuleApi first had it; None if Synapse does not say, or has none.
    since: str | None
    kind: str
    parameters: tuple[Parameter, ...]
    result: str
    way: str
    #: What it takes in Synapse: `module:Class.attribute`, or `module:Class.attribute|other`.
    needs: tuple[str, ...]


@cache
def contract() -> dict[str, Row]:
    """The rows by their full names, in the contract's order."""
    return {
        row.full_name: row
        for category in _read()["categories"]
        for row in (_row(category["name"], callback) for callback in category["callbacks"])
    }


@cache
def members() -> dict[str, MemberRow]:
    """The members of the SDK's ModuleApi by Synapse's names, in the contract's order."""
    return {row.name: row for row in map(_member, _read()["members"])}


def _read() -> Any:
    return json.loads(resources.files(__package__).joinpath("contract.json").read_text("utf-8"))


def _member(member: dict[str, Any]) -> MemberRow:
    return MemberRow(
        name=member["name"],
        sdk_name=member["sdkName"],
        since=member.get("since"),
        kind=member["kind"],
        parameters=tuple(_parameter(**parameter) for parameter in member["parameters"]),
        result=member["result"],
        way=member["way"],
        needs=tuple(member["needs"]),
    )


def _parameter(name: str, isOptional: bool, type: Any) -> Parameter:
    return Parameter(name, isOptional, *((type, {}) if isinstance(type, str) else (None, type)))


def camel_case(name: str) -> str:
    """Synapse's name as the SDK spells it: `requester_user_id` → `requesterUserId`."""
    first, *rest = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def _row(category: str, callback: dict[str, Any]) -> Row:
    denial = callback.get("denial")
    return Row(
        category=category,
        name=callback["name"],
        since=callback["since"],
        parameters=tuple((parameter["name"], parameter["type"]) for parameter in callback["parameters"]),
        combine=callback["combine"],
        on_exception=callback["onException"],
        operation=callback["operation"],
        denial=None if denial is None else Denial(**denial),
        form=callback.get("outcome", {}).get("form"),
        uncontrolled=callback.get("outcome", {}).get("uncontrolled"),
    )
