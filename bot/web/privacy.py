"""The privacy statement: a page that anybody can read, also where there is no chat page."""

from collections.abc import Callable
from typing import Any

from litestar import Request, get
from litestar.handlers import HTTPRouteHandler
from litestar.response import Template

from bot.messages import Language
from bot.texts import Texts
from bot.web.reading import language_of


def route(texts: Texts, days_kept: Callable[[], int]) -> HTTPRouteHandler:
    """Give `GET /privacy`: in the language of `?taal=`, else that of the browser, else Dutch.

    `days_kept` tells how long after staff have closed a handover it is there.
    """

    @get("/privacy", opt={"exclude_from_csrf": True})  # else it would set a cookie
    async def page(request: Request[Any, Any, Any]) -> Template:
        language = _asked(request.query_params.get("taal", "")) or language_of(
            request.headers.get("accept-language", "")
        )
        return _page(texts, language or Language.NL, days_kept())

    return page


def _asked(code: str) -> Language | None:
    return Language(code) if code in Language else None


def _page(texts: Texts, language: Language, days: int) -> Template:
    def words(key: str) -> str:
        return texts.say(key, language, kept=texts.days(days, language)).text

    return Template("privacy.html", context={"language": language, "words": words})
