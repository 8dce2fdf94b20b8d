"""Tasks that outlive a restart, kept and started by Synapse's task scheduler."""

import json
import math
from functools import partial
from typing import Any, Final, Protocol

from synapse.logging.context import make_deferred_yieldable
from synapse.module_api import ModuleApi
from synapse.module_api.errors import ConfigError
from synapse.types import JsonMapping, ScheduledTask, TaskStatus
from synapse.util.task_scheduler import TaskScheduler

from .connection import Connection
from .wire_errors import HostUnavailable
from .wire_json import to_json

_Outcome = tuple[TaskStatus, JsonMapping | None, str | None]

#: How often a task that waits for the Node host looks whether it is back, in seconds.
_RETRY_INTERVAL: Final = 1.0
#: Of how many tasks that ended last the outcome is kept.
_KEPT_OUTCOMES: Final = 100


class TaskHost(Protocol):
    """Who has the connection to the Node host; None while it is down."""

    connection: Connection | None


class Tasks:
    """The tasks of the modules of one Node host."""

    def __init__(self, api: ModuleApi, host: TaskHost) -> None:
        self._api = api
        self._host = host
        self._actions: Final[set[str]] = set()
        #: By the tasks' IDs, the oldest first.
        self._outcomes: Final[dict[str, _Outcome]] = {}

    @property
    def _scheduler(self) -> TaskScheduler:
        return self._api._hs.get_task_scheduler()

    def register(self, actions: list[str], item: int) -> None:
        """Registers what the modules of an item do.

        Raises:
            ConfigError: if somebody else has an action of this name.
        """
        for action in actions:
            if action in self._scheduler._actions:
                raise ConfigError(f"The task action {action} is registered twice")
            self._scheduler.register_action(partial(self._run, item), action)
            self._actions.add(action)

    async def call(self, method: str, args: list[Any]) -> Any:
        """The answer to a request whose method begins with `task.`. Raises if there is no such method."""
        if method == "task.schedule":
            return await self._schedule(*args)
        if method == "task.get":
            task = await self._scheduler.get_task(*args)
            return None if task is None else _to_wire(task)
        if method == "task.cancel":
            return await self._cancel(*args)
        raise NotImplementedError(f"This version of synapse-bouton has no {method}")

    async def _schedule(
        self, action: str, timestamp: int | None, resource_id: str | None, params: JsonMapping | None
    ) -> str | None:
        # None if nobody registered the action.
        if action not in self._actions:
            return None
        return await self._scheduler.schedule_task(action, timestamp=timestamp, resource_id=resource_id, params=params)

    async def _cancel(self, task_id: str) -> None:
        # It may begin to run at any time, so what is deleted is a task that does not run.
        while True:
            task = await self._scheduler.get_task(task_id)
            if task is None:
                raise LookupError(f"There is no task {task_id}")
            if task.status is TaskStatus.ACTIVE:
                raise LookupError(f"Task {task_id} runs, and cannot be cancelled")
            pool = self._api._hs.get_datastores().main.db_pool
            condition = {"id": task_id, "status": task.status.value}
            if await pool.simple_delete("scheduled_tasks", condition, "bouton_cancel_task"):
                return

    async def _run(self, item: int, task: ScheduledTask) -> _Outcome:
        known = self._outcomes.get(task.id)
        if known is not None:
            # If a task ends while Synapse looks for those that are to run, Synapse begins it anew.
            return known
        if await self._scheduler.get_task(task.id) is None:
            # It was cancelled while Synapse began to run it.
            return TaskStatus.COMPLETE, None, None
        outcome = await self._outcome(item, task)
        self._outcomes[task.id] = outcome
        if len(self._outcomes) > _KEPT_OUTCOMES:
            del self._outcomes[next(iter(self._outcomes))]
        return outcome

    async def _outcome(self, item: int, task: ScheduledTask) -> _Outcome:
        while True:
            try:
                answer = await self._ask(item, task)
            except HostUnavailable:
                # As after a restart of Synapse, it is run again.
                await self._api.sleep(_RETRY_INTERVAL)
            else:
                if "error" in answer:
                    return TaskStatus.FAILED, None, answer["error"]
                return TaskStatus.COMPLETE, answer["result"], None

    async def _ask(self, item: int, task: ScheduledTask) -> dict[str, Any]:
        connection = self._host.connection
        if connection is None:
            raise HostUnavailable("The Node host is down")
        body = to_json(["task.run", item, _to_wire(task)]).encode()
        # Nobody knows how long it takes.
        request = connection.ask(connection.take_id(), body, math.inf)
        answer = await make_deferred_yieldable(request)
        outcome: dict[str, Any] = json.loads(answer)
        return outcome


def _to_wire(task: ScheduledTask) -> dict[str, Any]:
    return {
        "id": task.id,
        "action": task.action,
        "status": task.status.value,
        "timestamp": task.timestamp,
        "resourceId": task.resource_id,
        "params": task.params,
        "result": task.result,
        "error": task.error,
    }
