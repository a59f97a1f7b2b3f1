import re

import httpx
import pytest

from bot.store.outbox import OUTBOX_KEEPS
from bot.store.retention import AFTER_RESOLVING, AFTER_THE_LAST_MESSAGE, QUIET
from bot.store.turns import STATE_KEEPS
from bot.web.headers import SECURITY_HEADERS
from tests.web.visiting import Make, Open

HOURS = sorted(int(kept.total_seconds()) // 3600 for kept in (STATE_KEEPS, OUTBOX_KEEPS))
DAYS = sorted(kept.days for kept in (AFTER_RESOLVING, AFTER_THE_LAST_MESSAGE, QUIET))


async def test_the_statement_answers_the_questions_of_a_young_person(stranger: httpx.AsyncClient) -> None:
    page = (await stranger.get("/privacy")).text

    assert '<html lang="nl">' in page
    assert re.findall(r"<h2>(.*)</h2>", page) == [
        "Wie leest dit?",
        "Wat bewaren we?",
        "Hoe lang?",
        "Hoe wis ik alles?",
        "Wat weet Telegram?",
        "Wie kan ik vragen?",
    ]
    assert 'href="tel:0858770342"' in page


@pytest.mark.parametrize(
    ("query", "browser", "language"),
    [
        ("", "en-GB,nl;q=0.5", "en"),
        ("", "fr", "nl"),
        ("?taal=en", "nl", "en"),
        ("?taal=nl", "en", "nl"),
        ("?taal=<script>", "en", "en"),
    ],
)
async def test_the_language_is_what_is_asked_for_else_the_browsers(
    stranger: httpx.AsyncClient, query: str, browser: str, language: str
) -> None:
    page = (await stranger.get(f"/privacy{query}", headers={"Accept-Language": browser})).text

    other = {"nl": "en", "en": "nl"}[language]
    assert f'<html lang="{language}">' in page
    assert f'href="/privacy?taal={other}" lang="{other}"' in page
    assert "<script" not in page


@pytest.mark.parametrize(("language", "days", "hours"), [("nl", "dagen", "uur"), ("en", "days", "hours")])
async def test_the_periods_are_those_that_the_store_keeps(
    stranger: httpx.AsyncClient, language: str, days: str, hours: str
) -> None:
    page = (await stranger.get(f"/privacy?taal={language}")).text

    assert sorted(map(int, re.findall(rf"(\d+) {days}\b", page))) == DAYS
    assert sorted(map(int, re.findall(rf"(\d+) {hours}\b", page))) == HOURS


@pytest.mark.parametrize(("settled", "kept"), [(60, "60 dagen"), (1, "1 dag"), (90, "90 dagen")])
async def test_it_says_how_long_staff_settled_to_keep_a_handover(
    make: Make, opened: Open, settled: int, kept: str
) -> None:
    async with opened(make(days_kept=lambda: settled)) as client:
        page = (await client.get("/privacy")).text

    assert f"tot {kept} nadat zij het hebben afgerond" in page
    assert "30 dagen" not in page


@pytest.mark.parametrize("chat_page", [True, False])
async def test_reading_it_leaves_no_trace(make: Make, opened: Open, *, chat_page: bool) -> None:
    async with opened(make(chat_page=chat_page)) as client:
        answer = await client.get("/privacy")

    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert not re.search(r"<form|<style|\sstyle=|\son\w+=|(?:src|href)=\"http://", answer.text)
