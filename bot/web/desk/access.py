"""Who may open which page: every route says what it needs, and one guard reads it."""

import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, State
from litestar.exceptions import MethodNotAllowedException
from litestar.handlers import BaseRouteHandler

from bot.handovers import Reviewer
from bot.staff import KNOWN_FOR, Door, Mark, Role, Session
from bot.web.desk.drafts import together, typed_in

COOKIE = "desk"
NOBODY = "nobody"  # needs nobody to be signed in
ACTIVE = "x-active"  # sent by the page's script along with a poll when somebody typed or pressed something since
_CASE = re.compile(r"/desk/zaak/([0-9]{1,9})")

DeskRequest = Request[Any, Session, State]
Guard = Callable[[ASGIConnection[Any, Any, Any, Any], BaseRouteHandler], Awaitable[None]]


class NoRuleError(Exception):
    """A route of the desk does not say who may open it."""


class SignedOutError(Exception):
    """Nobody is signed in; `words` is what they had typed."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = words


class RoleTooLowError(Exception):
    """Who is signed in may not do this."""


def needs(role: Role | str, *, quiet: bool = False) -> dict[str, Any]:
    """Say what a route needs; a `quiet` one is asked by the page itself, which keeps no session alive."""
    return {"needs": role, "quiet": quiet}


def guard(door: Door) -> Guard:
    """Make the guard of all routes of the desk; it leaves the session in `request.auth`."""

    async def check(request: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
        needed = handler.opt.get("needs")
        if needed is None:  # no route of ours (`all_ruled`): the OPTIONS that the framework adds to each path
            raise MethodNotAllowedException
        if needed == NOBODY:
            return
        touch = not handler.opt["quiet"] or ACTIVE in request.headers
        session = door.session(request.cookies.get(COOKIE), touch=touch)
        if session is None:
            raise SignedOutError(await _typed(request))
        request.scope["auth"] = session
        if not session.member.role.covers(needed):
            raise RoleTooLowError

    return check


async def _typed(request: ASGIConnection[Any, Any, Any, Any]) -> str:
    if not isinstance(request, Request) or request.method != "POST":
        return ""
    fields = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return together({**typed_in(fields), "example": fields.get("example", "")})


def all_ruled(handlers: Iterable[BaseRouteHandler]) -> None:
    """Raise NoRuleError for a route without a rule, so that the bot does not start with it."""
    for handler in handlers:
        if handler.opt.get("needs") not in {NOBODY, *Role}:
            raise NoRuleError(f"{', '.join(sorted(handler.paths))} does not say who may open it")


def session_of(request: Request[Any, Any, Any]) -> Session | None:
    """Give the session that the guard found, also on a page that needs none."""
    found = request.scope.get("auth")
    return found if isinstance(found, Session) else None


def reviewer(session: Session) -> Reviewer:
    """Name who is signed in to the handovers."""
    member = session.member
    return Reviewer(member.id, member.login, member.called, leads=member.role.covers(Role.COORDINATOR))


def case_in(path: str) -> str:
    """Give the number of the handover that a path is about, empty for any other path."""
    found = _CASE.match(path)
    return found[1] if found else ""


def with_cookie(response: Response[Any], session: Session, *, https: bool) -> Response[Any]:
    """Let the browser be signed in until it closes."""
    cookie = Cookie(COOKIE, path="/desk", value=session.token, httponly=True, samesite="strict", secure=https)
    response.set_cookie(cookie)
    return response


def with_mark(response: Response[Any], mark: Mark, *, https: bool) -> Response[Any]:
    """Let the browser be known when somebody signs in with it again; it shows its mark to that page only."""
    cookie = Cookie(mark.name, path="/desk/inloggen", value=mark.value, httponly=True, samesite="strict", secure=https)
    cookie.max_age = int(KNOWN_FOR.total_seconds())
    response.set_cookie(cookie)
    return response
