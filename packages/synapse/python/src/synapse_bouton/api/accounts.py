"""Accounts: what modules change of them that Synapse's ModuleApi does not offer."""

from typing import Any, Final

from synapse.api.errors import NotFoundError, SynapseError
from synapse.module_api import ModuleApi
from synapse.types import UserID, create_requester
from synapse.util.threepids import canonicalise_email


class AccountMembers:
    """Deactivation, avatars and addresses of local users, in the name of the homeserver."""

    def __init__(self, api: ModuleApi) -> None:
        self._hs: Final = api._hs
        # Synapse's cached methods have types only for its own checker.
        self._store: Final[Any] = api._hs.get_datastores().main

    async def deactivate_user(self, user_id: str, erase: bool = False) -> None:
        """Deactivates a local user as an administrator does."""
        user = await self._local_user(user_id)
        handler = self._hs.get_deactivate_account_handler()
        await handler.deactivate_account(user_id, erase, self._in_the_name_of(user), by_admin=True)

    async def set_avatar_url(self, user_id: str, new_avatar_url: str) -> None:
        """Sets a local user's avatar as an administrator does."""
        user = await self._local_user(user_id, SynapseError(400, "User is not hosted on this homeserver"))
        # Synapse gives a signature with types to neither of its versions of this.
        profiles: Any = self._hs.get_profile_handler()
        requester = self._in_the_name_of(user)
        if hasattr(profiles, "dispatch_set_profile_field"):
            await profiles.dispatch_set_profile_field(
                target_user=user, requester=requester, field_name="avatar_url", new_value=new_avatar_url, by_admin=True
            )
        else:
            await profiles.set_avatar_url(
                target_user=user, requester=requester, new_avatar_url=new_avatar_url, by_admin=True
            )

    async def add_threepid(self, user_id: str, medium: str, address: str, validated_at: int | None = None) -> None:
        """Gives a local user an address."""
        await self._local_user(user_id)
        validated = self._hs.get_clock().time_msec() if validated_at is None else validated_at
        await self._hs.get_auth_handler().add_threepid(user_id, medium, address, validated)

    async def remove_threepid(self, user_id: str, medium: str, address: str) -> None:
        """Takes an address away from a user."""
        # Synapse tells the modules even if nothing is removed.
        stored = _stored_address(medium, address)
        if any((its.medium, its.address) == (medium, stored) for its in await self._store.user_get_threepids(user_id)):
            await self._hs.get_auth_handler().delete_local_threepid(user_id, medium, address)

    async def get_external_ids_by_user(self, user_id: str) -> list[dict[str, str]]:
        """The IDs that a user has at identity providers."""
        found = await self._store.get_external_ids_by_user(user_id)
        return [{"authProvider": provider, "externalId": external_id} for provider, external_id in sorted(found)]

    async def _local_user(self, user_id: str, unknown: SynapseError | None = None) -> UserID:
        user = UserID.from_string(user_id)
        if not self._hs.is_mine(user):
            raise SynapseError(400, "User is not hosted on this homeserver")
        if await self._store.get_user_by_id(user_id) is None:
            raise unknown or NotFoundError("User not found")
        return user

    def _in_the_name_of(self, user: UserID) -> Any:
        return create_requester(user, authenticated_entity=self._hs.hostname)


def _stored_address(medium: str, address: str) -> str:
    if medium != "email":
        return address
    try:
        return canonicalise_email(address)
    except ValueError as error:
        raise SynapseError(400, str(error)) from error
