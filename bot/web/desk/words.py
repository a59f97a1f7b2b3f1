"""What the desk calls things, from `words.yml`, and times as people say them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum, IntEnum
from functools import cache
from importlib import resources
from typing import Any

from bot import yml
from bot.staff import ZONE

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@cache
def _words() -> dict[str, Any]:
    text = resources.files(__package__ or "bot.web.desk").joinpath("words.yml").read_text(encoding="utf-8")
    return dict(yml.values(text))


def key(value: Enum) -> str:
    """Give the name under which a value stands in the file and in the style sheet."""
    return value.name.lower() if isinstance(value, IntEnum) else str(value.value)


def said(kind: str, value: Enum | str, **values: object) -> str:
    """Say a value of some kind ("urgency") in words."""
    words = _words()[kind][key(value) if isinstance(value, Enum) else value]
    return str(words).format(**values)


def known(kind: str, value: str) -> bool:
    """Tell whether there are words for a value."""
    return value in _words()[kind]


def named(kind: str) -> Sequence[str]:
    """Give the values of a kind that there are words for, in the order of the file."""
    return tuple(_words()[kind])


def all_of(kind: str) -> Mapping[str, str]:
    """Give all words of a kind, for a page that needs most of them."""
    return dict(_words()[kind])


def listed(kind: str, name: str | None = None) -> Sequence[str]:
    """Give words that stand in a list."""
    words = _words()[kind]
    return tuple(words if name is None else words[name])


def span(time: timedelta) -> str:
    """Say how long something takes or took, in one number."""
    if time < _MINUTE:
        return "minder dan 1 min"
    if time < _HOUR:
        return f"{time // _MINUTE} min"
    if time < _DAY:
        return f"{time // _HOUR} uur"
    days = time // _DAY
    return "1 dag" if days == 1 else f"{days} dagen"


def clock_time(at: datetime) -> str:
    """Say what time it was here."""
    here = at.astimezone(ZONE)
    return f"{here.hour}:{here.minute:02}"


def moment(at: datetime, now: datetime) -> str:
    """Say when something was, as short as the day allows: "8:04", "gisteren 22:10", "ma 30 nov 22:10"."""
    day, today = at.astimezone(ZONE).date(), now.astimezone(ZONE).date()
    if day == today:
        return clock_time(at)
    if day == today - _DAY:
        return f"gisteren {clock_time(at)}"
    year = f" {day.year}" if day.year != today.year else ""
    weekday, month = listed("day")[day.weekday()][:2], listed("month")[day.month - 1]
    return f"{weekday} {day.day} {month}{year} {clock_time(at)}"
