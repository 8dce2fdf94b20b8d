"""The transactions that modules run on Synapse's database."""

from typing import Any, Final

from synapse.module_api import ModuleApi
from synapse.storage.engines import PostgresEngine
from twisted.internet import reactor as _reactor

from .connection import Connection
from .interaction import OVER, Command, Ended, Interaction

reactor: Any = _reactor

#: How many seconds after a deadline the Node host is told, if the database clings to a statement.
_GRACE: Final = 1.0


def engine_name(api: ModuleApi) -> str:
    """What statements are written for: `sqlite` or `postgres`."""
    engine = api._hs.get_datastores().main.db_pool.engine
    return "postgres" if isinstance(engine, PostgresEngine) else "sqlite"


class Database:
    """Runs transactions for the Node host. All is called in the reactor's thread, and nothing waits."""

    def __init__(self, api: ModuleApi) -> None:
        self._api = api
        self._open: Final[dict[int, _Transaction]] = {}

    def request(self, connection: Connection, request_id: int, method: str, args: list[Any]) -> None:
        """Answers a request whose method begins with `db.`."""
        number: int = args[0]
        transaction = self._open.get(number)
        if method == "db.begin":
            _, description, deadline = args
            self._begin(_Transaction(connection, request_id), number, description, deadline / 1000)
        elif transaction is None:
            connection.respond(request_id, OVER)
        else:
            transaction.interaction.put(Command(request_id, method, args[1], args[2] if len(args) > 2 else []))

    def connection_lost(self) -> None:
        """Rolls back what is open: nobody is there to end it."""
        for transaction in list(self._open.values()):
            transaction.cut_off()

    def _begin(self, transaction: "_Transaction", number: int, description: str, deadline: float) -> None:
        self._open[number] = transaction

        def late() -> None:
            if transaction.cut_off():
                timers.append(reactor.callLater(_GRACE, transaction.tell, {"end": "deadline"}))

        timers = [reactor.callLater(deadline, late)]

        async def run() -> None:
            end = await self._run(transaction, description)
            for timer in timers:
                if timer.active():
                    timer.cancel()
            if self._open.get(number) is transaction:
                del self._open[number]
            transaction.tell(end)
            transaction.interaction.answer_all()

        self._api.run_as_background_process("bouton_db_interaction", run)

    async def _run(self, transaction: "_Transaction", description: str) -> dict[str, Any]:
        try:
            await self._api.run_db_interaction(description, transaction.interaction)
        except Ended:
            return {"end": "deadline" if transaction.is_cut_off else "rolledBack"}
        except Exception as error:
            if transaction.is_cut_off:
                return {"end": "deadline"}
            return {"end": "refused", "message": str(error).strip() or type(error).__name__}
        return {"end": "committed"}


class _Transaction:
    """A transaction, and the request that began it, which is answered when it is over."""

    def __init__(self, connection: Connection, request_id: int) -> None:
        self.interaction: Final = Interaction(connection)
        self.is_cut_off = False
        self._connection = connection
        self._request_id: int | None = request_id

    def cut_off(self) -> bool:
        """Rolls back as soon as may be; False if it commits just now."""
        self.is_cut_off = True
        is_open = self.interaction.cut_off()
        reactor.callInThread(self.interaction.interrupt)
        return is_open

    def tell(self, end: dict[str, Any]) -> None:
        """Tells the Node host how it ended, once."""
        request_id, self._request_id = self._request_id, None
        if request_id is not None:
            self._connection.respond(request_id, end)
