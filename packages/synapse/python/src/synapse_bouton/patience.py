"""Whether it is worth to wait for an answer."""

from typing import Final

#: How long the reactor is held up for one answer that is expected at once, in seconds.
_SECONDS: Final = 0.0002
#: How many answers are waited for in one turn of the reactor.
_PER_TURN: Final = 4
#: After so many answers in a row that did not come at once, no fewer are waited for than one in 2 to this power.
_MOST_MISSES: Final = 8


class Patience:
    """Decides for which answers the reactor is held up.

    A turn of the reactor costs several times what a module's answer does when it needs nothing but the processor, so
    that to wait a moment lets a request proceed sooner. But when many requests proceed at once, their questions travel
    together, which is cheaper still: so only a few are waited for in one turn. And when answers take longer, fewer and
    fewer are.
    """

    seconds: Final = _SECONDS

    def __init__(self) -> None:
        self._this_turn = 0
        self._misses = 0
        self._skip = 0

    def worth_waiting(self) -> bool:
        """Whether to wait this time; to be asked once for each request."""
        if self._this_turn >= _PER_TURN:
            return False
        if self._skip == 0:
            return True
        self._skip -= 1
        return False

    def begin_wait(self) -> bool:
        """Notes a wait; whether it is the turn's first: then `next_turn` is to be called in the next."""
        self._this_turn += 1
        return self._this_turn == 1

    def next_turn(self) -> None:
        """A new turn of the reactor."""
        self._this_turn = 0

    def learn(self, came: bool) -> None:
        """Notes whether the answer that was waited for came."""
        if came:
            self._misses = 0
        else:
            self._misses = min(self._misses + 1, _MOST_MISSES)
            self._skip = 2**self._misses
