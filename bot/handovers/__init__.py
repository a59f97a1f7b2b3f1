"""A handover: what a visitor wants a person to know, from open to resolved, in words only the desk can read.

An episode is the time a handover is open; an alarm within a day of resolving reopens it, so a visitor has one at most.
"""

from bot.handovers.alias import alias
from bot.handovers.sealing import DeskKey, Line, seal, unseal
from bot.handovers.transitions import (
    Add,
    Close,
    Handover,
    HandoverEvent,
    HandoverState,
    Open,
    Raise,
    Reopen,
    Urgency,
    decide,
)

__all__ = [
    "Add",
    "Close",
    "DeskKey",
    "Handover",
    "HandoverEvent",
    "HandoverState",
    "Line",
    "Open",
    "Raise",
    "Reopen",
    "Urgency",
    "alias",
    "decide",
    "seal",
    "unseal",
]
