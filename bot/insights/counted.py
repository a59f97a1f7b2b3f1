"""What is counted, and the weeks by which it is looked at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, Protocol, Self

WEEK = timedelta(weeks=1)
_IN_A_BLOCK = 4  # weeks
_LAST_BLOCK = 13  # takes the 53rd week of a year along
_WRITTEN_AFTER = timedelta(hours=6)  # what was said at midnight is written by then, also after a database that was down


class Counted(NamedTuple):
    """How often something happened: on a day in UTC, or in the week of which `day` is any day.

    `about` is "" for all there is, else what it is about: "code:k7x9mq", "gm:GM0344", "intent:ask_cost".
    """

    day: date
    name: str
    about: str
    n: int


class Counts(Protocol):
    """Where counts are kept."""

    async def between(self, since: date, until: date) -> Iterable[Counted]:
        """Give all that was counted from the day `since` to before the day `until`; best added up by week."""


@dataclass(frozen=True, slots=True)
class Period:
    """Some weeks: from the Monday `since` to before the Monday `until`."""

    since: date
    until: date

    def __iter__(self) -> Iterator[date]:
        """Give the Monday of each week."""
        return (self.since + WEEK * at for at in range(len(self)))

    def __len__(self) -> int:
        """Count the weeks."""
        return max(0, (self.until - self.since) // WEEK)


@dataclass(frozen=True, slots=True)
class Window(Period):
    """All weeks that are over, from the first of last year on. Each year is counted anew, so no earlier one matters.

    Figures are made from a whole window, never from a part of it: two parts that overlap could be subtracted.
    """

    @classmethod
    def at(cls, now: datetime) -> Self:
        """Give the weeks that are over at a moment."""
        until = monday((now.astimezone(UTC) - _WRITTEN_AFTER).date())
        return cls(date.fromisocalendar((until - WEEK).isocalendar().year - 1, 1, 1), until)

    def last(self, weeks: int) -> Period:
        """Give the last weeks of it."""
        return Period(max(self.since, self.until - WEEK * weeks), self.until)


def monday(day: date) -> date:
    """Give the day on which the week of a day begins."""
    return day - timedelta(day.weekday())


def ends_year(week: date) -> bool:
    """Tell whether a week is the last of its year (ISO 8601)."""
    return (week + WEEK).isocalendar().week == 1


def ends_block(week: date) -> bool:
    """Tell whether four weeks end with this one: thirteen times a year, always the same weeks."""
    block, rest = divmod(week.isocalendar().week, _IN_A_BLOCK)
    return ends_year(week) or (rest == 0 and block < _LAST_BLOCK)
