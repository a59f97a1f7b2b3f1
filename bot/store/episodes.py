"""Handovers in the database: what `decide` decided, carried out inside the turn's transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from sqlalchemy import ColumnElement, Connection, exists, func, insert, literal, select, update

from bot.conversation import UnitOfWork
from bot.handovers import (
    Add,
    Close,
    Handover,
    HandoverEvent,
    HandoverState,
    Leave,
    Open,
    Raise,
    Relay,
    Reopen,
    Sent,
    Urgency,
    Who,
    alias,
    decide,
)
from bot.store.acting import UNCLAIMED
from bot.store.cipher import Cipher
from bot.store.outbox import drop
from bot.store.tables import Utc, alerts, handover_messages, handovers, outbox

Choose = Callable[[Sequence[str]], str]
ALERTS_FROM = Urgency.SUICIDAL  # what staff are called for at once
_DRAWS = 20  # of 624 aliases: with 300 handovers open at once, one in five million is called like another


@dataclass(frozen=True, slots=True)
class Episodes:
    """Carries out handover events."""

    cipher: Cipher
    choose: Choose

    def happen(self, connection: Connection, work: UnitOfWork, event: HandoverEvent) -> None:
        """Open, reopen, add to, leave or close the visitor's handover."""
        match event:
            case Raise():
                self._raise(connection, work, event)
            case Relay(sealed):
                self._relay(connection, work, sealed)
            case Leave():
                _leave(connection, work)
            case Close():
                _close(connection, work)
            case _:
                assert_never(event)

    def _raise(self, connection: Connection, work: UnitOfWork, raised: Raise) -> None:
        latest = _latest(connection, work.visitor)
        decided = decide(raised, latest, work.at)
        calls = True
        match decided:
            case Open():
                number = self._open(connection, work, raised)
            case Reopen(number, urgency):
                opened = {"state": HandoverState.OPEN, "resolved_at": None, **UNCLAIMED, "waiting_since": work.at}
                known = self._known(work, raised) | self._reached(work, number)
                _update(connection, number, known | {"urgency": int(urgency)} | opened)
            case Add(number, urgency):
                calls = latest is not None and (raised.urgency > latest.urgency or _unheard(connection, latest))
                added = {"urgency": int(urgency), "waiting_since": _waiting(work)}
                _update(connection, number, self._known(work, raised) | self._reached(work, number) | added)
            case _:
                assert_never(decided)
        if raised.sealed:
            _add(connection, number, work, raised.sealed, raised.urgency)
        if calls and raised.urgency >= ALERTS_FROM and not raised.trial:
            call(connection, number, raised.urgency, work.at)

    def _relay(self, connection: Connection, work: UnitOfWork, sealed: bytes) -> None:
        """Add to the latest: who of staff had it may have released it a moment ago, or resolved it, which opens it."""
        latest = _latest(connection, work.visitor)
        if latest is None:  # forgotten a moment ago
            return
        values = {"last_at": work.at, "waiting_since": _waiting(work), **self._reached(work, latest.id)}
        if latest.state is HandoverState.RESOLVED:
            values |= {"state": HandoverState.OPEN, "resolved_at": None}
        _update(connection, latest.id, values)
        _add(connection, latest.id, work, sealed)

    def _open(self, connection: Connection, work: UnitOfWork, raised: Raise) -> int:
        values = self._known(work, raised) | {
            "visitor": work.visitor,
            "alias": self._fresh_alias(connection),
            "urgency": int(raised.urgency),
            "state": HandoverState.OPEN,
            "opened_at": work.at,
            "waiting_since": work.at,
            "trial": raised.trial,
        }
        number: int = connection.execute(insert(handovers).values(values).returning(handovers.c.id)).scalar_one()
        reached = self._reached(work, number)
        if reached:
            _update(connection, number, reached)
        return number

    def _known(self, work: UnitOfWork, raised: Raise) -> dict[str, object]:
        """Give what is known now; what is not known now leaves what was known before."""
        known = {
            "last_at": work.at,
            "language": self._locked(work, "language", raised.language),
            "municipality": self._locked(work, "municipality", raised.municipality),
        }
        return {name: value for name, value in known.items() if value is not None}

    def _reached(self, work: UnitOfWork, number: int) -> dict[str, object]:
        """Give where an answer goes, if that is known now; it opens in this very handover only."""
        lock = self.cipher.of(handovers.c.address, whose(work.visitor, number))
        return {} if work.address is None else {"address": lock.lock_text(work.address)}

    def _locked(self, work: UnitOfWork, column: str, plain: str | None) -> bytes | None:
        return self.cipher.of(handovers.c[column], work.visitor).lock_text(plain)

    def _fresh_alias(self, connection: Connection) -> str:
        # two young people under one name is how staff would answer the wrong one
        taken = set(connection.scalars(select(handovers.c.alias).where(_open_ones)))
        drawn = alias(self.choose)
        for _ in range(_DRAWS):
            if drawn not in taken:
                break
            drawn = alias(self.choose)
        return drawn


