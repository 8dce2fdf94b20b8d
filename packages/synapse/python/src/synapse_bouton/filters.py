"""Filters: which events a module's callback wants to see."""

from collections.abc import Callable
from typing import Any

#: Whether an event is wanted.
Filter = Callable[[Any], bool]


def is_local(user_id: str, server_name: str) -> bool:
    """Whether a user belongs to this homeserver."""
    return user_id.partition(":")[2] == server_name


def compile_filters(filters: list[dict[str, Any] | None], server_name: str) -> Filter | None:
    """Whether any of several modules wants an event; None if one of them wants every event."""
    compiled: list[Filter] = []
    for when in filters:
        if when is None:
            return None
        compiled.append(_compile(when, server_name))
    return lambda event: any(wants(event) for wants in compiled)


def _compile(when: dict[str, Any], server_name: str) -> Filter:
    types = when.get("type")
    sender = when.get("sender")
    state = when.get("state")
    memberships = when.get("membership")

    def wants(event: Any) -> bool:
        return (
            (types is None or event.type in types)
            and (sender is None or is_local(event.sender, server_name) == (sender == "local"))
            and (state is None or event.is_state() == state)
            and (
                memberships is None
                or (event.type == "m.room.member" and event.content.get("membership") in memberships)
            )
        )

    return wants
