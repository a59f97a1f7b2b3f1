"""A desk with real people, a real store and a real door behind it, and browsers to open it with."""

import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any, cast

import httpx
from litestar import Litestar
from pyotp import TOTP

from bot.campaigns import Doorway
from bot.commands.desk import foot, topics
from bot.commands.looking import Looking
from bot.conversation import AtTheDesk, State, UnitOfWork
from bot.directory import Found, Places
from bot.handovers import DeskKey, HandoverEvent, Line, Raise, Relay, Urgency, seal
from bot.staff import Door, Role, Session, public_of
from bot.store import Database
from bot.texts import Texts
from bot.web import DeskParts, Health, Visitors, WebSettings, build, going
from bot.web.desk import Listing, Posting
from tests.staff.parts import DESK, KNOWN, PASSWORD, Entrance
from tests.store.parts import ANNA, AUDIT, KEY, Clock, patient
from tests.web.visiting import FakeVisitors

HOST = "https://desk.test"
PUBLIC = DeskKey(public_of(DESK))
MUNICIPALITIES = {"GM0344": "Utrecht", "GM0355": "<i>Zeist</i>"}
HTMX = {"HX-Request": "true"}
USERNAME = "JoinUsBot"
places = cache(Places.load)


def named(code: str) -> str:
    """Name a place; one of them badly."""
    found = places().pick(code)
    return MUNICIPALITIES.get(code) or (found.spot.name if isinstance(found, Found) else code)


@dataclass
class FakeCourier:
    """Remembers what it was to deliver."""

    taken: list[int] = field(default_factory=list)

    def takes(self, delivery: int) -> None:
        self.taken.append(delivery)


@dataclass
class Browser:
    """One browser; `http` sends what it likes, the methods do what a person does."""

    http: httpx.AsyncClient
    totp: TOTP | None = None

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.http.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    async def post(self, path: str, **form: str) -> httpx.Response:
        """Send a form with the token that any page gives."""
        if "csrf" not in self.http.cookies:
            await self.http.get("/desk/inloggen")
        return await self.http.post(path, data={"_csrf_token": self.http.cookies["csrf"], **form})

    async def back(self, answer: httpx.Response) -> httpx.Response:
        """Go where an answer sends the browser."""
        return await self.http.get(answer.headers["location"])

    @property
    def token(self) -> str | None:
        return self.http.cookies.get("desk")


@dataclass
class Office:
    """The whole of it."""

    app: Litestar
    store: Database
    door: Door
    clock: Clock
    courier: FakeCourier
    url: str
    states: dict[str, State] = field(default_factory=dict)  # what the bot remembers of visitors, if anything

    @asynccontextmanager
    async def stranger(self) -> AsyncIterator[Browser]:
        """A browser nobody is signed in with."""
        transport = httpx.ASGITransport(cast("Any", self.app))
        async with httpx.AsyncClient(transport=transport, base_url=HOST) as http:
            yield Browser(http)

    @asynccontextmanager
    async def opened(self, session: Session | None) -> AsyncIterator[Browser]:
        """A browser that shows the token of a session."""
        async with self.stranger() as browser:
            if session:
                browser.http.cookies.set("desk", session.token, path="/desk", domain="desk.test")
            yield browser

    async def joined(self, login: str, role: Role) -> tuple[Session, TOTP]:
        """Somebody with an account, signed in."""
        return await Entrance(self.door, self.store.accounts(), self.clock).joined(login, role)

    @asynccontextmanager
    async def member(self, role: Role = Role.REVIEWER, login: str = "sanne") -> AsyncIterator[Browser]:
        """The browser of somebody of staff."""
        session, totp = await self.joined(login, role)
        async with self.opened(session) as browser:
            browser.totp = totp
            yield browser

    async def sign_in(self, browser: Browser, who: str, totp: TOTP, **form: str) -> httpx.Response:
        """Fill in the form of the sign-in page."""
        right = {"login": who, "password": PASSWORD, "code": totp.at(self.clock.now)}
        return await browser.post("/desk/inloggen", **(right | form))

    async def raised(self, visitor: str = ANNA, words: str = "ik wil niet meer", **changes: Any) -> None:
        """A visitor whose message raises an alarm, or who asks for a person."""
        heard = {name: changes.pop(name, ()) for name in ("marked", "signals", "helplines")}
        values: dict[str, Any] = {"urgency": Urgency.SUICIDAL, "language": "nl"} | changes
        sealed = seal([Line(words, self.clock.now, **heard)], PUBLIC, visitor)
        await self.happens(visitor, Raise(sealed=sealed, **values))

    async def writes(self, words: str, visitor: str = ANNA) -> None:
        """A visitor who writes to who talks with them."""
        await self.happens(visitor, Relay(seal([Line(words, self.clock.now)], PUBLIC, visitor)))

    async def happens(self, visitor: str, event: HandoverEvent) -> None:
        state = self.states.get(visitor)
        work = UnitOfWork(visitor, self.clock.now, state, handover=event, address="4711")
        await self.store.commit(work)


