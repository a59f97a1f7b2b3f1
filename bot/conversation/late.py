"""Handovers that could not be written in time: tried again until they are, while the visitor waits for none of it."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import structlog

from bot.conversation.ports import Store, StoreDownError, UnitOfWork
from bot.conversation.state import State
from bot.handovers import Close, HandoverEvent
from bot.in_order import InOrder

PAUSES = (1, 5, 30, 120, 600, 1800, 3600)  # seconds before each new attempt
_SETTLES_WITHIN = 0.5  # seconds in which the store has answered, one way or the other

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Owed:
    work: UnitOfWork
    writing: "asyncio.Task[int | None]"


class Late:
    """What is still to be written; `latest` gives the newest state of a visitor, so that none is turned back."""

    def __init__(
        self, store: Store, latest: Callable[[str], State | None], order: InOrder, pauses: Sequence[float] = PAUSES
    ) -> None:
        self._store = store
        self._latest = latest
        self._order = order
        self._pauses = pauses
        self._owed: dict[asyncio.Task[None], _Owed] = {}
        self._closing = asyncio.Event()

    def take(self, work: UnitOfWork, writing: "asyncio.Task[int | None]") -> None:
        """Take over a write that failed or is slow; without a handover it may be lost, memory holds the state."""
        log.error("turn_not_written", handover=work.handover is not None)
        owed = _Owed(work, writing)
        task = asyncio.create_task(self._write(owed))
        self._owed[task] = owed
        task.add_done_callback(self._owed.pop)

    async def overtaken(self, visitor: str, newer: HandoverEvent) -> None:
        """Give up what a newer event undoes: who left stays gone, and who came back is not closed afterwards."""
        undone = {
            task: owed.writing
            for task, owed in self._owed.items()
            if owed.work.visitor == visitor and Close in {type(newer), type(owed.work.handover)}
        }
        for task in undone:
            task.cancel()
        if undone:
            await asyncio.wait(undone.values(), timeout=_SETTLES_WITHIN)

    async def drain(self, seconds: float) -> None:
        """Try once more without pauses, at shutdown."""
        self._closing.set()
        if self._owed:
            await asyncio.wait(self._owed, timeout=seconds)

    async def _write(self, owed: _Owed) -> None:
        await asyncio.wait({owed.writing})  # unlike `await`, does not cancel it when this is given up
        if owed.writing.exception() is None:
            await self._told(owed.writing.result())
            return
        if owed.work.handover is None:
            return
        for pause in self._pauses:
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._closing.wait()
            if await self._again(owed.work):
                return
        log.critical("handover_lost")

    async def _told(self, delivery: int | None) -> None:
        """It was only slow, and the visitor has had the answer without it."""
        if delivery is not None:
            with suppress(StoreDownError):
                await self._store.delivered(delivery)

    async def _again(self, work: UnitOfWork) -> bool:
        async with self._order.of(work.visitor):
            state = self._latest(work.visitor) or work.state
            try:
                await self._store.commit(replace(work, state=state, to_send=()))
            except StoreDownError:
                return False
        log.info("handover_written_late")
        return True
