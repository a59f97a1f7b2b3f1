"""The queue: who needs somebody first, seen at one glance."""

import re
import time
from html import unescape

import httpx
import pytest

from bot.handovers import Urgency
from bot.staff import Role
from tests.store.parts import ANNA, BRAM, Place
from tests.web.desk.parts import HTMX, Browser, Office, text_of


def numbers(page: httpx.Response) -> list[int]:
    return [int(number) for number in re.findall(r'href="/desk/zaak/(\d+)"', page.text)]


def title(page: httpx.Response) -> str:
    found = re.search(r"<title>(.*?)</title>", page.text)
    return found[1] if found else ""


async def three(desk: Office, *of: tuple[str, str]) -> None:
    """A visitor who asks for a person, then an emergency, then somebody unsafe, a minute after each other."""
    for visitor, urgency in enumerate((Urgency.ASKED, Urgency.EMERGENCY, Urgency.UNSAFE)):
        language, municipality = of[visitor] if of else ("nl", None)
        await desk.raised(str(visitor), urgency=urgency, language=language, municipality=municipality)
        desk.clock.passes(minutes=1)


async def test_an_empty_queue_says_so_kindly(sanne: Browser) -> None:
    page = await sanne.get("/desk")

    assert page.status_code == 200
    assert "Niemand wacht. Alle meldingen zijn in goede handen." in text_of(page)
    assert title(page) == "(0) Wachtrij · Join Us desk"


async def test_a_row_says_who_waits_how_long_for_what_and_from_where(desk: Office, sanne: Browser) -> None:
    await desk.raised(urgency=Urgency.EMERGENCY, municipality="GM0344", language="en", trial=True)
    desk.clock.passes(minutes=12)

    page = text_of(await sanne.get("/desk"))

    assert "1 wacht op iemand 1 noodgeval" in page
    assert re.search(r"Noodgeval \S+ \S+ proef melding 1 wacht 12 min Wacht op iemand", page)
    assert "Wacht op iemand Utrecht Engels begon 12 min geleden" in page


async def test_the_gravest_stand_first_and_the_title_counts_who_waits(desk: Office, sanne: Browser) -> None:
    await three(desk)
    await sanne.post("/desk/zaak/1/claim")

    page = await sanne.get("/desk")

    assert numbers(page) == [2, 3, 1]
    assert title(page) == "(2) Wachtrij · Join Us desk"


async def test_a_colleague_sees_who_has_it(desk: Office, sanne: Browser, tom: Browser) -> None:
    await desk.raised()
    await sanne.post("/desk/zaak/1/claim")

    assert "In gesprek met jou" in text_of(await sanne.get("/desk"))
    assert "In gesprek met Sanne" in text_of(await tom.get("/desk"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", [2, 3, 1]),
        ("ernst=emergency", [2]),
        ("ernst=concern", [2, 3]),
        ("staat=open", [2, 3]),
        ("staat=claimed", [1]),
        ("staat=resolved", []),
        ("van=mij", [1]),
        ("ernst=onzin&staat=onzin&van=onzin&pagina=onzin", [2, 3, 1]),
        ("pagina=2", []),
        ("pagina=99999999999999999999", [2, 3, 1]),
    ],
)
async def test_the_filter(desk: Office, sanne: Browser, query: str, shown: list[int]) -> None:
    await three(desk)
    await sanne.post("/desk/zaak/1/claim")

    assert numbers(await sanne.get(f"/desk?{query}")) == shown
    assert numbers(await sanne.get(f"/desk/wachtrij?{query}", **HTMX)) == shown


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("taal=en", [2, 3]),
        ("taal=nl&ernst=emergency", []),
        ("gemeente=GM0344", [2, 1]),
        ("gemeente=GM0344&taal=en", [2]),
        ("gemeente=GM0355&staat=resolved", []),
        ("gemeente=GM9999&taal=onzin", [2, 3, 1]),
        ("gemeente=<script>", [2, 3, 1]),
        ("gemeente=GM0344%0A", [2, 3, 1]),
        ("gemeente=GM0344&pagina=2", []),
    ],
)
async def test_the_filter_on_language_and_municipality(
    desk: Office, sanne: Browser, query: str, shown: list[int]
) -> None:
    await three(desk, ("nl", "GM0344"), ("en", "GM0344"), ("en", "GM0355"))

    assert numbers(await sanne.get(f"/desk?{query}")) == shown
    assert numbers(await sanne.get(f"/desk/wachtrij?{query}", **HTMX)) == shown


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("", [("GM0355", "<i>Zeist</i> (1)"), ("GM0344", "Utrecht (2)")]),
        ("?gemeente=GM0355", [("GM0355", "<i>Zeist</i> (1)"), ("GM0344", "Utrecht (2)")]),
        ("?taal=nl", [("GM0344", "Utrecht (1)")]),
        ("?ernst=emergency", [("GM0344", "Utrecht (1)")]),
        ("?ernst=emergency&gemeente=GM0355", [("GM0355", "<i>Zeist</i> (0)"), ("GM0344", "Utrecht (1)")]),
        ("?staat=resolved", []),
    ],
)
async def test_municipalities_are_offered_that_somebody_is_from_and_how_many(
    desk: Office, sanne: Browser, query: str, offered: list[tuple[str, str]]
) -> None:
    await three(desk, ("nl", "GM0344"), ("en", "GM0344"), ("en", "GM0355"))

    page = (await sanne.get(f"/desk{query}")).text

    found = re.findall(r'<option value="(GM\d+)"(?: selected)?>(.*?)</option>', page)
    assert [(code, unescape(title)) for code, title in found] == offered
    assert "<i>" not in page


