"""Who works at the desk: inviting, giving another role, removing; nobody changes who has a higher role."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Template
from litestar.status_codes import HTTP_200_OK, HTTP_409_CONFLICT, HTTP_422_UNPROCESSABLE_ENTITY

from bot.staff import INVITED_FOR, Account, Member, Refused, Role
from bot.web.desk.access import DeskRequest, needs
from bot.web.desk.pages import go, page
from bot.web.desk.ports import DeskParts
from bot.web.desk.reading import Form, choice, form_of, row
from bot.web.desk.words import moment, said

_HOME = "/desk/medewerkers"
_COORDINATOR = needs(Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member as the list shows them to somebody else; `invited_until` empty for who has an account.

    `mine`: who looks may change them.
    """

    id: int
    login: str
    called: str
    role: Role
    role_said: str
    invited_until: str
    expired: bool
    self: bool
    mine: bool


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the list, inviting, and what can be done with one member."""
    return [*_inviting(parts), *_changing(parts)]


def _inviting(parts: DeskParts) -> list[HTTPRouteHandler]:
    @get("/medewerkers", opt=_COORDINATOR)
    async def everybody(request: DeskRequest) -> Template:
        return await _list(parts, request)

    @post("/medewerkers", opt=_COORDINATOR, status_code=HTTP_200_OK)
    async def invite(request: DeskRequest) -> Template:
        form = await form_of(request)
        login, called = form.get("login", "").strip(), form.get("called", "").strip()
        role = choice(Role, form.get("role")) or Role.REVIEWER
        code = await parts.door.invite(request.auth, login, called, role)
        if isinstance(code, Refused):
            return await _list(parts, request, form, code)
        until = moment(parts.clock() + INVITED_FOR, parts.clock())
        return page(request, "invited", login=login, called=called, code=code, until=until)

    return [everybody, invite]


def _changing(parts: DeskParts) -> list[HTTPRouteHandler]:
    @post("/medewerkers/{number:int}/rol", opt=_COORDINATOR)
    async def change_role(request: DeskRequest, number: FromPath[int]) -> Response[Any]:
        role = choice(Role, (await form_of(request)).get("role"))
        refused = await parts.door.change_role(request.auth, row(number), role) if role else Refused.NOT_ALLOWED
        return await _list(parts, request, refused=refused) if refused else go(_HOME)

    @get("/medewerkers/{number:int}/verwijderen", opt=_COORDINATOR)
    async def ask(request: DeskRequest, number: FromPath[int]) -> Template:
        found = [one for one in await _colleagues(parts, request) if one.id == row(number) and one.mine]
        if not found:
            raise NotFoundException
        return page(request, "remove", colleague=found[0])

    @post("/medewerkers/{number:int}/verwijderen", opt=_COORDINATOR)
    async def remove(request: DeskRequest, number: FromPath[int]) -> Response[Any]:
        refused = await parts.door.remove(request.auth, row(number))
        return await _list(parts, request, refused=refused) if refused else go(_HOME)

    return [change_role, ask, remove]


async def _list(
    parts: DeskParts, request: DeskRequest, form: Form | None = None, refused: Refused | None = None
) -> Template:
    colleagues = await _colleagues(parts, request)
    wrong = said("door", refused) if refused else ""
    given = [role for role in Role if request.auth.member.role.covers(role)]
    roles = [(role.value, said("role", role), said("may", role)) for role in given]
    values = {"colleagues": colleagues, "roles": roles, "wrong": wrong, "form": form or {}}
    return page(request, "members", _status(refused), **values)


def _status(refused: Refused | None) -> int:
    match refused:
        case None:
            return HTTP_200_OK
        case Refused.NOT_ALLOWED:
            return HTTP_409_CONFLICT
        case _:
            return HTTP_422_UNPROCESSABLE_ENTITY


async def _colleagues(parts: DeskParts, request: DeskRequest) -> Sequence[Colleague]:
    now, looks = parts.clock(), request.auth.member
    return [_colleague(account, now, looks) for account in await parts.door.members(request.auth)]


def _colleague(account: Account, now: datetime, looks: Member) -> Colleague:
    until, own = account.invited_until, account.id == looks.id
    return Colleague(
        id=account.id,
        login=account.login,
        called=account.called,
        role=account.role,
        role_said=said("role", account.role),
        invited_until=moment(until, now) if until else "",
        expired=until is not None and now >= until,
        self=own,
        mine=not own and looks.role.covers(account.role),
    )
