"""A coordinator makes a campaign, gives each spot a code, and has posters printed."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from bot.campaigns import Hanging, Spot, spelled
from bot.directory import sample
from tests.web.desk.parts import USERNAME, Browser, Office, text_of

CAMPAIGNS = "/desk/campagnes"
SCHOOLS = {"name": "Scholen in Veghel", "channel": "school", "language": "", "starts_on": "2026-01-05", "ends_on": ""}


async def made(desk: Office, browser: Browser, **form: str) -> Hanging:
    answer = await browser.post(CAMPAIGNS, **(SCHOOLS | form))
    number = int(answer.headers["location"].rpartition("/")[2])
    hanging = await desk.store.campaigns().one(number)
    assert hanging is not None
    return hanging


async def test_before_the_first_campaign_the_page_says_what_one_is_for(lea: Browser) -> None:
    assert "Er is nog geen campagne" in (await lea.get(CAMPAIGNS)).text


async def test_a_campaign_has_a_code_at_once(desk: Office, lea: Browser) -> None:
    hanging = await made(desk, lea, place="veghel")
    page = text_of(await lea.get(f"{CAMPAIGNS}/{hanging.campaign.id}"))
    assert hanging.campaign.gm_code == "GM1948"
    assert spelled(hanging.spots[0].code) in page
    assert f"https://t.me/{USERNAME}?start={hanging.spots[0].code}" in page


async def test_each_spot_gets_a_code_of_its_own(desk: Office, lea: Browser) -> None:
    number = (await made(desk, lea)).campaign.id
    answer = await lea.post(f"{CAMPAIGNS}/{number}/plekken", spots="Het Lyceum\n\n  Vmbo   Oost ; Uden \n")
    hanging = await desk.store.campaigns().one(number)
    assert hanging is not None
    assert [(spot.name, spot.place) for spot in hanging.spots[1:]] == [("Het Lyceum", None), ("Vmbo Oost", "WP1847")]
    assert len({spot.code for spot in hanging.spots}) == 3
    assert "Vmbo Oost" in (await lea.back(answer)).text


async def test_a_spot_gets_another_name_and_place_and_keeps_its_code(desk: Office, lea: Browser) -> None:
    number = (await made(desk, lea)).campaign.id
    await lea.post(f"{CAMPAIGNS}/{number}/plekken", spots="Het Lyceum; Uden")
    before = await desk.store.campaigns().one(number)
    assert before is not None
    spot = before.spots[1]
    there = f"{CAMPAIGNS}/{number}/plekken/{spot.code}"
    shown = (await lea.get(f"{CAMPAIGNS}/{number}")).text.partition(f'id="plaats-{spot.code}" name="place" value="')[2]

    answer = await lea.post(there, name="Lyceum Uden", place=shown.partition('"')[0])
    renamed = await desk.store.spot(spot.code)
    assert renamed == replace(spot, name="Lyceum Uden")
    assert "Lyceum Uden" in (await lea.back(answer)).text

    await lea.post(there, name="Lyceum Uden", place="veghel")
    moved = await desk.store.spot(spot.code)
    assert moved is not None
    assert moved.place == "WP2827"


async def test_a_spot_that_cannot_be_read_stays_and_what_was_typed_is_kept(desk: Office, lea: Browser) -> None:
    number = (await made(desk, lea)).campaign.id
    await lea.post(f"{CAMPAIGNS}/{number}/plekken", spots="Het Lyceum")
    hanging = await desk.store.campaigns().one(number)
    assert hanging is not None
    whole, spot = hanging.spots
    answer = await lea.post(f"{CAMPAIGNS}/{number}/plekken/{spot.code}", name="Lyceum twee", place="Nergenshuizen")
    assert answer.status_code == 422
    assert "Ik ken geen plaats die Nergenshuizen heet." in text_of(answer)
    assert 'value="Lyceum twee"' in answer.text
    for code in (whole.code, "k7x9mq"):
        assert (await lea.post(f"{CAMPAIGNS}/{number}/plekken/{code}", name="Gym", place="")).status_code == 404
    assert await desk.store.campaigns().one(number) == hanging


async def hung(desk: Office, browser: Browser, *, days_ago: int) -> tuple[str, Spot]:
    """Make a campaign with a spot, and give the address of its page and the spot."""
    number = (await made(desk, browser)).campaign.id
    desk.clock.passes(days=-days_ago)
    (spot,) = await desk.store.campaigns().hang(number, [("Het Lyceum", "WP2800")], "lea")
    desk.clock.passes(days=days_ago)
    return f"{CAMPAIGNS}/{number}", spot


async def test_a_spot_made_today_can_be_taken_away_as_if_it_had_never_been(desk: Office, lea: Browser) -> None:
    page, spot = await hung(desk, lea, days_ago=0)
    remove = f"{page}/plekken/{spot.code}/verwijderen"
    assert f'href="{remove}"' in (await lea.get(page)).text
    assert "verdwijnt met haar code" in text_of(await lea.get(remove))

    after = await lea.back(await lea.post(remove))
    assert "Verwijderd." in text_of(after)
    assert spelled(spot.code) not in after.text
    assert await desk.store.spot(spot.code) is None


async def test_a_spot_of_before_is_ended_and_its_code_is_still_named(desk: Office, lea: Browser) -> None:
    page, spot = await hung(desk, lea, days_ago=1)
    remove = f"{page}/plekken/{spot.code}/verwijderen"
    assert "Wat er al geteld is, blijft in de cijfers." in text_of(await lea.get(remove))

    after = text_of(await lea.back(await lea.post(remove)))
    assert "Verwijderde plekken (1)" in after
    assert f"Het Lyceum · code {spelled(spot.code)} · verwijderd op {desk.clock.now:%d-%m-%Y}" in after
    assert "Het Lyceum" in (await lea.get(page.replace("campagnes", "inzicht/campagne"))).text
    assert "· 1 code" in text_of(await lea.get(CAMPAIGNS))


async def test_of_what_was_taken_away_nothing_is_changed_or_printed(desk: Office, lea: Browser) -> None:
    page, spot = await hung(desk, lea, days_ago=1)
    there = f"{page}/plekken/{spot.code}"
    await lea.post(f"{there}/verwijderen")
    assert (await lea.get(f"{there}/verwijderen")).status_code == 404
    assert [(await lea.post(path, name="Gym")).status_code for path in (there, f"{there}/verwijderen")] == [404, 404]
    assert (await lea.get(f"{CAMPAIGNS}/code/{spot.code}/qr/svg")).status_code == 404


async def test_the_code_of_the_whole_campaign_is_not_taken_away(desk: Office, lea: Browser) -> None:
    hanging = await made(desk, lea)
    remove = f"{CAMPAIGNS}/{hanging.campaign.id}/plekken/{hanging.spots[0].code}/verwijderen"
    assert (await lea.post(remove)).status_code == 404
    assert await desk.store.campaigns().one(hanging.campaign.id) == hanging


async def test_who_hangs_a_code_where_no_group_is_is_told_so(desk: Office, lea: Browser) -> None:
    await desk.store.seed_groups(sample())
    with_one = (await made(desk, lea, place="Veghel")).campaign.id
    without = (await made(desk, lea, place="Vlieland")).campaign.id
    assert "Nog geen groep" not in (await lea.get(f"{CAMPAIGNS}/{with_one}")).text
    assert "Nog geen groep in Vlieland." in (await lea.get(f"{CAMPAIGNS}/{without}")).text
    await lea.post(f"{CAMPAIGNS}/{with_one}/plekken", spots="Haven; Oost-Vlieland\nGym; Soest")
    assert "Nog geen groep in Vlieland." in (await lea.get(f"{CAMPAIGNS}/{with_one}")).text


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"name": "  "}, "Geef het een naam van 1 tot 60 tekens."),
        ({"name": "x" * 61}, "Geef het een naam van 1 tot 60 tekens."),
        ({"starts_on": "morgen"}, "Schrijf een dag als 27-11-2026."),
        ({"ends_on": "2026-01-04"}, "De laatste dag ligt voor de eerste."),
        ({"place": "Nergenshuizen"}, "Ik ken geen plaats die Nergenshuizen heet."),
        ({"place": "Gent"}, "Ik ken geen plaats die Gent heet."),
        ({"place": "Bergen"}, "Er is meer dan één Bergen:"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    desk: Office, lea: Browser, form: dict[str, str], why: str
) -> None:
    answer = await lea.post(CAMPAIGNS, **(SCHOOLS | {"name": "Mijn campagne"} | form))
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert "name" in form or 'value="Mijn campagne"' in answer.text
    assert await desk.store.campaigns().everything() == ()


@pytest.mark.parametrize("spots", ["", " \n ", "x" * 61, "Lyceum; Nergenshuizen", "\n".join(["Lyceum"] * 51)])
async def test_of_spots_that_cannot_be_read_none_is_made(desk: Office, lea: Browser, spots: str) -> None:
    number = (await made(desk, lea)).campaign.id
    answer = await lea.post(f"{CAMPAIGNS}/{number}/plekken", spots=f"Goede plek\n{spots}" if spots.strip() else spots)
    hanging = await desk.store.campaigns().one(number)
    assert (answer.status_code, hanging and len(hanging.spots)) == (422, 1)


async def test_a_campaign_is_ended_by_its_last_day(desk: Office, lea: Browser) -> None:
    number = (await made(desk, lea)).campaign.id
    yesterday = (desk.clock.now - timedelta(days=1)).date().isoformat()
    await lea.post(f"{CAMPAIGNS}/{number}", **(SCHOOLS | {"name": "Klaar", "ends_on": yesterday}))
    assert "Deze campagne loopt vandaag niet" in (await lea.get(f"{CAMPAIGNS}/{number}")).text
    assert "loopt niet" in text_of(await lea.get(CAMPAIGNS))


async def test_a_day_may_be_typed_the_dutch_way(desk: Office, lea: Browser) -> None:
    campaign = (await made(desk, lea, starts_on="5-1-2026", ends_on="31/12/2026")).campaign
    assert (campaign.starts_on, campaign.ends_on) == (date(2026, 1, 5), date(2026, 12, 31))


async def test_a_campaign_that_runs_cannot_have_ended_long_ago(desk: Office, lea: Browser) -> None:
    number = (await made(desk, lea)).campaign.id
    answer = await lea.post(f"{CAMPAIGNS}/{number}", **(SCHOOLS | {"ends_on": "2026-01-06"}))
    assert (answer.status_code, "kan niet eerder zijn dan gisteren" in answer.text) == (422, True)


@pytest.mark.parametrize("place", ["Hengelo", "Rijswijk", "Hoorn"])
async def test_what_is_saved_can_be_saved_again_as_it_is(desk: Office, lea: Browser, place: str) -> None:
    hanging = await made(desk, lea, place=place)
    page = (await lea.get(f"{CAMPAIGNS}/{hanging.campaign.id}")).text
    filled = dict(re.findall(r'<input id="(\w+)" name="\w+"[^>]* value="([^"]*)"', page))
    answer = await lea.post(f"{CAMPAIGNS}/{hanging.campaign.id}", **(SCHOOLS | {"place": filled["place"]}))
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("kind", "begins", "media"),
    [("svg", b"<?xml", "image/svg+xml"), ("png", b"\x89PNG", "image/png"), ("pdf", b"%PDF", "application/pdf")],
)
async def test_a_qr_code_is_a_file_to_keep(desk: Office, lea: Browser, kind: str, begins: bytes, media: str) -> None:
    code = (await made(desk, lea)).spots[0].code
    picture = await lea.get(f"{CAMPAIGNS}/code/{code}/qr/{kind}?merk")
    assert picture.content.startswith(begins)
    assert picture.headers["content-type"].startswith(media)
    assert picture.headers["content-disposition"] == f'attachment; filename="join-us-qr-{code}.{kind}"'


async def test_the_code_of_each_spot_and_its_poster_open_the_bot_with_that_code(desk: Office, lea: Browser) -> None:
    number = (await made(desk, lea)).campaign.id
    await lea.post(f"{CAMPAIGNS}/{number}/plekken", spots="Het Lyceum")
    hanging = await desk.store.campaigns().one(number)
    assert hanging is not None
    for spot in hanging.spots:
        there = f"{CAMPAIGNS}/code/{spot.code}"
        drawn = [await lea.get(f"{there}/{what}") for what in ("qr/png?merk", "qr/png", "poster?maat=story")]
        read = [zxingcpp.read_barcodes(Image.open(io.BytesIO(each.content)))[0].text for each in drawn]
        assert read == [f"https://t.me/{USERNAME}?start={spot.code}"] * 3


async def test_a_poster_speaks_as_its_campaign_does_and_says_which_spot_it_is_of(desk: Office, lea: Browser) -> None:
    number = (await made(desk, lea, language="en")).campaign.id
    await lea.post(f"{CAMPAIGNS}/{number}/plekken", spots="Het Lyceum")
    hanging = await desk.store.campaigns().one(number)
    assert hanging is not None
    printed = await lea.get(f"{CAMPAIGNS}/code/{hanging.spots[1].code}/poster?maat=a6")
    words = PdfReader(io.BytesIO(printed.content)).pages[0].extract_text()
    assert [each for each in ("Scan me", "Het Lyceum", "113", "112") if each not in words] == []


async def test_a_poster_is_a_file_for_the_printer_and_a_picture_to_look_at(desk: Office, lea: Browser) -> None:
    code = (await made(desk, lea)).spots[0].code
    there = f"{CAMPAIGNS}/code/{code}/poster?ontwerp=lol&maat=a6&taal=en"
    printed, seen = await lea.get(there), await lea.get(f"{there}&kijk=ja")
    words = PdfReader(io.BytesIO(printed.content)).pages[0].extract_text()
    assert spelled(code) in words
    assert f"@{USERNAME}" in words
    assert printed.headers["content-disposition"] == f'attachment; filename="join-us-lol-a6-en-{code}.pdf"'
    assert (seen.content[:4], "content-disposition" in seen.headers) == (b"\x89PNG", False)


@pytest.mark.parametrize("there", ["qr/svg", "qr/exe", "poster"])
async def test_of_a_code_that_is_not_there_nothing_is_drawn(lea: Browser, there: str) -> None:
    assert (await lea.get(f"{CAMPAIGNS}/code/k7x9mq/{there}")).status_code == 404


async def test_a_campaign_that_is_not_there_is_not_found(lea: Browser) -> None:
    assert (await lea.get(f"{CAMPAIGNS}/7")).status_code == 404
    assert (await lea.post(f"{CAMPAIGNS}/7", **SCHOOLS)).status_code == 404


async def test_a_name_is_shown_as_it_is_and_runs_nothing(desk: Office, lea: Browser) -> None:
    hanging = await made(desk, lea, name="<script>alert(1)</script>")
    for path in (CAMPAIGNS, f"{CAMPAIGNS}/{hanging.campaign.id}"):
        page = (await lea.get(path)).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert not re.search(r"<script>", page)
