"""What a member of the SDK's `ModuleApi` is here."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

#: Takes the arguments as JSON has them, in the SDK's order; answers with JSON. Raises what Synapse raises.
Member = Callable[..., Awaitable[Any]]

#: Members by the SDK's names.
Members = Mapping[str, Member]
