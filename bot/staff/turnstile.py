"""So many through the door at once, those who are known first."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager


class Turnstile:
    """Lets so many work `at_once`; of those who wait the known go before all strangers, else who came first."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._known: deque[asyncio.Future[None]] = deque()
        self._strangers: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def through(self, *, known: bool) -> AsyncGenerator[None]:
        """Wait for a place, and hold it."""
        await self._come(self._known if known else self._strangers)
        try:
            yield
        finally:
            self._go()

    async def _come(self, queue: deque[asyncio.Future[None]]) -> None:
        if self._free:  # then nobody waits
            self._free -= 1
            return
        place = asyncio.get_running_loop().create_future()
        queue.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if not place.cancelled():  # who left had just been let in
                self._go()
            raise

    def _go(self) -> None:
        for queue in (self._known, self._strangers):
            while queue:
                place = queue.popleft()
                if not place.done():  # done: who waited has left
                    place.set_result(None)
                    return
        self._free += 1
