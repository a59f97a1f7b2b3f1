"""A new key pair for the desk: all that was sealed to the old one is sealed to it, in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import Connection, Row, bindparam, select, text, update

from bot.conversation import StoreDownError
from bot.staff import SERVER, Act, Did, public_of, seal_desk_key, sealed_again
from bot.store import audit
from bot.store.link import PATIENT, Link
from bot.store.tables import desk_settings, handover_messages, staff
from bot.store.upsert import inserting

DESK_KEY = "desk_key"  # the setting that says which public key all is sealed to
_LOCK = 0x4465736B  # "Desk", PostgreSQL's advisory lock: who asks waits for who changes
_LONG = 600.0  # seconds; ten thousand messages take three
_AT_ONCE = 500  # rows
_RESEAL = update(handover_messages).where(handover_messages.c.id == bindparam("number")).values(sealed=bindparam("new"))


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many messages and members have the new key, and how many messages the old one did not open: they stay."""

    messages: int
    members: int
    unreadable: int


class KeyRotation:
    """The database as far as a change of the desk's key goes; every method raises StoreDownError and nothing else."""

    def __init__(self, link: Link, clock: Callable[[], datetime]) -> None:
        self._link = link
        self._clock = clock

    @classmethod
    def open(cls, url: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Self:
        """Prepare to use a migrated database."""
        return cls(Link(url), clock)

    async def close(self) -> None:
        """Finish what runs."""
        await self._link.close()

    async def current(self) -> bytes | None:
        """Give the public key that a change made the desk's; None when it was never changed."""
        kept = await self._link.write("desk_key", _current, PATIENT)
        return None if kept is None else bytes.fromhex(kept)

    async def carry_out(self, old: bytes, new: bytes, audit_key: str) -> Rotated:
        """Go over from one private key to another; open invitations are over, for they hold the old one.

        After a StoreDownError `current` knows whether it was done.
        """
        rotated = await self._link.write("rotate", lambda it: self._rotate(it, old, new, audit_key), _LONG)
        with suppress(StoreDownError):  # it is done; the next purge takes the old rows out of the write-ahead log too
            await self._link.wipe("rotate")
        return rotated

    def _rotate(self, it: Connection, old: bytes, new: bytes, audit_key: str) -> Rotated:
        _lock(it)
        now, public = self._clock(), public_of(new)
        over = {"invitation": None, "invited_until": now}
        it.execute(update(staff).where(staff.c.invitation.is_not(None)).values(over))
        members = _give(it, new)
        messages, unreadable = _reseal(it, old, public)
        setting = inserting(it.dialect.name, desk_settings).values(name=DESK_KEY, value=f'"{public.hex()}"')
        it.execute(setting.on_conflict_do_update(index_elements=["name"], set_={"value": setting.excluded.value}))
        audit.append(it, Act(now, SERVER, Did.CHANGED_SETTINGS, DESK_KEY), audit_key)
        return Rotated(messages, members, unreadable)


def _lock(it: Connection) -> None:
    if it.dialect.name == "postgresql":
        it.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


def _current(it: Connection) -> str | None:
    _lock(it)
    kept = it.scalar(select(desk_settings.c.value).where(desk_settings.c.name == DESK_KEY))
    return None if kept is None else str(kept).strip('"')


def _give(it: Connection, new: bytes) -> int:
    there = staff.c.public.is_not(None), staff.c.removed_at.is_(None)
    members = it.execute(select(staff.c.id, staff.c.public).where(*there)).all()
    for number, public in members:
        it.execute(update(staff).where(staff.c.id == number).values(desk_key=seal_desk_key(new, public)))
    return len(members)


def _reseal(it: Connection, old: bytes, public: bytes) -> tuple[int, int]:
    done = seen = 0
    for some in _batches(it):
        changes = [change for number, sealed in some for change in _change(number, sealed, old, public)]
        if changes:
            it.execute(_RESEAL, changes)
        done, seen = done + len(changes), seen + len(some)
    return done, seen - done


def _batches(it: Connection) -> Iterator[Sequence[Row[int, bytes]]]:
    messages = handover_messages.c
    holding_words = select(messages.id, messages.sealed).where(messages.sealed != b"").order_by(messages.id)
    last = 0
    while some := it.execute(holding_words.where(messages.id > last).limit(_AT_ONCE)).all():
        yield some
        last = some[-1].id


def _change(number: int, sealed: bytes, old: bytes, public: bytes) -> Iterator[dict[str, Any]]:
    try:
        yield {"number": number, "new": sealed_again(sealed, old, public)}
    except ValueError:
        return  # somebody wrote it there without our key: it never could be read
