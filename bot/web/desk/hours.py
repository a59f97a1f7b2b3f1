"""Office hours as a coordinator types them: "9:00-12:30, 13:00-17:00" for a day, "31-12-2026" for a closed date."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.days import day_in
from bot.staff import DAYS, Hours, HoursError
from bot.web.desk.reading import WrittenWrongError
from bot.web.desk.words import listed, said

_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:-|tot)(\d{1,2})(?:[:.](\d{2}))?")


@dataclass(frozen=True, slots=True)
class Written:
    """Hours as they stand in the form: a text for each day, the closed dates, "ja" for holidays that are closed."""

    days: Sequence[str]
    closed: str
    holidays: bool


def kept(value: object) -> Hours:
    """Give the hours that were kept; the usual ones when there are none, or none that can be read."""
    try:
        return Hours() if value is None else Hours.from_json(value)
    except HoursError:
        return Hours()


def written(hours: Hours) -> Written:
    """Write hours out as the form shows them."""
    days = tuple(", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans) for spans in hours.week)
    closed = "\n".join(f"{day.day}-{day.month}-{day.year}" for day in sorted(hours.closed))
    return Written(days, closed, hours.holidays)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def in_form(form: Mapping[str, str]) -> Written:
    """Give what stands in a form that was sent."""
    days = tuple(form.get(day, "").strip() for day in DAYS)
    return Written(days, form.get("closed", ""), form.get("holidays") == "ja")


def read(typed: Written) -> Hours:
    """Read hours.

    Raises:
        WrittenWrongError: a day or a date cannot be.
    """
    week = {day: _spans(number, typed.days[number]) for number, day in enumerate(DAYS)}
    closed = [_date(line.strip()) for line in typed.closed.splitlines() if line.strip()]
    try:
        return Hours.from_json({**week, "closed": closed, "holidays": typed.holidays})
    except HoursError as error:
        raise _wrong(error.where) from error


def _wrong(where: str) -> WrittenWrongError:
    if where in DAYS:
        return WrittenWrongError(said("wrong", "hours", day=listed("day")[DAYS.index(where)]))
    return WrittenWrongError(said("wrong", "dates"))


def _spans(day: int, text: str) -> list[list[str]]:
    spans = []
    for span in text.replace("–", "-").replace(" en ", ",").split(","):
        plain = "".join(span.split())
        found = _SPAN.fullmatch(plain)
        if found:
            spans.append([f"{int(found[1]):02}:{found[2] or '00'}", f"{int(found[3]):02}:{found[4] or '00'}"])
        elif plain:
            raise _wrong(DAYS[day])
    return spans


def _date(text: str) -> str:
    try:
        return day_in(text).isoformat()
    except ValueError as error:
        raise WrittenWrongError(said("wrong", "date", date=text[:20])) from error
