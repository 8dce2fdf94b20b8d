"""One transaction of a module, in a thread of Synapse's database pool."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any, Final, NamedTuple

from synapse.storage.database import LoggingTransaction
from synapse.storage.engines import PostgresEngine

from .connection import Connection
from .frames import MAX_LENGTH, Kind
from .sql_values import parameters_from_wire, read_as_text, rows_to_wire

#: What SQLite calls a mistake in a statement, which no repetition mends.
_SQLITE_ERROR: Final = 1
#: What a frame takes besides the rows.
_FRAME_SPACE: Final = 64


class Command(NamedTuple):
    """What the Node host asks of a transaction."""

    request_id: int
    method: str
    #: Which call of the interaction asks; it is called again if the database asks for it.
    attempt: int
    statements: list[dict[str, Any]]


class Ended(Exception):
    """The transaction is to be rolled back."""


class Interaction:
    """The function of a transaction: runs what the Node host asks, until it says how to end.

    Synapse calls it in a thread of its database pool, and once more if the database asks for a repetition. All else
    is called in the reactor's thread, and never waits for the database.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._commands: SimpleQueue[Command | None] = SimpleQueue()
        self._attempt = 0
        # The request that is answered by the next attempt, or once all is over.
        self._unanswered: int | None = None
        self._flags = threading.Lock()
        self._cut_off = False
        self._committing = False
        self._statement = threading.Lock()
        self._break_off: Callable[[], None] | None = None

    # In the reactor's thread.

    def put(self, command: Command) -> None:
        """Hands over what the Node host asks."""
        self._commands.put(command)

    def cut_off(self) -> bool:
        """Has it rolled back as soon as may be; False if it commits just now, and may end well."""
        with self._flags:
            self._cut_off = True
            committing = self._committing
        self._commands.put(None)
        return not committing

    def interrupt(self) -> None:
        """Breaks off the statement that runs. Waits for the database, so call it in a thread."""
        with self._statement:
            if self._break_off is not None:
                self._break_off()

    def answer_all(self) -> None:
        """Tells whoever waits for an answer that the transaction is over."""
        waiting = [] if self._unanswered is None else [self._unanswered]
        try:
            while True:
                command = self._commands.get_nowait()
                if command is not None:
                    waiting.append(command.request_id)
        except Empty:
            pass
        for request_id in waiting:
            self._connection.respond(request_id, OVER)

    # In a thread of the database pool.

    def __call__(self, txn: LoggingTransaction) -> None:
        """Runs one attempt; returns when it is to be committed.

        Raises:
            Ended: if it is to be rolled back.
            Exception: what the database raised and Synapse may answer by another attempt.
        """
        with self._flags:
            self._committing = False
            if self._cut_off:
                raise Ended
        self._attempt += 1
        if self._unanswered is not None:
            self._answer(self._unanswered, {"restart": self._attempt})
            self._unanswered = None
        _begin(txn)
        while self._obey(txn, self._commands.get()):
            pass

    def _obey(self, txn: LoggingTransaction, command: Command | None) -> bool:
        # Whether more may follow.
        if command is None or self._cut_off:
            self._unanswered = None if command is None else command.request_id
            raise Ended
        request_id, method, attempt, statements = command
        if attempt != self._attempt:
            self._answer(request_id, {"restart": self._attempt})
        elif method == "db.execute":
            self._execute(txn, request_id, statements)
        elif method == "db.commit" and _is_aborted(txn):
            self._answer(request_id, {"refused": "The transaction is aborted, as a statement was refused"})
        else:
            self._unanswered = request_id
            if method == "db.commit":
                self._commit()
                return False
            raise Ended
        return True

    def _commit(self) -> None:
        with self._flags:
            if self._cut_off:
                raise Ended
            self._committing = True

    def _execute(self, txn: LoggingTransaction, request_id: int, statements: list[dict[str, Any]]) -> None:
        try:
            with self._interruptible(txn):
                results = [_run(txn, statement) for statement in statements]
        except Exception as error:
            if self._cut_off:
                self._unanswered = request_id
                raise Ended from error
            if _may_be_repeated(txn, error):
                self._unanswered = request_id
                raise
            self._answer(request_id, {"refused": str(error).strip() or type(error).__name__})
        else:
            self._answer(request_id, {"results": results})

    @contextmanager
    def _interruptible(self, txn: LoggingTransaction) -> Iterator[None]:
        connection = _connection_of(txn)
        with self._statement:
            self._break_off = connection.cancel if _is_postgres(txn) else connection.interrupt
        try:
            yield
        finally:
            with self._statement:
                self._break_off = None

    def _answer(self, request_id: int, answer: dict[str, Any]) -> None:
        body = json.dumps(answer, separators=(",", ":"), allow_nan=False).encode()
        if len(body) > MAX_LENGTH - _FRAME_SPACE:
            refusal = f"The rows take {len(body)} bytes; {MAX_LENGTH} is the most. Ask for fewer at once"
            body = json.dumps({"refused": refusal}).encode()
        self._connection.call_soon(self._connection.send, Kind.RESPONSE, request_id, body)


#: The answer when the transaction is over.
OVER: Final = {"over": True}


def _begin(txn: LoggingTransaction) -> None:
    if _is_postgres(txn):
        read_as_text(txn)
    elif not _connection_of(txn).in_transaction:
        # Python leaves what creates and alters tables out of transactions otherwise.
        txn.execute("BEGIN")


def _run(txn: LoggingTransaction, statement: dict[str, Any]) -> list[Any]:
    sql = statement["sql"]
    if _is_postgres(txn):
        # Synapse makes %s of every ?, and leaves it to the caller to double what else has a percent sign.
        sql = sql.replace("%", "%%")
    if "many" in statement:
        txn.executemany(sql, [parameters_from_wire(parameters) for parameters in statement["many"]])
    else:
        txn.execute(sql, parameters_from_wire(statement["parameters"]))
    if txn.description is None:
        return [max(txn.rowcount, 0), []]
    rows = rows_to_wire(txn.fetchall())
    return [len(rows), rows]


def _may_be_repeated(txn: LoggingTransaction, error: Exception) -> bool:
    engine = txn.database_engine
    if engine.is_deadlock(error):
        return True
    if getattr(error, "sqlite_errorcode", None) == _SQLITE_ERROR:
        return False
    return isinstance(error, engine.module.OperationalError)


def _is_aborted(txn: LoggingTransaction) -> bool:
    # PostgreSQL would answer the commit of such a transaction by rolling it back, without an error.
    if not _is_postgres(txn):
        return False
    from psycopg2.extensions import TRANSACTION_STATUS_INERROR

    return bool(_connection_of(txn).info.transaction_status == TRANSACTION_STATUS_INERROR)


def _is_postgres(txn: LoggingTransaction) -> bool:
    return isinstance(txn.database_engine, PostgresEngine)


def _connection_of(txn: LoggingTransaction) -> Any:
    # Of psycopg2 or sqlite3.
    cursor: Any = txn.txn
    return cursor.connection
