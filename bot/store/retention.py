"""How long things are kept, and what takes them away when that time is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Delete, Table, Update, and_, delete, func, or_, select, update

from bot.handovers import HandoverState, Sent
from bot.staff import USUAL_DAYS, Setting, days_kept
from bot.store.desk_settings import setting
from bot.store.outbox import OUTBOX_KEEPS, drop
from bot.store.tables import conversations, handovers, outbox, staff
from bot.store.turns import STATE_KEEPS

AFTER_RESOLVING = timedelta(days=USUAL_DAYS)  # unless staff settled otherwise; DESIGN §6, "Data", with the next two
AFTER_THE_LAST_MESSAGE = timedelta(days=90)
QUIET = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Purged:
    """How many of each went, or would go: states, handovers with their messages, addresses, undelivered replies.

    `invitations` hold the desk's key under a code: those nobody accepted in time. `days` is how long a handover is kept
    after it was resolved.
    """

    states: int
    handovers: int
    addresses: int
    deliveries: int
    invitations: int
    days: int = USUAL_DAYS


def purge(connection: Connection, now: datetime, *, dry_run: bool) -> Purged:
    """Delete what has been kept long enough, or with `dry_run` only count it."""
    days = days_kept(setting(connection, Setting.RETENTION_DAYS))
    states, over = conversations.c.touched_at < now - STATE_KEEPS, _over(now, days)
    quiet = or_(handovers.c.state == HandoverState.RESOLVED, handovers.c.last_at <= now - QUIET)
    # a handover that goes takes its address along: it is not counted twice
    addresses = and_(handovers.c.address.is_not(None), quiet, ~func.coalesce(over, False))
    stale = outbox.c.at < now - OUTBOX_KEEPS
    expired = and_(staff.c.invitation.is_not(None), staff.c.invited_until <= now)
    if dry_run:
        return Purged(
            _number(connection, conversations, states),
            _number(connection, handovers, over),
            _number(connection, handovers, addresses),
            _number(connection, outbox, stale),
            _number(connection, staff, expired),
            days,
        )
    return Purged(
        _carry_out(connection, delete(conversations).where(states)),
        _carry_out(connection, delete(handovers).where(over)),
        _carry_out(connection, update(handovers).where(addresses).values(address=None)),
        drop(connection, stale, Sent.FAILED),
        _carry_out(connection, update(staff).where(expired).values(invitation=None)),
        days,
    )


def _over(now: datetime, days: int) -> ColumnElement[bool]:
    resolved = handovers.c.resolved_at <= now - timedelta(days=days)
    return or_(resolved, handovers.c.last_at <= now - AFTER_THE_LAST_MESSAGE)


def _number(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(condition)) or 0


def _carry_out(connection: Connection, statement: Delete | Update) -> int:
    return connection.execute(statement).rowcount
