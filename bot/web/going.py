"""`/go/...`: counts that somebody opened a sign-up, and sends them on. Nothing of who it was is looked at."""

from collections.abc import Callable
from contextlib import suppress
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

    def has(self, ticket: str, day: date) -> bool:
        if day != self.day:
            self.day, self.tickets = day, set()
        return ticket in self.tickets

    def add(self, ticket: str) -> None:
        if len(self.tickets) < _MOST_SEEN:
            self.tickets.add(ticket)


def route(doorway: Doorway, sign_ups: SignUps, clock: Callable[[], datetime]) -> HTTPRouteHandler:
    """Give the door. What we have not made, or cannot look up now, leads to the national sign-up."""
    today = _Today()

    async def count(click: Click) -> None:
        day = clock().astimezone(UTC).date()
        if today.has(click.ticket, day):
            return
        with suppress(StoreDownError):  # the store has said so
            await sign_ups.went(click)
            today.add(click.ticket)

    @get(f"{PATH}/{{token:str}}", opt={"exclude_from_csrf": True})
    async def leave(request: Request[Any, Any, Any], token: FromPath[str]) -> Redirect:
        click = doorway.read(token)
        if click and "sec-purpose" not in request.headers:  # a browser that only looks ahead has not been told to go
            await count(click)
        address = None
        if click and click.group:
            with suppress(StoreDownError):
                address = await sign_ups.sign_up_of(click.group)
        return Redirect(address or NATIONAL_SIGN_UP, status_code=HTTP_303_SEE_OTHER)

    return leave
