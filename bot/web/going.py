"""`/go/...`: counts that somebody opened a sign-up, and sends them on. Nothing of who it was is looked at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Protocol

from litestar import Request, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from bot.campaigns import PATH, Click, Doorway
from bot.conversation import StoreDownError
from bot.directory import NATIONAL_SIGN_UP

_MOST_SEEN = 100_000  # clicks a day that are told apart; whoever comes after these is counted each time


class SignUps(Protocol):
    """Where groups and counts are kept; each method raises StoreDownError."""

    async def sign_up_of(self, group: str) -> str | None:
        """Give the address of a group's sign-up; None when it has none of its own, or is shown no more."""

    async def went(self, click: Click) -> None:
        """Count that somebody opened a sign-up."""


@dataclass
class _Today:
    """The tickets that were counted today: in memory only, so that no list of them is ever kept."""

    day: date | None = None
    tickets: set[str] = field(default_factory=set)

    def is_new(self, ticket: str, day: date) -> bool:
        if day != self.day:
            self.day, self.tickets = day, set()
        if ticket in self.tickets:
            return False
        if len(self.tickets) < _MOST_SEEN:
            self.tickets.add(ticket)
        return True


def route(doorway: Doorway, sign_ups: SignUps, clock: Callable[[], datetime]) -> HTTPRouteHandler:
    """Give the door. What we have not signed, or cannot look up now, leads to the national sign-up."""
    today = _Today()

    async def led(click: Click, *, counts: bool) -> str:
        if counts and today.is_new(click.ticket, clock().astimezone(UTC).date()):
            await sign_ups.went(click)
        return (await sign_ups.sign_up_of(click.group) if click.group else None) or NATIONAL_SIGN_UP

    @get(f"{PATH}/{{token:str}}", opt={"exclude_from_csrf": True})
    async def leave(request: Request[Any, Any, Any], token: FromPath[str]) -> Redirect:
        click = doorway.read(token)
        try:
            # a browser that only looks ahead has not been told to go
            address = await led(click, counts="sec-purpose" not in request.headers) if click else NATIONAL_SIGN_UP
        except StoreDownError:
            address = NATIONAL_SIGN_UP
        return Redirect(address, status_code=HTTP_303_SEE_OTHER)

    return leave
