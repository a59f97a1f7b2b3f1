"""Coordinators keep the list of groups, one by one or as a file."""

import re
from datetime import timedelta

import httpx
import pytest

from bot.directory import Group, Status, sample
from tests.web.desk.parts import Browser, Office, text_of

GROUPS = "/desk/groepen"
VEGHEL = {
    "municipality": "Meierijstad",
    "place": "Veghel",
    "partner": "ONS welzijn",
    "age_min": "12",
    "age_max": "18",
    "rhythm": "om de week",
    "signup_url": "https://www.join-us.nu/veghel",
    "status": "verified",
    "verified_on": "2026-06-01",
}
FILE = "municipality,place,status\nMeierijstad,Veghel,full\nMaashorst,Uden,verified\n"


async def kept(desk: Office) -> list[Group]:
    return list(await desk.store.groups().everything())


async def added(desk: Office, lea: Browser) -> Group:
    await lea.post(f"{GROUPS}/nieuw", **VEGHEL)
    (group,) = await kept(desk)
    return group


async def sent(lea: Browser, content: bytes) -> httpx.Response:
    return await sent_to(GROUPS, lea, content)


async def sent_to(address: str, lea: Browser, content: bytes) -> httpx.Response:
    await lea.get("/desk")
    token = {"_csrf_token": lea.http.cookies["csrf"]}
    return await lea.http.post(f"{address}/bestand", data=token, files={"file": ("lijst.csv", content, "text/csv")})


def confirmed(page: httpx.Response) -> dict[str, str]:
    """What the button below the changes sends."""
    file = re.search(r"<textarea name=\"file\" hidden>(.*?)</textarea>", page.text, re.DOTALL)
    seen = re.search(r'name="seen" value="(\w+)"', page.text)
    assert file
    assert seen
    return {"file": file[1], "seen": seen[1]}


async def test_a_group_is_added_and_the_bot_shows_it_at_once(desk: Office, lea: Browser) -> None:
    await desk.store.shown_groups()
    group = await added(desk, lea)
    assert (group.id, group.gm_code, group.status) == ("gm1948-veghel-12-18", "GM1948", Status.VERIFIED)
    assert await desk.store.shown_groups() == (group,)
    page = text_of(await lea.get(GROUPS))
    assert "Veghel, Meierijstad" in page
    assert "ONS welzijn · 12-18 jaar · om de week" in page


async def test_a_group_that_is_full_is_not_shown_any_more(desk: Office, lea: Browser) -> None:
    group = await added(desk, lea)
    await lea.post(f"{GROUPS}/wijzigen/{group.id}", **(VEGHEL | {"status": "full"}))
    assert await desk.store.shown_groups() == ()
    assert "dus de chatbot toont haar niet" in text_of(await lea.get(GROUPS))


async def test_the_page_of_a_group_holds_what_is_kept_of_it(desk: Office, lea: Browser) -> None:
    page = (await lea.get(f"{GROUPS}/wijzigen/{(await added(desk, lea)).id}")).text
    for name in ("municipality", "place", "partner", "age_min", "age_max", "rhythm", "signup_url", "verified_on"):
        assert re.search(rf'name="{name}"[^>]* value="{re.escape(VEGHEL[name])}"', page), name
    assert re.search(r'value="verified" checked', page)


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"municipality": ""}, "Dit moet ingevuld zijn."),
        ({"municipality": "Nergenshuizen"}, "ken ik niet"),
        ({"age_min": "oud"}, "Een leeftijd is een getal van 1 tot 99."),
        ({"signup_url": "javascript:alert(1)"}, "Een link begint met https://"),
        ({"status": "open"}, "Kies uit: verified"),
        ({"verified_on": "gisteren"}, "Schrijf een dag als 27-11-2026."),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_kept(
    desk: Office, lea: Browser, form: dict[str, str], why: str
) -> None:
    answer = await lea.post(f"{GROUPS}/nieuw", **(VEGHEL | form))
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert 'value="ONS welzijn"' in answer.text
    assert await kept(desk) == []


async def test_the_same_group_is_not_added_twice(desk: Office, lea: Browser) -> None:
    await added(desk, lea)
    assert "Deze groep staat er al." in text_of(await lea.post(f"{GROUPS}/nieuw", **VEGHEL))


@pytest.mark.parametrize(("days", "listed"), [(179, False), (180, True)])
async def test_a_group_nobody_looked_at_for_180_days_is_to_be_checked(
    desk: Office, lea: Browser, days: int, *, listed: bool
) -> None:
    looked = desk.clock.now - timedelta(days=days)
    await lea.post(f"{GROUPS}/nieuw", **(VEGHEL | {"verified_on": looked.date().isoformat()}))
    page = text_of(await lea.get(GROUPS))
    assert ("Na te kijken (1)" in page, "Alle groepen (1)" in page) == (listed, not listed)
    assert f"nagekeken op {looked:%d-%m-%Y}" in page


