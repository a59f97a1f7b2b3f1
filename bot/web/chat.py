"""The chat: a page that starts a conversation and a form that carries on with it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.exceptions import ClientException
from litestar.handlers import HTTPRouteHandler
from litestar.response import Template
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_403_FORBIDDEN,
    HTTP_413_REQUEST_ENTITY_TOO_LARGE,
    HTTP_429_TOO_MANY_REQUESTS,
    HTTP_500_INTERNAL_SERVER_ERROR,
)

from bot.conversation import PAGE, StoreDownError, Waiting
from bot.in_order import InOrder
from bot.messages import Called, Command, Content, Incoming, Language, Located, OldButton, Pressed
from bot.texts import Texts
from bot.web.limits import Limit
from bot.web.pages import Pages, Turn
from bot.web.ports import Outbox, Visitors
from bot.web.reading import content_of, language_of, seen_in, visitor_in

VISITOR_COOKIE = "visitor"
AnyRequest = Request[Any, Any, Any]

_WHY_NOT = {
    HTTP_403_FORBIDDEN: "web_stale",
    HTTP_413_REQUEST_ENTITY_TOO_LARGE: "web_too_long",
    HTTP_429_TOO_MANY_REQUESTS: "rate_limited",
}
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Chat:
    """What the chat's routes need."""

    visitors: Visitors
    outbox: Outbox
    texts: Texts
    visitor_key: Callable[[str], str]
    clock: Callable[[], datetime]
    https: bool
    in_order: InOrder = field(default_factory=InOrder)

    @property
    def pages(self) -> Pages:
        """The pages in this chat's texts."""
        return Pages(self.texts)

    async def turn(self, incoming: Incoming, said: str) -> tuple[Turn, int]:
        """Take a turn after those of the same visitor that came before; gives the HTTP status with it.

        Whatever breaks, the visitor hears something; what broke is logged by its type alone.
        """
        try:
            async with self.in_order.of(incoming.visitor):
                delivery = await self.visitors.turn(incoming)
        except Exception as error:  # noqa: BLE001 - the rim: nothing may leave a visitor without an answer
            _log.error("web.turn_failed", kind=type(error).__name__)
            language = incoming.language or Language.NL
            return Turn(said, (self.texts.say("something_broke", language),), language), HTTP_500_INTERNAL_SERVER_ERROR
        return Turn(said, delivery.replies, delivery.language), HTTP_200_OK

    async def fetch(self, visitor: str, seen: frozenset[int]) -> Waiting:
        """Give what staff have said to a visitor; what they have `seen` has arrived, and does not come again.

        Raises:
            StoreDownError: it is not known what there is, nor whether what was seen is taken for delivered.
        """
        waiting = await self.outbox.waiting(visitor)
        theirs = {delivery.id for delivery in waiting.deliveries}
        for delivery in sorted(seen & theirs):  # nobody strikes out what is for somebody else
            await self.outbox.delivered(delivery)
        unseen = tuple(delivery for delivery in waiting.deliveries if delivery.id not in seen)
        return Waiting(unseen, waiting.more)

    async def fetch_beside(self, visitor: str, seen: frozenset[int]) -> Waiting:
        """Give the same along with an answer, which goes out whether or not there is more to show."""
        try:
            return await self.fetch(visitor, seen)
        except StoreDownError:  # the store has said so
            return Waiting(more=True)

    def own_words(self, form: dict[str, str], content: Content, language: Language) -> str:
        """Give what stands in the visitor's own bubble; the page's own first /start shows none."""
        match content:
            case Called(Command.START):
                return ""
            case Pressed() | OldButton():
                return form.get("title", "")
            case Located():
                return self.texts.say("web_location_shared", language).text
            case _:
                return form.get("text", "").strip()

    def with_cookie(self, response: Template, visitor: str) -> Template:
        """Let the browser remember, until it closes, who it is to us."""
        cookie = Cookie(key=VISITOR_COOKIE, value=visitor, httponly=True, samesite="strict", secure=self.https)
        response.set_cookie(cookie)
        return response


def wanted_language(request: AnyRequest) -> Language | None:
    """Give the language the browser asks for; the page's script sends the one the page is in."""
    return language_of(request.headers.get("accept-language", ""))


def by_script(request: AnyRequest) -> bool:
    """Tell whether the page's script asks, which shows a part of a page; a browser without shows a whole one."""
    return "hx-request" in request.headers


def routes(chat: Chat, limit: Limit) -> list[HTTPRouteHandler]:
    """Give `GET /` and `POST /chat`."""

    @get("/")
    async def page(request: AnyRequest) -> Template:
        visitor = visitor_in(request.cookies.get(VISITOR_COOKIE)) or secrets.token_hex(16)
        return chat.with_cookie(chat.pages.start(wanted_language(request) or Language.NL), visitor)

    @post("/chat", status_code=HTTP_200_OK, middleware=[limit.middleware])
    async def say(request: AnyRequest) -> Template:
        form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        content = content_of(form, chat.texts.askable)
        if content is None:
            raise ClientException
        await limit.forget_old()
        language = wanted_language(request)
        shown = language or Language.NL
        visitor = visitor_in(request.cookies.get(VISITOR_COOKIE)) or secrets.token_hex(16)
        incoming = Incoming(chat.visitor_key(f"web:{visitor}"), content, chat.clock(), PAGE, language, trial=True)
        turn, status = await chat.turn(incoming, chat.own_words(form, content, shown))
        if by_script(request):
            return chat.with_cookie(chat.pages.fragment(turn, shown, status), visitor)
        waiting = await chat.fetch_beside(incoming.visitor, seen_in(form.get("seen")))
        return chat.with_cookie(chat.pages.whole(turn, status, waiting), visitor)

    return [page, say]


def refusal(request: AnyRequest, pages: Pages, status: int) -> Response[Any]:
    """Answer a form that was not taken: kindly, in place, with where help is."""
    language = wanted_language(request) or Language.NL
    say = pages.texts.say(_WHY_NOT.get(status, "something_broke"), language)
    turn = Turn("", (say,), language, stale=status == HTTP_403_FORBIDDEN)
    return pages.fragment(turn, language, status) if by_script(request) else pages.whole(turn, status)
