"""Replies that are written down before they are sent, so that a crash in between loses none."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, exists, func, insert, literal, select, update

from bot.conversation import PAGE, Delivery, UnitOfWork, Waiting
from bot.handovers import HandoverState, Sent
from bot.messages import Language, Replies
from bot.store.cipher import LONG_STEP, Cipher, UnreadableError
from bot.store.tables import Utc, handover_messages, handovers, outbox

OUTBOX_KEEPS = timedelta(hours=24)  # an answer to yesterday's message is no answer any more
FETCHED_WITHIN = timedelta(minutes=10)  # who has not looked for so long has closed the page

# made once: on the way of every turn, building a statement costs as much as running it
_PUT = insert(outbox).returning(outbox.c.id)
_TAKE_OUT = delete(outbox).where(outbox.c.id == bindparam("delivery")).returning(outbox.c.message_id)
_MINE = select(outbox).where(outbox.c.visitor == bindparam("visitor")).order_by(outbox.c.id)
_ANSWERABLE = select(
    exists().where(
        handovers.c.visitor == bindparam("visitor"),
        handovers.c.state != HandoverState.RESOLVED,
        handovers.c.address.is_not(None),
    )
)
_BECAME = (
    update(handover_messages)
    .where(handover_messages.c.id == bindparam("entry"))
    .values(sent=bindparam("became"))
    .returning(handover_messages.c.handover_id, handover_messages.c.at)
)
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Parcel:
    """Replies that were not delivered; `id` is what `delivered` takes."""

    id: int
    visitor: str
    address: str
    replies: Replies
    language: Language


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be sent; `entry` is the number of the reply of staff in it, if it is one."""

    visitor: str
    address: str
    replies: Replies
    language: Language
    at: datetime
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class _Letter:
    replies: Replies
    language: Language


_JSON = TypeAdapter(_Letter)


def put(connection: Connection, work: UnitOfWork, cipher: Cipher) -> int | None:
    """Write down what this turn sends; None when there is nothing to send or nowhere to send it."""
    if work.address is None or not work.to_send:
        return None
    # whoever has no state any more, after /wis or /stop, may have left in either language; most speak Dutch
    language = work.state.language if work.state else Language.NL
    return write(connection, cipher, Written(work.visitor, work.address, work.to_send, language, work.at))


def write(connection: Connection, cipher: Cipher, written: Written) -> int:
    """Write down what is to be sent; gives its number."""
    letter = _Letter(written.replies, written.language)
    values = {
        "visitor": written.visitor,
        "address": cipher.of(outbox.c.address, written.visitor).lock_text(written.address),
        "replies": cipher.of(outbox.c.replies, written.visitor).lock(_JSON.dump_json(letter), LONG_STEP),
        "at": written.at,
        "message_id": written.entry,
    }
    delivery: int = connection.execute(_PUT, values).scalar_one()
    return delivery


def undelivered(connection: Connection, cipher: Cipher, now: datetime) -> Sequence[Parcel]:
    """List what waits, the oldest first; a parcel that cannot be read any more is left out."""
    waiting = connection.execute(select(outbox).where(outbox.c.at >= now - OUTBOX_KEEPS).order_by(outbox.c.id))
    return [parcel for row in waiting for parcel in _parcel(row, cipher)]


def waiting(connection: Connection, visitor: str, cipher: Cipher) -> Waiting:
    """List what a visitor may fetch, and tell whether a handover of theirs is open that can be answered."""
    rows = connection.execute(_MINE, {"visitor": visitor})
    parcels = [parcel for row in rows for parcel in _parcel(row, cipher)]
    deliveries = tuple(Delivery(parcel.replies, parcel.language, parcel.id) for parcel in parcels)
    return Waiting(deliveries, more=bool(connection.scalar(_ANSWERABLE, {"visitor": visitor})))


def unfetched(connection: Connection, cipher: Cipher, now: datetime) -> Sequence[int]:
    """List what no page came to fetch in time."""
    old = connection.execute(select(outbox).where(outbox.c.at <= now - FETCHED_WITHIN))
    return [row.id for row in old if _for_page(row, cipher)]


def one(connection: Connection, cipher: Cipher, delivery: int) -> Parcel | None:
    """Give one parcel; None when it is gone, or cannot be read any more."""
    found = connection.execute(select(outbox).where(outbox.c.id == delivery))
    return next((parcel for row in found for parcel in _parcel(row, cipher)), None)


def _parcel(row: Row[tuple[object, ...]], cipher: Cipher) -> Sequence[Parcel]:
    try:
        address = cipher.of(outbox.c.address, row.visitor).unlock(row.address).decode()
        letter = _JSON.validate_json(cipher.of(outbox.c.replies, row.visitor).unlock(row.replies))
    except (UnreadableError, ValidationError):
        _log.warning("parcel_unreadable", delivery=row.id)
        return []
    return [Parcel(row.id, row.visitor, address, letter.replies, letter.language)]


def _for_page(row: Row[tuple[object, ...]], cipher: Cipher) -> bool:
    with suppress(UnreadableError):
        return cipher.of(outbox.c.address, row.visitor).unlock(row.address).decode() == PAGE
    return False


def take_out(connection: Connection, delivery: int, became: Sent) -> None:
    """Strike a delivery out, and note at the reply of staff in it what became of that; one that is gone stays gone."""
    entry = connection.scalar(_TAKE_OUT, {"delivery": delivery})
    if entry is None:
        return
    number, at = connection.execute(_BECAME, {"entry": entry, "became": became}).one()
    if became is not Sent.DELIVERED:  # it answered nobody: who has the word is waited for as before
        talk = update(handovers).where(handovers.c.id == number, handovers.c.state == HandoverState.CLAIMED)
        connection.execute(talk.values(waiting_since=func.coalesce(handovers.c.waiting_since, literal(at, Utc))))


def drop(connection: Connection, which: ColumnElement[bool], became: Sent) -> int:
    """Give up deliveries, and say so at the replies of staff among them; gives how many there were."""
    entries = select(outbox.c.message_id).where(outbox.c.message_id.is_not(None), which)
    connection.execute(update(handover_messages).where(handover_messages.c.id.in_(entries)).values(sent=became))
    return connection.execute(delete(outbox).where(which)).rowcount
