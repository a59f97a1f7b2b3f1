"""In and out: what a sign-in takes, how long it lasts, and what nobody learns from a failed one."""

import pytest

from bot.staff import Role
from tests.staff.parts import PASSWORD
from tests.web.desk.parts import HTMX, Browser, Office, text_of


async def signed_out(desk: Office, browser: Browser) -> None:
    """Somebody who has an account and is not signed in."""
    session, browser.totp = await desk.joined("sanne", Role.REVIEWER)
    await desk.door.sign_out(session.token)


async def enter(desk: Office, browser: Browser, **form: str) -> int:
    assert browser.totp is not None
    return (await desk.sign_in(browser, "sanne", browser.totp, **form)).status_code


async def test_name_password_and_code_lead_to_the_queue(desk: Office, stranger: Browser) -> None:
    await signed_out(desk, stranger)
    assert stranger.totp is not None

    entered = await desk.sign_in(stranger, "Sanne", stranger.totp)
    page = await stranger.get("/desk")

    assert (entered.status_code, entered.headers["location"]) == (303, "/desk")
    assert "Sanne Medewerker · Wachtwoord Uitloggen" in text_of(page)


async def test_the_cookie_is_for_the_desk_this_session_and_no_script(desk: Office, stranger: Browser) -> None:
    await signed_out(desk, stranger)
    assert stranger.totp is not None

    entered = await desk.sign_in(stranger, "sanne", stranger.totp)

    (cookie,) = [each for each in entered.headers.get_list("set-cookie") if each.startswith("desk=")]
    name, *attributes = cookie.split("; ")
    assert len(name) > 40
    assert set(attributes) == {"HttpOnly", "Path=/desk", "SameSite=strict", "Secure"}


@pytest.mark.parametrize(
    "wrong", [{"login": "niemand"}, {"password": "iets heel anders"}, {"code": "000000"}, {"login": ""}, {"code": "x"}]
)
async def test_what_was_wrong_is_not_told(desk: Office, stranger: Browser, wrong: dict[str, str]) -> None:
    await signed_out(desk, stranger)
    assert stranger.totp is not None

    answer = await desk.sign_in(stranger, "sanne", stranger.totp, **wrong)

    assert answer.status_code == 401
    assert "Dat klopt niet. Kijk je naam, wachtwoord en code nog eens na." in answer.text
    assert "iets heel anders" not in answer.text
    assert stranger.token is None


async def test_after_five_mistakes_one_must_wait(desk: Office, stranger: Browser) -> None:
    await signed_out(desk, stranger)
    for _ in range(5):
        assert await enter(desk, stranger, password="nee nee nee nee") == 401

    assert await enter(desk, stranger) == 429
    desk.clock.passes(seconds=31)
    assert await enter(desk, stranger) == 303


async def test_a_token_from_before_the_sign_in_is_worth_nothing_after_it(desk: Office, stranger: Browser) -> None:
    await signed_out(desk, stranger)
    stranger.http.cookies.set("desk", "a-token-somebody-else-knows", path="/desk", domain="desk.test")

    assert await enter(desk, stranger) == 303

    assert stranger.token != "a-token-somebody-else-knows"
    assert desk.door.session("a-token-somebody-else-knows") is None


async def test_signing_in_again_ends_the_session_of_that_browser(desk: Office, stranger: Browser) -> None:
    await signed_out(desk, stranger)
    await enter(desk, stranger)
    first = stranger.token
    desk.clock.passes(minutes=1)

    await enter(desk, stranger)

    assert stranger.token != first
    assert desk.door.session(first) is None


async def test_who_signs_out_is_out_with_that_token_for_ever(desk: Office, sanne: Browser) -> None:
    token = sanne.token

    left = await sanne.post("/desk/uitloggen")

    assert (left.status_code, left.headers["location"]) == (303, "/desk/inloggen")
    assert sanne.token is None
    assert desk.door.session(token) is None


async def test_half_an_hour_without_doing_anything_ends_it(desk: Office, sanne: Browser) -> None:
    desk.clock.passes(minutes=29)
    assert (await sanne.get("/desk")).status_code == 200
    desk.clock.passes(minutes=31)
    assert (await sanne.get("/desk")).headers["location"] == "/desk/inloggen"


async def test_twelve_hours_end_it_however_busy_one_is(desk: Office, sanne: Browser) -> None:
    for _ in range(36):
        desk.clock.passes(minutes=20)
        last = await sanne.get("/desk")
    assert last.status_code == 303


async def test_a_page_that_renews_itself_keeps_nobody_signed_in(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    for _ in range(3):
        desk.clock.passes(minutes=9)
        assert (await sanne.get("/desk/wachtrij", **HTMX)).status_code == 200
        assert (await sanne.get("/desk/zaak/1/gesprek", **HTMX)).status_code == 200
    desk.clock.passes(minutes=3)

    assert (await sanne.get("/desk/wachtrij", **HTMX)).status_code == 401


async def test_who_is_typing_stays_signed_in(desk: Office, sanne: Browser) -> None:
    for _ in range(3):
        desk.clock.passes(minutes=20)
        assert (await sanne.get("/desk/wachtrij", X_Active="1", **HTMX)).status_code == 200


async def test_what_was_typed_is_given_back_to_who_was_signed_out(desk: Office, sanne: Browser) -> None:
    desk.clock.passes(minutes=31)

    page = await sanne.post("/desk/zaak/1/reply", reply="Wat <b>fijn</b>")

    assert page.status_code == 401
    assert "<strong>niet verstuurd</strong>" in page.text
    assert "Wat &lt;b&gt;fijn&lt;/b&gt;</textarea>" in page.text


async def test_the_sign_in_page_helps_a_password_manager(stranger: Browser) -> None:
    page = (await stranger.get("/desk/inloggen")).text

    for purpose in ("username", "current-password", "one-time-code"):
        assert f'autocomplete="{purpose}"' in page


async def test_who_is_signed_in_is_led_past_the_sign_in(sanne: Browser) -> None:
    assert (await sanne.get("/desk/inloggen")).headers["location"] == "/desk"


async def test_the_twenty_first_try_of_a_minute_waits_whichever_stranger_tries(desk: Office, stranger: Browser) -> None:
    for number in range(20):
        await stranger.post("/desk/uitnodiging" if number % 2 else "/desk/inloggen", login=f"login{number}")

    async with desk.stranger() as another:
        answer = await another.post("/desk/inloggen", login="sanne", password=PASSWORD, code="123456")

    assert answer.status_code == 429
    assert "Wacht een minuut" in answer.text


@pytest.mark.parametrize("path", ["/desk/inloggen", "/desk/uitnodiging", "/desk/zaak/1/claim", "/desk/uitloggen"])
@pytest.mark.parametrize("token", [{}, {"_csrf_token": "a" * 128}])
async def test_a_form_from_elsewhere_is_not_taken(
    desk: Office, sanne: Browser, path: str, token: dict[str, str]
) -> None:
    await desk.raised()
    await sanne.get("/desk")

    answer = await sanne.http.post(path, data=token)

    assert answer.status_code == 403
    assert "Deze pagina stond te lang open" in answer.text
    assert 'csrf=""; expires=' in answer.headers["set-cookie"]
    assert desk.door.session(sanne.token) is not None
    assert "In gesprek" not in (await sanne.get("/desk/zaak/1")).text
