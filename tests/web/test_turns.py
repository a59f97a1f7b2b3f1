import asyncio
import html
import re

import httpx
import pytest
import structlog

from bot.conversation import Delivery
from bot.messages import (
    Ask,
    Button,
    Called,
    Command,
    Incoming,
    Language,
    Link,
    Located,
    OldButton,
    Pressed,
    Say,
    Text,
)
from bot.store import Database
from bot.texts import Texts
from bot.web.chat import Chat
from tests.web.visiting import NOON, FakeVisitors, Make, Open

EVIL = """<script>alert("x")</script><img src=x onerror='y'>"""


async def test_a_message_reaches_the_conversation_as_a_trial_with_the_page_for_an_address(
    browser: httpx.AsyncClient, visitors: FakeVisitors
) -> None:
    await browser.post("/chat", data={"text": "ik voel me alleen"}, headers={"Accept-Language": "nl"})

    (heard,) = visitors.heard
    key = f"key of web:{browser.cookies['visitor']}"
    assert heard == Incoming(key, Text("ik voel me alleen"), heard.at, "page", Language.NL, trial=True)


async def test_the_answer_shows_both_bubbles_in_order(browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/chat", data={"text": "hallo daar"})

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert re.search(r'bubble mine">.*hallo daar.*class="bubble">.*Hoi', answer.text, re.DOTALL)


async def test_buttons_links_and_the_location_stand_under_the_answer(
    browser: httpx.AsyncClient, visitors: FakeVisitors
) -> None:
    link = Link("Aanmelden", "https://www.join-us.nu")
    visitors.replies = (Say("Kies", (Button("Groep?", Ask("find_group")), link), ask_location=True),)

    answer = (await browser.post("/chat", data={"text": "hoi"})).text

    assert 'name="action" value="1:a:find_group"' in answer
    assert '<button class="choice">Groep?</button>' in answer
    assert 'href="https://www.join-us.nu" target="_blank" rel="noopener noreferrer">Aanmelden' in answer
    assert "Deel mijn locatie" in answer
    assert "één keer" in answer


async def test_without_a_question_for_a_place_no_location_is_asked(browser: httpx.AsyncClient) -> None:
    assert "locatie" not in (await browser.post("/chat", data={"text": "hoi"})).text


async def test_a_press_shows_the_title_that_was_pressed(browser: httpx.AsyncClient, visitors: FakeVisitors) -> None:
    answer = await browser.post("/chat", data={"action": "1:a:find_group", "title": "Zoek maar"})

    assert visitors.heard[0].content == Pressed(Ask("find_group"))
    assert "Zoek maar" in answer.text


async def test_an_unknown_button_is_old_and_not_an_error(browser: httpx.AsyncClient, visitors: FakeVisitors) -> None:
    answer = await browser.post("/chat", data={"action": "0:iets"})

    assert answer.status_code == 200
    assert visitors.heard[0].content == OldButton()


async def test_a_location_is_passed_on_and_not_shown(browser: httpx.AsyncClient, visitors: FakeVisitors) -> None:
    answer = await browser.post("/chat", data={"lat": "52.5125", "lon": "6.0944"})

    assert visitors.heard[0].content == Located(52.5125, 6.0944)
    assert "Mijn locatie" in answer.text
    assert "52.5" not in answer.text


async def test_the_start_shows_no_words_of_the_visitor(browser: httpx.AsyncClient, visitors: FakeVisitors) -> None:
    answer = await browser.post("/chat", data={"text": "/start"})

    assert visitors.heard[0].content == Called(Command.START)
    assert "mine" not in answer.text


async def test_typed_commands_work(browser: httpx.AsyncClient, visitors: FakeVisitors) -> None:
    await browser.post("/chat", data={"text": "/groep zwolle"})
    await browser.post("/chat", data={"text": "/restart"})

    assert [heard.content for heard in visitors.heard] == [Called(Command.GROUP, "zwolle"), Text("/restart")]


@pytest.mark.parametrize("missing", ["Nothing", "HX-Request"])
async def test_html_of_anybody_is_shown_as_letters(
    browser: httpx.AsyncClient, visitors: FakeVisitors, missing: str
) -> None:
    visitors.replies = (Say(EVIL, (Button(EVIL, Ask("find_group")), Link(EVIL, "https://a.nl/?" + EVIL))),)
    browser.headers.pop(missing, None)

    typed = (await browser.post("/chat", data={"text": EVIL})).text
    pressed = (await browser.post("/chat", data={"action": "1:a:find_group", "title": EVIL})).text

    for answer in (typed, pressed):
        assert "<script>" not in answer
        assert "<img src=x" not in answer
        assert EVIL in html.unescape(answer)


async def test_a_link_that_is_not_https_is_left_out(browser: httpx.AsyncClient, visitors: FakeVisitors) -> None:
    visitors.replies = (Say("Kijk", (Link("hier", "javascript:alert(1)"),)),)

    assert "javascript" not in (await browser.post("/chat", data={"text": "hoi"})).text


@pytest.mark.parametrize(
    "text", ["a" * 5_000, "😔" * 5_000, "Zoë is één 🏳️‍🌈\u200b\u202e\x00 ܫܠܡܐ", "a\r\nb & c=d%20+e"]
)
async def test_every_text_arrives_whole(browser: httpx.AsyncClient, visitors: FakeVisitors, text: str) -> None:
    answer = await browser.post("/chat", data={"text": text})

    assert answer.status_code == 200
    assert visitors.heard[0].content == Text(text)


async def test_a_turn_that_breaks_is_answered_and_its_words_stay_out_of_the_log(
    browser: httpx.AsyncClient, visitors: FakeVisitors
) -> None:
    visitors.broken = True

    with structlog.testing.capture_logs() as logs:
        answer = await browser.post("/chat", data={"text": "mijn geheim"})

    assert answer.status_code == 500
    assert "mijn geheim" in answer.text
    assert 'href="tel:112"' in answer.text
    assert logs == [{"event": "web.turn_failed", "kind": "RuntimeError", "log_level": "error"}]


async def test_the_page_around_follows_the_language_of_the_answer(
    browser: httpx.AsyncClient, visitors: FakeVisitors
) -> None:
    visitors.language = Language.EN

    switched = (await browser.post("/chat", data={"text": "hello"}, headers={"Accept-Language": "nl"})).text
    stayed = (await browser.post("/chat", data={"text": "hello"}, headers={"Accept-Language": "en"})).text

    assert 'id="top" lang="en" hx-swap-oob="true"' in switched
    assert "I need help now" in switched
    assert "hx-swap-oob" not in stayed


async def test_without_javascript_the_answer_is_a_whole_page(stranger: httpx.AsyncClient) -> None:
    page = (await stranger.get("/")).text
    token = re.findall(r'name="_csrf_token" value="(\w+)"', page)[0]

    answer = await stranger.post("/chat", data={"_csrf_token": token, "text": "hallo"})

    assert answer.status_code == 200
    assert "<html" in answer.text
    assert re.search(r'bubble mine">.*hallo.*class="bubble">.*Hoi', answer.text, re.DOTALL)
    assert "hx-trigger" not in answer.text


async def test_two_visitors_never_see_each_other(make: Make, opened: Open, visitors: FakeVisitors) -> None:
    app = make()
    async with opened(app) as ann, opened(app) as bo:
        for client, words in ((ann, "van ann"), (bo, "van bo")):
            await client.get("/")
            client.headers["X-CSRFToken"] = client.cookies["csrf"]
            assert words in (await client.post("/chat", data={"text": words})).text
        assert "van ann" not in (await bo.post("/chat", data={"text": "hoi"})).text

    first, second, third = (heard.visitor for heard in visitors.heard)
    assert first != second == third


class Slow:
    """Answers the first message last, were it not for the order."""

    def __init__(self) -> None:
        self.done: list[str] = []

    async def turn(self, incoming: Incoming) -> Delivery:
        match incoming.content:
            case Text(words):
                await asyncio.sleep(0.05 if words == "een" else 0)
                self.done.append(words)
        return Delivery((), Language.NL)


async def test_messages_of_one_visitor_are_answered_in_order(texts: Texts, store: Database) -> None:
    slow = Slow()
    chat = Chat(slow, store, texts, visitor_key=str, clock=lambda: NOON, https=False)
    one, two = (Incoming("v", Text(words), NOON) for words in ("een", "twee"))

    await asyncio.gather(chat.turn(one, ""), chat.turn(two, ""))

    assert slow.done == ["een", "twee"]
