"""The queue: who waits, who needs somebody first, and who has whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.response import Template

from bot.handovers import Card, HandoverState, Listed, Urgency
from bot.staff import Role
from bot.web.desk.access import DeskRequest, needs
from bot.web.desk.filtering import ON_A_PAGE, Filter, Option, languages, states, urgencies
from bot.web.desk.pages import page
from bot.web.desk.ports import DeskParts
from bot.web.desk.words import clock_time, key, moment, said, span


@dataclass(frozen=True, slots=True)
class Row:
    """One handover in words; `urgency` and `state` are names in the style sheet."""

    id: int
    alias: str
    urgency: str
    urgency_said: str
    state: str
    state_said: str
    waits: str
    age: str
    language: str
    municipality: str
    trial: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """What the queue shows now: `waiting` is how many nobody talks with, `emergencies` how many of those are one.

    `places` are the municipalities one can choose, for the form above it.
    """

    rows: Sequence[Row]
    total: int
    waiting: int
    emergencies: int
    at: str
    filter: Filter
    pages: int
    places: Sequence[Option]


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the page and the part of it that renews itself."""

    @get("/", opt=needs(Role.REVIEWER))
    async def whole(request: DeskRequest) -> Template:
        shown = await _queue(parts, request, places=True)
        options = {"urgencies": urgencies(), "states": states(), "languages": languages()}
        return page(request, "queue", queue=shown, options=options)

    @get("/wachtrij", opt=needs(Role.REVIEWER, quiet=True))
    async def part(request: DeskRequest) -> Template:
        return page(request, "queue_part", queue=await _queue(parts, request))

    return [whole, part]


async def _queue(parts: DeskParts, request: DeskRequest, *, places: bool = False) -> Queue:
    wanted, now, named = Filter.of(request.query_params, parts.municipality), parts.clock(), parts.municipality
    member = request.auth.member.id
    listed = await parts.desk.listed(wanted.wanted(member, places=places))
    rows = tuple(row_of(card, named, now, mine=card.is_of(member)) for card in listed.cards)
    return Queue(
        rows=rows,
        total=listed.total,
        waiting=sum(listed.waiting.values()),
        emergencies=listed.waiting.get(Urgency.EMERGENCY, 0),
        at=clock_time(now),
        filter=wanted,
        pages=_pages(listed),
        places=wanted.places(listed.places, named),
    )


def _pages(listed: Listed) -> int:
    return max(1, -(-listed.total // ON_A_PAGE))


def row_of(card: Card, municipality: Callable[[str], str], now: datetime, *, mine: bool) -> Row:
    """Word a handover; `municipality` names a gm_code."""
    return Row(
        id=card.id,
        alias=card.alias,
        urgency=key(card.urgency),
        urgency_said=said("urgency", card.urgency),
        state=card.state.value,
        state_said=state_of(card, mine=mine),
        waits=waits(card, now),
        age=span(now - card.opened_at),
        language=said("language", card.language),
        municipality=municipality(card.municipality) if card.municipality else "",
        trial=card.trial,
        mine=mine,
    )


def state_of(card: Card, *, mine: bool) -> str:
    """Say where a handover stands, and with whom."""
    if card.claimed_by is None:
        return said("state", card.state)
    return "In gesprek met jou" if mine else f"In gesprek met {card.claimed_by.called}"


def waits(card: Card, now: datetime) -> str:
    """Say how long somebody has waited for an answer, or since when they need not."""
    if card.state is HandoverState.RESOLVED:
        return f"klaar {moment(card.resolved_at, now)}" if card.resolved_at else "klaar"
    if card.waiting_since:
        return f"wacht {span(now - card.waiting_since)}"
    return "heeft antwoord" if card.claimed_by else "geen nieuw bericht"
