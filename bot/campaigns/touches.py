"""What brought a visitor here, and what of that is counted: never who, and never what one visitor did in a row."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Step(StrEnum):
    """The steps from a poster to a group; each is counted once a day for a visitor."""

    START = "start"
    MESSAGE = "message"  # the first one in their own words
    LONELY = "lonely"  # loneliness was recognised
    GROUP = "group"  # a group was shown
    SIGN_UP = "sign_up"  # the sign-up was opened
    PERSON = "person"  # a person was asked for
    ALARM = "alarm"


# With these a handover opens, whose time is known: counted by day and code they could say where its visitor came from.
GRAVE = frozenset({Step.PERSON, Step.ALARM})

UNKNOWN, EXPIRED = "unknown", "expired"  # stand where a code would, for codes nobody knows and those of the past


class Count(NamedTuple):
    """One more of something today; `about` says of what: "intent:ask_cost", "gm:GM0344", "code:k7x9mq", "" of all."""

    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Touches:
    """What the state of a visitor holds, for as long as it is kept (24 idle hours), encrypted.

    `first` and `last` are the codes by which they came first and last, None without one. `counted` is what was counted
    of them on `day`. `ticket` is what their links to the sign-up have in common, "" before the first.
    """

    first: str | None = None
    last: str | None = None
    day: date | None = None
    counted: frozenset[Count] = frozenset()
    ticket: str = ""

    def came_by(self, code: str, day: date) -> "Touches":
        """Come by a code on a day: what is done from now on is due to it, and the first time is a start of its own."""
        started, counted = Count(Step.START, f"code:{code}"), self._counted_on(day)
        again = counted if started in counted else counted - {Count(Step.START)}
        return replace(self, first=self.first or code, last=code, day=day, counted=again | {started})

    def took(self, once: frozenset[Count], day: date) -> tuple["Touches", frozenset[Count]]:
        """Note what counts once a day; gives what of it is new today."""
        before = self._counted_on(day)
        return replace(self, day=day, counted=before | once), once - before

    def _counted_on(self, day: date) -> frozenset[Count]:
        return self.counted if self.day == day else frozenset()
