"""What is counted of a turn: by day, and the steps from a poster to a group also by the code somebody came by.

Nothing of it says who: what was counted of a visitor today stands in their state alone, encrypted, for a day at most.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

from bot.campaigns import GRAVE, Count, Step
from bot.conversation.moment import Moment, Turned
from bot.messages import Text

_LONELY = "express_loneliness"


def counted(moment: Moment, turned: Turned) -> Turned:
    """Add what is to be counted; of a trial nothing is, nor of who wants to be forgotten."""
    if moment.incoming.trial or turned.forgets:
        return replace(turned, counts=(), once=frozenset())
    # each turn counts, so that which of them did is nothing a database could tell
    counts = (Count("turn"), *([Count("typed")] if _is_typed(moment, turned) else ()), *turned.counts)
    if turned.state is None:
        return replace(turned, counts=counts)
    once = turned.once | frozenset(map(Count, _steps(moment, turned)))
    touches, new = turned.state.touches.took(once, moment.incoming.at.astimezone(UTC).date())
    state = replace(turned.state, touches=touches)
    return replace(turned, state=state, counts=(*counts, *_all(new, touches.last)), once=new)


def of_intent(intent: str) -> tuple[Count, ...]:
    """Count what a message was about."""
    return (Count("intent", f"intent:{intent}"),)


def grave(turned: Turned) -> frozenset[str]:
    """Give the steps with which a handover opens."""
    return frozenset(count.name for count in turned.once if count.name in GRAVE)


def _steps(moment: Moment, turned: Turned) -> Iterator[Step]:
    if _is_typed(moment, turned):
        yield Step.MESSAGE
    if of_intent(_LONELY)[0] in turned.counts:
        yield Step.LONELY


def _is_typed(moment: Moment, turned: Turned) -> bool:
    """Tell whether it was in their own words: no button, no code."""
    return isinstance(moment.incoming.content, Text) and not turned.arrives


def _all(new: frozenset[Count], code: str | None) -> Iterator[Count]:
    for count in sorted(new):
        yield count
        if code and not count.about and count.name not in GRAVE:  # those are kept by code without a day
            yield Count(count.name, f"code:{code}")
