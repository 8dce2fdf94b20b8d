"""The modules' caches of answers, and what the processes of one homeserver tell each other about them."""

from collections.abc import Callable
from typing import Any, Final

from synapse.module_api import ModuleApi

#: Tells a Node host of an invalidation: the cache's name, and the keys as the Node half encoded them.
Receiver = Callable[[str, str], None]


class Caches:
    """All caches of all modules, as one cached function of Synapse: `bouton.caches`.

    Its keys are the name of a cache and that cache's keys. They are strings, as what Synapse's replication carries must
    be. Synapse does not tell a process what it said itself.
    """

    def __init__(self, api: ModuleApi) -> None:
        self._api: Final = api
        self._receivers: Final[list[Receiver]] = []
        api.register_cached_function(_CachedFunction(self._receive))  # type: ignore[arg-type]

    def add_receiver(self, receiver: Receiver) -> None:
        """Names one that is told what other processes invalidate."""
        self._receivers.append(receiver)

    async def broadcast(self, cache: str, keys: str) -> None:
        """Tells the other processes; returns once Synapse has noted it for them."""
        # The Node host that says so has forgotten the answer already: in this process nothing is left to invalidate.
        said = _CachedFunction(lambda _: None)
        await self._api.invalidate_cache(said, (cache, keys))  # type: ignore[arg-type]

    def _receive(self, keys: tuple[Any, ...]) -> None:
        cache, encoded = keys
        for receive in self._receivers:
            receive(cache, encoded)


class _CachedFunction:
    """What Synapse knows of a cached function: its name, by which processes find theirs, and how to invalidate."""

    __module__ = "bouton"
    __name__ = "caches"

    def __init__(self, invalidate: Callable[[tuple[Any, ...]], None]) -> None:
        self.invalidate: Final = invalidate


_by_api: Final[dict[ModuleApi, Caches]] = {}


def caches_of(api: ModuleApi) -> Caches:
    """The caches of one homeserver. To be called in a module's constructor, in every process."""
    if api not in _by_api:
        _by_api[api] = Caches(api)
    return _by_api[api]


def replicates(api: ModuleApi) -> bool:
    """Whether this process tells others what it invalidates: without Redis there are no others."""
    return bool(api._hs.config.redis.redis_enabled)
