"""Lists of users and rooms, a page at a time."""

from typing import Any, Final

from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction

_PAGE_LENGTH: Final = 100

_USER_COLUMNS: Final = (
    "u.name, p.displayname, p.avatar_url, u.user_type, u.creation_ts, u.admin, u.deactivated, u.is_guest"
)
_USERS: Final = "users AS u LEFT JOIN profiles AS p ON u.name = p.full_user_id"

_ROOM_COLUMNS: Final = (
    "r.room_id, s.name, s.canonical_alias, c.joined_members, c.local_users_in_room, r.room_version, r.creator, "
    "s.encryption, r.is_public, s.join_rules, s.room_type"
)
_ROOMS: Final = (
    "rooms AS r INNER JOIN room_stats_state AS s ON r.room_id = s.room_id "
    "INNER JOIN room_stats_current AS c ON r.room_id = c.room_id"
)


class ListingMembers:
    """What Synapse's admin API lists, read from the same tables: the stores of workers do not have all these lists."""

    def __init__(self, api: ModuleApi) -> None:
        self._db_pool: Final = api._hs.get_datastores().main.db_pool

    async def get_users_paginate(
        self,
        name: str | None = None,
        guests: bool = True,
        deactivated: bool | None = None,
        admins: bool | None = None,
        **page: Any,
    ) -> dict[str, Any]:
        """Local users by their IDs."""
        where = _Where()
        if name is not None:
            where.add(
                "(LOWER(u.name) LIKE ? ESCAPE '!' OR LOWER(p.displayname) LIKE ? ESCAPE '!')",
                f"@{_containing(name)}:%",
                _containing(name),
            )
        if not guests:
            where.add("u.is_guest = 0")
        where.add_flag("u.deactivated = ?", deactivated)
        where.add_flag("u.admin = ?", admins)
        rows, total = await self._page(_USER_COLUMNS, _USERS, where, "u.name", page)
        return {"users": [_user(*row) for row in rows], "total": total}

    async def get_rooms_paginate(
        self,
        search_term: str | None = None,
        public_rooms: bool | None = None,
        empty_rooms: bool | None = None,
        **page: Any,
    ) -> dict[str, Any]:
        """Rooms by their IDs."""
        where = _Where()
        if search_term is not None:
            where.add(
                "(LOWER(s.name) LIKE ? ESCAPE '!' OR LOWER(s.canonical_alias) LIKE ? ESCAPE '!' OR r.room_id = ?)",
                _containing(search_term),
                f"#{_containing(search_term)}:%",
                search_term,
            )
        if public_rooms is not None:
            where.add("r.is_public = ?", bool(public_rooms))
        if empty_rooms is not None:
            where.add(f"c.joined_members {'=' if empty_rooms else '<>'} 0")
        rows, total = await self._page(_ROOM_COLUMNS, _ROOMS, where, "r.room_id", page)
        return {"rooms": [_room(*row) for row in rows], "total": total}

    async def get_rooms_with_state_type(self, event_type: str, **page: Any) -> dict[str, Any]:
        """The IDs of the rooms whose current state has an event of a type."""
        where = _Where()
        where.add("type = ?", event_type)
        rooms = "(SELECT DISTINCT room_id, type FROM current_state_events) AS r"
        rows, total = await self._page("room_id", rooms, where, "room_id", page)
        return {"rooms": [room_id for (room_id,) in rows], "total": total}

    async def _page(
        self, columns: str, tables: str, where: "_Where", order: str, page: dict[str, Any]
    ) -> tuple[list[tuple[Any, ...]], int]:
        """The rows of one page, and how many there are on all pages. Raises ValueError if the page makes no sense."""
        start = _whole_number("from", page.get("from"), 0)
        limit = _whole_number("limit", page.get("limit"), _PAGE_LENGTH)

        def read(txn: LoggingTransaction) -> tuple[list[tuple[Any, ...]], int]:
            txn.execute(f"SELECT COUNT(*) FROM {tables}{where}", where.values)
            (total,) = txn.fetchone() or (0,)
            txn.execute(
                f"SELECT {columns} FROM {tables}{where} ORDER BY {order} LIMIT ? OFFSET ?",
                [*where.values, limit, start],
            )
            return list(txn), total

        return await self._db_pool.runInteraction("bouton_page", read)


class _Where:
    """Conditions of a query, all of which are to hold."""

    def __init__(self) -> None:
        self._conditions: Final[list[str]] = []
        self.values: Final[list[Any]] = []

    def add(self, condition: str, *values: Any) -> None:
        self._conditions.append(condition)
        self.values.extend(values)

    def add_flag(self, condition: str, flag: bool | None) -> None:
        if flag is not None:
            self.add(condition, int(flag))

    def __str__(self) -> str:
        return f" WHERE {' AND '.join(self._conditions)}" if self._conditions else ""


def _containing(text: str) -> str:
    # A pattern of LIKE, in which ! takes the meaning from the next character.
    escaped = text.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"


def _whole_number(name: str, value: Any, default: int) -> int:
    if value is None:
        return default
    if type(value) is int and value >= 0:
        return value
    raise ValueError(f"{name} is to be a whole number from 0 on, not {value}")


def _user(
    user_id: str,
    displayname: str | None,
    avatar_url: str | None,
    user_type: str | None,
    creation_ts: int | None,
    admin: int,
    deactivated: int,
    is_guest: int,
) -> dict[str, Any]:
    return {
        "userId": user_id,
        "displayname": displayname,
        "avatarUrl": avatar_url,
        "userType": user_type,
        "creationTs": (creation_ts or 0) * 1000,
        "isAdmin": bool(admin),
        "isDeactivated": bool(deactivated),
        "isGuest": bool(is_guest),
    }


def _room(
    room_id: str,
    name: str | None,
    canonical_alias: str | None,
    joined_members: int,
    joined_local_members: int,
    version: str | None,
    creator: str | None,
    encryption: str | None,
    public: bool | int | None,
    join_rules: str | None,
    room_type: str | None,
) -> dict[str, Any]:
    return {
        "roomId": room_id,
        "name": name,
        "canonicalAlias": canonical_alias,
        "joinedMembers": joined_members,
        "joinedLocalMembers": joined_local_members,
        "version": version,
        # Synapse has an empty text if it does not know.
        "creator": creator or None,
        "encryption": encryption,
        "public": bool(public),
        "joinRules": join_rules,
        "roomType": room_type,
    }
