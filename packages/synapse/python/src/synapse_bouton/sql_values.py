"""Values of SQL as JSON. PROTOCOL.md in the repository describes them."""

import base64
import json
import math
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from synapse.storage.database import LoggingTransaction

#: Beyond, JavaScript's numbers are not exact.
_MAX_SAFE_INTEGER: Final = 2**53 - 1
#: PostgreSQL's numbers of its types json, date, time, timestamp, timestamptz, interval, timetz and jsonb.
_TEXT_TYPES: Final = (114, 1082, 1083, 1114, 1184, 1186, 1266, 3802)


def read_as_text(txn: LoggingTransaction) -> None:
    """Has a transaction on PostgreSQL read JSON and times as the texts that they are."""
    from psycopg2.extensions import new_type, register_type

    register_type(new_type(_TEXT_TYPES, "BOUTON_TEXT", lambda value, _: value), txn.txn)


def rows_to_wire(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Rows as JSON has them."""
    return [[_to_wire(value) for value in row] for row in rows]


def parameters_from_wire(parameters: Sequence[Any]) -> list[Any]:
    """The parameters of a statement."""
    return [_from_wire(value) for value in parameters]


def _to_wire(value: Any) -> Any:
    encode = _ENCODERS.get(type(value))
    return str(value) if encode is None else encode(value)


def _same(value: Any) -> Any:
    return value


def _integer(value: int) -> Any:
    return value if -_MAX_SAFE_INTEGER <= value <= _MAX_SAFE_INTEGER else {"integer": str(value)}


def _float(value: float) -> Any:
    if math.isfinite(value):
        return value
    return {"number": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}


def _decimal(value: Decimal) -> Any:
    # What sums up integers is an integer; all else has digits that a float would lose.
    return _integer(int(value)) if value.is_finite() and value.as_tuple().exponent == 0 else str(value)


def _bytes(value: "bytes | bytearray | memoryview") -> Any:
    return {"bytes": base64.b64encode(value).decode()}


def _list(value: list[Any]) -> str:
    return json.dumps(value, default=str, ensure_ascii=False)


_ENCODERS: Final[dict[type, Callable[[Any], Any]]] = {
    type(None): _same,
    str: _same,
    bool: _same,
    int: _integer,
    float: _float,
    Decimal: _decimal,
    bytes: _bytes,
    bytearray: _bytes,
    memoryview: _bytes,
    list: _list,
}


def _from_wire(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "integer" in value:
        return int(value["integer"])
    if "number" in value:
        return float(value["number"])
    # Synapse refuses bytes.
    return bytearray(base64.b64decode(value["bytes"]))
