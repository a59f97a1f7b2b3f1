"""Handovers in the database: what `decide` decided, carried out inside the turn's transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from sqlalchemy import Connection, insert, select, update

from bot.conversation import UnitOfWork
from bot.handovers import (
    Add,
    Close,
    Handover,
    HandoverEvent,
    HandoverState,
    Open,
    Raise,
    Reopen,
    Urgency,
    alias,
    decide,
)
from bot.store.cipher import Cipher
from bot.store.tables import handover_messages, handovers, outbox

Choose = Callable[[Sequence[str]], str]
_DRAWS = 20  # of 624 aliases: with 300 handovers open at once, one in five million is called like another


@dataclass(frozen=True, slots=True)
class Episodes:
    """Carries out handover events."""

    cipher: Cipher
    choose: Choose

    def happen(self, connection: Connection, work: UnitOfWork, event: HandoverEvent) -> None:
        """Open, reopen, add to or close the visitor's handover."""
        match event:
            case Raise():
                self._raise(connection, work, event)
            case Close():
                _close(connection, work)
            case _:
                assert_never(event)

    def _raise(self, connection: Connection, work: UnitOfWork, raised: Raise) -> None:
        decided = decide(raised, _latest(connection, work.visitor), work.at)
        match decided:
            case Open():
                number = self._open(connection, work, raised)
            case Reopen(number, urgency):
                known = self._known(work, raised) | {"state": HandoverState.OPEN, "resolved_at": None}
                _update(connection, number, known | {"urgency": int(urgency)})
            case Add(number, urgency):
                _update(connection, number, self._known(work, raised) | {"urgency": int(urgency)})
            case _:
                assert_never(decided)
        if raised.sealed:
            message = {"handover_id": number, "sealed": raised.sealed, "at": work.at}
            connection.execute(insert(handover_messages).values(message))

    def _open(self, connection: Connection, work: UnitOfWork, raised: Raise) -> int:
        values = self._known(work, raised) | {
            "visitor": work.visitor,
            "alias": self._fresh_alias(connection),
            "urgency": int(raised.urgency),
            "state": HandoverState.OPEN,
            "opened_at": work.at,
            "trial": raised.trial,
        }
        number: int = connection.execute(insert(handovers).values(values).returning(handovers.c.id)).scalar_one()
        return number

    def _known(self, work: UnitOfWork, raised: Raise) -> dict[str, object]:
        """Give what is known now; what is not known now leaves what was known before."""
        known = {
            "last_at": work.at,
            "language": self.cipher.lock_text(raised.language),
            "municipality": self.cipher.lock_text(raised.municipality),
            "address": self.cipher.lock_text(work.address),
        }
        return {name: value for name, value in known.items() if value is not None}

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


def _update(connection: Connection, number: int, values: dict[str, object]) -> None:
    connection.execute(update(handovers).where(handovers.c.id == number).values(values))


def _close(connection: Connection, work: UnitOfWork) -> None:
    """Resolve, and drop every place where an answer could be sent: the visitor is gone."""
    resolved = {"state": HandoverState.RESOLVED, "resolved_at": work.at, "address": None}
    connection.execute(update(handovers).where(handovers.c.visitor == work.visitor, _open_ones).values(resolved))
    connection.execute(outbox.delete().where(outbox.c.visitor == work.visitor))
