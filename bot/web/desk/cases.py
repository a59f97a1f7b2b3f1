"""A handover: its page, and what its buttons do."""

from dataclasses import dataclass
from typing import Any

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Template
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_409_CONFLICT,
    HTTP_422_UNPROCESSABLE_ENTITY,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from bot.conversation import StoreDownError
from bot.handovers import Case, Done, Refusal, Verdict
from bot.messages import Language
from bot.staff import Role
from bot.web.desk.access import DeskRequest, needs, reviewer
from bot.web.desk.doing import Act, acts, goes_on_at
from bot.web.desk.drafts import Drafts, Typed, begun, together, typed_in, without
from bot.web.desk.pages import go, page
from bot.web.desk.ports import DeskParts
from bot.web.desk.reading import LONGEST, form_of, row
from bot.web.desk.refusals import found, gone, notice
from bot.web.desk.sentences import again, sentences, spoken_by, unused
from bot.web.desk.showing import shown
from bot.web.desk.timeline import staff_words
from bot.web.desk.words import said


@dataclass(frozen=True, slots=True)
class Sent:
    """What stands in the fields, and what is wrong with it, if anything."""

    typed: Typed
    wrong: str = ""
    status: int = HTTP_200_OK


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the page, the part of it that renews itself, and the actions."""
    drafts = Drafts()
    doing = (_action(parts, drafts, name, act) for name, act in acts(parts.work).items())
    return [*_reading(parts, drafts), *doing]


def _reading(parts: DeskParts, drafts: Drafts) -> list[HTTPRouteHandler]:
    @get("/zaak/{number:int}", opt=needs(Role.REVIEWER))
    async def whole(request: DeskRequest, number: FromPath[int]) -> Template:
        case = await found(parts.desk, request, number)
        return await _page(parts, request, case, Sent(drafts.take(request.auth.token, number)))

    @get("/zaak/{number:int}/gesprek", opt=needs(Role.REVIEWER, quiet=True))
    async def part(request: DeskRequest, number: FromPath[int]) -> Template:
        case = await found(parts.desk, request, number, quiet=True)
        view = shown(case, request.auth, parts.municipality, parts.clock())
        return page(request, "case_renewed", case=view, verdicts=_verdicts(), was_mine="mijn" in request.query_params)

    @post("/zaak/{number:int}", opt=needs(Role.REVIEWER), name="desk_anew")
    async def anew(request: DeskRequest, number: FromPath[int]) -> Response[Any]:
        """Load the page again as it was typed in, a first sentence behind the answer if one was chosen."""
        form = await form_of(request)
        typed, chosen = typed_in(form), form.get("zin", "")
        if chosen in await sentences(parts.settings):
            typed = {**typed, "reply": begun(typed["reply"], chosen)}
        drafts.keep(request.auth.token, row(number), typed)
        return go(f"/desk/zaak/{number}#antwoord")

    return [whole, part, anew]


async def _page(parts: DeskParts, request: DeskRequest, case: Case, sent: Sent) -> Template:
    view = shown(case, request.auth, parts.municipality, parts.clock())
    offered = spoken_by(await sentences(parts.settings), Language(case.card.language))
    offered = unused(offered, staff_words(case, request.auth.private))
    values = {"typed": sent.typed, "wrong": sent.wrong, "longest": LONGEST, "sentences": offered, "was_mine": False}
    return page(request, "case", sent.status, case=view, verdicts=_verdicts(), **values)


def _verdicts() -> list[tuple[str, str]]:
    return [(verdict.value, said("verdict", verdict)) for verdict in Verdict]


def _action(parts: DeskParts, drafts: Drafts, name: str, act: Act) -> HTTPRouteHandler:
    @post(f"/zaak/{{number:int}}/{name}", opt=needs(Role.REVIEWER), name=f"desk_{name}", status_code=HTTP_200_OK)
    async def do(request: DeskRequest, number: FromPath[int]) -> Response[Any]:
        form = {**await form_of(request), "entry": request.query_params.get("entry", "")}
        typed = typed_in(form)
        try:
            twice = name == "reply" and await _said_before(parts, request, number, typed["reply"])
            outcome = "twice" if twice else await act(row(number), reviewer(request.auth), form)
        except StoreDownError:  # it may have been written all the same: the page says to look first
            return notice(request, "503", HTTP_503_SERVICE_UNAVAILABLE, together(typed))
        match outcome:
            case Done():
                drafts.keep(request.auth.token, number, without(typed, name))
                return go(f"/desk/zaak/{number}#{goes_on_at(name, form)}")
            case Refusal.GONE:
                raise await gone(parts.desk, number)
            case _:
                case = await found(parts.desk, request, number)
                return await _page(parts, request, case, _refused(typed, outcome))

    return do


async def _said_before(parts: DeskParts, request: DeskRequest, number: int, reply: str) -> bool:
    case = await found(parts.desk, request, number, quiet=True)
    return again(await sentences(parts.settings), staff_words(case, request.auth.private), reply)


def _refused(typed: Typed, outcome: Refusal | str) -> Sent:
    if isinstance(outcome, Refusal):
        return Sent(typed, said("refusal", outcome), HTTP_409_CONFLICT)
    return Sent(typed, said("wrong", outcome), HTTP_422_UNPROCESSABLE_ENTITY)
