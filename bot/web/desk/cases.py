"""A handover: its page, and what staff do with it."""

from collections.abc import Awaitable, Callable, Mapping
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
from bot.handovers import Case, Done, Refusal, Reviewer, Verdict
from bot.staff import Role
from bot.web.desk.access import DeskRequest, needs, reviewer
from bot.web.desk.pages import go, page
from bot.web.desk.ports import DeskParts
from bot.web.desk.reading import LONGEST, Form, choice, form_of, number_in, row
from bot.web.desk.refusals import GoneError, notice
from bot.web.desk.sentences import sentences, unused
from bot.web.desk.showing import shown
from bot.web.desk.timeline import staff_words
from bot.web.desk.words import said

Outcome = Done | Refusal | str  # a text: the key of what is wrong with what was filled in
Act = Callable[[int, Reviewer, Form], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields, and what is wrong with it, if anything."""

    reply: str = ""
    note: str = ""
    wrong: str = ""
    status: int = HTTP_200_OK


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the page, the part of it that renews itself, and the actions."""
    return [*_reading(parts), *(_action(parts, name, act) for name, act in _acts(parts).items())]


def _reading(parts: DeskParts) -> list[HTTPRouteHandler]:
    @get("/zaak/{number:int}", opt=needs(Role.REVIEWER))
    async def whole(request: DeskRequest, number: FromPath[int]) -> Template:
        return await _page(parts, request, row(number), Typed())

    @get("/zaak/{number:int}/gesprek", opt=needs(Role.REVIEWER, quiet=True))
    async def part(request: DeskRequest, number: FromPath[int]) -> Template:
        case = await _case(parts, request, row(number), quiet=True)
        view = shown(case, request.auth, parts.municipality, parts.clock())
        return page(request, "case_part", case=view, verdicts=_verdicts())

    return [whole, part]


async def _case(parts: DeskParts, request: DeskRequest, number: int, *, quiet: bool = False) -> Case:
    case = await parts.desk.case(number, reviewer(request.auth), quiet=quiet)
    if case is None:
        raise GoneError
    return case


async def _page(parts: DeskParts, request: DeskRequest, number: int, typed: Typed) -> Template:
    case = await _case(parts, request, number)
    view = shown(case, request.auth, parts.municipality, parts.clock())
    offered = unused(await sentences(parts.settings), staff_words(case, request.auth.private))
    chosen = request.query_params.get("zin")
    reply = typed.reply or (chosen if view.mine and chosen in offered else "")
    values = {"reply": reply, "note": typed.note, "wrong": typed.wrong, "longest": LONGEST}
    return page(request, "case", typed.status, case=view, sentences=offered, verdicts=_verdicts(), **values)


def _verdicts() -> list[tuple[str, str]]:
    return [(verdict.value, said("verdict", verdict)) for verdict in Verdict]


def _acts(parts: DeskParts) -> Mapping[str, Act]:
    work = parts.work
    return {
        "claim": lambda number, by, _: work.claim(number, by),
        "release": lambda number, by, _: work.release(number, by),
        "resolve": lambda number, by, _: work.resolve(number, by),
        "reopen": lambda number, by, _: work.reopen(number, by),
        "reply": _worded(work.reply),
        "note": _worded(work.note),
        "judge": _judging(parts),
    }


def _worded(act: Callable[[int, Reviewer, str], Awaitable[Outcome]]) -> Act:
    async def with_words(number: int, by: Reviewer, form: Form) -> Outcome:
        words = form.get("words", "").strip()
        if not words:
            return "empty"
        return "too_long" if len(words) > LONGEST else await act(number, by, words)

    return with_words


def _judging(parts: DeskParts) -> Act:
    async def judge(number: int, by: Reviewer, form: Form) -> Outcome:
        entry, verdict = number_in(form.get("entry")), choice(Verdict, form.get("verdict"))
        if entry is None or verdict is None:
            return "no_choice"
        return await parts.work.judge(number, by, entry, verdict)

    return judge


def _action(parts: DeskParts, name: str, act: Act) -> HTTPRouteHandler:
    @post(f"/zaak/{{number:int}}/{name}", opt=needs(Role.REVIEWER), name=f"desk_{name}", status_code=HTTP_200_OK)
    async def do(request: DeskRequest, number: FromPath[int]) -> Response[Any]:
        form = await form_of(request)
        try:
            outcome = await act(row(number), reviewer(request.auth), form)
        except StoreDownError:  # it may have been written all the same: the page says to look first
            return notice(request, "503", HTTP_503_SERVICE_UNAVAILABLE, form.get("words", ""))
        match outcome:
            case Done():
                return go(f"/desk/zaak/{number}#{_goes_on_at(name, form)}")
            case Refusal.GONE:
                raise GoneError
            case _:
                return await _page(parts, request, number, _refused(name, form, outcome))

    return do


def _goes_on_at(name: str, form: Form) -> str:
    match name:
        case "judge":
            return f"moment-{number_in(form.get('entry'))}"
        case "claim" | "reply":
            return "antwoord"
        case _:
            return "inhoud"


def _refused(name: str, form: Form, outcome: Refusal | str) -> Typed:
    """Keep what was typed: nobody likes to write it twice."""
    words = form.get("words", "")
    known = isinstance(outcome, Refusal)
    return Typed(
        reply=words if name == "reply" else "",
        note=words if name == "note" else "",
        wrong=said("refusal" if known else "wrong", outcome),
        status=HTTP_409_CONFLICT if known else HTTP_422_UNPROCESSABLE_ENTITY,
    )
