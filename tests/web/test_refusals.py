import httpx
import pytest

from tests.web.visiting import FakeVisitors


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
