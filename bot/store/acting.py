"""What each action of staff changes in the tables; whether it may be done was asked before."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from sqlalchemy import Connection, Update, and_, exists, func, insert, literal, select, update

from bot.handovers import (
    Action,
    Claim,
    HandoverState,
    Judge,
    Note,
    Refusal,
    Release,
    ReopenAgain,
    Reply,
    Resolve,
    Reviewer,
    Sent,
    Who,
)
from bot.store.tables import Utc, handover_messages, handovers

UNCLAIMED = {"claimed_by": None, "claimed_at": None}


def hold(connection: Connection, number: int) -> None:
    """Keep everybody else from changing this handover until the transaction ends: what is read now stays true."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(select(handovers.c.id).where(handovers.c.id == number).with_for_update())


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody of staff who does something with a handover at a moment."""

    connection: Connection
    number: int
    by: Reviewer
    at: datetime

    def do(self, action: Action, *, sends: bool) -> int | Refusal | None:
        """Do it; gives the number of the entry it wrote, if any. Nothing is written when it is refused after all."""
        match action:
            case Claim():
                return None if self._claim() else Refusal.TAKEN
            case Release():
                self._change({"state": HandoverState.OPEN, **UNCLAIMED})
            case Reply(sealed):
                return self._reply(sealed, sends=sends)
            case Note(sealed):
                return self._entry(Who.NOTE, sealed)
            case Resolve():
                # the address has done its work: what the visitor still hears takes along its own
                gone = {"address": None, "waiting_since": None, **UNCLAIMED}
                self._change({"state": HandoverState.RESOLVED, "resolved_at": self.at, **gone})
            case ReopenAgain():
                return None if self._reopen() else Refusal.NOT_RESOLVED
            case Judge(entry, verdict):
                return None if self._judge(entry, verdict) else Refusal.GONE
            case _:
                assert_never(action)
        return None

    def _claim(self) -> bool:
        free = _one(self.number).where(handovers.c.state == HandoverState.OPEN, handovers.c.claimed_by.is_(None))
        claimed = {"state": HandoverState.CLAIMED, "claimed_by": self.by.id, "claimed_at": self.at}
        return self._changes(free.values(claimed))

    def _reply(self, sealed: bytes, *, sends: bool) -> int:
        first = func.coalesce(handovers.c.first_reply_at, literal(self.at, Utc))
        self._change({"first_reply_at": first, "waiting_since": None, "last_at": self.at})
        return self._entry(Who.STAFF, sealed, Sent.WAITING if sends else None)

    def _reopen(self) -> bool:
        """Open it again, unless the visitor has opened another one since: they have one at most."""
        other = handovers.alias()
        newer = exists().where(and_(other.c.visitor == handovers.c.visitor, other.c.state != HandoverState.RESOLVED))
        alone = _one(self.number).where(handovers.c.state == HandoverState.RESOLVED, ~newer)
        return self._changes(alone.values(state=HandoverState.OPEN, resolved_at=None))

    def _judge(self, entry: int, verdict: str) -> bool:
        alarm = update(handover_messages).where(
            handover_messages.c.id == entry,
            handover_messages.c.handover_id == self.number,
            handover_messages.c.urgency.is_not(None),
        )
        return self._changes(alarm.values(verdict=verdict))

    def _entry(self, who: Who, sealed: bytes, sent: Sent | None = None) -> int:
        values = {
            "handover_id": self.number,
            "sealed": sealed,
            "at": self.at,
            "who": who,
            "by": self.by.id or None,  # 0 is the server's, who has no row
            "sent": sent,
        }
        entry = insert(handover_messages).values(values).returning(handover_messages.c.id)
        number: int = self.connection.execute(entry).scalar_one()
        return number

    def _change(self, values: dict[str, object]) -> None:
        self.connection.execute(_one(self.number).values(values))

    def _changes(self, change: Update) -> bool:
        return self.connection.execute(change).rowcount == 1


def _one(number: int) -> Update:
    return update(handovers).where(handovers.c.id == number)