async def test_the_part_that_renews_itself_keeps_its_filter_and_brings_the_title(desk: Office, sanne: Browser) -> None:
    await three(desk)

    query = "ernst=unsafe&amp;taal=nl&amp;gemeente=GM0344"
    part = await sanne.get(f"/desk/wachtrij?{unescape(query)}&van=onzin", **HTMX)

    assert f'hx-get="/desk/wachtrij?{query}" hx-trigger="every 10s" hx-swap="outerHTML"' in part.text
    assert title(part) == "(3) Wachtrij · Join Us desk"
    assert "<html" not in part.text


async def test_the_filter_shows_what_was_chosen(sanne: Browser) -> None:
    page = (await sanne.get("/desk?ernst=suicidal&staat=claimed&taal=en&gemeente=GM0344&van=mij")).text

    assert re.findall(r'<option value="(\w+)" selected>', page) == ["suicidal", "claimed", "en", "GM0344"]
    assert re.search(r'name="van"[^>]* checked', page)


async def test_only_an_emergency_nobody_has_is_said_aloud(desk: Office, sanne: Browser) -> None:
    await three(desk)
    part = (await sanne.get("/desk/wachtrij", **HTMX)).text
    await sanne.post("/desk/zaak/2/claim")

    assert re.findall(r'data-news="(\d+)" data-said="(Nieuw noodgeval): ', part) == [("2", "Nieuw noodgeval")]
    assert "data-news" not in (await sanne.get("/desk/wachtrij", **HTMX)).text


async def test_how_grave_it_is_is_a_word_and_a_shape(desk: Office, sanne: Browser) -> None:
    for urgency in Urgency:
        await desk.raised(str(urgency), urgency=urgency)

    page = (await sanne.get("/desk")).text
    found = re.findall(r'class="badge (\w+)">\s*<svg[^>]*>(.*?)</svg>\s*(\w[^<]*)</span>', page, re.DOTALL)

    assert [(name, said.strip()) for name, _, said in found] == [
        ("emergency", "Noodgeval"),
        ("unsafe", "Onveilig"),
        ("suicidal", "Zelfmoordgedachten"),
        ("concern", "Zorgen"),
        ("asked", "Vraagt om een mens"),
    ]
    assert len({shape for _, shape, _ in found}) == 5


async def test_a_resolved_handover_is_out_of_the_way(desk: Office, sanne: Browser) -> None:
    await desk.raised(ANNA)
    await desk.raised(BRAM)
    await sanne.post("/desk/zaak/1/resolve")

    assert numbers(await sanne.get("/desk")) == [2]
    assert "klaar 13:01" in text_of(await sanne.get("/desk?staat=resolved"))


async def test_ten_thousand_handovers_are_listed_by_fifty(desk: Office, sanne: Browser) -> None:
    await fill(desk, 10_000)
    await sanne.get("/desk")

    begin = time.perf_counter()
    page = await sanne.get("/desk")
    took = time.perf_counter() - begin

    assert len(numbers(page)) == 50
    assert "10000 wachten op iemand" in text_of(page)
    assert "1 van 200 · 10000 meldingen" in text_of(page)
    assert 'rel="next" href="/desk?pagina=2"' in page.text
    assert took < 1.0  # seconds; bench/ measures, this only notices a query per row


async def test_the_last_page_leads_back(desk: Office, sanne: Browser) -> None:
    await fill(desk, 101)

    page = await sanne.get("/desk?pagina=3")

    assert len(numbers(page)) == 1
    assert 'rel="prev" href="/desk?pagina=2"' in page.text
    assert 'rel="next"' not in page.text


async def fill(desk: Office, many: int) -> None:
    """Copy one handover many times over, past the store."""
    await desk.raised()
    columns = "alias, urgency, state, opened_at, last_at, trial, language, waiting_since"
    await Place(desk.url).rows(f"""
        WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < {many})
        INSERT INTO handovers (visitor, {columns}) SELECT 'v' || i, {columns} FROM handovers, n
    """)  # noqa: S608 -- the test's own words


async def test_the_store_being_down_is_said_kindly(desk: Office, sanne: Browser) -> None:
    await desk.store.close()

    page = await sanne.get("/desk")

    assert page.status_code == 503
    assert "Had je iets verstuurd? Kijk over een minuut eerst of het er staat." in page.text


async def test_a_reviewer_sees_the_way_to_the_queue_only_an_admin_to_everything(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    async with desk.member(Role.ADMIN, "fatima") as fatima:
        links = re.findall(r'<a href="(/desk[^"/]*(?:/\w+)?)"', (await fatima.get("/desk/logboek")).text)

    assert links == [
        "/desk/wachtwoord",
        "/desk",
        "/desk/inzicht",
        "/desk/groepen",
        "/desk/alternatieven",
        "/desk/campagnes",
        "/desk/voorbeelden",
        "/desk/instellingen",
        "/desk/medewerkers",
        "/desk/logboek",
    ]
    assert "/desk/medewerkers" not in (await sanne.get("/desk/zaak/1")).text
