"""What the desk's pages are given."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.campaigns import Campaigns, Line
from bot.directory import Alternatives, Groups, Places
from bot.handovers import Desk, Done, Refusal, Reviewer, Verdict
from bot.insights import Insight, Report
from bot.staff import Door, Examples, Recorded, Settings
from bot.texts import Texts


class Work(Protocol):
    """What staff do with a handover, as `bot.conversation.AtTheDesk` does it; each raises StoreDownError."""

    async def claim(self, number: int, by: Reviewer) -> Done | Refusal:
        """Begin to talk with the visitor."""

    async def release(self, number: int, by: Reviewer) -> Done | Refusal:
        """Leave the visitor to the bot, and the handover to somebody else."""

    async def reply(self, number: int, by: Reviewer, words: str) -> Done | Refusal:
        """Answer the visitor."""

    async def note(self, number: int, by: Reviewer, words: str) -> Done | Refusal:
        """Write something down for colleagues."""

    async def resolve(self, number: int, by: Reviewer) -> Done | Refusal:
        """Close the handover."""

    async def reopen(self, number: int, by: Reviewer) -> Done | Refusal:
        """Open it again."""

    async def judge(self, number: int, by: Reviewer, entry: int, verdict: Verdict) -> Done | Refusal:
        """Say whether an alarm was right."""


@dataclass(frozen=True, slots=True)
class Posting:
    """What campaigns are made with.

    `username` gives what the bot is called on Telegram, None while nobody knows; `lines` are the
    helplines at the foot of a poster, that to talk with and that for danger.
    """

    campaigns: Campaigns
    places: Places
    texts: Texts
    username: Callable[[], str | None]
    lines: tuple[Line, Line]


@dataclass(frozen=True, slots=True)
class Listing:
    """What the lists of groups and of alternatives are kept with."""

    groups: Groups
    alternatives: Alternatives
    places: Places


class Insights(Protocol):
    """What came of it all; each raises StoreDownError."""

    async def insight(self) -> Insight:
        """Give all figures of the weeks that are over."""

    async def report(self, gm_code: str) -> Report | None:
        """Write the report on a municipality; None when there is none of this code."""

    def places(self) -> Sequence[tuple[str, str]]:
        """List the municipalities, each with its gm_code, by name."""


@dataclass(frozen=True, slots=True)
class DeskParts:
    """All that stands behind the pages.

    `audit` gives so many entries of the log, the newest first; `municipality` the name that goes with a gm_code;
    `https` says that staff reach us over https, so that the cookie may be marked Secure; `topics` are the intents that
    are no alarm, each with its title.
    """

    door: Door
    desk: Desk
    work: Work
    settings: Settings
    audit: Callable[[int], Awaitable[Sequence[Recorded]]]
    municipality: Callable[[str], str]
    clock: Callable[[], datetime]
    https: bool
    examples: Examples
    topics: Mapping[str, str]
    posting: Posting
    listing: Listing
    insights: Insights
