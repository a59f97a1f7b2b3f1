"""What staff do with a handover: pure rules about who may do what when, and the shapes the desk shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from bot.handovers.cared import InCare, NoCare
from bot.handovers.transitions import HandoverState, Urgency
from bot.messages import Language, Replies

SILENT_FOR = timedelta(minutes=10)  # DESIGN §6: so long the bot waits for staff to answer; then it speaks again


class Who(StrEnum):
    """Whose words an entry of the timeline holds; a note is for staff only."""

    VISITOR = "visitor"
    STAFF = "staff"
    NOTE = "note"
    LEFT = "left"  # the visitor went back to the bot; holds no words


class Sent(StrEnum):
    """What became of a reply of staff."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"
    BLOCKED = "blocked"  # the visitor stopped or blocked the bot, so nothing reaches them any more


class Verdict(StrEnum):
    """What staff think of an alarm."""

    RIGHT = "right"
    FALSE_ALARM = "false_alarm"
    WRONG_TIER = "wrong_tier"


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who works at the desk, as far as a handover cares.

    `login` stands in the audit log, `called` is the first name the visitor sees. `leads`: may release and resolve what
    somebody else has claimed.
    """

    id: int
    login: str
    called: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One handover in the queue; `waiting_since` is the visitor's first message that nobody answered."""

    id: int
    alias: str
    urgency: Urgency
    state: HandoverState
    trial: bool
    language: Language
    municipality: str | None
    opened_at: datetime
    last_at: datetime
    waiting_since: datetime | None = None
    resolved_at: datetime | None = None
    claimed_by: Reviewer | None = None
    claimed_at: datetime | None = None

    def is_of(self, member: int) -> bool:
        """Tell whether this member of staff has claimed it."""
        return self.claimed_by is not None and self.claimed_by.id == member

    def overdue(self, now: datetime) -> bool:
        """Tell whether the visitor has waited for whoever claimed this as long as the bot keeps silent."""
        return self.claimed_at is not None and overdue(self.claimed_at, self.waiting_since, now)

    @property
    def answer_by(self) -> datetime | None:
        """When the bot speaks again if whoever claimed this does not answer; None while nothing is to be answered."""
        return None if self.claimed_at is None else answer_by(self.claimed_at, self.waiting_since)


def overdue(claimed_at: datetime, waiting_since: datetime | None, now: datetime) -> bool:
    """Tell whether a visitor has waited for staff as long as the bot keeps silent."""
    latest = answer_by(claimed_at, waiting_since)
    return latest is not None and now >= latest


def answer_by(claimed_at: datetime, waiting_since: datetime | None) -> datetime | None:
    """Say until when the bot keeps silent for staff to answer; None while nothing is to be answered."""
    return None if waiting_since is None else max(claimed_at, waiting_since) + SILENT_FOR


Told = Callable[[Card], Replies]  # what the visitor hears of it, given the handover as it was


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a timeline; what is `sealed` opens with the desk's private key, for its `visitor` (`unseal`)."""

    id: int
    at: datetime
    who: Who
    sealed: bytes
    by: str | None = None
    urgency: Urgency | None = None
    verdict: Verdict | None = None
    sent: Sent | None = None
    visitor: str = field(default="", repr=False, compare=False)  # whose handover it stands in


@dataclass(frozen=True, slots=True)
class Case:
    """A handover with all that was said in it, oldest first; `reachable`: an answer can still be sent.

    `care` is how the bot cares for the visitor; None when they are gone, or it cannot be read.
    """

    card: Card
    entries: tuple[Entry, ...]
    first_reply_at: datetime | None
    reachable: bool
    care: InCare | NoCare | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody of staff talks with the visitor from now on."""


@dataclass(frozen=True, slots=True)
class Release:
    """They do not any more; the handover stays open for somebody else. `overdue`: only if it is so at that moment."""

    overdue: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to the visitor; `sealed` is the same words for the timeline."""

    sealed: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """Something for colleagues."""

    sealed: bytes


@dataclass(frozen=True, slots=True)
class Resolve:
    """Done."""


@dataclass(frozen=True, slots=True)
class ReopenAgain:
    """Not done after all."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Say whether an alarm (an entry with an urgency) was right."""

    entry: int
    verdict: Verdict


Action = Claim | Release | Reply | Note | Resolve | ReopenAgain | Judge


class Refusal(StrEnum):
    """Why something was not done."""

    GONE = "gone"  # there is no such handover (any more), or no such entry
    TAKEN = "taken"  # somebody else has it
    NOT_CLAIMED = "not_claimed"  # who answers must have claimed it
    RESOLVED = "resolved"
    NOT_RESOLVED = "not_resolved"
    UNREACHABLE = "unreachable"  # the visitor has left, or it is too long ago


def refused(action: Action, card: Card, by: Reviewer, *, reachable: bool) -> Refusal | None:
    """Say why somebody may not do this now; None when they may."""
    theirs = card.is_of(by.id)
    others = card.claimed_by is not None and not theirs
    resolved = card.state is HandoverState.RESOLVED
    match action:
        case Note() | Judge():
            return None
        case ReopenAgain():
            return None if resolved else Refusal.NOT_RESOLVED
        case _ if resolved:
            return Refusal.RESOLVED
        case Claim():
            # the bot falls silent with it, and somebody must be able to speak in its place
            return Refusal.TAKEN if others else None if reachable or theirs else Refusal.UNREACHABLE
        case Resolve():
            return Refusal.TAKEN if others and not by.leads else None
        case Release(overdue):
            if card.claimed_by is None or (overdue is not None and not card.overdue(overdue)):
                return Refusal.NOT_CLAIMED
            return Refusal.TAKEN if others and not by.leads else None
        case Reply():
            if not theirs:
                return Refusal.TAKEN if others else Refusal.NOT_CLAIMED
            return None if reachable else Refusal.UNREACHABLE
        case _:
            assert_never(action)


@dataclass(frozen=True, slots=True)
class Done:
    """It is done; `delivery` is the number in the outbox of what the visitor is to hear, if anything."""

    delivery: int | None = None
