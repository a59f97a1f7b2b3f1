"""What staff say reaches the chat page when the page asks, each thing once, and nobody else's page."""

import re
from collections.abc import Callable, Coroutine

import httpx
import pytest

from bot.conversation import PAGE
from bot.messages import Button, Choice, Choose, Say
from bot.store import Database
from tests.store.parts import alarm, turn
from tests.web.visiting import Make, Open

EVIL = """<script>alert("x")</script>"""
Speaks = Callable[..., Coroutine[object, object, int]]


def key_of(browser: httpx.AsyncClient) -> str:
    return f"key of web:{browser.cookies['visitor']}"


@pytest.fixture
def says(browser: httpx.AsyncClient, store: Database) -> Speaks:
    """Something is said to who has the page open; gives the number of the delivery."""

    async def say(words: str, visitor: str = "", *choices: Button) -> int:
        delivery = await store.commit(
            turn(visitor or key_of(browser), address=PAGE, to_send=(Say(words, choices),), handover=alarm(trial=True))
        )
        assert delivery is not None
        return delivery

    return say


async def asked(browser: httpx.AsyncClient, *seen: int) -> httpx.Response:
    """What the page's script does each second."""
    return await browser.get("/chat/new", params={"seen": ",".join(map(str, seen))})


def bubbles(page: httpx.Response) -> list[str]:
    return [re.sub(r"<[^>]*>", "", each).strip() for each in re.findall(r'<p class="bubble">(.*?)</p>', page.text)]


async def test_it_is_shown_in_the_order_it_was_said_with_its_numbers(browser: httpx.AsyncClient, says: Speaks) -> None:
    first = await says("Sanne leest mee.")
    second = await says("Hoi!", "", Button("Verder met de chatbot", Choose(Choice.LEAVE)))

    news = await asked(browser)

    assert news.status_code == 200
    assert "<html" not in news.text
    assert bubbles(news) == ["Bericht: Sanne leest mee.", "Bericht: Hoi!"]
    assert re.findall(r'lang="(\w+)" data-delivery="(\d+)"', news.text) == [("nl", str(first)), ("nl", str(second))]
    assert 'value="1:k:leave"' in news.text
    assert f'name="_csrf_token" value="{browser.cookies["csrf"]}"' in news.text


async def test_it_comes_again_until_the_page_says_it_has_seen_it(
    browser: httpx.AsyncClient, says: Speaks, store: Database
) -> None:
    first = await says("een")
    assert bubbles(await asked(browser)) == ["Bericht: een"]
    second = await says("twee")

    assert bubbles(await asked(browser)) == ["Bericht: een", "Bericht: twee"]  # the first answer was lost on its way
    assert bubbles(await asked(browser, first)) == ["Bericht: twee"]
    assert (await asked(browser, first, second)).status_code == 204
    assert await store.undelivered() == []


async def test_when_nothing_may_come_the_page_is_told_to_ask_no_more(browser: httpx.AsyncClient) -> None:
    assert (await asked(browser)).status_code == 286


async def test_who_has_no_cookie_has_nothing_waiting(stranger: httpx.AsyncClient) -> None:
    stranger.headers["HX-Request"] = "true"
    assert (await asked(stranger)).status_code == 286
    stranger.cookies.set("visitor", "../etc")
    assert (await asked(stranger)).status_code == 286


async def test_nobody_is_shown_or_strikes_out_what_is_for_somebody_else(
    browser: httpx.AsyncClient, says: Speaks, store: Database
) -> None:
    theirs = await says("voor een ander", "key of web:somebody")

    assert (await asked(browser, theirs)).status_code == 286
    assert [parcel.id for parcel in await store.undelivered()] == [theirs]


@pytest.mark.parametrize("seen", ["", "x", "-1", "1;2", "1,", "٣", "9" * 11, "1," * 100 + "1", "' OR 1=1 --"])
async def test_odd_numbers_strike_out_nothing(browser: httpx.AsyncClient, says: Speaks, seen: str) -> None:
    await says("een")

    assert bubbles(await browser.get("/chat/new", params={"seen": seen})) == ["Bericht: een"]


