"""Order within a chat, parallel across chats."""

from asyncio import Lock
from collections.abc import AsyncGenerator, Hashable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class InOrder:
    """A fair lock for each key; a key nobody waits for takes no memory."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Hashable, Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, key: Hashable) -> AsyncGenerator[None]:
        """Wait until everything that came before under this key is done."""
        lock = self._locks.setdefault(key, Lock())
        async with lock:
            yield
