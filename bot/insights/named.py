"""What this room is told of campaigns, by value: names to show, and what belongs together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_SETTLED_AFTER = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Spot:
    """One code and where it hangs, "" for the campaign as such; `since` is the day it was made.

    `grave` counts, while its campaign ran, the steps with which a handover opens.
    """

    code: str
    name: str
    since: date
    grave: Mapping[str, int] = field(default_factory=dict)
    ended_on: date | None = None

    @property
    def about(self) -> str:
        """Give how counts call it."""
        return f"code:{self.code}"


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign with its spots; `ends_on` is its last day, None as long as none is set."""

    id: int
    name: str
    spots: tuple[Spot, ...]
    ends_on: date | None = None

    def is_settled(self, on: date) -> bool:
        """Tell whether it has been over for four weeks: what is said of it then tells nothing of a day."""
        return self.ends_on is not None and self.ends_on + _SETTLED_AFTER <= on
