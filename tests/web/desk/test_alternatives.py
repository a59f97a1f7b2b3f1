"""Coordinators keep the alternatives as they keep the groups, and verify them before the bot tells of any."""

import re

import pytest

from bot.directory import Alternative, Status, sample_alternatives
from tests.web.desk.parts import Browser, Office, places, text_of
from tests.web.desk.test_directory import confirmed, sent_to

ALTERNATIVES = "/desk/alternatieven"
CAFE = {
    "name": "Jongerencafé",
    "municipality": "Deventer",
    "place": "Centrum",
    "age_min": "17",
    "age_max": "30",
    "what": "Samen eten op woensdag.",
    "what_en": "Eating together on Wednesday.",
    "url": "https://cafe.example/",
    "cost": "gratis",
    "status": "verified",
    "verified_on": "2026-11-01",
}
FILE = "name,municipality\nInloop,Uden\n"


async def kept(desk: Office) -> list[Alternative]:
    return list(await desk.store.alternatives().everything())


async def added(desk: Office, lea: Browser) -> Alternative:
    await lea.post(f"{ALTERNATIVES}/nieuw", **CAFE)
    (one,) = await kept(desk)
    return one


async def test_one_is_added_and_the_bot_tells_of_it_at_once(desk: Office, lea: Browser) -> None:
    await desk.store.shown_alternatives()
    one = await added(desk, lea)
    assert (one.gm_code, one.status) == ("GM0150", Status.VERIFIED)
    assert await desk.store.shown_alternatives() == (one,)
    page = text_of(await lea.get(ALTERNATIVES))
    assert "Jongerencafé" in page
    assert "Centrum, Deventer · 17-30 jaar · gratis · Samen eten op woensdag." in page


async def test_the_page_of_one_holds_what_is_kept_of_it(desk: Office, lea: Browser) -> None:
    page = (await lea.get(f"{ALTERNATIVES}/wijzigen/{(await added(desk, lea)).id}")).text
    for name in CAFE.keys() - {"status"}:
        assert re.search(rf'name="{name}"[^>]* value="{re.escape(CAFE[name])}"', page), name
    assert re.search(r'value="verified" checked', page)


async def test_one_called_as_a_page_beside_it_has_a_page_too(desk: Office, lea: Browser) -> None:
    await lea.post(f"{ALTERNATIVES}/nieuw", **(CAFE | {"name": "Nieuw", "municipality": "", "place": ""}))
    assert [one.id for one in await kept(desk)] == ["nieuw"]
    (there,) = re.findall(rf'href="({ALTERNATIVES}/[^"]*)"><b>Nieuw', (await lea.get(ALTERNATIVES)).text)
    assert "Samen eten op woensdag." in (await lea.get(there)).text


async def test_what_came_with_the_bot_is_to_be_verified_first(desk: Office, lea: Browser) -> None:
    await desk.store.seed_alternatives(sample_alternatives(places()))
    page = text_of(await lea.get(ALTERNATIVES))
    assert "Na te kijken (34)" in page
    assert "Niet bevestigd, dus de chatbot noemt het niet" in page
    assert await desk.store.shown_alternatives() == ()


async def test_one_that_ended_is_not_told_of_any_more(desk: Office, lea: Browser) -> None:
    one = await added(desk, lea)
    await lea.post(f"{ALTERNATIVES}/wijzigen/{one.id}", **(CAFE | {"status": "ended"}))
    assert await desk.store.shown_alternatives() == ()


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"name": ""}, "Dit moet ingevuld zijn."),
        ({"municipality": "Nergenshuizen"}, "ken ik niet"),
        ({"url": "javascript:alert(1)"}, "Een link begint met https://"),
        ({"what": ""}, "Dat leest een bezoeker."),
        ({"verified_on": ""}, "Dat leest een bezoeker."),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_kept(
    desk: Office, lea: Browser, form: dict[str, str], why: str
) -> None:
    answer = await lea.post(f"{ALTERNATIVES}/nieuw", **(CAFE | form))
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert 'value="gratis"' in answer.text
    assert await kept(desk) == []


async def test_the_same_is_not_added_twice(desk: Office, lea: Browser) -> None:
    await added(desk, lea)
    assert "Dit alternatief staat er al." in text_of(await lea.post(f"{ALTERNATIVES}/nieuw", **CAFE))


async def test_a_file_is_shown_before_it_is_done(desk: Office, lea: Browser) -> None:
    one = await added(desk, lea)
    preview = await sent_to(ALTERNATIVES, lea, FILE.encode())
    assert "Nieuw (1)" in text_of(preview)
    assert "Van de lijst (1)" in text_of(preview)
    assert await kept(desk) == [one]
    answer = await lea.post(f"{ALTERNATIVES}/bestand/doen", **confirmed(preview))
    assert answer.headers["location"] == ALTERNATIVES
    assert [each.name for each in await kept(desk)] == ["Inloop"]


async def test_faults_are_named_by_line_and_nothing_is_half_imported(desk: Office, lea: Browser) -> None:
    file = b"name,municipality,status\nInloop,Uden,\nCafe,Nergenshuizen,\nHuis,Utrecht,verified\n"
    page = text_of(await sent_to(ALTERNATIVES, lea, file))
    assert "Regel 3 · Gemeente" in page
    assert "Regel 4 · Wat het is" in page
    assert await kept(desk) == []


async def test_the_list_comes_back_from_its_own_file(desk: Office, lea: Browser) -> None:
    await desk.store.seed_alternatives(sample_alternatives(places()))
    file = await lea.get(f"{ALTERNATIVES}/bestand")
    assert file.headers["content-disposition"] == 'attachment; filename="join-us-alternatieven.csv"'
    page = text_of(await sent_to(ALTERNATIVES, lea, file.content))
    assert "34 alternatieven blijven zoals ze nu staan." in page


async def test_one_that_is_not_there_is_not_found(lea: Browser) -> None:
    assert (await lea.get(f"{ALTERNATIVES}/wijzigen/cafe")).status_code == 404
