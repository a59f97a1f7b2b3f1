import re

import httpx
import pytest

from bot.web.headers import SECURITY_HEADERS
from tests.web.visiting import Make, Open


async def test_the_page_says_what_it_is_and_where_help_is(stranger: httpx.AsyncClient) -> None:
    page = (await stranger.get("/")).text

    assert "chatbot, geen mens · anoniem" in page
    assert "Nu hulp nodig" in page
    assert "proefpagina" in page
    assert re.search(r"<noscript>.*112.*113.*</noscript>", page, re.DOTALL)
    assert 'role="log" aria-live="polite"' in page


async def test_the_page_starts_the_conversation_by_itself(stranger: httpx.AsyncClient) -> None:
    page = (await stranger.get("/")).text

    assert """hx-post="/chat" hx-trigger="load" hx-vals='{"text": "/start"}'""" in page


async def test_the_page_comes_in_the_language_of_the_browser(stranger: httpx.AsyncClient) -> None:
    page = (await stranger.get("/", headers={"Accept-Language": "en-GB"})).text

    assert '<html lang="en">' in page
    assert "chatbot, not a person" in page


async def test_nothing_on_the_page_is_inline_or_from_elsewhere(stranger: httpx.AsyncClient) -> None:
    page = (await stranger.get("/")).text

    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>|javascript:", page)
    assert set(re.findall(r'(?:src|href|action)="(?!tel:|https://113\.nl)([^"]*)"', page)) == {
        "/chat",
        "/static/chat.css",
        "/static/chat.js",
        "/static/htmx.min.js",
        "/static/icon.svg",
    }


@pytest.mark.parametrize("path", ["/", "/health", "/static/chat.js", "/static/nope.js", "/nope", "/chat"])
async def test_every_answer_carries_the_security_headers(stranger: httpx.AsyncClient, path: str) -> None:
    answer = await stranger.get(path)

    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/static/chat.css", "text/css"),
        ("/static/chat.js", "text/javascript"),
        ("/static/htmx.min.js", "text/javascript"),
        ("/static/icon.svg", "image/svg+xml"),
    ],
)
async def test_files_say_what_they_are(stranger: httpx.AsyncClient, path: str, kind: str) -> None:
    answer = await stranger.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)


async def test_cookies_are_for_this_site_this_session_and_no_script(stranger: httpx.AsyncClient) -> None:
    cookies = (await stranger.get("/")).headers.get_list("set-cookie")

    assert {cookie.split("=")[0] for cookie in cookies} == {"visitor", "csrf"}
    for cookie in cookies:
        assert {"HttpOnly", "Path=/", "SameSite=strict"} <= set(cookie.split("; "))
        assert "expires" not in cookie.lower()
        assert "max-age" not in cookie.lower()
        assert "Secure" not in cookie


async def test_cookies_are_secure_over_https(make: Make, opened: Open) -> None:
    async with opened(make(https=True)) as client:
        cookies = (await client.get("/")).headers.get_list("set-cookie")

    assert len(cookies) == 2
    assert all("Secure" in cookie for cookie in cookies)


async def test_a_visitor_has_128_bits_and_keeps_them(stranger: httpx.AsyncClient) -> None:
    await stranger.get("/")
    first = stranger.cookies["visitor"]
    await stranger.get("/")

    assert re.fullmatch(r"[0-9a-f]{32}", first)
    assert stranger.cookies["visitor"] == first


@pytest.mark.parametrize("path", ["/health", "/static/chat.js", "/nope"])
async def test_only_the_chat_sets_cookies(stranger: httpx.AsyncClient, path: str) -> None:
    assert "set-cookie" not in (await stranger.get(path)).headers


async def test_without_the_chat_page_there_is_no_chat(make: Make, opened: Open) -> None:
    async with opened(make(chat_page=False)) as client:
        page = await client.get("/")
        chat = await client.post("/chat", data={"text": "hoi"})

    assert page.status_code == 200
    assert "Telegram" in page.text
    assert "<form" not in page.text
    assert "set-cookie" not in page.headers
    assert chat.status_code == 404


async def test_a_page_that_is_not_there_says_so_kindly_without_details(stranger: httpx.AsyncClient) -> None:
    answer = await stranger.get("/geheim-verhaal")

    assert answer.status_code == 404
    assert "Hier staat niks" in answer.text
    assert "geheim" not in answer.text
