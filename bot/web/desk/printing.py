"""What is printed with a code: the QR code by itself, and posters; drawn when somebody asks for them."""

from typing import Any

import structlog
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.status_codes import HTTP_503_SERVICE_UNAVAILABLE

from bot.campaigns import Design, Order, Size, Spot, deep_link, poster, preview, qr
from bot.messages import Language
from bot.press import Unprinted
from bot.staff import Role
from bot.web.desk.access import DeskRequest, needs
from bot.web.desk.ports import DeskParts, Posting
from bot.web.desk.reading import choice
from bot.web.desk.refusals import notice

_COORDINATOR = needs(Role.COORDINATOR)
_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
_log = structlog.get_logger()


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the pictures of codes and the posters, each by code."""
    posting = parts.posting

    @get("/campagnes/code/{code:str}/qr/{kind:str}", opt=_COORDINATOR)
    async def picture(request: DeskRequest, code: FromPath[str], kind: FromPath[str]) -> Response[bytes]:
        spot, username = await _spot(posting, code)
        drawn = qr(deep_link(username, spot.code), mark="merk" in request.query_params).file(kind)
        if drawn is None:
            raise NotFoundException
        return _file(drawn, kind, f"qr-{spot.code}", request)

    @get("/campagnes/code/{code:str}/poster", opt=_COORDINATOR)
    async def sheet(request: DeskRequest, code: FromPath[str]) -> Response[Any]:
        order = _order(request, posting, *await _spot(posting, code))
        seen = "kijk" in request.query_params
        try:
            drawn = await preview(order, posting.texts) if seen else await poster(order, posting.texts)
        except Unprinted as fault:
            _log.error("poster_not_printed", design=order.design, size=order.size, error=type(fault).__name__)
            return notice(request, "503", HTTP_503_SERVICE_UNAVAILABLE)
        kind = "png" if seen or order.size is Size.STORY else "pdf"
        return _file(drawn, kind, f"{order.design}-{order.size}-{order.language}-{order.code}", request)

    return [picture, sheet]


async def _spot(posting: Posting, code: str) -> tuple[Spot, str]:
    spot, username = await posting.campaigns.find(code), posting.username()
    if spot is None or spot.ended_on or username is None:
        raise NotFoundException
    return spot, username


def _order(request: DeskRequest, posting: Posting, spot: Spot, username: str) -> Order:
    asked = request.query_params
    language = choice(Language, asked.get("taal")) or spot.campaign.language or Language.NL
    design, size = choice(Design, asked.get("ontwerp")) or Design.CHAT, choice(Size, asked.get("maat")) or Size.A4
    return Order(design, size, language, username, spot.code, posting.lines, spot.name)


def _file(made: bytes, kind: str, name: str, request: DeskRequest) -> Response[bytes]:
    """Give a file to keep, or to show in a page."""
    shown = "kijk" in request.query_params
    headers = {} if shown else {"Content-Disposition": f'attachment; filename="join-us-{name}.{kind}"'}
    return Response(made, media_type=_MEDIA[kind], headers=headers)
