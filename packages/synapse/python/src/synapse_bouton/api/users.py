"""Users: their accounts, profiles and addresses."""

from collections.abc import Mapping
from typing import Any, Final

from synapse.module_api import ModuleApi
from synapse.types import UserID

from ..arguments import profile_to_wire
from .member import Members


class UserMembers:
    """What Synapse's ModuleApi knows about users, and changes of them."""

    def __init__(self, api: ModuleApi) -> None:
        self._api: Final = api
        self.members: Final[Members] = {
            "getUserinfoById": self._get_userinfo_by_id,
            "isUserAdmin": api.is_user_admin,
            "setUserAdmin": api.set_user_admin,
            "getProfileForUser": self._get_profile_for_user,
            "getThreepidsForUser": self._get_threepids_for_user,
            "checkUserExists": api.check_user_exists,
            "checkUsername": api.check_username,
            "storeRemote3pidAssociation": api.store_remote_3pid_association,
            "getUserIpAndAgents": self._get_user_ip_and_agents,
            "setDisplayname": self._set_displayname,
            "getMonthlyActiveUsersByService": api.get_monthly_active_users_by_service,
            "accountDataManager.getGlobal": api.account_data_manager.get_global,
            "accountDataManager.putGlobal": api.account_data_manager.put_global,
        }

    async def _get_userinfo_by_id(self, user_id: str) -> dict[str, Any] | None:
        info = await self._api.get_userinfo_by_id(user_id)
        if info is None:
            return None
        return {
            "userId": info.user_id.to_string(),
            "appServiceId": None if info.appservice_id is None else str(info.appservice_id),
            "userType": info.user_type,
            "creationTs": int(info.creation_ts) * 1000,
            "isAdmin": bool(info.is_admin),
            "isDeactivated": bool(info.is_deactivated),
            "isGuest": bool(info.is_guest),
            "isShadowBanned": bool(info.is_shadow_banned),
            "approved": bool(info.approved),
            "locked": bool(info.locked),
            "suspended": bool(getattr(info, "suspended", False)),
        }

    async def _get_profile_for_user(self, localpart: str) -> dict[str, Any]:
        return profile_to_wire(await self._api.get_profile_for_user(localpart))

    async def _get_threepids_for_user(self, user_id: str) -> list[dict[str, Any]]:
        return [
            {
                "medium": threepid["medium"],
                "address": threepid["address"],
                "validatedAt": threepid["validated_at"],
                "addedAt": threepid["added_at"],
            }
            for threepid in map(_as_dict, await self._api.get_threepids_for_user(user_id))
        ]

    async def _get_user_ip_and_agents(self, user_id: str, since_ts: int | None = None) -> list[dict[str, Any]]:
        seen = await self._api.get_user_ip_and_agents(user_id, since_ts or 0)
        return [{"ip": row.ip, "userAgent": row.user_agent, "lastSeen": row.last_seen} for row in seen]

    async def _set_displayname(self, user_id: str, displayname: str) -> None:
        await self._api.set_displayname(UserID.from_string(user_id), displayname)


def _as_dict(row: Any) -> Mapping[str, Any]:
    # Synapse has changed from dicts to classes and back.
    return row if isinstance(row, Mapping) else vars(row)
