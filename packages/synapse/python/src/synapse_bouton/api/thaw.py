"""Makes JSON of what Synapse has frozen."""

from collections.abc import Mapping
from typing import Any


def thaw(value: Any) -> Any:
    """A copy of a value of read-only mappings and tuples, with dicts and lists."""
    if isinstance(value, Mapping):
        return {key: thaw(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [thaw(inner) for inner in value]
    return value
