"""What coordinators settle: when staff read, first sentences, when a second alert goes out, how long all is kept."""

from collections.abc import Callable
from typing import Any

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.response import Template
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY

from bot.handovers.alerts import MINUTES
from bot.staff import DAYS, MOST_DAYS, Role, Setting, Settings, days_kept
from bot.web.desk import hours
from bot.web.desk.access import DeskRequest, needs
from bot.web.desk.pages import go, page
from bot.web.desk.ports import DeskParts
from bot.web.desk.reading import Form, WrittenWrongError, form_of, number_in
from bot.web.desk.sentences import sentences
from bot.web.desk.words import listed, said

MOST_MINUTES = 120
MOST_SENTENCES, LONGEST_SENTENCE = 20, 300

_COORDINATOR = needs(Role.COORDINATOR)
Read = Callable[[Form], object]


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the page and its forms."""

    @get("/instellingen", opt=_COORDINATOR)
    async def settings(request: DeskRequest) -> Template:
        return await _page(parts, request)

    return [
        settings,
        _form(parts, "openingstijden", Setting.HOURS, lambda form: hours.read(hours.in_form(form)).to_json()),
        _form(parts, "zinnen", Setting.SENTENCES, _sentences),
        _form(parts, "seintjes", Setting.ALERT_MINUTES, lambda form: _number(form, "minutes", MOST_MINUTES)),
        _form(parts, "bewaartermijn", Setting.RETENTION_DAYS, lambda form: _number(form, "days", MOST_DAYS)),
    ]


def _form(parts: DeskParts, path: str, name: str, read: Read) -> HTTPRouteHandler:
    @post(f"/instellingen/{path}", opt=_COORDINATOR, name=f"desk_{name}")
    async def settle(request: DeskRequest) -> Response[Any]:
        form = await form_of(request)
        try:
            value = read(form)
        except WrittenWrongError as wrong:
            return await _page(parts, request, {name: form}, {name: wrong.said})
        await parts.settings.write(name, value, request.auth.member.login)
        return go(f"/desk/instellingen?bewaard={name}")

    return settle


async def _page(
    parts: DeskParts, request: DeskRequest, sent: dict[str, Form] | None = None, wrong: dict[str, str] | None = None
) -> Template:
    """Show what is settled; a form that was `sent` and is wrong is shown as it was."""
    sent, wrong = sent or {}, wrong or {}
    settings = parts.settings
    return page(
        request,
        "settings",
        HTTP_422_UNPROCESSABLE_ENTITY if wrong else HTTP_200_OK,
        days=list(zip(DAYS, listed("day"), strict=True)),
        hours=await _hours(settings, sent.get(Setting.HOURS)),
        promised=await settings.read(Setting.HOURS) is not None,
        sentences=await _shown_sentences(settings, sent.get(Setting.SENTENCES)),
        minutes=await _shown_minutes(settings, sent.get(Setting.ALERT_MINUTES)),
        kept=await _shown_days(settings, sent.get(Setting.RETENTION_DAYS)),
        wrong=wrong,
        saved=request.query_params.get("bewaard", ""),
    )


async def _hours(settings: Settings, sent: Form | None) -> hours.Written:
    return hours.in_form(sent) if sent is not None else hours.written(hours.kept(await settings.read(Setting.HOURS)))


async def _shown_sentences(settings: Settings, sent: Form | None) -> str:
    return "\n".join(await sentences(settings)) if sent is None else sent.get("sentences", "")


async def _shown_minutes(settings: Settings, sent: Form | None) -> str:
    if sent is not None:
        return sent.get("minutes", "")
    kept = await settings.read(Setting.ALERT_MINUTES)
    return str(kept if isinstance(kept, int) else MINUTES)


async def _shown_days(settings: Settings, sent: Form | None) -> str:
    return str(days_kept(await settings.read(Setting.RETENTION_DAYS))) if sent is None else sent.get("days", "")


def _sentences(form: Form) -> list[str]:
    lines = [" ".join(line.split()) for line in form.get("sentences", "").splitlines()]
    written = list(dict.fromkeys(line for line in lines if line))
    if len(written) > MOST_SENTENCES or any(len(line) > LONGEST_SENTENCE for line in written):
        raise WrittenWrongError(said("wrong", "too_many"))
    return written


def _number(form: Form, name: str, most: int) -> int:
    number = number_in(form.get(name, "").strip())
    if number is None or number > most:
        raise WrittenWrongError(said("wrong", name))
    return number
