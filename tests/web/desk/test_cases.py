"""A handover's page: what was said, and what staff do with it."""

import re
from datetime import timedelta

import pytest

from bot.handovers import Close, Leave, Raise, Urgency
from bot.staff import Did, Role
from tests.store.parts import ANNA
from tests.web.desk.parts import HTMX, Browser, Office, text_of

CASE = "/desk/zaak/1"


async def test_the_page_says_who_it_is_how_grave_and_how_long(desk: Office, sanne: Browser) -> None:
    await desk.raised(municipality="GM0344", language="en", trial=True)
    desk.clock.passes(minutes=20)

    page = text_of(await sanne.get(CASE))

    assert re.search(r"Zelfmoordgedachten Wacht op iemand proef wacht 20 min Melding 1 Begon 13:01", page)
    assert "Eerste antwoord nog niet Taal Engels Gemeente Utrecht" in page


async def test_who_talks_with_a_visitor_sees_until_when_the_bot_is_silent(
    desk: Office, sanne: Browser, tom: Browser
) -> None:
    by_then = "Antwoord vóór 13:23: dan neemt de chatbot het weer over."
    await desk.raised()
    desk.clock.passes(minutes=11)
    assert "Antwoord vóór" not in (await sanne.get(CASE)).text

    await sanne.post(f"{CASE}/claim")
    assert by_then in (await sanne.get(f"{CASE}/gesprek", **HTMX)).text
    assert "Antwoord vóór" not in (await tom.get(CASE)).text

    await sanne.post(f"{CASE}/reply", reply="Ik ben er.")
    assert "Antwoord vóór" not in (await sanne.get(CASE)).text


async def test_what_alarmed_is_marked_in_the_visitors_words(desk: Office, sanne: Browser) -> None:
    await desk.raised(words="hoi, ik wil dood", marked=((5, 16),))

    assert "hoi, <mark>ik wil dood</mark></p>" in (await sanne.get(CASE)).text


