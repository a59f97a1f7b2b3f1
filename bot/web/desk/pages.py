"""The pages of the desk: a template with what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Request
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_303_SEE_OTHER

from bot.staff import Role, Session
from bot.web.desk.access import session_of
from bot.web.desk.words import said

_PAGES = (
    ("/desk", "Wachtrij", Role.REVIEWER),
    ("/desk/inzicht", "Inzicht", Role.COORDINATOR),
    ("/desk/groepen", "Groepen", Role.COORDINATOR),
    ("/desk/alternatieven", "Alternatieven", Role.COORDINATOR),
    ("/desk/campagnes", "Campagnes", Role.COORDINATOR),
    ("/desk/voorbeelden", "Voorbeelden", Role.COORDINATOR),
    ("/desk/instellingen", "Instellingen", Role.COORDINATOR),
    ("/desk/medewerkers", "Medewerkers", Role.COORDINATOR),
    ("/desk/logboek", "Logboek", Role.ADMIN),
)


@dataclass(frozen=True, slots=True)
class Entrance:
    """A link in the head of a page."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in, as the head of a page says it, and where they may go."""

    called: str
    role: str
    entrances: Sequence[Entrance]


def me(session: Session) -> Me:
    """Give what the head of a page says of who is signed in."""
    role = session.member.role
    entrances = tuple(Entrance(path, title) for path, title, needed in _PAGES if role.covers(needed))
    return Me(session.member.called, said("role", role), entrances)


def page(request: Request[Any, Any, Any], name: str, status: int = 200, **values: object) -> Template:
    """Show a page for whoever is signed in."""
    session = session_of(request)
    about = {"language": "nl", "me": me(session) if session else None, "here": request.url.path}
    context = about | values
    return Template(f"desk/{name}.html", context=context, status_code=status)


def go(path: str) -> Redirect:
    """Send the browser on, with GET."""
    return Redirect(path, status_code=HTTP_303_SEE_OTHER)
