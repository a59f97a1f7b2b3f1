"""The audit log in words; for admins."""

from dataclasses import dataclass
from datetime import datetime

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.response import Template

from bot.staff import SERVER, Act, Did, Role
from bot.web.desk.access import DeskRequest, needs
from bot.web.desk.pages import page
from bot.web.desk.ports import DeskParts
from bot.web.desk.words import known, moment, said

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as a sentence."""

    at: str
    who: str
    did: str


def routes(parts: DeskParts) -> list[HTTPRouteHandler]:
    """Give the page."""

    @get("/logboek", opt=needs(Role.ADMIN))
    async def log(request: DeskRequest) -> Template:
        newest = await parts.audit(SHOWN)
        return page(request, "log", entries=[told(entry.act, parts.clock()) for entry in newest], shown=SHOWN)

    return [log]


def told(act: Act, now: datetime) -> Told:
    """Say what somebody did, as a sentence goes on after their name."""
    return Told(moment(act.at, now), "de server" if act.who == SERVER else act.who, _did(act))


def _did(act: Act) -> str:
    if act.did is Did.CHANGED_SETTINGS and known("setting", act.about):
        return said("did", act.did, about=said("setting", act.about))
    about, _, role = act.about.partition(" ")  # of an invitation or a change: who, and which role they got
    return said("did", act.did, about=f"{about} ({said('role', role)})" if known("role", role) else act.about)
