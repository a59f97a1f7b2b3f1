"""What staff say to somebody on the chat page: nothing can be sent there, so the page comes and asks."""

from typing import Any

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_204_NO_CONTENT, HTTP_503_SERVICE_UNAVAILABLE

from bot.conversation import StoreDownError, Waiting
from bot.messages import Language
from bot.web.chat import VISITOR_COOKIE, AnyRequest, Chat, by_script, refusal, wanted_language
from bot.web.pages import Turn
from bot.web.reading import seen_in, visitor_in

ENOUGH = 286  # "ask no more", as htmx calls it


def route(chat: Chat) -> HTTPRouteHandler:
    """Give `GET /chat/new`, outside the limit of what a visitor may send.

    To the script it answers 200 with what is new, 204 when there is nothing yet, and 286 when nothing may come: nobody
    has a handover of this visitor.
    """

    @get("/chat/new")
    async def fetch(request: AnyRequest) -> Response[Any]:
        try:
            waiting = await _fetched(chat, request)
        except StoreDownError:  # the store has said so; the page says again what it has seen
            return refusal(request, chat.pages, HTTP_503_SERVICE_UNAVAILABLE)
        if not by_script(request):
            return chat.pages.whole(_nothing_yet(chat, request, waiting), waiting=waiting)
        if waiting.deliveries:
            return chat.pages.news(waiting)
        return Response("", status_code=HTTP_204_NO_CONTENT if waiting.more else ENOUGH)

    return fetch


async def _fetched(chat: Chat, request: AnyRequest) -> Waiting:
    visitor = visitor_in(request.cookies.get(VISITOR_COOKIE))
    if visitor is None:
        return Waiting()
    return await chat.fetch(chat.visitor_key(f"web:{visitor}"), seen_in(request.query_params.get("seen")))


def _nothing_yet(chat: Chat, request: AnyRequest, waiting: Waiting) -> Turn | None:
    if waiting.deliveries:
        return None
    language = wanted_language(request) or Language.NL
    return Turn("", (chat.texts.say("web_nothing_new", language),), language)
