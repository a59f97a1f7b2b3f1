"""What happens to a visitor's handover: pure decisions, carried out by the store."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

REOPENS_WITHIN = timedelta(hours=24)  # DESIGN: an alarm within 24 h of resolving belongs to the same episode


class Urgency(IntEnum):
    """How soon a person is needed; the queue's order."""

    ASKED = 0
    CONCERN = 1
    SUICIDAL = 2
    UNSAFE = 3
    EMERGENCY = 4


class HandoverState(StrEnum):
    """Where a handover stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Handover:
    """The part of a handover that is not sealed."""

    id: int
    alias: str
    urgency: Urgency
    state: HandoverState
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Raise:
    """Something a person should see: an alarm, or a visitor who asks for one.

    `sealed` is what `seal` made, empty when the visitor wanted to say nothing; `municipality` is a gm_code.
    """

    urgency: Urgency
    sealed: bytes
    language: str
    municipality: str | None = None
    trial: bool = False


@dataclass(frozen=True, slots=True)
class Close:
    """The visitor is gone: stopped, or blocked the bot."""


@dataclass(frozen=True, slots=True)
class Relay:
    """What a visitor wrote while somebody of staff talks with them."""

    sealed: bytes


@dataclass(frozen=True, slots=True)
class Leave:
    """The visitor goes back to the bot; the handover stays open, and says so."""


HandoverEvent = Raise | Relay | Leave | Close


@dataclass(frozen=True, slots=True)
class Open:
    """Start a new handover."""


@dataclass(frozen=True, slots=True)
class Reopen:
    """The last one was resolved so short ago that this belongs to it."""

    id: int
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Add:
    """One is open: this is added to it, and it never becomes less urgent."""

    id: int
    urgency: Urgency


def decide(raised: Raise, latest: Handover | None, now: datetime) -> Open | Reopen | Add:
    """Say where a raise goes, given the visitor's latest handover."""
    if latest is None:
        return Open()
    if latest.state is not HandoverState.RESOLVED:
        return Add(latest.id, max(latest.urgency, raised.urgency))
    if latest.resolved_at is not None and now - latest.resolved_at <= REOPENS_WITHIN:
        return Reopen(latest.id, raised.urgency)
    return Open()
