"""What coordinators settle, and what admins read of who did what."""

import re

import pytest

from bot.staff import Hours
from tests.web.desk.parts import Browser, Office, text_of

SETTINGS = "/desk/instellingen"
WEEK = {"monday": "9-17", "tuesday": "9:00-12:30, 13:00 - 17:00", "friday": "10 tot 24"}


async def test_before_anybody_settled_it_the_usual_is_shown(lea: Browser) -> None:
    page = (await lea.get(SETTINGS)).text

    assert re.findall(r'id="(\w+day)" name="\w+day" value="([^"]*)"', page) == [
        *((day, "9:00-17:00") for day in ("monday", "tuesday", "wednesday", "thursday", "friday")),
        ("saturday", ""),
        ("sunday", ""),
    ]
    assert 'name="minutes" value="10"' in page
    assert "Fijn dat je dit hebt verteld." in page


async def test_hours_are_kept_as_they_were_meant(desk: Office, lea: Browser) -> None:
    kept = await lea.post(f"{SETTINGS}/openingstijden", **WEEK, closed="31-12-2026\n1-1-2027\n", holidays="ja")
    page = await lea.get(kept.headers["location"])

    assert await desk.store.settings().read("hours") == {
        "monday": [["09:00", "17:00"]],
        "tuesday": [["09:00", "12:30"], ["13:00", "17:00"]],
        "wednesday": [],
        "thursday": [],
        "friday": [["10:00", "24:00"]],
        "saturday": [],
        "sunday": [],
        "closed": ["2026-12-31", "2027-01-01"],
        "holidays": True,
    }
    assert "Bewaard." in page.text
    assert 'value="9:00-12:30, 13:00-17:00"' in page.text
    assert "31-12-2026\n1-1-2027</textarea>" in page.text


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"monday": "17-9"}, "Kijk de tijden van maandag na"),
        ({"sunday": "25:00-26:00"}, "Kijk de tijden van zondag na"),
        ({"tuesday": "<b>altijd</b>"}, "Kijk de tijden van dinsdag na"),
        ({"closed": "31-2-2026"}, "Ik snap deze datum niet: 31-2-2026"),
        ({"closed": "kerst"}, "Ik snap deze datum niet: kerst"),
        ({"closed": "1-1-2027\n" * 400}, "Schrijf hooguit 366 datums"),
    ],
)
async def test_hours_that_cannot_be_are_shown_as_they_were_sent(
    desk: Office, lea: Browser, form: dict[str, str], why: str
) -> None:
    page = await lea.post(f"{SETTINGS}/openingstijden", **form)

    assert (page.status_code, why in page.text) == (422, True)
    assert "<b>altijd" not in page.text
    assert await desk.store.settings().read("hours") is None


async def test_until_they_are_kept_the_page_says_what_visitors_hear(lea: Browser) -> None:
    assert "Zolang zegt de chatbot dat er niemand meeleest" in (await lea.get(SETTINGS)).text
    await lea.post(f"{SETTINGS}/openingstijden", monday="9-17")
    assert "Zolang zegt de chatbot" not in (await lea.get(SETTINGS)).text


async def test_first_sentences_are_one_a_line(desk: Office, lea: Browser) -> None:
    await lea.post(f"{SETTINGS}/zinnen", sentences=" Dag!  Ik  ben er.\r\n\r\nHoe gaat het?\r\nHoe gaat het?")

    assert await desk.store.settings().read("sentences") == ["Dag! Ik ben er.", "Hoe gaat het?"]


@pytest.mark.parametrize("sentences", ["\n".join(str(number) for number in range(21)), "a" * 301])
async def test_too_many_sentences_are_not_kept(desk: Office, lea: Browser, sentences: str) -> None:
    page = await lea.post(f"{SETTINGS}/zinnen", sentences=sentences)

    assert (page.status_code, sentences in page.text) == (422, True)
    assert await desk.store.settings().read("sentences") is None


@pytest.mark.parametrize(("minutes", "status"), [("1", 303), ("120", 303), ("121", 422), ("0", 422), ("tien", 422)])
async def test_minutes_until_the_second_alert(desk: Office, lea: Browser, minutes: str, status: int) -> None:
    answer = await lea.post(f"{SETTINGS}/seintjes", minutes=minutes)

    assert answer.status_code == status
    assert await desk.store.settings().read("alert_minutes") == (int(minutes) if status == 303 else None)


@pytest.mark.parametrize(
    ("days", "status"), [("1", 303), ("90", 303), ("91", 422), ("0", 422), ("-1", 422), ("veel", 422)]
)
async def test_days_that_a_handover_is_kept(desk: Office, lea: Browser, days: str, status: int) -> None:
    before = (await lea.get(SETTINGS)).text
    answer = await lea.post(f"{SETTINGS}/bewaartermijn", days=days)
    page = (await lea.get(SETTINGS)).text if status == 303 else answer.text

    assert 'name="days" value="30"' in before
    assert answer.status_code == status
    assert await desk.store.settings().read("retention_days") == (int(days) if status == 303 else None)
    assert f'name="days" value="{days}"' in page
    assert ("Kies een aantal dagen van 1 tot en met 90." in page) is (status == 422)


async def test_hours_nobody_can_read_any_more_are_shown_as_the_usual(desk: Office, lea: Browser) -> None:
    await desk.store.settings().write("hours", {"maandag": "altijd"}, "lea")
    await desk.store.settings().write("sentences", "geen lijst", "lea")
    await desk.store.settings().write("alert_minutes", "veel", "lea")
    await desk.store.settings().write("retention_days", 365, "lea")

    page = (await lea.get(SETTINGS)).text

    assert f'value="{9}:00-17:00"' in page
    assert Hours().holidays
    assert 'name="minutes" value="10"' in page
    assert 'name="days" value="30"' in page


async def test_the_log_says_in_words_who_did_what(desk: Office, fatima: Browser, sanne: Browser, lea: Browser) -> None:
    await desk.raised()
    await sanne.post("/desk/zaak/1/claim")
    await lea.post(f"{SETTINGS}/seintjes", minutes="5")
    await lea.post(f"{SETTINGS}/bewaartermijn", days="14")
    await fatima.post("/desk/medewerkers", login="noor", called="Noor", role="reviewer")

    log = text_of(await fatima.get("/desk/logboek"))

    for sentence in (
        "fatima nodigde noor (Medewerker) uit",
        "lea veranderde de instelling: tweede seintje",
        "lea veranderde de instelling: bewaartermijn",
        "sanne nam melding 1 over",
        "de server nodigde sanne (Medewerker) uit",
    ):
        assert sentence in log
    assert log.index("fatima nodigde noor") < log.index("sanne nam melding 1 over")
