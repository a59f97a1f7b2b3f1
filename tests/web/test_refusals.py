from typing import Any, cast

import httpx
import pytest

from tests.web.visiting import FakeVisitors, Make


@pytest.mark.parametrize("missing", ["Nothing", "X-CSRFToken"])
async def test_more_than_64_kib_is_refused_kindly(
    browser: httpx.AsyncClient, visitors: FakeVisitors, missing: str
) -> None:
    browser.headers.pop(missing, None)

    answer = await browser.post("/chat", data={"text": "a" * 66_000})

    assert answer.status_code == 413
    assert "in stukken" in answer.text
    assert visitors.heard == []


async def test_a_form_with_nothing_in_it_is_refused_kindly(browser: httpx.AsyncClient, visitors: FakeVisitors) -> None:
    answer = await browser.post("/chat", data={"naam": "Sam"})

    assert answer.status_code == 400
    assert 'class="bubble"' in answer.text
    assert visitors.heard == []


@pytest.mark.parametrize("token", ["", "a" * 128])
async def test_without_the_right_token_nothing_is_taken(
    browser: httpx.AsyncClient, visitors: FakeVisitors, token: str
) -> None:
    browser.headers["X-CSRFToken"] = token

    answer = await browser.post("/chat", data={"text": "hoi"})

    assert answer.status_code == 403
    assert "Laad de pagina opnieuw" in answer.text
    assert 'href="/"' in answer.text
    assert visitors.heard == []


async def test_after_a_refused_token_a_reload_gives_a_new_one(browser: httpx.AsyncClient) -> None:
    browser.cookies["csrf"] = "b" * 128  # signed with a secret that is no more
    await browser.get("/")
    del browser.cookies["csrf"]
    refused = await browser.post("/chat", data={"text": "hoi"}, headers={"Cookie": f"csrf={'b' * 128}"})

    assert refused.status_code == 403
    assert 'csrf=""; expires=' in refused.headers["set-cookie"]


async def test_the_thirty_first_message_of_a_minute_is_answered_kindly(
    browser: httpx.AsyncClient, visitors: FakeVisitors
) -> None:
    for _ in range(30):
        assert (await browser.post("/chat", data={"text": "hoi"})).status_code == 200

    answer = await browser.post("/chat", data={"text": "hoi"})

    assert answer.status_code == 429
    assert "sneller dan ik kan lezen" in answer.text
    assert len(visitors.heard) == 30


async def test_the_limit_of_one_is_not_that_of_another(browser: httpx.AsyncClient) -> None:
    for _ in range(31):
        await browser.post("/chat", data={"text": "hoi"})
    browser.cookies.delete("visitor")
    browser.cookies.set("visitor", "f" * 32)

    assert (await browser.post("/chat", data={"text": "hoi"})).status_code == 200


async def test_who_sends_no_cookie_is_counted_with_all_who_do_not_and_by_no_address(make: Make) -> None:
    app = make()
    told = []
    for number in range(31):
        transport = httpx.ASGITransport(cast("Any", app), client=(f"192.0.2.{number}", 4711))
        async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as anybody:
            await anybody.get("/")
            anybody.cookies.delete("visitor")
            form = {"text": "hoi", "_csrf_token": anybody.cookies["csrf"]}
            told.append((await anybody.post("/chat", data=form)).status_code)

    assert told == [200] * 30 + [429]
    counted = cast("Any", app.stores.get("rate_limit"))._store
    assert not any("192.0.2" in who for who in counted)
