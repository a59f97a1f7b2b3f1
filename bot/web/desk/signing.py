"""In and out: signing in with three things at once, and the invitation that makes an account."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import segno
from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.response import Template
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_401_UNAUTHORIZED,
    HTTP_422_UNPROCESSABLE_ENTITY,
    HTTP_429_TOO_MANY_REQUESTS,
)
from markupsafe import Markup

from bot.staff import Refused, Role, Session
from bot.web.desk.access import COOKIE, NOBODY, DeskRequest, needs, with_cookie, with_mark
from bot.web.desk.pages import go, page
from bot.web.desk.ports import DeskParts
from bot.web.desk.reading import Form, form_of, number_in
from bot.web.desk.words import listed, said

_LINES = "#2d2530"  # of a QR code; dark on light on every screen


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the ways in and out."""
    return [*_signing(parts), *_changing(parts), *_inviting(parts)]


def _signing(parts: DeskParts) -> list[HTTPRouteHandler]:
    @get("/inloggen", opt=needs(NOBODY))
    async def ask(request: DeskRequest) -> Response[Any]:
        if parts.door.session(request.cookies.get(COOKIE), touch=False):
            return go("/desk")
        return _asked(request, {"zaak": request.query_params.get("zaak", "")})

    @post("/inloggen", opt=needs(NOBODY), status_code=HTTP_200_OK)
    async def sign_in(request: DeskRequest) -> Response[Any]:
        form = await form_of(request)
        login = form.get("login", "")
        mark = request.cookies.get(parts.door.mark_name(login))
        entered = await parts.door.sign_in(login, form.get("password", ""), form.get("code", ""), mark)
        if isinstance(entered, Refused):
            return _asked(request, form, entered)
        case = number_in(form.get("zaak"))
        return await _entered(parts, request, entered, f"/desk/zaak/{case}" if case else "/desk")

    @post("/uitloggen", opt=needs(Role.REVIEWER))
    async def sign_out(request: DeskRequest) -> Response[Any]:
        await parts.door.sign_out(request.auth.token)
        response = go("/desk/inloggen")
        response.delete_cookie(COOKIE, path="/desk")
        return response

    return [ask, sign_in, sign_out]


def _changing(parts: DeskParts) -> list[HTTPRouteHandler]:
    @get("/wachtwoord", opt=needs(Role.REVIEWER))
    async def ask(request: DeskRequest) -> Template:
        return page(request, "password", wrong="", login=request.auth.member.login)

    @post("/wachtwoord", opt=needs(Role.REVIEWER), status_code=HTTP_200_OK)
    async def change(request: DeskRequest) -> Response[Any]:
        form, session = await form_of(request), request.auth
        old, code, new = (form.get(name, "") for name in ("old", "code", "password"))
        changed = await parts.door.change_password(session, old, code, new)
        if isinstance(changed, Refused):
            return page(request, "password", _status(changed), wrong=said("door", changed), login=session.member.login)
        title, words = listed("page", "password")
        return with_cookie(page(request, "notice", title=title, words=words, typed=""), changed, https=parts.https)

    return [ask, change]


def _asked(request: DeskRequest, form: Form, refused: Refused | None = None) -> Template:
    wrong = said("door", refused) if refused else ""
    case = number_in(form.get("zaak")) or ""
    return page(request, "sign_in", _status(refused), wrong=wrong, login=form.get("login", ""), case=case, typed="")


def _status(refused: Refused | None) -> int:
    match refused:
        case None:
            return HTTP_200_OK
        case Refused.WAIT | Refused.BUSY:
            return HTTP_429_TOO_MANY_REQUESTS
        case Refused.WEAK_PASSWORD | Refused.IN_USE:
            return HTTP_422_UNPROCESSABLE_ENTITY
        case _:
            return HTTP_401_UNAUTHORIZED


async def _entered(parts: DeskParts, request: DeskRequest, session: Session, path: str) -> Response[Any]:
    before = request.cookies.get(COOKIE)
    if before:  # two people at one computer: who was signed in here before is not any more
        await parts.door.sign_out(before)
    response = with_cookie(go(path), session, https=parts.https)
    return with_mark(response, parts.door.mark(session), https=parts.https)


def _inviting(parts: DeskParts) -> list[HTTPRouteHandler]:
    @get("/uitnodiging", opt=needs(NOBODY))
    async def invited(request: DeskRequest) -> Template:
        return page(request, "invitation", wrong="", login="")

    @post("/uitnodiging", opt=needs(NOBODY), status_code=HTTP_200_OK)
    async def check(request: DeskRequest) -> Template:
        return await _choosing(parts, request, await form_of(request))

    @post("/uitnodiging/kiezen", opt=needs(NOBODY), status_code=HTTP_200_OK)
    async def join(request: DeskRequest) -> Response[Any]:
        form = await form_of(request)
        who, code = form.get("login", ""), form.get("invitation", "")
        joined = await parts.door.join(who, code, form.get("password", ""), form.get("code", ""))
        if isinstance(joined, Refused):
            return await _choosing(parts, request, form, joined)
        return await _entered(parts, request, joined, "/desk")

    return [invited, check, join]


async def _choosing(parts: DeskParts, request: DeskRequest, form: Form, refused: Refused | None = None) -> Template:
    """Show the second step; an invitation that is none (any more) leads back to the first."""
    login, code = form.get("login", ""), form.get("invitation", "")
    address = await parts.door.invitation(login, code)
    if isinstance(address, Refused):
        return page(request, "invitation", _status(address), wrong=said("door", address), login=login)
    values = {"login": login, "invitation": code, "address": address, "qr": _qr(address), "secret": _secret(address)}
    return page(request, "join", _status(refused), wrong=said("door", refused) if refused else "", **values)


def _qr(address: str) -> Markup:
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=4, dark=_LINES, light="#ffffff", omitsize=True)
    return Markup(drawn)  # noqa: S704 -- an address becomes lines here: there is no text in it


def _secret(address: str) -> str:
    """Give the secret in groups of four, to be typed over."""
    secret = parse_qs(urlsplit(address).query).get("secret", [""])[0]
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
