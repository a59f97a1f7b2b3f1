"""What is counted: one locked row for each day, and one for what is grave; looked at added up by week.

In the clear, the figures of a quiet day would tell what one visitor did, and which of them a transaction wrote, or two
backups differ in, by which code an alarm came (docs/decisions/030).
"""

import asyncio
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache

import structlog
from sqlalchemy import Connection, Insert, bindparam, select, update

from bot.campaigns import Count
from bot.conversation import UnitOfWork
from bot.insights import Counted
from bot.staff import ZONE
from bot.store.campaigns import find
from bot.store.cipher import Cipher, UnreadableError
from bot.store.link import AT_THE_DESK, Link
from bot.store.tables import counts
from bot.store.upsert import inserting

_GRAVE = "grave"
_STEP = 2048  # bytes, more than a quiet day takes: no length tells what was counted
_SUNDAY = 6

_log = structlog.get_logger()

# Statements are made once: on the way of every turn, building one costs as much as running it. Writing before it reads
# locks the row on PostgreSQL and the file on SQLite: two who count at once both count.
_WRITE = update(counts).where(counts.c.of == bindparam("held"))
_HOLD = _WRITE.values(locked=counts.c.locked).returning(counts.c.locked)
_KEEP = _WRITE.values(locked=bindparam("tally"))


class CountStore:
    """The counts; each method raises StoreDownError and nothing else."""

    def __init__(self, link: Link, cipher: Cipher) -> None:
        self._link, self._cipher = link, cipher

    async def between(self, since: date, until: date) -> Sequence[Counted]:
        """Give all that was counted from one Monday to before another, added up by week."""
        inside = (counts.c.of >= str(since), counts.c.of < str(until))
        asked = select(counts.c.of, counts.c.locked).where(*inside)
        rows = await self._link.read("counts", lambda it: [(of, tally) for of, tally in it.execute(asked)], AT_THE_DESK)
        return await asyncio.to_thread(_by_week, self._cipher, rows)  # beside the visitors' turns

    async def grave(self) -> Mapping[str, Counter[str]]:
        """Count for each code, while its campaign ran, who asked for a person and who raised an alarm."""
        asked = select(counts.c.locked).where(counts.c.of == _GRAVE)
        locked = await self._link.read("grave", lambda it: it.scalar(asked), AT_THE_DESK)
        found: dict[str, Counter[str]] = {}
        for (step, code), n in (opened(self._cipher, _GRAVE, locked) if locked else {}).items():
            found.setdefault(code, Counter())[step] = n
        return found


def count(connection: Connection, cipher: Cipher, more: Iterable[Count], at: datetime) -> None:
    """Count by day, in UTC."""
    _add(connection, cipher, str(at.astimezone(UTC).date()), Counter(more))


def count_grave(connection: Connection, cipher: Cipher, work: UnitOfWork) -> None:
    """Count what is counted for a code while its campaign runs; nothing for one that is gone or over, or for none.

    What is said of a code whose campaign is over (docs/decisions/017) would else grow on the day of a handover, by a
    visitor who came in time and has not been away for a day since.

    All codes' figures are written anew each time, so that nothing tells by which code it was, or whether by any.
    """
    more = Counter[Count]()
    spot = find(connection, work.came_by) if work.came_by else None
    if spot and spot.runs(work.at.astimezone(ZONE).date()):
        more.update(Count(step, spot.code) for step in work.grave)
    _add(connection, cipher, _GRAVE, more)


def opened(cipher: Cipher, of: str, locked: bytes) -> Counter[Count]:
    """Read what was counted on a day, or of what is grave; nothing if it was locked under a key that is gone."""
    try:
        written = json.loads(cipher.of(counts.c.locked, of).unlock(locked))
    except UnreadableError:
        _log.warning("counts_unreadable", of=of)
        return Counter()
    return Counter({Count(name, about): n for name, by_what in written.items() for about, n in by_what.items()})


def locked_up(cipher: Cipher, of: str, tally: Counter[Count]) -> bytes:
    """Lock what was counted."""
    written: dict[str, dict[str, int]] = {}
    for (name, about), n in sorted(tally.items()):
        written.setdefault(name, {})[about] = n
    return cipher.of(counts.c.locked, of).lock(json.dumps(written, separators=(",", ":")).encode(), _STEP)


def _add(connection: Connection, cipher: Cipher, of: str, more: Counter[Count]) -> None:
    locked = connection.scalar(_HOLD, {"held": of})
    if locked is None:
        connection.execute(_first(connection.dialect.name), {"of": of, "locked": locked_up(cipher, of, Counter())})
        locked = connection.scalar(_HOLD, {"held": of})  # somebody else's, if they were first
    tally = opened(cipher, of, locked) + more
    connection.execute(_KEEP, {"held": of, "tally": locked_up(cipher, of, tally)})


@cache
def _first(dialect: str) -> Insert:
    return inserting(dialect, counts).on_conflict_do_nothing()


def _by_week(cipher: Cipher, rows: Sequence[tuple[str, bytes]]) -> Sequence[Counted]:
    weeks: dict[date, Counter[Count]] = {}
    for of, locked in rows:
        day = date.fromisoformat(of)
        sunday = day + timedelta(_SUNDAY - day.weekday())
        weeks.setdefault(sunday, Counter()).update(opened(cipher, of, locked))
    return [Counted(sunday, each.name, each.about, n) for sunday, tally in weeks.items() for each, n in tally.items()]
