"""From a code on paper to an account: two steps, and nothing is there before the last."""

import re

import httpx
import pytest

from bot.staff import Role
from tests.staff.parts import PASSWORD, Entrance, totp_at
from tests.web.desk.parts import Browser, Office, text_of


async def invited(desk: Office) -> str:
    return await Entrance(desk.door, desk.store.accounts(), desk.clock).invited("noor", Role.REVIEWER)


async def second_step(desk: Office, browser: Browser) -> tuple[httpx.Response, str]:
    code = await invited(desk)
    return await browser.post("/desk/uitnodiging", login="noor", invitation=code), code


def code_now(desk: Office, page: httpx.Response) -> str:
    found = re.search(r'href="(otpauth://[^"]*)"', page.text)
    assert found
    return totp_at(found[1].replace("&amp;", "&")).at(desk.clock.now)


async def test_an_invitation_becomes_an_account_in_two_steps(desk: Office, stranger: Browser) -> None:
    page, code = await second_step(desk, stranger)
    form = {"login": "noor", "invitation": code, "password": PASSWORD, "code": code_now(desk, page)}

    joined = await stranger.post("/desk/uitnodiging/kiezen", **form)

    assert (joined.status_code, joined.headers["location"]) == (303, "/desk")
    assert "Noor Medewerker" in text_of(await stranger.get("/desk"))


async def test_the_second_step_shows_the_code_as_lines_and_as_text(desk: Office, stranger: Browser) -> None:
    page, _ = await second_step(desk, stranger)

    assert '<svg class="segno"' in page.text or "<svg" in page.text
    assert not re.search(r"\sstyle=|<style|<script(?! src)", page.text)
    assert re.search(r'<code class="secret">([A-Z2-7]{4} ){7}[A-Z2-7]{4}</code>', page.text)
    assert 'autocomplete="new-password"' in page.text
    assert "wachtwoordmanager" in page.text


@pytest.mark.parametrize(
    ("wrong", "status", "why"),
    [
        ({"password": "kort"}, 422, "te makkelijk te raden"),
        ({"code": "000000"}, 401, "Dat klopt niet"),
    ],
)
async def test_a_mistake_keeps_the_same_second_factor(
    desk: Office, stranger: Browser, wrong: dict[str, str], status: int, why: str
) -> None:
    page, code = await second_step(desk, stranger)
    form = {"login": "noor", "invitation": code, "password": PASSWORD, "code": code_now(desk, page)}

    again = await stranger.post("/desk/uitnodiging/kiezen", **(form | wrong))

    assert (again.status_code, why in again.text) == (status, True)
    assert code_now(desk, again) == form["code"]  # what the telephone has scanned stays good
    assert (await stranger.post("/desk/uitnodiging/kiezen", **form)).status_code == 303


async def test_a_wrong_invitation_leads_back_to_the_first_step(desk: Office, stranger: Browser) -> None:
    await invited(desk)

    page = await stranger.post("/desk/uitnodiging", login="noor", invitation="AAAAA-BBBBB")

    assert page.status_code == 401
    assert "Stap 1 van 2" in page.text
    assert "<svg" not in page.text


async def test_an_invitation_is_over_after_three_days(desk: Office, stranger: Browser) -> None:
    code = await invited(desk)
    desk.clock.passes(hours=73)

    page = await stranger.post("/desk/uitnodiging", login="noor", invitation=code)

    assert "Deze uitnodiging klopt niet of is verlopen" in page.text
