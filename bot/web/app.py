"""The application: which routes there are and what stands around them."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from litestar import Litestar, MediaType, Request, Response, Router, get, post
from litestar.config.csrf import CSRFConfig
from litestar.exceptions import HTTPException, InternalServerException
from litestar.handlers import HTTPRouteHandler
from litestar.response import Template
from litestar.static_files import create_static_files_router
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_403_FORBIDDEN,
    HTTP_404_NOT_FOUND,
    HTTP_500_INTERNAL_SERVER_ERROR,
    HTTP_503_SERVICE_UNAVAILABLE,
)
from litestar.template import TemplateConfig

from bot.messages import Language
from bot.staff import USUAL_DAYS
from bot.texts import Texts
from bot.web import chat as chatting
from bot.web import desk as desks
from bot.web import fetching, privacy
from bot.web.headers import CSRF_COOKIE, add_security_headers
from bot.web.limits import BODY_LIMIT, Limit
from bot.web.pages import Pages, engine
from bot.web.ports import Health, Outbox, Visitors, WebSettings

WEBHOOK_LIMIT = 1024 * 1024  # bytes; an update quotes whole other messages

Webhook = Callable[[bytes, str | None], Awaitable[int]]
AnyRequest = Request[Any, Any, Any]
Refusal = Callable[[AnyRequest, Any], Response[Any]]

_STATIC = Path(__file__).with_name("static")
_OUTSIDE_CSRF = {"exclude_from_csrf": True}

_log = structlog.get_logger()


def build(  # noqa: PLR0913, PLR0917 - the composition root hands in everything at once
    settings: WebSettings,
    visitors: Visitors,
    outbox: Outbox,
    texts: Texts,
    visitor_key: Callable[[str], str],
    health: Callable[[], Awaitable[Health]],
    webhook: Webhook | None,
    clock: Callable[[], datetime],
    desk: desks.DeskParts | None = None,
    door: HTTPRouteHandler | None = None,
    days_kept: Callable[[], int] = lambda: USUAL_DAYS,
) -> Litestar:
    """Make the application; without `desk` there are no pages for staff, without `door` (`going.route`) no `/go/`.

    `outbox` holds what staff say until the chat page fetches it; `visitor_key` turns who somebody is ("web:" + cookie)
    into the only name the bot knows; `webhook` takes the body and the secret of an update and gives the HTTP status to
    answer, None leaves its route out; `clock` gives UTC; `days_kept` how long after staff have closed a handover it is
    there.
    """
    limit = Limit(chatting.VISITOR_COOKIE)
    chat = chatting.Chat(visitors, outbox, texts, visitor_key, clock, settings.https)
    handlers = [_health(health), privacy.route(texts, days_kept), *([_webhook(webhook)] if webhook else [])]
    talking = [*chatting.routes(chat, limit), fetching.route(chat)]
    handlers += talking if settings.chat_page else [_no_chat(chat.pages)]
    handlers += [door] if door else []
    for_staff = [desks.routes(desk)] if desk else []
    return Litestar(
        [
            *handlers,
            *for_staff,
            _files(chat.pages),
        ],
        csrf_config=_csrf(settings),
        template_config=TemplateConfig(instance=engine()),
        exception_handlers={HTTPException: _refused(chat.pages), Exception: _refused(chat.pages)},
        before_send=[add_security_headers],
        request_max_body_size=BODY_LIMIT,
        stores={"rate_limit": limit.store},
        openapi_config=None,
        logging_config=None,  # Litestar's own would log tracebacks, and with them a visitor's words
    )


def _csrf(settings: WebSettings) -> CSRFConfig:
    return CSRFConfig(
        secret=settings.csrf_secret,
        cookie_name=CSRF_COOKIE,
        cookie_httponly=True,
        cookie_samesite="strict",
        cookie_secure=settings.https,
    )


def _files(pages: Pages) -> Router:
    def no_file(request: AnyRequest, _: Exception) -> Response[Any]:
        return pages.notice("web_not_found", chatting.wanted_language(request) or Language.NL, HTTP_404_NOT_FOUND)

    # a path that no file can have, with a NUL or too long, is no fault of ours
    refusals: dict[int | type[Exception], Refusal] = {ValueError: no_file, InternalServerException: no_file}
    return create_static_files_router("/static", [_STATIC], opt=_OUTSIDE_CSRF, exception_handlers=refusals)


def _health(health: Callable[[], Awaitable[Health]]) -> HTTPRouteHandler:
    @get("/health", opt=_OUTSIDE_CSRF)
    async def tell() -> Response[dict[str, object]]:
        now = await health()
        return Response(
            {"ok": now.ok, "parts": dict(now.parts)},
            status_code=HTTP_200_OK if now.ok else HTTP_503_SERVICE_UNAVAILABLE,
        )

    return tell


def _webhook(webhook: Webhook) -> HTTPRouteHandler:
    @post("/telegram/webhook", opt=_OUTSIDE_CSRF, request_max_body_size=WEBHOOK_LIMIT)
    async def receive(request: AnyRequest) -> Response[str]:
        status = await webhook(await request.body(), request.headers.get("x-telegram-bot-api-secret-token"))
        return Response("", status_code=status, media_type=MediaType.TEXT)

    return receive


def _no_chat(pages: Pages) -> HTTPRouteHandler:
    @get("/", opt=_OUTSIDE_CSRF)
    async def tell(request: AnyRequest) -> Template:
        return pages.notice("web_no_chat", chatting.wanted_language(request) or Language.NL)

    return tell


def _refused(pages: Pages) -> Callable[[AnyRequest, Exception], Response[Any]]:
    def answer(request: AnyRequest, error: Exception) -> Response[Any]:
        status = error.status_code if isinstance(error, HTTPException) else HTTP_500_INTERNAL_SERVER_ERROR
        if status >= HTTP_500_INTERNAL_SERVER_ERROR:  # ours, not the visitor's
            _log.error("web.failed", kind=type(error).__name__)
        if status == HTTP_404_NOT_FOUND:
            return pages.notice("web_not_found", chatting.wanted_language(request) or Language.NL, status)
        if request.url.path != "/chat":
            return Response("", status_code=status, media_type=MediaType.TEXT)
        response = chatting.refusal(request, pages, status)
        if status == HTTP_403_FORBIDDEN:  # a token of an older secret would be kept, and refused, for ever
            response.delete_cookie(CSRF_COOKIE)
        return response

    return answer
