"""Replies that are written down before they are sent, so that a crash in between loses none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from bot.conversation import UnitOfWork
from bot.messages import Language, Replies
from bot.store.cipher import LONG_STEP, Cipher, UnreadableError
from bot.store.tables import outbox

OUTBOX_KEEPS = timedelta(hours=24)  # an answer to yesterday's message is no answer any more

# made once: on the way of every turn, building a statement costs as much as running it
_PUT = insert(outbox).returning(outbox.c.id)
_TAKE_OUT = delete(outbox).where(outbox.c.id == bindparam("delivery"))
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
class _Letter:
    replies: Replies
    language: Language


_JSON = TypeAdapter(_Letter)


def put(connection: Connection, work: UnitOfWork, cipher: Cipher) -> int | None:
    """Write down what this turn sends; None when there is nothing to send or nowhere to send it."""
    if work.address is None or not work.to_send:
        return None
    # whoever has no state any more, after /wis or /stop, may have left in either language; most speak Dutch
    letter = _Letter(work.to_send, work.state.language if work.state else Language.NL)
    values = {
        "visitor": work.visitor,
        "address": cipher.lock_text(work.address),
        "replies": cipher.lock(_JSON.dump_json(letter), LONG_STEP),
        "at": work.at,
    }
    delivery: int = connection.execute(_PUT, values).scalar_one()
    return delivery


def undelivered(connection: Connection, cipher: Cipher, now: datetime) -> Sequence[Parcel]:
    """List what waits, the oldest first; a parcel that cannot be read any more is left out."""
    waiting = connection.execute(select(outbox).where(outbox.c.at >= now - OUTBOX_KEEPS).order_by(outbox.c.id))
    return [parcel for row in waiting for parcel in _parcel(row, cipher)]


def _parcel(row: Row[tuple[object, ...]], cipher: Cipher) -> Sequence[Parcel]:
    try:
        address = cipher.unlock(row.address).decode()
        letter = _JSON.validate_json(cipher.unlock(row.replies))
    except (UnreadableError, ValidationError):
        _log.warning("parcel_unreadable", delivery=row.id)
        return []
    return [Parcel(row.id, row.visitor, address, letter.replies, letter.language)]


def take_out(connection: Connection, delivery: int) -> None:
    """Strike a delivery out; one that is gone already stays gone."""
    connection.execute(_TAKE_OUT, {"delivery": delivery})
