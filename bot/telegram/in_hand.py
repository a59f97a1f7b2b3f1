"""The updates that are being answered now: each taken once, none forgotten."""

import asyncio
from asyncio import Task
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from aiogram.types import Update

from bot.telegram.remembered import Remembered
from bot.telegram.whereabouts import report

log = structlog.get_logger()
_REMEMBERED = 10_000  # numbers of answered updates: Telegram repeats one within minutes


class InHand:
    """Updates by number, each handled in a task of its own, so that no visitor waits for another."""

    def __init__(self, handle: Callable[[Update], Awaitable[object]], clock: Callable[[], datetime]) -> None:
        self._handle = handle
        self._clock = clock
        self._tasks: dict[int, Task[None]] = {}
        self._answered = Remembered(_REMEMBERED)
        self.last_at: datetime | None = None

    def __len__(self) -> int:
        """Count what is in hand."""
        return len(self._tasks)

    def take(self, update: Update) -> Task[None] | None:
        """Start on a new update and give its task; an update still in hand gives the same one, an answered one None."""
        number = update.update_id
        if number in self._answered:
            return None
        if number not in self._tasks:
            self.last_at = self._clock()
            self._tasks[number] = asyncio.create_task(self._answer(update))
        return self._tasks[number]

    def knows(self, update: Update) -> bool:
        """Tell whether an update was taken before."""
        return update.update_id in self._answered or update.update_id in self._tasks

    def lowest(self) -> int | None:
        """Give the smallest number in hand."""
        return min(self._tasks, default=None)

    async def lowest_done(self, seconds: float) -> None:
        """Wait, no longer than this, until the smallest number is out of hand."""
        if self._tasks:
            await asyncio.wait({self._tasks[min(self._tasks)]}, timeout=seconds)

    async def drain(self, seconds: float) -> None:
        """Wait, no longer than this, until nothing is in hand."""
        if self._tasks:
            await asyncio.wait(set(self._tasks.values()), timeout=seconds)

    async def drop(self) -> None:
        """Break off what is still in hand; it was not answered, so it is not remembered as such."""
        tasks = set(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            log.error("telegram_updates_broken_off", count=len(tasks))
            await asyncio.wait(tasks)

    async def _answer(self, update: Update) -> None:
        try:
            await self._handle(update)
        except Exception as error:  # noqa: BLE001 the last net: a task's own report would print the visitor's words
            report("telegram_update_failed", error, update_id=update.update_id)
        self._answered.add(update.update_id)
        del self._tasks[update.update_id]
