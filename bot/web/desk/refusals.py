"""What a browser sees when a page of the desk cannot be shown: never more than why."""

from collections.abc import Callable
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Template
from litestar.status_codes import (
    HTTP_401_UNAUTHORIZED,
    HTTP_403_FORBIDDEN,
    HTTP_404_NOT_FOUND,
    HTTP_500_INTERNAL_SERVER_ERROR,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from bot.conversation import StoreDownError
from bot.handovers import Case, Desk
from bot.web.desk.access import DeskRequest, RoleTooLowError, SignedOutError, case_in, reviewer
from bot.web.desk.pages import go, page
from bot.web.desk.reading import row
from bot.web.desk.words import known, listed
from bot.web.headers import CSRF_COOKIE

_log = structlog.get_logger()
AnyRequest = Request[Any, Any, Any]
Answer = Callable[[AnyRequest, Any], Response[Any]]


class GoneError(Exception):
    """There is no such handover, or not any more; `erased`: its visitor took it away."""

    def __init__(self, *, erased: bool) -> None:
        super().__init__()
        self.erased = erased


async def found(desk: Desk, request: DeskRequest, number: int, *, quiet: bool = False) -> Case:
    """Read a handover, as `Desk.case` does.

    Raises:
        GoneError: there is none.
        NotFoundException: none can have this number.
    """
    case = await desk.case(row(number), reviewer(request.auth), quiet=quiet)
    if case is None:
        raise await gone(desk, number)
    return case


async def gone(desk: Desk, number: int) -> GoneError:
    """Give what to raise of a handover, or a part of one, that is not there."""
    return GoneError(erased=await desk.erased(number))


def handlers() -> dict[int | type[Exception], Answer]:
    """Give what answers each error of the desk."""
    return {
        SignedOutError: _signed_out,
        RoleTooLowError: lambda request, _: notice(request, "role", HTTP_403_FORBIDDEN),
        GoneError: _gone,
        StoreDownError: lambda request, _: notice(request, "503", HTTP_503_SERVICE_UNAVAILABLE),
        HTTPException: _refused,
        Exception: _failed,
    }


def notice(request: AnyRequest, key: str, status: int, typed: str = "") -> Template:
    """Show a page that says one thing, and what was `typed` in vain."""
    title, words = listed("page", key if known("page", key) else "other")
    return page(request, "notice", status, title=title, words=words, typed=typed)


def _gone(request: AnyRequest, error: GoneError) -> Template:
    key = "erased" if error.erased else "gone"
    if "hx-request" not in request.headers:
        return notice(request, key, HTTP_404_NOT_FOUND)
    title, words = listed("page", key)
    return page(request, "gone", HTTP_404_NOT_FOUND, title=title, words=words)


def _signed_out(request: AnyRequest, error: SignedOutError) -> Response[Any]:
    case = case_in(request.url.path)
    if "hx-request" in request.headers:
        return page(request, "signed_out", HTTP_401_UNAUTHORIZED, case=case)
    if request.method != "GET":
        return page(request, "sign_in", HTTP_401_UNAUTHORIZED, wrong="", login="", case=case, typed=error.words)
    if request.headers.get("sec-fetch-site") == "cross-site":
        # SameSite=Strict: who comes by a link on another site shows no cookie; from this page they do
        return page(request, "again", link=request.url.path)
    return go(f"/desk/inloggen?zaak={case}" if case else "/desk/inloggen")


def _refused(request: AnyRequest, error: HTTPException) -> Response[Any]:
    response = notice(request, str(error.status_code), error.status_code)
    if error.status_code == HTTP_403_FORBIDDEN:  # a token of an older secret would be kept, and refused, for ever
        response.delete_cookie(CSRF_COOKIE)
    return response


def _failed(request: AnyRequest, error: Exception) -> Response[Any]:
    _log.error("desk.failed", kind=type(error).__name__)
    return notice(request, "other", HTTP_500_INTERNAL_SERVER_ERROR)
