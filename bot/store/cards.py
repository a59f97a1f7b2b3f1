"""Handovers as the desk shows them: read out of the tables and decrypted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from bot.handovers import (
    SILENT_FOR,
    Card,
    Entry,
    HandoverState,
    Listed,
    Reviewer,
    Sent,
    Urgency,
    Verdict,
    Wanted,
    Who,
)
from bot.messages import Language
from bot.staff import Role
from bot.store.cipher import Cipher, UnreadableError, drawn
from bot.store.episodes import whose
from bot.store.tables import handover_messages, handovers, staff

_CARDS = select(handovers, staff.c.login, staff.c.called, staff.c.role).outerjoin(
    staff, handovers.c.claimed_by == staff.c.id
)
_QUEUE = (
    handovers.c.urgency.desc(),
    handovers.c.state != HandoverState.OPEN,  # whom nobody has needs somebody first
    handovers.c.waiting_since.asc().nulls_last(),
    handovers.c.opened_at,
    handovers.c.id,
)
_LATEST = (handovers.c.resolved_at.desc(), handovers.c.id.desc())  # who looks back looks for what was just done
_DRAWN: Select[int, bytes, bytes | None] = select(
    handovers.c.id,
    drawn(handovers.c.language).label("language_drawn"),
    drawn(handovers.c.municipality).label("municipality_drawn"),
)
_LOCKED: Select[Any] = _DRAWN.add_columns(handovers.c.visitor, handovers.c.language, handovers.c.municipality)
_WAITING = (
    select(handovers.c.urgency, func.count())
    .where(handovers.c.state == HandoverState.OPEN)
    .group_by(handovers.c.urgency)
)
_log = structlog.get_logger()

Drawing = Row[int, bytes, bytes | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A handover, and what of it the desk does not show."""

    card: Card
    visitor: str
    address: str | None = field(repr=False)
    first_reply_at: datetime | None

    @property
    def reachable(self) -> bool:
        """Tell whether an answer can still be sent."""
        return self.address is not None and self.card.state is not HandoverState.RESOLVED


class Cards:
    """Reads handovers.

    What was encrypted under a key that is gone, or for another visitor, reads as Dutch, from nowhere and without an
    address, and is logged once, by its number.
    """

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher
        self._unreadable: set[int] = set()

    def find(self, connection: Connection, number: int) -> Found | None:
        """Read one."""
        row = connection.execute(_CARDS.where(handovers.c.id == number)).one_or_none()
        if row is None:
            return None
        address = self._plain(row, "address", whose(row.visitor, row.id))
        return Found(self._card(row), row.visitor, address, row.first_reply_at)

    def listed(self, connection: Connection, wanted: Wanted) -> Listed:
        """List a part of the queue by what stands in the clear, in three queries."""
        which = _which(wanted)
        total = connection.scalar(select(func.count()).select_from(handovers).where(which)) or 0
        # sorted by the index alone: of thousands of handovers only those that are shown are read
        page = select(handovers.c.id).where(which).order_by(*_order(wanted)).limit(wanted.most).offset(wanted.after)
        return self._part(connection, wanted, handovers.c.id.in_(page), total)

    def these(self, connection: Connection, wanted: Wanted, numbers: Sequence[int], total: int) -> Listed:
        """List these, of the `total` that are wanted, in two queries."""
        return self._part(connection, wanted, handovers.c.id.in_(numbers), total)

    def _part(self, connection: Connection, wanted: Wanted, which: ColumnElement[bool], total: int) -> Listed:
        rows = connection.execute(_CARDS.where(which).order_by(*_order(wanted)))
        waiting = {Urgency(urgency): number for urgency, number in connection.execute(_WAITING)}
        return Listed(tuple(self._card(row) for row in rows), total, waiting)

    def unanswered(self, connection: Connection, now: datetime) -> tuple[Card, ...]:
        """List the claimed ones that are overdue, as `Card.overdue` says, or whose member of staff was removed."""
        long_ago = now - SILENT_FOR
        overdue = and_(handovers.c.claimed_at <= long_ago, handovers.c.waiting_since <= long_ago)
        deserted = staff.c.removed_at.is_not(None)
        which = and_(handovers.c.state == HandoverState.CLAIMED, or_(overdue, deserted))
        rows = connection.execute(_CARDS.where(which).order_by(handovers.c.waiting_since))
        return tuple(self._card(row) for row in rows)

    def _card(self, row: Row[Any]) -> Card:
        claimed_by = row.claimed_by
        return Card(
            id=row.id,
            alias=row.alias,
            urgency=Urgency(row.urgency),
            state=HandoverState(row.state),
            trial=row.trial,
            language=self.language(row),
            municipality=self.municipality(row),
            opened_at=row.opened_at,
            last_at=row.last_at,
            waiting_since=row.waiting_since,
            resolved_at=row.resolved_at,
            claimed_by=None if claimed_by is None else _reviewer(row),
            claimed_at=row.claimed_at,
        )

    def language(self, row: Row[Any]) -> Language:
        """Unlock the language of a row of the handovers."""
        plain = self._plain(row, "language", row.visitor)
        return Language(plain) if plain in set(Language) else Language.NL

    def municipality(self, row: Row[Any]) -> str | None:
        """Unlock its gm_code, if it has one."""
        return self._plain(row, "municipality", row.visitor)

    def _plain(self, row: Row[Any], column: str, of: str) -> str | None:
        locked = getattr(row, column)
        if locked is None:
            return None
        try:
            return self._cipher.of(handovers.c[column], of).unlock(locked).decode()
        except UnreadableError:
            if row.id not in self._unreadable:
                self._unreadable.add(row.id)
                _log.warning("handover_unreadable", handover=row.id)
            return None


