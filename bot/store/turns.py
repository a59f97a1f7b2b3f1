"""One turn of one visitor: read before it, written after it, deleted when they ask."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

import structlog
from sqlalchemy import Connection, Insert, bindparam, delete, select

from bot.conversation import Known, State, Talk, UnitOfWork
from bot.conversation.state import dump, parse
from bot.handovers import HandoverState
from bot.store.cipher import Cipher, UnreadableError
from bot.store.counting import count, count_grave
from bot.store.episodes import Episodes
from bot.store.outbox import put
from bot.store.tables import conversations, handovers, outbox, staff
from bot.store.upsert import inserting

STATE_KEEPS = timedelta(hours=24)  # DESIGN §6: conversation state goes after a day idle
# bytes, more than a state takes unless dozens of places were asked for: no length tells whether somebody is in care
_STATE_STEP = 2048

_log = structlog.get_logger()


def load(connection: Connection, visitor: str, cipher: Cipher, now: datetime) -> Known:
    """Read a state that was touched in the last day, and who of staff talks with the visitor."""
    try:
        state = remembered(connection, visitor, cipher, now)
    except UnreadableError:
        _log.warning("state_unreadable")
        state = None
    talk = connection.execute(_TALK, {"visitor": visitor}).one_or_none()
    return Known(state, Talk(*talk) if talk else None)


def remembered(connection: Connection, visitor: str, cipher: Cipher, now: datetime) -> State | None:
    """Read a state that was touched in the last day; one of an older version may be no state any more.

    Raises:
        UnreadableError: it was written under a key that is gone.
    """
    locked = connection.scalar(_LOAD, {"visitor": visitor, "since": now - STATE_KEEPS})
    return None if locked is None else parse(cipher.of(conversations.c.state, visitor).unlock(locked))


def write(connection: Connection, work: UnitOfWork, episodes: Episodes) -> int | None:
    """Write a turn; gives the number of its delivery.

    The order matters. The state comes first: with SQLite that takes the write lock, with PostgreSQL it puts the turns
    of one visitor in line. What is counted comes last: every visitor's turns write the same rows.
    """
    _remember(connection, work, episodes.cipher)
    if work.handover is not None:
        episodes.happen(connection, work, work.handover)
    delivery = put(connection, work, episodes.cipher)
    if work.counts:
        count(connection, episodes.cipher, work.counts, work.at)
    if work.grave:
        count_grave(connection, episodes.cipher, work)
    return delivery


def forget(connection: Connection, visitor: str) -> Sequence[int]:
    """Delete all rows of a visitor, the messages of a handover with it; gives the numbers of what was not resolved."""
    connection.execute(delete(conversations).where(conversations.c.visitor == visitor))
    mine = delete(handovers).where(handovers.c.visitor == visitor).returning(handovers.c.id, handovers.c.state)
    gone = connection.execute(mine).all()
    connection.execute(delete(outbox).where(outbox.c.visitor == visitor))
    return [number for number, state in gone if state != HandoverState.RESOLVED]


def _remember(connection: Connection, work: UnitOfWork, cipher: Cipher) -> None:
    if work.state is None:
        connection.execute(_DROP, {"of": work.visitor})
        return
    locked = cipher.of(conversations.c.state, work.visitor).lock(dump(work.state), _STATE_STEP)
    row = {"visitor": work.visitor, "state": locked, "touched_at": work.at}
    connection.execute(_remembering(connection.dialect.name), row)


# Statements are made once: on the way of every turn, building one costs as much as running it.
_LOAD = select(conversations.c.state).where(
    conversations.c.visitor == bindparam("visitor"), conversations.c.touched_at >= bindparam("since")
)
_TALK = (
    select(handovers.c.id, staff.c.called, handovers.c.claimed_at, handovers.c.waiting_since)
    .join(staff, handovers.c.claimed_by == staff.c.id)
    .where(handovers.c.visitor == bindparam("visitor"), handovers.c.state == HandoverState.CLAIMED)
)
_DROP = delete(conversations).where(conversations.c.visitor == bindparam("of"))


@cache
def _remembering(dialect: str) -> Insert:
    insert = inserting(dialect, conversations)
    now = {"state": insert.excluded.state, "touched_at": insert.excluded.touched_at}
    return insert.on_conflict_do_update(index_elements=["visitor"], set_=now)
