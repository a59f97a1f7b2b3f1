"""What is remembered in memory only: the last lines of ten minutes, and the states in case the store is down."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta

from bot.conversation.ports import Talk
from bot.conversation.state import State
from bot.handovers import Line
from bot.messages import Incoming, words_of

_LINES, _MINUTES = 5, timedelta(minutes=10)
_VISITORS = 2_000  # at most; the ones not heard of longest make room


class Memory:
    """Bounded, and gone with the process: no word in it is ever written down."""

    def __init__(self) -> None:
        self._lines: OrderedDict[str, deque[Line]] = OrderedDict()
        self._states: OrderedDict[str, State] = OrderedDict()
        self._talks: dict[str, Talk] = {}
        self._unwritten: set[str] = set()

    def said(self, incoming: Incoming) -> None:
        """Remember a line for ten minutes."""
        words = words_of(incoming.content)
        if not words.strip():
            return
        lines = self._lines.setdefault(incoming.visitor, deque(maxlen=_LINES))
        lines.append(Line(words, incoming.at))
        self._lines.move_to_end(incoming.visitor)
        self._drop_old(incoming.at)

    def earlier(self, visitor: str, now: datetime) -> tuple[Line, ...]:
        """Give the lines of the last ten minutes, at most five, oldest first."""
        return tuple(line for line in self._lines.get(visitor, ()) if now - line.at <= _MINUTES)

    def keep(self, visitor: str, state: State | None) -> None:
        """Remember a state; None drops it, and the lines with it."""
        if state is None:
            self.forget(visitor)
            return
        self._states[visitor] = state
        self._states.move_to_end(visitor)
        while len(self._states) > _VISITORS:
            dropped, _ = self._states.popitem(last=False)
            self._unwritten.discard(dropped)

    def state(self, visitor: str) -> State | None:
        """Give the state of last time."""
        return self._states.get(visitor)

    def talks(self, visitor: str, talk: Talk | None) -> None:
        """Note who of staff talked with a visitor when the store last said so."""
        if talk is None:
            self._talks.pop(visitor, None)
        else:
            self._talks[visitor] = talk
            while len(self._talks) > _VISITORS:
                del self._talks[next(iter(self._talks))]

    def talk(self, visitor: str) -> Talk | None:
        """Give who of staff talked with a visitor last time."""
        return self._talks.get(visitor)

    def unwritten(self, visitor: str) -> State | None:
        """Give the state of last time if the store does not have it: then it is newer than what the store gives."""
        return self._states.get(visitor) if visitor in self._unwritten else None

    def written(self, visitor: str, *, well: bool) -> None:
        """Note whether the store took the state of last time."""
        (self._unwritten.discard if well else self._unwritten.add)(visitor)

    def forget(self, visitor: str) -> None:
        """Drop everything of a visitor."""
        self._lines.pop(visitor, None)
        self._states.pop(visitor, None)
        self._talks.pop(visitor, None)
        self._unwritten.discard(visitor)

    def _drop_old(self, now: datetime) -> None:
        while self._lines:
            visitor, lines = next(iter(self._lines.items()))
            if len(self._lines) <= _VISITORS and now - lines[-1].at <= _MINUTES:
                return
            del self._lines[visitor]
