"""Limits of how often something is done."""

from typing import Any, Final

from synapse.api.ratelimiting import Ratelimiter
from synapse.config.ratelimiting import RatelimitSettings
from synapse.module_api import ModuleApi
from synapse.types import create_requester

#: More than anybody asks for. Synapse's limiter divides by the rate.
_NO_LIMIT: Final = 2**31


class LimitMembers:
    """Counts requests with Synapse's own limiters, in the memory of this process."""

    def __init__(self, api: ModuleApi) -> None:
        self._hs: Final = api._hs
        self._store: Final = api._hs.get_datastores().main
        #: By the names of the limits.
        self._limiters: Final[dict[str, Ratelimiter]] = {}

    async def ratelimit(self, who: dict[str, Any] | str, limit: dict[str, Any]) -> None:
        """Counts a request of a requester or of whom a text names. Raises LimitExceededError if it is one too many."""
        per_second, burst_count = float(limit["perSecond"]), int(limit["burstCount"])
        if per_second == 0:
            per_second, burst_count = float(_NO_LIMIT), _NO_LIMIT
        limiter = self._limiters.get(limit["name"])
        if limiter is None:
            settings = RatelimitSettings(limit["name"], per_second, burst_count)
            overrides = self._hs.get_module_api_callbacks().ratelimit
            limiter = Ratelimiter(self._store, self._hs.get_clock(), settings, overrides)
            self._limiters[limit["name"]] = limiter
        if isinstance(who, str):
            await limiter.ratelimit(None, who, per_second, burst_count)
        else:
            await limiter.ratelimit(self._requester(who), None, per_second, burst_count)

    def _requester(self, who: dict[str, Any]) -> Any:
        service_id = who["appServiceId"]
        return create_requester(
            who["user"],
            is_guest=who["isGuest"],
            shadow_banned=who["shadowBanned"],
            device_id=who["deviceId"],
            app_service=None if service_id is None else self._store.get_app_service_by_id(service_id),
            authenticated_entity=who["authenticatedEntity"],
        )
