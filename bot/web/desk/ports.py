"""What the desk's pages are given."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.directory import Alternatives, Groups, Places
from bot.handovers import Desk, Done, Refusal, Reviewer, Verdict
from bot.staff import Door, Examples, Recorded, Settings


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
class Listing:
    """What the lists of groups and of alternatives are kept with."""

    groups: Groups
    alternatives: Alternatives
    places: Places


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
    listing: Listing
