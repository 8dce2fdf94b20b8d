"""Tokens that let somebody register."""

import string
from typing import Any, Final

from synapse.api.errors import Codes, SynapseError
from synapse.module_api import ModuleApi

_ALLOWED: Final = string.ascii_letters + string.digits + "._~-"
_MAX_LENGTH: Final = 64
_DEFAULT_LENGTH: Final = 16


class RegistrationTokenMembers:
    """What Synapse's admin API does with registration tokens, and refuses."""

    def __init__(self, api: ModuleApi) -> None:
        self._clock: Final = api._hs.get_clock()
        # Synapse gives no types to what the store answers.
        self._store: Final[Any] = api._hs.get_datastores().main
        #: Whether somebody can register with a token now.
        self.registration_token_is_valid: Final[Any] = self._store.registration_token_is_valid

    async def create_registration_token(
        self,
        token: str | None = None,
        length: int | None = None,
        uses_allowed: int | None = None,
        expiry_time: int | None = None,
    ) -> dict[str, Any]:
        """Makes a token. Raises SynapseError if it exists, or an option is not what it should be."""
        _check_token(token, _DEFAULT_LENGTH if length is None else length)
        self._check_limits(uses_allowed, expiry_time)
        if token is None:
            token = await self._store.generate_registration_token(length or _DEFAULT_LENGTH, _ALLOWED)
        if not await self._store.create_registration_token(token, uses_allowed, expiry_time):
            raise _invalid(f"Token already exists: {token}")
        return {
            "token": token,
            "usesAllowed": uses_allowed,
            "pending": 0,
            "completed": 0,
            "expiryTime": expiry_time,
        }

    def _check_limits(self, uses_allowed: Any, expiry_time: Any) -> None:
        if uses_allowed is not None and not (type(uses_allowed) is int and uses_allowed >= 0):
            raise _invalid("usesAllowed must be a whole number from 0 on, or null")
        if expiry_time is None:
            return
        if type(expiry_time) is not int:
            raise _invalid("expiryTime must be a whole number, or null")
        if expiry_time < self._clock.time_msec():
            raise _invalid("expiryTime must not be in the past")


def _check_token(token: Any, length: Any) -> None:
    if token is None:
        if type(length) is not int or not 0 < length <= _MAX_LENGTH:
            raise _invalid(f"length must be a whole number from 1 to {_MAX_LENGTH}")
    elif not (isinstance(token, str) and 0 < len(token) <= _MAX_LENGTH and set(token) <= set(_ALLOWED)):
        raise _invalid(f"token must have 1 to {_MAX_LENGTH} of the characters A-Z, a-z, 0-9 and ._~-")


def _invalid(message: str) -> SynapseError:
    return SynapseError(400, message, Codes.INVALID_PARAM)
