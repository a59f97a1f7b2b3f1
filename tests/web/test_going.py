"""The door to the sign-up: counts that somebody went, sends them on, and looks at nothing of who."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx
import pytest

from bot.campaigns import Click, Doorway
from bot.conversation import StoreDownError
from bot.store import Database
from bot.texts import Texts
from bot.web import Health, WebSettings, build, going
from bot.web.headers import SECURITY_HEADERS
from tests.web.visiting import NOON, FakeVisitors, Open

OURS, NATIONAL = "http://chat.test", "https://www.join-us.nu"
GROUP = "https://www.join-us.nu/utrecht"
DOORWAY = Doorway(b"key", OURS)


@dataclass
class SignUps:
    """One group with a sign-up of its own, and a database that may be down."""

    clicks: list[Click] = field(default_factory=list)
    down: bool = False
    busy: bool = False  # only to write

    async def sign_up_of(self, group: str) -> str | None:
        if self.down:
            raise StoreDownError
        return GROUP if group == "utrecht" else None

    async def went(self, click: Click) -> None:
        if self.down or self.busy:
            raise StoreDownError
        self.clicks.append(click)


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def sign_ups() -> SignUps:
    return SignUps()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def passer_by(
    sign_ups: SignUps, clock: Clock, store: Database, texts: Texts, opened: Open
) -> AsyncIterator[httpx.AsyncClient]:
    async def health() -> Health:
        return Health(ok=True, parts={})

    how = WebSettings("127.0.0.1", 0, chat_page=False, https=True, csrf_secret="a secret of the tests")
    door = going.route(DOORWAY, sign_ups, clock)
    app = build(how, FakeVisitors(), store, texts, lambda who: who, health, None, clock, None, door)
    async with opened(app) as client:
        yield client


def link(group: str = "utrecht", ticket: str = "t1") -> str:
    return DOORWAY.link(Click(group, "k7x9mq", "GM0344", ticket), GROUP)


async def test_somebody_is_sent_to_the_sign_up_of_the_group_and_counted(
    passer_by: httpx.AsyncClient, sign_ups: SignUps
) -> None:
    answer = await passer_by.get(link())
    assert (answer.status_code, answer.headers["location"]) == (303, GROUP)
    assert sign_ups.clicks == [Click("utrecht", "k7x9mq", "GM0344", "t1")]


async def test_one_visitor_counts_once_a_day_whichever_link_they_take(
    passer_by: httpx.AsyncClient, sign_ups: SignUps, clock: Clock
) -> None:
    for each in (link(), link(), link(""), link(ticket="t2")):
        await passer_by.get(each)
    assert [click.ticket for click in sign_ups.clicks] == ["t1", "t2"]
    clock.now += timedelta(days=1)
    await passer_by.get(link())
    assert [click.ticket for click in sign_ups.clicks] == ["t1", "t2", "t1"]


@pytest.mark.parametrize("group", ["", "ended-long-ago"])
async def test_without_a_sign_up_of_its_own_the_national_one_is_left(passer_by: httpx.AsyncClient, group: str) -> None:
    assert (await passer_by.get(link(group))).headers["location"] == NATIONAL


@pytest.mark.parametrize(
    "path",
    [
        "/go/nonsense",
        "/go/aHR0cHM6Ly9ldmlsLmV4YW1wbGU",
        "/go/x?url=https://evil.example",
        "/go//evil.example",
        "/go/" + "A" * 3000,
        "/go/%00",
        "/go/%F0%9F%98%80",
    ],
)
async def test_nothing_sends_anybody_elsewhere(passer_by: httpx.AsyncClient, sign_ups: SignUps, path: str) -> None:
    answer = await passer_by.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, NATIONAL)
    assert sign_ups.clicks == []


@pytest.mark.parametrize("path", ["/go", "/go/", "/go/https%3A%2F%2Fevil.example"])
async def test_what_is_no_link_leads_nowhere(passer_by: httpx.AsyncClient, path: str) -> None:
    answer = await passer_by.get(path)
    assert (answer.status_code, answer.headers.get("location")) == (404, None)


async def test_a_link_of_another_key_counts_nothing(passer_by: httpx.AsyncClient, sign_ups: SignUps) -> None:
    forged = Doorway(b"another key", OURS).link(Click("utrecht", "", "", "t1"), GROUP)
    assert (await passer_by.get(forged)).headers["location"] == NATIONAL
    assert sign_ups.clicks == []


async def test_a_browser_that_looks_ahead_is_not_counted(passer_by: httpx.AsyncClient, sign_ups: SignUps) -> None:
    await passer_by.get(link(), headers={"Sec-Purpose": "prefetch"})
    await passer_by.head(link())
    assert sign_ups.clicks == []


async def test_while_the_database_is_down_the_national_sign_up_is_left(
    passer_by: httpx.AsyncClient, sign_ups: SignUps
) -> None:
    sign_ups.down = True
    answer = await passer_by.get(link())
    assert (answer.status_code, answer.headers["location"]) == (303, NATIONAL)


async def test_a_click_that_could_not_be_counted_counts_when_it_comes_again(
    passer_by: httpx.AsyncClient, sign_ups: SignUps
) -> None:
    sign_ups.busy = True
    assert (await passer_by.get(link())).headers["location"] == GROUP
    sign_ups.busy = False
    await passer_by.get(link())
    assert len(sign_ups.clicks) == 1


async def test_the_door_asks_for_nothing_and_leaves_no_cookie(passer_by: httpx.AsyncClient) -> None:
    answer = await passer_by.get(link(), headers={"User-Agent": "a phone", "Referer": "https://school.example"})
    assert "set-cookie" not in answer.headers
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert answer.content == b""
