"""Examples at the desk: in the words of staff and never a visitor's, kept on a list that coordinators look after."""

import re

import pytest

from bot.handovers import Raise, Urgency
from bot.messages import Language
from bot.staff import Did, Example
from tests.store.parts import ANNA
from tests.web.desk.parts import Browser, Office, text_of

CASE = "/desk/zaak/1"
FORM = f"{CASE}/voorbeeld"
THEIRS = "soms wil ik gewoon niet meer wakker worden"
MINE = {
    "example": "het zou wel rustig zijn als het allemaal ophield",
    "meaning": "suicidal:passive_wish",
    "language": "nl",
}


async def kept(desk: Office) -> list[Example | None]:
    return [one.example for one in await desk.store.examples().waiting()]


def field(page: str) -> str:
    found = re.search(r'<textarea id="example".*?>(.*?)</textarea>', page, re.DOTALL)
    assert found
    return found[1]


async def test_each_alarm_and_the_whole_handover_lead_to_the_form_in_a_tab_of_its_own(
    desk: Office, sanne: Browser
) -> None:
    await desk.raised()
    await desk.raised(words="help")

    page = (await sanne.get(CASE)).text

    links = re.findall(r'href="(/desk/zaak/1/voorbeeld[^"]*)" target="_blank"', page)
    assert links == [f"{FORM}?moment=1", f"{FORM}?moment=2", FORM]


async def test_an_example_is_kept_and_another_may_follow(desk: Office, sanne: Browser) -> None:
    await desk.raised(words=THEIRS)

    written = await sanne.post(FORM, **MINE, moment="1")
    page = await sanne.back(written)

    assert await kept(desk) == [Example("suicidal", "passive_wish", Language.NL, MINE["example"])]
    assert "Bewaard, dank je wel!" in page.text
    assert field(page.text) == ""
    assert f'href="{CASE}#moment-1"' in page.text


async def test_what_is_no_alarm_is_about_an_intent_called_as_its_button(desk: Office, sanne: Browser) -> None:
    await desk.raised(words=THEIRS)
    page = (await sanne.get(FORM)).text

    await sanne.post(FORM, **(MINE | {"meaning": "none:ask_cost", "language": "en"}))

    assert '<option value="none:ask_cost">Wat kost het?</option>' in page
    assert 'value="none:suicidality"' not in page
    assert await kept(desk) == [Example("none", "ask_cost", Language.EN, MINE["example"])]


async def test_the_language_of_the_handover_is_chosen_already(desk: Office, sanne: Browser) -> None:
    await desk.raised(language="en")

    assert re.findall(r'value="(\w+)" checked', (await sanne.get(FORM)).text) == ["en"]


@pytest.mark.parametrize(
    "copied",
    [
        THEIRS,
        "SOMS wil ik gewóón niet meer   wakker worden!!",
        "elke ochtend die trein in, dan wil ik gewoon niet meer op die school zijn",
        "soms wil ik echt niet meer wakker zijn",
        "worden wakker meer niet gewoon ik wil soms",
        "s o m s wil ik gewoon nietmeer wakkerworden",
    ],
)
async def test_the_words_of_the_visitor_do_not_get_in(desk: Office, sanne: Browser, copied: str) -> None:
    await desk.raised(words=THEIRS)

    page = await sanne.post(FORM, **(MINE | {"example": copied}))

    assert page.status_code == 422
    assert "Zou je het met heel andere woorden kunnen zeggen?" in page.text
    assert field(page.text) == copied
    assert 'value="suicidal:passive_wish" selected' in page.text
    assert await kept(desk) == []


