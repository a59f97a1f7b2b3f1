import httpx
import structlog

from tests.web.visiting import FakeTelegram, Make, Open

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "abc"}


async def test_health_tells_each_part(stranger: httpx.AsyncClient) -> None:
    answer = await stranger.get("/health")

    assert answer.status_code == 200
    assert answer.json() == {"ok": True, "parts": {"store": "up"}}


async def test_health_is_503_when_visitors_are_not_safe_with_us(make: Make, opened: Open) -> None:
    async with opened(make(ok=False)) as client:
        answer = await client.get("/health")

    assert answer.status_code == 503
    assert answer.json() == {"ok": False, "parts": {"store": "down"}}


async def test_an_update_is_handed_on_as_it_came(stranger: httpx.AsyncClient, telegram: FakeTelegram) -> None:
    telegram.status = 401

    answer = await stranger.post("/telegram/webhook", content=b'{"x": 1', headers=SECRET)

    assert answer.status_code == 401
    assert answer.text == ""
    assert telegram.calls == [(b'{"x": 1', "abc")]


async def test_an_update_without_a_secret_is_handed_on_too(stranger: httpx.AsyncClient, telegram: FakeTelegram) -> None:
    await stranger.post("/telegram/webhook", content=b"{}")

    assert telegram.calls == [(b"{}", None)]


async def test_updates_know_no_token_and_no_limit(stranger: httpx.AsyncClient) -> None:
    answers = [await stranger.post("/telegram/webhook", content=b"{}", headers=SECRET) for _ in range(50)]

    assert {answer.status_code for answer in answers} == {200}


async def test_a_large_update_is_taken(stranger: httpx.AsyncClient) -> None:
    assert (await stranger.post("/telegram/webhook", content=b"x" * 200_000)).status_code == 200


async def test_without_a_webhook_there_is_no_route(make: Make, opened: Open) -> None:
    async with opened(make(webhook=False)) as client:
        assert (await client.post("/telegram/webhook", content=b"{}")).status_code == 404


async def test_an_update_that_breaks_tells_no_details(stranger: httpx.AsyncClient, telegram: FakeTelegram) -> None:
    telegram.broken = True

    with structlog.testing.capture_logs() as logs:
        answer = await stranger.post("/telegram/webhook", content=b"mijn geheim")

    assert (answer.status_code, answer.text) == (500, "")
    assert logs == [{"event": "web.failed", "kind": "RuntimeError", "log_level": "error"}]
