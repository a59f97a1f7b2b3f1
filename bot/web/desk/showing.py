"""A handover as its page shows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.handovers import (
    Action,
    Case,
    Claim,
    Line,
    Note,
    Release,
    ReopenAgain,
    Reply,
    Resolve,
    Urgency,
    Who,
    refused,
)
from bot.safety import Helpline, Tier, helplines
from bot.staff import Session
from bot.web.desk.access import reviewer
from bot.web.desk.caring import Told, told
from bot.web.desk.queue import Row, row_of
from bot.web.desk.timeline import Moment, opened_all, timeline
from bot.web.desk.words import moment, span

_ACTIONS: Mapping[str, Action] = {
    "claim": Claim(),
    "release": Release(),
    "reply": Reply(b""),
    "note": Note(b""),
    "resolve": Resolve(),
    "reopen": ReopenAgain(),
}
_LIFE = {Urgency.EMERGENCY, Urgency.SUICIDAL}
_LIFE_HEARD = {Tier.EMERGENCY.value, Tier.SUICIDAL.value}


@dataclass(frozen=True, slots=True)
class Head(Row):
    """What stands above the timeline; `first_reply` is how long the visitor waited for it, empty before it came.

    `answer_by` is when the bot speaks again if nobody answers, empty while nothing is to be answered.
    """

    opened: str
    first_reply: str
    answer_by: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole; `may` names the actions that would not be refused now, `lines` are those the visitor was told of.

    `mine`: who looks has claimed it, so that the page renews itself. `meldcode`: somebody may be unsafe, `life`: their
    life may be in danger, whatever else is said of them.
    """

    head: Head
    moments: Sequence[Moment]
    care: Sequence[Told]
    mine: bool
    may: frozenset[str]
    reachable: bool
    lines: Sequence[Helpline]
    meldcode: bool
    life: bool


def shown(case: Case, session: Session, municipality: Callable[[str], str], now: datetime) -> Shown:
    """Open a handover for who is signed in."""
    by, card = reviewer(session), case.card
    urgencies = {card.urgency, *(entry.urgency for entry in case.entries if entry.urgency is not None)}
    mine, entries = card.is_of(by.id), opened_all(case, session.private)
    said = [line for entry, lines in entries if entry.who is Who.VISITOR for line in lines or ()]
    signals = {signal for line in said for signal in line.signals}
    return Shown(
        head=_head(case, municipality, now, mine=mine),
        moments=timeline(entries, now),
        care=tuple(told(case.care, now, alarmed=urgencies != {Urgency.ASKED})),
        mine=mine,
        may=frozenset(name for name, act in _ACTIONS.items() if not refused(act, card, by, reachable=case.reachable)),
        reachable=case.reachable,
        lines=_told_of(said),
        meldcode=Urgency.UNSAFE in urgencies or Tier.UNSAFE in signals,
        life=bool(_LIFE & urgencies) or bool(_LIFE_HEARD & signals),
    )


def _head(case: Case, municipality: Callable[[str], str], now: datetime, *, mine: bool) -> Head:
    card = case.card
    return Head(
        **asdict(row_of(card, municipality, now, mine=mine)),
        opened=moment(card.opened_at, now),
        first_reply=span(case.first_reply_at - card.opened_at) if case.first_reply_at else "",
        answer_by=moment(card.answer_by, now) if card.answer_by else "",
    )


def _told_of(said: Sequence[Line]) -> Sequence[Helpline]:
    """Give the helplines of all answers, those of the first first; one that is no more is left out."""
    known, keys = helplines(), dict.fromkeys(key for line in said for key in line.helplines)
    return tuple(known[key] for key in keys if key in known)
