"""Who may open what: every route there is, tried by everybody, against a table that was written by hand."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from litestar import get
from litestar.routes import HTTPRoute
from structlog.testing import capture_logs

from bot.staff import Role
from bot.web.desk import DeskParts, NoRuleError, routes
from tests.web.desk.parts import HTMX, Browser, Office

OUT, REVIEWER, COORDINATOR, ADMIN = "signed out", Role.REVIEWER, Role.COORDINATOR, Role.ADMIN
ADMINS: set[str] = {ADMIN}
LEADERS: set[str] = {COORDINATOR, *ADMINS}
STAFF: set[str] = {REVIEWER, *LEADERS}
EVERYBODY: set[str] = {OUT, *STAFF}

# A new route of the desk has no line here: say who may open it, and mean it.
MAY: dict[tuple[str, str], set[str]] = {
    ("GET", "/desk/inloggen"): EVERYBODY,
    ("POST", "/desk/inloggen"): EVERYBODY,
    ("GET", "/desk/uitnodiging"): EVERYBODY,
    ("POST", "/desk/uitnodiging"): EVERYBODY,
    ("POST", "/desk/uitnodiging/kiezen"): EVERYBODY,
    ("POST", "/desk/uitloggen"): STAFF,
    ("GET", "/desk/wachtwoord"): STAFF,
    ("POST", "/desk/wachtwoord"): STAFF,
    ("GET", "/desk"): STAFF,
    ("GET", "/desk/wachtrij"): STAFF,
    ("GET", "/desk/zaak/{number:int}"): STAFF,
    ("POST", "/desk/zaak/{number:int}"): STAFF,
    ("GET", "/desk/zaak/{number:int}/gesprek"): STAFF,
    ("POST", "/desk/zaak/{number:int}/claim"): STAFF,
    ("POST", "/desk/zaak/{number:int}/release"): STAFF,
    ("POST", "/desk/zaak/{number:int}/reply"): STAFF,
    ("POST", "/desk/zaak/{number:int}/note"): STAFF,
    ("POST", "/desk/zaak/{number:int}/resolve"): STAFF,
    ("POST", "/desk/zaak/{number:int}/reopen"): STAFF,
    ("POST", "/desk/zaak/{number:int}/judge"): STAFF,
    ("GET", "/desk/zaak/{number:int}/voorbeeld"): STAFF,
    ("POST", "/desk/zaak/{number:int}/voorbeeld"): STAFF,
    ("GET", "/desk/inzicht"): LEADERS,
    ("GET", "/desk/inzicht/campagne/{number:int}"): LEADERS,
    ("GET", "/desk/inzicht/cijfers"): LEADERS,
    ("GET", "/desk/inzicht/gemeente"): LEADERS,
    ("GET", "/desk/inzicht/gemeente/pdf"): LEADERS,
    ("GET", "/desk/groepen"): LEADERS,
    ("GET", "/desk/groepen/bestand"): LEADERS,
    ("POST", "/desk/groepen/bestand"): LEADERS,
    ("POST", "/desk/groepen/bestand/doen"): LEADERS,
    ("GET", "/desk/groepen/nieuw"): LEADERS,
    ("POST", "/desk/groepen/nieuw"): LEADERS,
    ("GET", "/desk/groepen/wijzigen/{name:str}"): LEADERS,
    ("POST", "/desk/groepen/wijzigen/{name:str}"): LEADERS,
    ("GET", "/desk/alternatieven"): LEADERS,
    ("GET", "/desk/alternatieven/bestand"): LEADERS,
    ("POST", "/desk/alternatieven/bestand"): LEADERS,
    ("POST", "/desk/alternatieven/bestand/doen"): LEADERS,
    ("GET", "/desk/alternatieven/nieuw"): LEADERS,
    ("POST", "/desk/alternatieven/nieuw"): LEADERS,
    ("GET", "/desk/alternatieven/wijzigen/{name:str}"): LEADERS,
    ("POST", "/desk/alternatieven/wijzigen/{name:str}"): LEADERS,
    ("GET", "/desk/campagnes"): LEADERS,
    ("POST", "/desk/campagnes"): LEADERS,
    ("GET", "/desk/campagnes/{number:int}"): LEADERS,
    ("POST", "/desk/campagnes/{number:int}"): LEADERS,
    ("POST", "/desk/campagnes/{number:int}/plekken"): LEADERS,
    ("POST", "/desk/campagnes/{number:int}/plekken/{code:str}"): LEADERS,
    ("GET", "/desk/campagnes/{number:int}/plekken/{code:str}/verwijderen"): LEADERS,
    ("POST", "/desk/campagnes/{number:int}/plekken/{code:str}/verwijderen"): LEADERS,
    ("GET", "/desk/campagnes/code/{code:str}/qr/{kind:str}"): LEADERS,
    ("GET", "/desk/campagnes/code/{code:str}/poster"): LEADERS,
    ("GET", "/desk/voorbeelden"): LEADERS,
    ("POST", "/desk/voorbeelden/{number:int}/verwijderen"): LEADERS,
    ("GET", "/desk/instellingen"): LEADERS,
    ("POST", "/desk/instellingen/openingstijden"): LEADERS,
    ("POST", "/desk/instellingen/zinnen"): LEADERS,
    ("POST", "/desk/instellingen/seintjes"): LEADERS,
    ("POST", "/desk/instellingen/bewaartermijn"): LEADERS,
    ("GET", "/desk/medewerkers"): LEADERS,
    ("POST", "/desk/medewerkers"): LEADERS,
    ("POST", "/desk/medewerkers/{number:int}/rol"): LEADERS,
    ("GET", "/desk/medewerkers/{number:int}/verwijderen"): LEADERS,
    ("POST", "/desk/medewerkers/{number:int}/verwijderen"): LEADERS,
    ("GET", "/desk/logboek"): ADMINS,
}


def desk_routes(desk: Office) -> Iterator[tuple[str, str]]:
    for route in desk.app.routes:
        if isinstance(route, HTTPRoute) and route.path.startswith("/desk"):
            yield from ((method, route.path) for method in route.methods if method != "OPTIONS")


# what is open to everybody, and what it gives: a new route has to be thought about here
FOR_ALL = {
    ("GET", "/"): "the chat page",
    ("POST", "/chat"): "the chat of this cookie",
    ("GET", "/chat/new"): "what waits for this cookie",
    ("GET", "/health"): "which parts are up",
    ("GET", "/privacy"): "the privacy statement",
    ("GET", "/go/{token:str}"): "the sign-up that we signed, else the national one",
    ("POST", "/telegram/webhook"): "the status of an update, for who has Telegram's secret",
    ("GET", "/static/{file_path:path}"): "files of ours",
}


async def test_every_route_outside_the_desk_has_a_line_too(desk: Office) -> None:
    routes = {
        (method, route.path)
        for route in desk.app.routes
        if isinstance(route, HTTPRoute) and not route.path.startswith("/desk")
        for method in route.methods
        if method not in {"OPTIONS", "HEAD"}
    }
    assert routes == set(FOR_ALL)


def filled(path: str) -> str:
    """Give a path of a route as somebody asks for it."""
    return (
        path.replace("{number:int}", "4711")
        .replace("{code:str}", "k7x9mq")
        .replace("{kind:str}", "svg")
        .replace("{name:str}", "veghel")
    )


async def opens(browser: Browser, method: str, path: str) -> str:
    """Try a route with nothing filled in, and say how the door behaves."""
    there = filled(path)
    answer = await (browser.get(there) if method == "GET" else browser.post(there))
    if answer.status_code == 403:
        return "forbidden"
    sent_away = answer.headers.get("location", "").startswith("/desk/inloggen") and there != "/desk/uitloggen"
    asked = answer.status_code == 401 and "Je was uitgelogd" not in answer.text and 'id="password"' in answer.text
    return "sign in" if sent_away or (asked and there != "/desk/inloggen") else "open"


def expected(who: str, route: tuple[str, str]) -> str:
    if who in MAY[route]:
        return "open"
    return "sign in" if who == OUT else "forbidden"


async def test_every_route_of_the_desk_has_a_line(desk: Office) -> None:
    assert set(desk_routes(desk)) == set(MAY)


@pytest.mark.parametrize("who", [OUT, REVIEWER, COORDINATOR, ADMIN])
async def test_every_route_opens_for_whom_it_should_and_for_nobody_else(desk: Office, who: str) -> None:
    session = None if who == OUT else (await desk.joined("somebody", Role(who)))[0]
    seen = {}
    for route in sorted(desk_routes(desk), key=lambda each: each[1] == "/desk/uitloggen"):  # last: it ends the session
        async with desk.opened(session) as browser:
            seen[route] = await opens(browser, *route)

    # whoever is signed in already is led past the sign-in page, to the queue
    assert seen == {route: expected(who, route) for route in MAY}


async def test_no_form_is_taken_without_a_token_of_ours(desk: Office, fatima: Browser) -> None:
    forms = {filled(path) for method, path in desk_routes(desk) if method == "POST"}

    for token in ({}, {"_csrf_token": "a" * 128}):
        answers = {path: await fatima.http.post(path, data=token) for path in forms}
        refused = {path for path, it in answers.items() if "Deze pagina stond te lang open" in it.text}
        assert refused == forms
        assert {it.status_code for it in answers.values()} == {403}


async def test_what_the_framework_adds_to_each_path_opens_for_nobody(desk: Office, lea: Browser) -> None:
    paths = {filled(path) for _, path in desk_routes(desk)}

    with capture_logs() as logs:
        answers = {path: (await lea.http.options(path)).status_code for path in paths}

    assert answers == dict.fromkeys(paths, 405)
    assert logs == []


def test_a_route_that_says_nothing_keeps_the_bot_from_starting() -> None:
    @get("/nieuw")
    async def forgotten() -> None: ...

    with pytest.raises(NoRuleError, match="/nieuw does not say who may open it"):
        routes(no_parts(), forgotten)


def test_a_route_that_needs_what_there_is_not_keeps_the_bot_from_starting() -> None:
    @get("/nieuw", opt={"needs": "boss", "quiet": False})
    async def odd() -> None: ...

    with pytest.raises(NoRuleError):
        routes(no_parts(), odd)


def no_parts() -> DeskParts:
    return cast(
        "DeskParts",
        SimpleNamespace(
            door=None,
            posting=None,
            listing=SimpleNamespace(groups=None, alternatives=None, places=None),
            clock=None,
            desk=None,
            work=SimpleNamespace(**dict.fromkeys(WORK)),
        ),
    )


WORK = ("claim", "release", "reply", "note", "resolve", "reopen", "judge")


async def test_a_role_too_low_is_told_so_kindly_and_nothing_more(desk: Office, sanne: Browser) -> None:
    async with desk.member(Role.ADMIN, "geheimenaam"):
        page = await sanne.get("/desk/medewerkers")

    assert page.status_code == 403
    assert "Deze pagina is niet voor jouw rol" in page.text
    assert "geheimenaam" not in page.text


async def test_what_renews_itself_says_that_somebody_is_signed_out(stranger: Browser) -> None:
    for path in ("/desk/wachtrij", "/desk/zaak/7/gesprek"):
        part = await stranger.get(path, **HTMX)

        assert part.status_code == 401
        assert "Je bent uitgelogd" in part.text
        assert "<html" not in part.text
        assert "hx-get" not in part.text  # it stops asking


async def test_a_link_in_an_alert_leads_past_the_sign_in_to_its_handover(desk: Office, stranger: Browser) -> None:
    session, totp = await desk.joined("sanne", Role.REVIEWER)
    await desk.door.sign_out(session.token)

    away = await stranger.get("/desk/zaak/17")
    page = await stranger.get(away.headers["location"])
    entered = await desk.sign_in(stranger, "sanne", totp, zaak="17")

    assert away.headers["location"] == "/desk/inloggen?zaak=17"
    assert '<input type="hidden" name="zaak" value="17">' in page.text
    assert entered.headers["location"] == "/desk/zaak/17"


async def test_a_link_on_another_site_is_followed_once_more_from_here(stranger: Browser) -> None:
    # SameSite=Strict: the browser shows no cookie to who comes from a web mail, and does to who comes from our page
    page = await stranger.get("/desk/zaak/17", Sec_Fetch_Site="cross-site")

    assert page.status_code == 200
    assert '<meta http-equiv="refresh" content="0; url=/desk/zaak/17">' in page.text
    assert "Verder naar de desk" in page.text


@pytest.mark.parametrize("where", ["https://elders.test", "//elders.test", "/desk/medewerkers", "1/../../x", "-1", "٣"])
async def test_nobody_is_sent_elsewhere_after_the_sign_in(desk: Office, stranger: Browser, where: str) -> None:
    session, totp = await desk.joined("sanne", Role.REVIEWER)
    await desk.door.sign_out(session.token)

    page = await stranger.http.get("/desk/inloggen", params={"zaak": where})
    entered = await desk.sign_in(stranger, "sanne", totp, zaak=where)

    assert where not in page.text or where == "-1"
    assert entered.headers["location"] == "/desk"


async def test_without_a_desk_there_are_no_pages_for_staff(make: Any, opened: Any) -> None:
    async with opened(make()) as http:
        assert (await http.get("/desk")).status_code == 404
        assert (await http.get("/desk/inloggen")).status_code == 404