async def test_asking_each_second_takes_nothing_off_what_may_be_said(browser: httpx.AsyncClient, says: Speaks) -> None:
    await says("een")
    for _ in range(40):
        assert (await asked(browser)).status_code == 200

    assert (await browser.post("/chat", data={"text": "hoi"})).status_code == 200


async def test_while_the_store_is_down_the_page_keeps_what_it_has_seen(
    browser: httpx.AsyncClient, says: Speaks, store: Database
) -> None:
    seen = await says("een")
    await store.close()

    assert (await asked(browser, seen)).status_code == 503  # no success, after which the page would forget it


async def test_html_of_staff_is_shown_as_letters(browser: httpx.AsyncClient, says: Speaks) -> None:
    await says(EVIL)

    assert "<script>" not in (await asked(browser)).text
    assert "&lt;script&gt;" in (await asked(browser)).text


async def test_an_answer_brings_no_news_to_a_page_that_asks_for_it_itself(
    browser: httpx.AsyncClient, says: Speaks
) -> None:
    await says("Sanne leest mee.")

    assert bubbles(await browser.post("/chat", data={"text": "hoi"})) == ["Chatbot: Hoi"]


async def test_where_there_is_no_chat_page_there_is_nothing_to_ask(make: Make, opened: Open) -> None:
    async with opened(make(chat_page=False)) as client:
        assert (await client.get("/chat/new")).status_code == 404


@pytest.fixture
def plain(browser: httpx.AsyncClient) -> httpx.AsyncClient:
    """A browser without JavaScript."""
    del browser.headers["HX-Request"]
    return browser


def forms(page: httpx.Response) -> list[str]:
    return re.findall(r"<form.*?</form>", page.text, re.DOTALL)


async def test_without_javascript_news_stands_under_the_answer(plain: httpx.AsyncClient, says: Speaks) -> None:
    number = await says("Sanne leest mee.")

    page = await plain.post("/chat", data={"text": "hoi"})

    assert bubbles(page) == ["Chatbot: Hoi", "Bericht: Sanne leest mee."]
    assert f'href="/chat/new?seen={number}">Kijk of er een bericht is</a>' in page.text
    assert [f'name="seen" value="{number}"' in form for form in forms(page)] == [True] * 2


async def test_without_javascript_a_reload_shows_what_came(
    plain: httpx.AsyncClient, says: Speaks, store: Database
) -> None:
    first = await says("een")
    assert bubbles(await plain.get("/chat/new")) == ["Bericht: een"]
    assert bubbles(await plain.get("/chat/new")) == ["Bericht: een"]  # a page that broke is loaded anew
    await plain.post("/chat", data={"text": "hoi", "seen": str(first)})
    assert await store.undelivered() == []
    second = await says("twee")
    page = await plain.get("/chat/new", params={"seen": str(first)})
    assert bubbles(page) == ["Bericht: twee"]
    after = await plain.get("/chat/new", params={"seen": str(second)})
    assert "nog geen nieuw bericht" in after.text
    assert 'href="/chat/new">' in after.text


async def test_without_javascript_nobody_is_sent_to_look_for_what_may_not_come(plain: httpx.AsyncClient) -> None:
    assert "/chat/new" not in (await plain.post("/chat", data={"text": "hoi"})).text


async def test_without_javascript_an_answer_comes_also_when_the_store_is_down(
    plain: httpx.AsyncClient, says: Speaks, store: Database
) -> None:
    await says("een")
    await store.close()

    page = await plain.post("/chat", data={"text": "hoi"})
    look = await plain.get("/chat/new")

    assert (page.status_code, bubbles(page)) == (200, ["Chatbot: Hoi"])
    assert look.status_code == 503
    assert 'href="tel:112"' in look.text


async def test_without_javascript_the_page_to_look_at_is_in_the_language_of_the_browser(
    plain: httpx.AsyncClient,
) -> None:
    page = await plain.get("/chat/new", headers={"Accept-Language": "en"})

    assert '<html lang="en">' in page.text
    assert "no new message yet" in page.text