async def test_nor_what_they_wrote_later_or_a_note_quotes(desk: Office, sanne: Browser) -> None:
    await desk.raised(words="hoi")
    await sanne.post(f"{CASE}/claim")
    await desk.writes("op school zien ze me niet eens staan")
    await sanne.post(f"{CASE}/note", note="Zei: mijn broertje huilt elke nacht")

    for copied in ("op school zien ze me nooit staan", "mijn broertje huilt elke nacht weer"):
        assert (await sanne.post(FORM, **(MINE | {"example": copied}))).status_code == 422
    assert (await sanne.post(FORM, **MINE)).status_code == 303


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"example": " \r\n "}, "Schrijf eerst"),
        ({"example": "a " * 151}, "hooguit 300 tekens"),
        ({"example": "app me op 06 12345678"}, "telefoonnummers, mailadressen"),
        ({"meaning": ""}, "Kies wat dit voorbeeld betekent"),
        ({"meaning": "none:suicidality"}, "Kies wat dit voorbeeld betekent"),
        ({"meaning": "suicidal:"}, "Kies wat dit voorbeeld betekent"),
        ({"meaning": "none"}, "Kies wat dit voorbeeld betekent"),
    ],
)
async def test_what_cannot_be_used_is_said_kindly(
    desk: Office, sanne: Browser, changes: dict[str, str], why: str
) -> None:
    await desk.raised(words=THEIRS)

    page = await sanne.post(FORM, **(MINE | changes))

    assert (page.status_code, why in page.text) == (422, True)
    assert await kept(desk) == []


async def test_who_wrote_it_stands_in_the_log_and_beside_which_handover_nowhere(
    desk: Office, sanne: Browser, fatima: Browser
) -> None:
    await desk.raised(words=THEIRS)
    await sanne.get(CASE)
    await sanne.get(FORM)
    await sanne.post(FORM, **MINE)

    acts = [entry.act for entry in await desk.store.audit_log().latest(2)]
    assert [(act.who, act.did, act.about) for act in acts] == [
        ("sanne", Did.WROTE_EXAMPLE, ""),
        ("sanne", Did.LOOKED, "1"),
    ]
    assert "sanne schreef een voorbeeld voor de chatbot" in text_of(await fatima.get("/desk/logboek"))


async def test_an_entry_that_cannot_be_opened_hinders_nobody(desk: Office, sanne: Browser) -> None:
    await desk.raised(words=THEIRS)
    await desk.happens(ANNA, Raise(Urgency.SUICIDAL, b"sealed to another key", "nl"))

    assert (await sanne.post(FORM, **(MINE | {"example": THEIRS}))).status_code == 422
    assert (await sanne.post(FORM, **MINE)).status_code == 303


async def test_a_handover_that_is_gone_takes_no_example(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await desk.store.forget(ANNA)

    for page in (await sanne.get(FORM), await sanne.post(FORM, **MINE)):
        assert (page.status_code, "Door bezoeker gewist" in page.text) == (404, True)


async def test_what_was_typed_is_not_lost_with_the_store_or_the_session(desk: Office, sanne: Browser) -> None:
    await desk.raised(words=THEIRS)
    desk.clock.passes(minutes=31)
    signed_out = await sanne.post(FORM, **MINE)
    async with desk.member(login="tom") as tom:
        await desk.store.close()
        down = await tom.post(FORM, **MINE)

    for page, status in ((signed_out, 401), (down, 503)):
        assert (page.status_code, f"{MINE['example']}</textarea>" in page.text) == (status, True)


async def test_the_list_says_what_waits_and_one_can_be_taken_off(desk: Office, sanne: Browser, lea: Browser) -> None:
    await desk.raised(words=THEIRS)
    await sanne.post(FORM, **MINE)
    await sanne.post(FORM, example="what do I <b>pay</b>", meaning="none:ask_cost", language="en")
    page = await lea.get("/desk/voorbeelden")

    dropped = await lea.post("/desk/voorbeelden/1/verwijderen")

    shown = text_of(page)
    assert "Er wachten 2 voorbeelden." in shown
    assert "Zelfmoordgedachten: Wil er liever niet meer zijn · Nederlands · 22 nov 2026" in shown
    assert "Geen alarm, het gaat over: Wat kost het? · Engels" in shown
    assert '<p class="words" lang="en">what do I &lt;b&gt;pay&lt;/b&gt;</p>' in page.text
    assert 'href="/desk/voorbeelden" aria-current="page"' in page.text
    assert "Verwijderd. Er wacht 1 voorbeeld." in text_of(await lea.back(dropped))
    assert [one.text for one in await kept(desk) if one] == ["what do I <b>pay</b>"]
