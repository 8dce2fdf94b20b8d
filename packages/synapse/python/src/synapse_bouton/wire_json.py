"""JSON as it goes to the Node host."""

import json
from collections.abc import Callable, Mapping
from typing import Final


def _plain(value: object) -> object:
    """What json cannot encode: Synapse's read-only mappings, and sets."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return list(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


#: A value as JSON, in ASCII. Raises TypeError and ValueError for what is none.
to_json: Final[Callable[[object], str]] = json.JSONEncoder(
    separators=(",", ":"), allow_nan=False, check_circular=False, default=_plain
).encode
