"""A campaign, and the spots where its codes hang."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.messages import Language

LONGEST_NAME = 60  # characters, of a campaign and of a spot


def name_in(written: str) -> str | None:
    """Give the name of a campaign or a spot as it is kept; None for what can be none."""
    name = " ".join(written.split())
    return name if 0 < len(name) <= LONGEST_NAME and name.isprintable() else None


class Channel(StrEnum):
    """Where young people meet a campaign."""

    POSTER = "poster"
    SCHOOL = "school"
    FESTIVAL = "festival"
    SOCIAL = "social"


@dataclass(frozen=True, slots=True)
class Campaign:
    """What is hung up for a time.

    `language`: what the bot greets in, None for the visitor's own. From `starts_on` to `ends_on`, days in the
    Netherlands, both included; None: without end. `gm_code` is the municipality whose groups are shown to whoever
    comes by one of its codes, None for none.
    """

    id: int
    name: str
    channel: Channel
    language: Language | None
    starts_on: date
    ends_on: date | None
    gm_code: str | None

    def runs(self, day: date) -> bool:
        """Tell whether it runs on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Spot:
    """One code of a campaign and where it hangs: a school, a stand, a post.

    `place` is the code of a place or municipality ("WP2800", "GM0344", as the directory has them) with which
    whoever comes by this code is greeted, instead of that of the campaign. `name` is empty for the first code, that
    of the campaign as such. `since` is the day the code was made, `ended_on` the day it was taken down, None while it
    hangs.
    """

    code: str
    campaign: Campaign
    name: str
    place: str | None
    since: date
    ended_on: date | None = None

    @property
    def greets_with(self) -> str | None:
        """The place to show groups of, if any."""
        return self.place or self.campaign.gm_code

    def runs(self, day: date) -> bool:
        """Tell whether its campaign runs on a day, and it hangs there still."""
        return self.campaign.runs(day) and (self.ended_on is None or day < self.ended_on)

    def leaves_no_trace(self, today: date) -> bool:
        """Tell whether it goes as if it had never been: on the day it was made, when no figure that is out has it.

        What was counted for it does not matter: to go or to stay would then tell whether anybody came by.
        """
        return self.since == today
