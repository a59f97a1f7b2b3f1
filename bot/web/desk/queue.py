"""The queue: who waits, who needs somebody first, and who has whom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.response import Template

from bot.handovers import Card, HandoverState, Listed, Urgency, Wanted
from bot.staff import Role
from bot.web.desk.access import DeskRequest, needs
from bot.web.desk.pages import page
from bot.web.desk.ports import DeskParts
from bot.web.desk.reading import number_in
from bot.web.desk.words import clock_time, key, moment, said, span

ON_A_PAGE = 50
_LAST_PAGE = 10_000
_STATES: Mapping[str, frozenset[HandoverState]] = {
    "": Wanted().states,
    **{state.value: frozenset({state}) for state in HandoverState},
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the queue somebody wants to see, as their form says it."""

    urgency: Urgency = Urgency.ASKED
    state: str = ""
    mine: bool = False
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filter":
        """Read a query; what is odd counts as not asked for."""
        by_key = {key(urgency): urgency for urgency in Urgency}
        state = query.get("staat", "")
        return cls(
            urgency=by_key.get(query.get("ernst", ""), Urgency.ASKED),
            state=state if state in _STATES else "",
            mine=query.get("van") == "mij",
            page=min(number_in(query.get("pagina")) or 1, _LAST_PAGE),
        )

    def wanted(self, member: int) -> Wanted:
        """Give what to ask the store for."""
        after = (self.page - 1) * ON_A_PAGE
        return Wanted(_STATES[self.state], self.urgency, member if self.mine else None, ON_A_PAGE, after)

    def query(self, number: int | None = None) -> str:
        """Write it back as a query, for another page if one is given."""
        page = number or self.page
        values = {
            "ernst": key(self.urgency) if self.urgency else "",
            "staat": self.state,
            "van": "mij" if self.mine else "",
            "pagina": str(page) if page > 1 else "",
        }
        return urlencode({name: value for name, value in values.items() if value})


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
    """What the queue shows now: `waiting` is how many nobody talks with, `emergencies` how many of those are one."""

    rows: Sequence[Row]
    total: int
    waiting: int
    emergencies: int
    at: str
    filter: Filter
    pages: int


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the page and the part of it that renews itself."""

    @get("/", opt=needs(Role.REVIEWER))
    async def whole(request: DeskRequest) -> Template:
        shown = await _queue(parts, request)
        urgencies = [(key(each), said("urgency", each)) for each in sorted(Urgency, reverse=True)]
        states = [(state.value, said("state", state)) for state in HandoverState]
        return page(request, "queue", queue=shown, urgencies=urgencies, states=states)

    @get("/wachtrij", opt=needs(Role.REVIEWER, quiet=True))
    async def part(request: DeskRequest) -> Template:
        return page(request, "queue_part", queue=await _queue(parts, request))

    return [whole, part]


async def _queue(parts: DeskParts, request: DeskRequest) -> Queue:
    wanted, now = Filter.of(request.query_params), parts.clock()
    member = request.auth.member.id
    listed = await parts.desk.listed(wanted.wanted(member))
    rows = tuple(row_of(card, parts.municipality, now, mine=card.is_of(member)) for card in listed.cards)
    waiting, emergencies = sum(listed.waiting.values()), listed.waiting.get(Urgency.EMERGENCY, 0)
    return Queue(rows, listed.total, waiting, emergencies, clock_time(now), wanted, _pages(listed))


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
    return "heeft antwoord" if card.claimed_by else "wacht nergens op"