async def test_what_is_to_be_checked_is_not_listed_twice(desk: Office, lea: Browser) -> None:
    await desk.store.seed_groups(sample())
    page = text_of(await lea.get(GROUPS))
    ended = len([group for group in sample() if group.status is Status.ENDED])
    assert f"Na te kijken ({len(sample()) - ended})" in page
    assert f"De andere groepen ({ended})" in page


async def test_a_file_shows_what_it_would_change_and_changes_nothing_yet(desk: Office, lea: Browser) -> None:
    group = await added(desk, lea)
    page = text_of(await sent(lea, FILE.encode()))
    assert "Nieuw (2)" in page
    assert "Van de lijst (1)" in page
    assert await kept(desk) == [group]


async def test_what_changes_is_said_in_words(lea: Browser) -> None:
    await lea.post(f"{GROUPS}/bestand/doen", **confirmed(await sent(lea, FILE.encode())))
    file = (await lea.get(f"{GROUPS}/bestand")).text
    page = text_of(await sent(lea, file.replace(",verified,", ",ended,").replace(",full,", ",paused,").encode()))
    assert "Stand: Loopt → Gestopt" in page
    assert "Stand: Vol → Pauze" in page


async def test_what_was_seen_is_done(desk: Office, lea: Browser) -> None:
    await added(desk, lea)
    answer = await lea.post(f"{GROUPS}/bestand/doen", **confirmed(await sent(lea, FILE.encode())))
    assert answer.headers["location"] == GROUPS
    assert [(group.place, group.status) for group in await kept(desk)] == [
        ("Uden", Status.VERIFIED),
        ("Veghel", Status.FULL),
    ]


async def test_a_list_that_changed_meanwhile_is_shown_again(desk: Office, lea: Browser) -> None:
    form = confirmed(await sent(lea, FILE.encode()))
    group = await added(desk, lea)
    again = await lea.post(f"{GROUPS}/bestand/doen", **form)
    assert again.status_code == 409
    assert "intussen door iemand anders gewijzigd" in text_of(again)
    assert await kept(desk) == [group]
    assert (await lea.post(f"{GROUPS}/bestand/doen", **confirmed(again))).headers["location"] == GROUPS


async def test_faults_are_named_by_line_and_nothing_is_half_imported(desk: Office, lea: Browser) -> None:
    answer = await sent(lea, b"municipality,age_min\nUden,\nNergenshuizen,\nUtrecht,oud\n")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Regel 3 · Gemeente" in page
    assert "Regel 4 · Leeftijd vanaf" in page
    assert await kept(desk) == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\x00" * 50, b'a,"b', "gemeente\nUden\n".encode("utf-16")])
async def test_what_is_no_list_is_refused_kindly(desk: Office, lea: Browser, content: bytes) -> None:
    assert (await sent(lea, content)).status_code == 422
    assert await kept(desk) == []


async def test_the_list_comes_back_from_its_own_file(desk: Office, lea: Browser) -> None:
    await desk.store.seed_groups(sample())
    file = await lea.get(f"{GROUPS}/bestand")
    assert file.headers["content-disposition"] == 'attachment; filename="join-us-groepen.csv"'
    page = text_of(await sent(lea, file.content))
    assert f"{len(sample())} groepen blijven zoals ze nu staan." in page
    assert "Er is niets te doen." in page


@pytest.mark.parametrize("word", ["nieuw", "bestand", "wijzigen"])
async def test_what_is_called_as_a_page_beside_it_has_a_page_too(desk: Office, lea: Browser, word: str) -> None:
    file = await sent(lea, f"id,municipality,partner\n{word},Uden,ONS welzijn\n".encode())
    await lea.post(f"{GROUPS}/bestand/doen", **confirmed(file))
    (there,) = re.findall(rf'href="({GROUPS}/[^"]*{word})"><b>', (await lea.get(GROUPS)).text)
    assert 'value="ONS welzijn"' in (await lea.get(there)).text
    await lea.post(there, **(VEGHEL | {"municipality": "Uden", "place": "", "status": "full"}))
    assert [(group.id, group.status) for group in await kept(desk)] == [(word, Status.FULL)]


async def test_a_group_that_is_not_there_is_not_found(lea: Browser) -> None:
    assert (await lea.get(f"{GROUPS}/wijzigen/veghel")).status_code == 404
    assert (await lea.post(f"{GROUPS}/wijzigen/veghel", **VEGHEL)).status_code == 404
