"""A handover as its page shows it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.handovers import (
    Action,
    Case,
    Claim,
    Note,
    Release,
    ReopenAgain,
    Reply,
    Resolve,
    Urgency,
    refused,
)
from bot.safety import Helpline, Tier, lines_for
from bot.staff import Session
from bot.web.desk.access import reviewer
from bot.web.desk.caring import Told, told
from bot.web.desk.queue import Row, row_of
from bot.web.desk.timeline import Moment, timeline
from bot.web.desk.words import moment, span

_TIERS: Mapping[Urgency, Tier] = {
    Urgency.EMERGENCY: Tier.EMERGENCY,
    Urgency.UNSAFE: Tier.UNSAFE,
    Urgency.SUICIDAL: Tier.SUICIDAL,
    Urgency.CONCERN: Tier.CONCERN,
    Urgency.ASKED: Tier.NONE,
}
_ACTIONS: Mapping[str, Action] = {
    "claim": Claim(),
    "release": Release(),
    "reply": Reply(b""),
    "note": Note(b""),
    "resolve": Resolve(),
    "reopen": ReopenAgain(),
}


@dataclass(frozen=True, slots=True)
class Head(Row):
    """What stands above the timeline; `first_reply` is how long the visitor waited for it, empty before it came."""

    opened: str
    first_reply: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole; `may` names the actions that would not be refused now, `lines` are those the visitor was shown.

    `mine`: who looks has claimed it, so that the page renews itself. `meldcode`: somebody may be unsafe.
    """

    head: Head
    moments: Sequence[Moment]
    care: Sequence[Told]
    mine: bool
    may: frozenset[str]
    reachable: bool
    lines: Sequence[Helpline]
    meldcode: bool


def shown(case: Case, session: Session, municipality: Callable[[str], str], now: datetime) -> Shown:
    """Open a handover for who is signed in."""
    by, card = reviewer(session), case.card
    urgencies = {card.urgency, *(entry.urgency for entry in case.entries if entry.urgency is not None)}
    mine = card.is_of(by.id)
    return Shown(
        head=_head(case, municipality, now, mine=mine),
        moments=timeline(case, session.private, now),
        care=tuple(told(case.care, now, alarmed=urgencies != {Urgency.ASKED})),
        mine=mine,
        may=frozenset(name for name, act in _ACTIONS.items() if not refused(act, card, by, reachable=case.reachable)),
        reachable=case.reachable,
        lines=_lines(urgencies, now),
        meldcode=Urgency.UNSAFE in urgencies,
    )


def _head(case: Case, municipality: Callable[[str], str], now: datetime, *, mine: bool) -> Head:
    card = case.card
    return Head(
        **asdict(row_of(card, municipality, now, mine=mine)),
        opened=moment(card.opened_at, now),
        first_reply=span(case.first_reply_at - card.opened_at) if case.first_reply_at else "",
    )


def _lines(urgencies: Iterable[Urgency], now: datetime) -> Sequence[Helpline]:
    """Give the lines for all that was signalled; who only asked for a person was shown none."""
    tiers = {_TIERS[urgency] for urgency in urgencies} - {Tier.NONE}
    return lines_for(tiers, None, "nl", now) if tiers else ()
