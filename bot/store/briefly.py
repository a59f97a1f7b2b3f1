"""What is asked in every turn and hardly ever changes."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")
_STAYS = timedelta(seconds=5)  # what staff close on another server is shown no longer than this


class Briefly(Generic[T]):
    """Something read, and read again after five seconds or once it is forgotten."""

    def __init__(self, read: Callable[[], Awaitable[T]], clock: Callable[[], datetime]) -> None:
        self._read, self._clock = read, clock
        self._kept: tuple[datetime, T] | None = None

    async def get(self) -> T:
        """Give it as it was at most five seconds ago; raises what reading it raises."""
        now = self._clock()
        if self._kept is not None and timedelta(0) <= now - self._kept[0] < _STAYS:
            return self._kept[1]
        found = await self._read()
        self._kept = now, found
        return found

    def forget(self) -> None:
        """Read it anew the next time."""
        self._kept = None