def drawings(connection: Connection, wanted: Wanted) -> Sequence[Drawing]:
    """List all that are wanted by what stands in the clear, in the order of the queue.

    A number, and of language and municipality what was drawn when they were locked: enough to know whether they are
    what they were, in an eighth of their length.
    """
    return connection.execute(_DRAWN.where(_which(wanted)).order_by(*_order(wanted))).all()


def locked(connection: Connection, numbers: Sequence[int]) -> Sequence[Row[Any]]:
    """Read of these what was drawn and what is encrypted, and whose they are."""
    return connection.execute(_LOCKED.where(handovers.c.id.in_(numbers))).all()


def timeline(connection: Connection, number: int) -> tuple[Entry, ...]:
    """List all that was said in a handover, the oldest first: what was written late stands where it was said."""
    rows = connection.execute(
        select(handover_messages, staff.c.called, handovers.c.visitor)
        .join(handovers, handover_messages.c.handover_id == handovers.c.id)
        .outerjoin(staff, handover_messages.c.by == staff.c.id)
        .where(handover_messages.c.handover_id == number)
        .order_by(handover_messages.c.at, handover_messages.c.id)
    )
    return tuple(_entry(row) for row in rows)


def _order(wanted: Wanted) -> tuple[ColumnElement[Any], ...]:
    return _LATEST if wanted.states == {HandoverState.RESOLVED} else _QUEUE


def _which(wanted: Wanted) -> ColumnElement[bool]:
    which = and_(handovers.c.state.in_(sorted(wanted.states)), handovers.c.urgency >= int(wanted.at_least))
    return which if wanted.claimed_by is None else and_(which, handovers.c.claimed_by == wanted.claimed_by)


def _reviewer(row: Row[Any]) -> Reviewer:
    return Reviewer(row.claimed_by, row.login, row.called, Role(row.role).covers(Role.COORDINATOR))


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        at=row.at,
        who=Who(row.who),
        sealed=row.sealed,
        by=row.called,
        urgency=None if row.urgency is None else Urgency(row.urgency),
        verdict=None if row.verdict is None else Verdict(row.verdict),
        sent=None if row.sent is None else Sent(row.sent),
        visitor=row.visitor,
    )
