"""What Synapse read of a YAML file, as JSON has it: the same that the embedded homeserver gives to modules."""

import math
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

#: How many values the aliases of an item may stand for. What is written out is not counted.
_MAX_VALUES: Final = 100_000

#: How deep lists and mappings may stand in each other: one that holds itself has no end.
_MAX_DEPTH: Final = 100

#: Keys and indexes that lead to a value.
Path = tuple["str | int", ...]


def to_plain(value: Any, path: Path = ()) -> "tuple[Any, list[tuple[Path, str]]]":
    """The value as JSON has it, and what JSON cannot have, each with its place; in its place stands None.

    Keys become texts as `json` writes them, days and times texts in ISO 8601; without a zone they are UTC.
    """
    reader = _Reader()
    return reader.read(value, path), reader.faults


class _Reader:
    def __init__(self) -> None:
        self.faults: list[tuple[Path, str]] = []
        #: The lists and mappings that were read: who leads to one of them again is an alias.
        self._known: set[int] = set()
        #: How many values aliases stand for, and whether one of these is read.
        self._values = 0
        self._in_alias = False

    def read(self, value: Any, path: Path) -> Any:
        if not self._in_alias and isinstance(value, (dict, list)):
            if id(value) in self._known:
                self._in_alias = True
                try:
                    return self.read(value, path)
                finally:
                    self._in_alias = False
            self._known.add(id(value))
        if self._in_alias:
            self._values += 1
            if self._values == _MAX_VALUES + 1:
                self._refuse(path, f"makes aliases stand for more than {_MAX_VALUES:,} values")
            if self._is_full():
                return None
        if len(path) > _MAX_DEPTH:
            return self._refuse(path, f"is nested more than {_MAX_DEPTH} levels deep")
        if isinstance(value, dict):
            return {_key(key): self.read(item, (*path, _key(key))) for key, item in self._until_full(value.items())}
        if isinstance(value, list):
            return [self.read(item, (*path, index)) for index, item in self._until_full(enumerate(value))]
        return self._read_scalar(value, path)

    def _is_full(self) -> bool:
        return self._in_alias and self._values > _MAX_VALUES

    def _until_full(self, items: Iterable[Any]) -> Iterable[Any]:
        for item in items:
            if self._is_full():
                return
            yield item

    def _read_scalar(self, value: Any, path: Path) -> Any:
        if isinstance(value, float) and not math.isfinite(value):
            return self._refuse(path, "must be a finite number")
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**53:
            return self._refuse(
                path, "is an integer beyond 2^53, which would be rounded; write it in quotes, as a text"
            )
        if isinstance(value, date):
            return _iso(value)
        if value is None or isinstance(value, (str, int, float)):
            return value
        return self._refuse(path, f"is a {_KINDS.get(type(value), type(value).__name__)}, which JSON does not have")

    def _refuse(self, path: Path, message: str) -> None:
        self.faults.append((path, message))


#: What YAML calls the values of these types.
_KINDS: Final[dict[type, str]] = {bytes: "binary value", set: "set", tuple: "pair"}


def _iso(value: date) -> str:
    text = value.isoformat()
    if not isinstance(value, datetime):
        return text
    return f"{text}Z" if value.tzinfo is None else text.replace("+00:00", "Z")


def _key(key: Any) -> str:
    """A key as `json` writes it."""
    if isinstance(key, date):
        return _iso(key)
    if key is None or isinstance(key, bool):
        return {None: "null", True: "true", False: "false"}[key]
    return str(key)