@asynccontextmanager
async def office(url: str, *, https: bool = True) -> AsyncIterator[Office]:
    """A desk on a migrated database, where the aliases are the same each time."""
    clock, courier, drawn = Clock(), FakeCourier(), count()
    opened = Database.open(url, [KEY], AUDIT, clock, lambda words: words[next(drawn) * 7 % len(words)])
    store = patient(opened, url)
    door = Door(store.accounts(), clock, PUBLIC.public, KNOWN)
    shared = _shared(https=https)
    try:
        with shared.seated(_behind(store, door, clock, courier, FakeVisitors())):
            yield Office(shared.app, store, door, clock, courier, url)
    finally:
        await store.close()


def application(store: Database, door: Door, clock: Clock, courier: FakeCourier, visitors: Visitors) -> Litestar:
    """The application as `bot run` builds it."""
    return _built(_behind(store, door, clock, courier, visitors), https=False)


class StandIn:
    """Passes on whatever it is asked to do to what a test has seated here by then."""

    seated: Any = None

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def asked(*given: Any, **named: Any) -> Any:
            return getattr(self.seated, name)(*given, **named)

        return asked

    def __call__(self, *given: Any) -> Any:
        return self.seated(*given)


class Shared:
    """One application for many tests, each with a desk of its own behind it: to build it takes longer than most do."""

    def __init__(self, *, https: bool) -> None:
        self._seats = {name: StandIn() for name in _SEATS}
        self.app = _built(self._seats, https=https)

    @contextmanager
    def seated(self, behind: Mapping[str, Any]) -> Iterator[None]:
        """Let the application work with these, and with nothing else."""
        assert all(seat.seated is None for seat in self._seats.values()), "two desks at once need two applications"
        for name, seat in self._seats.items():
            seat.seated = behind[name]
        yield
        for seat in self._seats.values():
            seat.seated = None


@cache
def _shared(*, https: bool) -> Shared:
    return Shared(https=https)


_SEATS = (
    *("door", "desk", "work", "settings", "audit", "clock", "examples", "campaigns", "groups", "alternatives"),
    *("insights", "visitors", "outbox", "sign_ups"),
)


def _behind(store: Database, door: Door, clock: Clock, courier: FakeCourier, visitors: Visitors) -> Mapping[str, Any]:
    """Give what stands behind the pages, each as `_SEATS` names it."""
    texts, subjects = _words()
    desk = store.desk()
    return {
        "door": door,
        "desk": desk,
        "work": AtTheDesk(desk, texts, PUBLIC, courier, clock),
        "settings": store.settings(),
        "audit": store.audit_log().latest,
        "clock": clock,
        "examples": store.examples(),
        "campaigns": store.campaigns(),
        "groups": store.groups(),
        "alternatives": store.alternatives(),
        "insights": Looking(store, places(), subjects, clock),
        "visitors": visitors,
        "outbox": store,
        "sign_ups": store,
    }


def _built(behind: Mapping[str, Any], *, https: bool) -> Litestar:
    texts, subjects = _words()
    own = ("door", "desk", "work", "settings", "audit", "clock", "examples", "insights")
    parts = DeskParts(
        **{name: behind[name] for name in own},
        municipality=named,
        https=https,
        topics=subjects,
        posting=Posting(behind["campaigns"], places(), texts, lambda: USERNAME, foot()),
        listing=Listing(behind["groups"], behind["alternatives"], places()),
    )
    settings = WebSettings("127.0.0.1", 0, chat_page=True, https=https, csrf_secret="a secret of the tests")
    visiting = behind["visitors"], behind["outbox"], texts
    # as where it has an address of its own: with the ways in that Telegram and a sign-up need
    way_out = going.route(Doorway(b"key", HOST), behind["sign_ups"], behind["clock"])
    return build(settings, *visiting, lambda who: who, _health, _refuses, behind["clock"], parts, way_out)


async def _refuses(_body: bytes, _secret: str | None) -> int:
    return 401


@cache
def _words() -> tuple[Texts, Mapping[str, str]]:
    texts = Texts.load()
    return texts, topics(texts)


async def _health() -> Health:
    return Health(ok=True, parts={})


def text_of(page: httpx.Response) -> str:
    """Give what somebody reads on a page, in one line."""
    return " ".join(re.sub(r"<title>.*?</title>|<[^>]*>", " ", page.text, flags=re.DOTALL).split())
