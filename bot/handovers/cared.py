"""How the bot cares for a visitor after an alarm, as far as staff see it: what it asked and how that stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class InCare:
    """A visitor the bot cares for, by the names that its safety net has for it all.

    `last` is the step they are at, reached at `last_at` if something was asked there or 112 named; `questions` tells of
    each that was asked how it stands; `until` is when the care ends unless there is another alarm.
    """

    last: str
    last_at: datetime | None
    questions: Mapping[str, str]
    until: datetime


@dataclass(frozen=True, slots=True)
class NoCare:
    """The last alarm, if there was one, is long enough ago."""
