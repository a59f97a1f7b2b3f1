"""Alerts in the database: which of them staff may still have to be told of, and that they were."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, or_, select, update

from bot.handovers import HandoverState, Urgency
from bot.handovers.alerts import Alert, Channel
from bot.store.link import PATIENT, Link
from bot.store.tables import alerts, handovers

_NEWS_FOR = timedelta(hours=24)  # what staff saw at the desk longer ago needs no telling, when no channel worked then

_NOT_SEEN = and_(alerts.c.acknowledged_at.is_(None), handovers.c.state != HandoverState.RESOLVED)
_FIRST = and_(
    alerts.c.first_sent_at.is_(None),
    or_(alerts.c.acknowledged_at.is_(None), alerts.c.raised_at > bindparam("since")),
)
_SECOND = and_(alerts.c.first_sent_at.is_not(None), alerts.c.second_sent_at.is_(None), _NOT_SEEN)
_OPEN = (  # asked each second, so it is made once
    select(alerts, handovers.c.state)
    .join(handovers, handovers.c.id == alerts.c.handover_id)
    .where(or_(_FIRST, _SECOND))
    .order_by(alerts.c.id)
)


class AlertStore:
    """The alerts; every method raises StoreDownError and nothing else."""

    def __init__(self, link: Link, clock: Callable[[], datetime]) -> None:
        self._link = link
        self._clock = clock

    async def open_alerts(self) -> Sequence[Alert]:
        """List what was not told yet, and what was told once and nobody looked at; the oldest first."""
        since = self._clock() - _NEWS_FOR
        return await self._link.read("alerts", lambda it: _open_alerts(it, since), PATIENT)

    async def note_first(self, numbers: Collection[int], at: datetime, by: Channel) -> None:
        """Note that staff were told of these, and through what; of those that are gone by now nothing is noted."""
        await self._note(numbers, {"first_sent_at": at, "first_by": by})

    async def note_second(self, numbers: Collection[int], at: datetime) -> None:
        """Note that staff were told again."""
        await self._note(numbers, {"second_sent_at": at})

    async def _note(self, numbers: Collection[int], values: dict[str, datetime | Channel]) -> None:
        noting = update(alerts).where(alerts.c.id.in_(numbers)).values(values)
        await self._link.write("alert told", lambda it: it.execute(noting), PATIENT)


def _open_alerts(connection: Connection, since: datetime) -> Sequence[Alert]:
    return [
        Alert(
            row.id,
            row.handover_id,
            Urgency(row.urgency),
            row.first_sent_at,
            Channel(row.first_by) if row.first_by else None,
            row.second_sent_at,
            row.acknowledged_at,
            resolved=row.state == HandoverState.RESOLVED,
        )
        for row in connection.execute(_OPEN, {"since": since})
    ]
