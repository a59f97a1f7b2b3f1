"""Examples for the bot to learn from: written in the words of staff beside a handover, and the list of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Template
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY, HTTP_503_SERVICE_UNAVAILABLE

from bot.conversation import StoreDownError
from bot.handovers import Case
from bot.messages import Language
from bot.staff import LONGEST_EXAMPLE, Example, Kept, Role, tidied, unfit
from bot.web.desk.access import DeskRequest, needs
from bot.web.desk.meanings import groups, meaning, worded
from bot.web.desk.pages import go, page
from bot.web.desk.ports import DeskParts
from bot.web.desk.reading import Form, choice, form_of, number_in, row
from bot.web.desk.refusals import found, notice
from bot.web.desk.timeline import opened
from bot.web.desk.words import listed, said

SHOWN = 200
_HOME = "/desk/voorbeelden"
_COORDINATOR = needs(Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Listed:
    """An example as the list shows it; one that cannot be read has no text."""

    id: int
    day: str
    text: str
    language: str
    language_said: str
    means: str


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the form beside a handover, and the list."""
    return [*_writing(parts), *_keeping(parts)]


def _writing(parts: DeskParts) -> list[HTTPRouteHandler]:
    @get("/zaak/{number:int}/voorbeeld", opt=needs(Role.REVIEWER))
    async def ask(request: DeskRequest, number: FromPath[int]) -> Template:
        case = await found(parts.desk, request, number, quiet=True)
        about = {"language": case.card.language, "moment": request.query_params.get("moment", "")}
        return _asked(parts, request, case, about)

    @post("/zaak/{number:int}/voorbeeld", opt=needs(Role.REVIEWER), status_code=HTTP_200_OK)
    async def write(request: DeskRequest, number: FromPath[int]) -> Response[Any]:
        form = await form_of(request)
        try:
            return await _written(parts, request, number, form)
        except StoreDownError:
            return notice(request, "503", HTTP_503_SERVICE_UNAVAILABLE, form.get("example", ""))

    return [ask, write]


def _asked(parts: DeskParts, request: DeskRequest, case: Case, form: Form, wrong: str = "") -> Template:
    return page(
        request,
        "example",
        HTTP_422_UNPROCESSABLE_ENTITY if wrong else HTTP_200_OK,
        card=case.card,
        form=form,
        moment=number_in(form.get("moment")) or "",
        groups=groups(parts.topics),
        languages=[(each.value, said("language", each)) for each in Language],
        longest=LONGEST_EXAMPLE,
        wrong=wrong,
        saved="bewaard" in request.query_params,
    )


async def _written(parts: DeskParts, request: DeskRequest, number: int, form: Form) -> Response[Any]:
    """Keep an example, unless it is like what was said: the words of a visitor are never learnt from."""
    case = await found(parts.desk, request, number, quiet=True)
    text, means = tidied(form.get("example", "")), meaning(form.get("meaning", ""), parts.topics)
    wrong = unfit(text, _words(case, request.auth.private))
    if wrong or means is None:
        return _asked(parts, request, case, form, said("unfit", wrong) if wrong else said("wrong", "no_meaning"))
    language = choice(Language, form.get("language")) or case.card.language
    await parts.examples.add(Example(*means, language, text), request.auth.member.login)
    return go(f"/desk/zaak/{number}/voorbeeld?bewaard=ja&moment={number_in(form.get('moment')) or ''}")


def _words(case: Case, private: bytes) -> Sequence[str]:
    """Give all that was said and noted in a handover, message by message: a note may quote the visitor."""
    return [line.words for entry in case.entries for line in opened(entry, private) or ()]


def _keeping(parts: DeskParts) -> list[HTTPRouteHandler]:
    @get("/voorbeelden", opt=_COORDINATOR)
    async def everything(request: DeskRequest) -> Template:
        waiting = await parts.examples.waiting()
        newest = [_listed(kept, parts.topics) for kept in reversed(waiting[-SHOWN:])]
        values = {"shown": SHOWN, "dropped": "weg" in request.query_params}
        return page(request, "examples", examples=newest, waiting=len(waiting), **values)

    @post("/voorbeelden/{number:int}/verwijderen", opt=_COORDINATOR)
    async def drop(request: DeskRequest, number: FromPath[int]) -> Response[Any]:
        await parts.examples.drop([row(number)], request.auth.member.login)
        return go(f"{_HOME}?weg=ja")

    return [everything, drop]


def _listed(kept: Kept, topics: Mapping[str, str]) -> Listed:
    if kept.example is None:
        return Listed(kept.id, _day(kept.day), "", "nl", "", "")
    language = kept.example.language
    means = worded(kept.example, topics)
    return Listed(kept.id, _day(kept.day), kept.example.text, language, said("language", language), means)


def _day(day: date) -> str:
    return f"{day.day} {listed('month')[day.month - 1]} {day.year}"
