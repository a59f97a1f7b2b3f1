"""Examples in the database: by number and day, all else of them encrypted."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import structlog
from sqlalchemy import Connection, Row, delete, insert, select

from bot.messages import Language
from bot.staff import Act, Did, Example, Kept
from bot.store import audit
from bot.store.cipher import LONG_STEP, Cipher, Lock, UnreadableError
from bot.store.link import AT_THE_DESK, Link
from bot.store.tables import examples

_log = structlog.get_logger()


class ExampleStore:
    """The list of examples (`bot.staff.Examples`); every method raises StoreDownError and nothing else."""

    def __init__(self, link: Link, cipher: Cipher, clock: Callable[[], datetime], audit_key: str) -> None:
        self._link = link
        self._cipher = cipher
        self._clock = clock
        self._audit_key = audit_key

    async def add(self, example: Example, by: str) -> None:
        """Put one on the list. The audit log says who, not which: it says too what they looked at just before."""
        day = self._clock().astimezone(UTC).date()
        content = self._lock(day).lock(json.dumps(asdict(example), ensure_ascii=False).encode(), LONG_STEP)

        def work(it: Connection) -> None:
            it.execute(insert(examples).values(day=day, content=content))
            self._note(it, by, Did.WROTE_EXAMPLE)

        await self._link.write("example", work, AT_THE_DESK)

    async def waiting(self) -> Sequence[Kept]:
        """List all, in the order they were written."""
        asked = select(examples).order_by(examples.c.id)
        rows = await self._link.read("examples", lambda it: it.execute(asked).all(), AT_THE_DESK)
        return tuple(self._kept(row) for row in rows)

    async def drop(self, numbers: Collection[int], by: str) -> int:
        """Take these off the list, and tell how many of them were there."""

        def work(it: Connection) -> int:
            dropped = it.execute(delete(examples).where(examples.c.id.in_(numbers))).rowcount
            if dropped:
                self._note(it, by, Did.DROPPED_EXAMPLES, str(dropped))
            return dropped

        return await self._link.write("examples", work, AT_THE_DESK)

    async def exported(self, how_many: int, by: str) -> None:
        """Note that so many leave the database."""
        await self._link.write(
            "examples", lambda it: self._note(it, by, Did.EXPORTED_EXAMPLES, str(how_many)), AT_THE_DESK
        )

    def _kept(self, row: Row[Any]) -> Kept:
        try:
            written = json.loads(self._lock(row.day).unlock(row.content))
        except UnreadableError:
            _log.warning("example_unreadable", example=row.id)
            return Kept(row.id, row.day, None)
        return Kept(row.id, row.day, Example(**written | {"language": Language(written["language"])}))

    def _lock(self, day: date) -> Lock:
        return self._cipher.of(examples.c.content, day.isoformat())

    def _note(self, it: Connection, by: str, did: Did, about: str = "") -> None:
        audit.append(it, Act(self._clock(), by, did, about), self._audit_key)
