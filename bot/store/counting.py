"""What was counted, as it is looked at: added up by week."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, Date, String, cast, func, select

from bot.insights import Counted
from bot.store.link import AT_THE_DESK, Link
from bot.store.tables import counts

_SUNDAY = "weekday 0"


class CountStore:
    """The counts; each method raises StoreDownError and nothing else."""

    def __init__(self, link: Link) -> None:
        self._link = link

    async def between(self, since: date, until: date) -> Sequence[Counted]:
        """Give all that was counted from one Monday to before another, added up by week."""
        return await self._link.read("counts", lambda it: _between(it, since, until), AT_THE_DESK)


def _between(it: Connection, since: date, until: date) -> Sequence[Counted]:
    week = _last_day(it.dialect.name).label("week")
    inside = (counts.c.day >= since, counts.c.day < until)
    asked = select(week, counts.c.name, counts.c.about, func.sum(counts.c.n)).where(*inside)
    rows = it.execute(asked.group_by(week, counts.c.name, counts.c.about))
    days = {str(since + timedelta(at)): since + timedelta(at) for at in range((until - since).days)}
    return [Counted(days[sunday], name, about, int(n)) for sunday, name, about, n in rows]


def _last_day(dialect: str) -> ColumnElement[str]:
    """Give the Sunday of the week of a day, as text: the two databases agree on no type."""
    if dialect == "sqlite":
        return func.date(counts.c.day, _SUNDAY)
    return cast(cast(func.date_trunc("week", counts.c.day), Date) + 6, String)