async def test_looking_is_noted_and_looking_on_is_not(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await sanne.get(CASE)
    for _ in range(3):
        await sanne.get(f"{CASE}/gesprek", **HTMX)

    acts = [entry.act for entry in await desk.store.audit_log().latest(10)]
    assert [(act.who, act.did, act.about) for act in acts][:1] == [("sanne", "looked", "1")]
    assert [act.did for act in acts].count(Did.LOOKED) == 1


async def test_from_claim_to_reply_to_done(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    assert "Je antwoord aan de bezoeker" not in (await sanne.get(CASE)).text

    claimed = await sanne.post(f"{CASE}/claim")
    replied = await sanne.post(f"{CASE}/reply", reply=" Ik ben er.\r\nVertel. ")
    page = await sanne.get(CASE)
    resolved = await sanne.post(f"{CASE}/resolve")

    assert [each.headers["location"] for each in (claimed, replied, resolved)] == [
        f"{CASE}#antwoord",
        f"{CASE}#antwoord",
        f"{CASE}#inhoud",
    ]
    assert "Antwoord van Sanne</b>" in page.text
    assert "Ik ben er.\nVertel.</p>" in page.text
    assert "wordt verstuurd" in page.text
    assert "Eerste antwoord na minder dan 1 min" in text_of(page)
    assert len(desk.courier.taken) == 3
    assert "Heropen" in (await sanne.get(CASE)).text


@pytest.mark.parametrize("said", ["bezorgd", "niet gelukt", "de bezoeker is weg"])
async def test_what_became_of_a_reply(desk: Office, sanne: Browser, said: str) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")
    await sanne.post(f"{CASE}/reply", reply="Ik ben er.")
    match said:
        case "bezorgd":
            await desk.store.delivered(desk.courier.taken[-1])
        case "niet gelukt":
            await desk.store.undeliverable(desk.courier.taken[-1])
        case _:
            await desk.happens(ANNA, Close())

    assert re.search(rf'<p class="sent \w+">.*{said}</p>', (await sanne.get(CASE)).text)


async def test_two_claim_at_once_and_one_hears_it_kindly(desk: Office, sanne: Browser, tom: Browser) -> None:
    await desk.raised()
    await sanne.get(CASE)
    await tom.get(CASE)

    await sanne.post(f"{CASE}/claim")
    late = await tom.post(f"{CASE}/claim")

    assert late.status_code == 409
    assert "Een collega is al met deze bezoeker in gesprek." in late.text
    assert "In gesprek met Sanne" in late.text


async def test_a_reply_that_comes_too_late_is_not_lost(desk: Office, sanne: Browser, lea: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")
    await lea.post(f"{CASE}/release")

    late = await sanne.post(f"{CASE}/reply", reply="Lang <nagedacht>")

    assert late.status_code == 409
    assert "Neem het gesprek eerst over" in late.text
    assert "Lang &lt;nagedacht&gt;" in late.text


@pytest.mark.parametrize(
    ("act", "words", "why"),
    [
        ("reply", "  ", "nog niets getypt"),
        ("note", "", "nog niets getypt"),
        ("reply", "a" * 3001, "te lang"),
        ("judge", "", "Kies eerst"),
    ],
)
async def test_what_cannot_be_used_is_said_kindly(desk: Office, sanne: Browser, act: str, words: str, why: str) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")

    page = await sanne.post(f"{CASE}/{act}", **{act: words})

    assert (page.status_code, why in page.text) == (422, True)


async def test_a_note_is_clearly_not_sent(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/note", note="Morgen nog eens kijken")

    page = await sanne.get(CASE)

    assert "Notitie van Sanne" in page.text
    assert "Morgen nog eens kijken" in page.text
    assert "Alleen voor collega's. Niet verstuurd." in page.text
    assert desk.courier.taken == []


async def test_the_visitor_who_went_back_to_the_bot_is_in_the_timeline(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")
    await desk.happens(ANNA, Leave())

    assert "De bezoeker ging terug naar de chatbot." in text_of(await sanne.get(CASE))


async def test_who_asked_for_a_person_without_a_word(desk: Office, sanne: Browser) -> None:
    await desk.happens(ANNA, Raise(Urgency.ASKED, b"", "nl"))

    page = await sanne.get(CASE)

    assert "De bezoeker wil iemand spreken, maar schreef er niets bij." in page.text
    assert "Klopte dit alarm?" not in page.text
    assert "Hulplijnen die de bezoeker zag" not in page.text


async def test_what_cannot_be_opened_says_so_and_the_rest_is_there(desk: Office, sanne: Browser) -> None:
    await desk.raised(words="dit is te lezen")
    await desk.happens(ANNA, Raise(Urgency.SUICIDAL, b"sealed to another key", "nl"))

    page = await sanne.get(CASE)

    assert page.status_code == 200
    assert "dit is te lezen" in page.text
    assert "Dit is niet te openen" in page.text


async def test_the_page_renews_itself_soonest_for_who_has_it(desk: Office, sanne: Browser, tom: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")

    assert 'hx-get="/desk/zaak/1/gesprek?mijn" hx-trigger="every 5s"' in (await sanne.get(CASE)).text
    assert 'hx-get="/desk/zaak/1/gesprek" hx-trigger="every 15s"' in (await tom.get(CASE)).text
    assert "niet meer van jou" not in (await tom.get(f"{CASE}/gesprek", **HTMX)).text
    await desk.writes("ben je daar?")
    part = await sanne.get(f"{CASE}/gesprek", **HTMX)
    assert "ben je daar?" in part.text
    assert "<textarea" not in part.text  # what is being typed is left alone


async def test_a_coordinator_may_end_what_a_colleague_has_a_reviewer_may_not(
    desk: Office, sanne: Browser, tom: Browser, lea: Browser
) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")

    assert f'formaction="{CASE}/release"' not in (await tom.get(CASE)).text
    assert (await tom.post(f"{CASE}/resolve")).status_code == 409
    assert f'formaction="{CASE}/release"' in (await lea.get(CASE)).text
    assert (await lea.post(f"{CASE}/resolve")).status_code == 303


async def test_who_wiped_everything_is_gone_here_too(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")
    await desk.store.forget(ANNA)

    for page in (await sanne.get(CASE), await sanne.post(f"{CASE}/reply", reply="hoi")):
        assert page.status_code == 404
        assert "Door bezoeker gewist" in text_of(page)
    part = await sanne.get(f"{CASE}/gesprek", **HTMX)
    assert (part.status_code, "<html" in part.text, "gewist" in part.text) == (404, False, True)


async def test_what_was_purged_or_never_was_is_not_said_to_be_wiped(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/resolve")
    await desk.store.purge(desk.clock.now + timedelta(days=91))

    for page in (await sanne.get(CASE), await sanne.get("/desk/zaak/7")):
        assert page.status_code == 404
        assert "Deze melding is er niet meer" in text_of(page)
        assert "gewist" not in text_of(page)


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "9999999999999999999999", "../../etc/passwd", "1%2F..%2F2"])
async def test_a_number_that_is_none_is_not_found(desk: Office, sanne: Browser, number: str) -> None:
    await desk.raised()

    assert (await sanne.get(f"/desk/zaak/{number}")).status_code == 404


async def test_an_admin_talks_as_any_reviewer_does(desk: Office) -> None:
    await desk.raised()
    async with desk.member(Role.ADMIN, "fatima") as fatima:
        await fatima.post(f"{CASE}/claim")
        assert "ziet jou als Fatima" in text_of(await fatima.get(CASE))


async def test_what_was_typed_is_not_lost_with_the_store(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")
    await desk.store.close()

    page = await sanne.post(f"{CASE}/reply", reply="Lang nagedacht <over> dit.")

    assert page.status_code == 503
    assert "Lang nagedacht &lt;over&gt; dit.</textarea>" in page.text
    assert "eerst of het er staat" in page.text
