"""What the tests of the store are made of: two visitors, a clock, and a look past the store into its tables."""

from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, TypeVar

from sqlalchemy import text

from bot.conversation import State, UnitOfWork
from bot.handovers import Raise, Urgency
from bot.messages import Say
from bot.store import Database
from bot.store.cipher import Cipher
from bot.store.counting import opened
from bot.store.engines import is_sqlite, patient_engine_for
from bot.store.link import Link

T = TypeVar("T")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
AUDIT = "the audit key of the tests"
KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
ANNA = "a1" * 32
BRAM = "b2" * 32


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now

    def passes(self, **time: float) -> datetime:
        """Let time pass."""
        self.now += timedelta(**time)
        """Tell the time."""
        return self.now


class PatientLink(Link):
    """A way to the database that a busy machine may take: half a second is for visitors, and for test_failures.py."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        if not is_sqlite(url):  # else PostgreSQL itself gives up after 400 ms, of which others take most
            self._engine = patient_engine_for(url)

    async def _bounded(self, doing: str, seconds: float, work: Coroutine[Any, Any, T]) -> T:
        return await super()._bounded(doing, max(seconds, 15.0), work)


def patient(database: Database, url: str) -> Database:
    """Let a store wait longer for its database than it would for a visitor."""
    database._link = PatientLink(url)
    return database


@dataclass
class Place:
    """A database, and what a test wants to see of it past the store; `hurried` as a visitor is."""

    url: str
    clock: Clock = field(default_factory=Clock)
    hurried: ClassVar[bool] = False

    @asynccontextmanager
    async def opened(self, *keys: str) -> AsyncIterator[Database]:
        """Open the store on it, under KEY unless told otherwise."""
        database = Database.open(self.url, keys or (KEY,), AUDIT, self.clock)
        if not self.hurried:
            patient(database, self.url)
        try:
            yield database
        finally:
            await database.close()

    async def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask, or change, something in SQL."""
        engine = patient_engine_for(self.url)
        try:
            async with engine.begin() as connection:
                result = await connection.execute(text(query))
                return [tuple(row) for row in result] if result.returns_rows else []
        finally:
            await engine.dispose()

    async def counts(self, *keys: str) -> Mapping[tuple[str, str, str], int]:
        """Read what was counted, as who has the key can: by day (or "grave"), name and what it is about."""
        cipher, rows = Cipher(keys or (KEY,)), await self.rows("SELECT of, locked FROM counts")
        days = {of: opened(cipher, of, locked) for of, locked in rows}
        return {(of, *each): n for of, tally in days.items() for each, n in tally.items()}


def turn(visitor: str = ANNA, **changes: Any) -> UnitOfWork:
    """A turn at NOW that remembers a state."""
    values: dict[str, Any] = {"at": NOW, "state": State("rasa-1")} | changes
    return UnitOfWork(visitor, **values)


def alarm(urgency: Urgency = Urgency.SUICIDAL, sealed: bytes = b"sealed", **changes: Any) -> Raise:
    """An alarm."""
    values: dict[str, Any] = {"language": "nl"} | changes
    return Raise(urgency, sealed, **values)


HELLO = (Say("Hoi! Fijn dat je er bent."),)
