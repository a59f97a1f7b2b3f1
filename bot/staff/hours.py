"""Office hours: when staff read, by the clock on a Dutch wall, Dutch public holidays left out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any, Self
from zoneinfo import ZoneInfo

from bot.staff.reading import Reading, When

ZONE = ZoneInfo("Europe/Amsterdam")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AHEAD = 366  # days; who opens later than that does not open
_CLOCK = re.compile("([01][0-9]|2[0-4]):([0-5][0-9])")
_MIDNIGHT = 24 * 60  # minutes
_SUNDAY = 6
_MOST = 366  # dates

Span = tuple[int, int]  # from and until, in minutes since midnight; until is not in it


class HoursError(ValueError):
    """Office hours that cannot be; `where` is the day, or "closed" or "holidays"."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


@dataclass(frozen=True, slots=True)
class Hours:
    """When staff read: the spans of each weekday, Monday first; never on a date that is `closed`.

    `holidays`: closed on Dutch public holidays as well.
    """

    week: tuple[tuple[Span, ...], ...] = (((9 * 60, 17 * 60),),) * 5 + ((),) * 2
    closed: frozenset[date] = frozenset()
    holidays: bool = True

    @classmethod
    def from_json(cls, kept: object) -> Self:
        """Read what `to_json` gave: {"monday": [["09:00", "17:00"]], ..., "closed": ["2026-12-24"], "holidays": true}.

        A day that is left out is closed; "24:00" is the end of the day. What goes on past midnight is two spans.

        Raises:
            HoursError: it cannot be, naming the day.
        """
        if not isinstance(kept, Mapping):
            raise HoursError("hours", "must be an object")
        for name in kept:
            if name not in (*DAYS, "closed", "holidays"):
                raise HoursError(str(name)[:20], "is no day of the week")
        week = tuple(_spans(day, kept.get(day, [])) for day in DAYS)
        return cls(week, _dates(kept.get("closed", [])), _yes_or_no(kept.get("holidays", True)))

    def to_json(self) -> dict[str, Any]:
        """Give it as JSON can hold it."""
        week = {
            day: [[_clock(start), _clock(end)] for start, end in spans]
            for day, spans in zip(DAYS, self.week, strict=True)
        }
        return {**week, "closed": sorted(day.isoformat() for day in self.closed), "holidays": self.holidays}

    def reading(self, at: datetime, *, anybody: bool) -> Reading:
        """Say whether staff read at a moment: never when there is not `anybody`, or nobody within a year."""
        if not anybody:
            return Reading(When.NEVER)
        if self.is_open(at):
            return Reading(When.NOW)
        starts = next(self._starts(at), None)
        return Reading(When.NEVER) if starts is None else Reading(When.LATER, starts)

    def is_open(self, at: datetime) -> bool:
        """Tell whether a moment is within the hours."""
        local = at.astimezone(ZONE)
        minute = local.hour * 60 + local.minute
        return any(start <= minute < end for start, end in self._on(local.date()))

    def is_closed(self, day: date) -> bool:
        """Tell whether a date is closed whatever weekday it is."""
        return day in self.closed or (self.holidays and day in public_holidays(day.year))

    def _on(self, day: date) -> Sequence[Span]:
        return () if self.is_closed(day) else self.week[day.weekday()]

    def _starts(self, after: datetime) -> Iterator[datetime]:
        """Give the first moment of each day that is open and comes after this one."""
        today = after.astimezone(ZONE).date()
        for day in (today + timedelta(days) for days in range(_AHEAD + 1)):
            moments = [moment for start, _ in self._on(day) for moment in _moments(day, start)]
            later = [moment for moment in moments if moment > after and self.is_open(moment)]
            if later:
                yield min(later)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """List the official public holidays of the Netherlands; Liberation Day is one every fifth year."""
    easter = _easter(year)
    king = date(year, 4, 27)
    moving = (0, 1, 39, 49, 50)  # Easter, its Monday, Ascension, Whit Sunday and its Monday
    return frozenset({
        date(year, 1, 1),
        *(easter + timedelta(days) for days in moving),
        king - timedelta(king.weekday() == _SUNDAY),
        *([date(year, 5, 5)] if year % 5 == 0 else []),
        date(year, 12, 25),
        date(year, 12, 26),
    })  # fmt: skip


def _easter(year: int) -> date:
    """Find Easter Sunday (the Gregorian rule of Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    moon = (8 * century + 13) // 25
    epact = (19 * (year % 19) + century - century // 4 - moon + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _moments(day: date, minute: int) -> Iterator[datetime]:
    """Give when the clock on the wall shows this minute, twice in autumn, and when it may jump over it in spring."""
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ZONE)
    yield wall.astimezone(UTC)
    yield wall.replace(fold=1).astimezone(UTC)
    yield datetime(day.year, day.month, day.day, 1, tzinfo=UTC)  # when Europe's clocks change


def _spans(day: str, kept: object) -> tuple[Span, ...]:
    if not isinstance(kept, Sequence) or isinstance(kept, str):
        raise HoursError(day, "must be a list of spans")
    spans = tuple(sorted(_span(day, span) for span in kept))
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise HoursError(day, "has spans that overlap")
    return spans


def _span(day: str, kept: object) -> Span:
    match kept:
        case [str(start), str(end)]:
            span = _minutes(day, start), _minutes(day, end)
        case _:
            raise HoursError(day, "a span is a beginning and an end")
    if span[0] >= span[1]:
        raise HoursError(day, "ends before it begins")
    return span


def _minutes(day: str, clock: str) -> int:
    found = _CLOCK.fullmatch(clock)
    minutes = int(found[1]) * 60 + int(found[2]) if found else _MIDNIGHT + 1
    if minutes > _MIDNIGHT:
        raise HoursError(day, "a time looks like 09:00")
    return minutes


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _dates(kept: object) -> frozenset[date]:
    if not isinstance(kept, Sequence) or isinstance(kept, str) or len(kept) > _MOST:
        raise HoursError("closed", "must be a list of dates")
    try:
        return frozenset(date.fromisoformat(day) for day in kept)
    except (TypeError, ValueError):
        raise HoursError("closed", "a date looks like 2026-12-24") from None


def _yes_or_no(kept: object) -> bool:
    if not isinstance(kept, bool):
        raise HoursError("holidays", "is true or false")
    return kept
