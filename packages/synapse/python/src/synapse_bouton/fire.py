"""Fires Deferreds that coroutines of Synapse wait for."""

from collections.abc import Callable

from synapse.logging.context import SENTINEL_CONTEXT, set_current_context


def fire(outcome: Callable[..., None], value: object) -> None:
    """Fires a Deferred, given as its `callback` or `errback`, so that its waiter's log context stays with the waiter.

    Whoever waits runs at once, in a log context of its own: it must not leak into the reactor, nor the other way. What
    Synapse's PreserveLoggingContext does beyond that, for debugging, takes longer than the rest of an answer.
    """
    previous = set_current_context(SENTINEL_CONTEXT)
    try:
        outcome(value)
    finally:
        set_current_context(previous)