_open_ones = handovers.c.state != HandoverState.RESOLVED


def _latest(connection: Connection, visitor: str) -> Handover | None:
    found = connection.execute(
        select(handovers)
        .where(handovers.c.visitor == visitor)
        .order_by(handovers.c.id.desc())
        .limit(1)
        .with_for_update()  # PostgreSQL: two alarms at once must not overwrite each other's urgency
    )
    row = found.one_or_none()
    if row is None:
        return None
    return Handover(row.id, row.alias, Urgency(row.urgency), HandoverState(row.state), row.resolved_at)


def whose(visitor: str, number: int) -> str:
    """Name the handover that an address is locked for.

    Not the visitor alone: whoever can write to the database could give them the handover of somebody else.
    """
    return f"{visitor} {number}"


def call(connection: Connection, number: int, urgency: Urgency, at: datetime) -> None:
    """Call staff at once."""
    connection.execute(insert(alerts).values({"handover_id": number, "urgency": int(urgency), "raised_at": at}))


def _unheard(connection: Connection, handover: Handover) -> bool:
    """Tell whether nobody has it, nor is called for it already: what was seen on Monday is no answer to Wednesday."""
    called = exists().where(alerts.c.handover_id == handover.id, alerts.c.acknowledged_at.is_(None))
    return handover.state is HandoverState.OPEN and not connection.scalar(select(called))


def _update(connection: Connection, number: int, values: dict[str, object]) -> None:
    connection.execute(update(handovers).where(handovers.c.id == number).values(values))


def _waiting(work: UnitOfWork) -> ColumnElement[datetime]:
    """Whoever waits already has waited longer."""
    return func.coalesce(handovers.c.waiting_since, literal(work.at, Utc))


def _add(
    connection: Connection, number: int, work: UnitOfWork, sealed: bytes, urgency: Urgency = Urgency.ASKED
) -> None:
    alarming = int(urgency) if urgency is not Urgency.ASKED else None
    entry = {"handover_id": number, "sealed": sealed, "at": work.at, "who": Who.VISITOR, "urgency": alarming}
    connection.execute(insert(handover_messages).values(entry))


def _leave(connection: Connection, work: UnitOfWork) -> None:
    """Give the handover back to the queue; the visitor waits for nothing."""
    claimed = update(handovers).where(handovers.c.visitor == work.visitor, handovers.c.state == HandoverState.CLAIMED)
    values = {"state": HandoverState.OPEN, **UNCLAIMED, "waiting_since": None}
    number = connection.scalar(claimed.values(values).returning(handovers.c.id))
    if number is not None:
        entry = {"handover_id": number, "sealed": b"", "at": work.at, "who": Who.LEFT}
        connection.execute(insert(handover_messages).values(entry))


def _close(connection: Connection, work: UnitOfWork) -> None:
    """Resolve, and drop every place where an answer could be sent: the visitor is gone."""
    resolved = {"state": HandoverState.RESOLVED, "resolved_at": work.at, "address": None, "waiting_since": None}
    mine = update(handovers).where(handovers.c.visitor == work.visitor, _open_ones)
    connection.execute(mine.values(resolved | UNCLAIMED))
    drop(connection, outbox.c.visitor == work.visitor, Sent.BLOCKED)
