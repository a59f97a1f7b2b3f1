"""What stands beside a handover to help: helplines, the meldcode, first sentences, and the verdict on an alarm."""

import re

import pytest

from bot.handovers import Urgency
from tests.web.desk.parts import Browser, Office, text_of

CASE = "/desk/zaak/1"


@pytest.mark.parametrize(
    ("urgency", "names"),
    [
        (Urgency.EMERGENCY, ["112", "113 Zelfmoordpreventie"]),
        (Urgency.UNSAFE, ["112", "Veilig Thuis"]),
        (Urgency.SUICIDAL, ["113 Zelfmoordpreventie", "112"]),
    ],
)
async def test_staff_see_the_lines_the_visitor_saw(
    desk: Office, sanne: Browser, urgency: Urgency, names: list[str]
) -> None:
    await desk.raised(urgency=urgency)

    lines = re.search(r'<ul class="lines">(.*?)</ul>', (await sanne.get(CASE)).text, re.DOTALL)

    assert lines is not None
    assert re.findall(r"<b>(.*?)</b>", lines[1])[:2] == names


async def test_the_meldcode_stands_beside_somebody_unsafe_only(desk: Office, sanne: Browser) -> None:
    await desk.raised(urgency=Urgency.EMERGENCY)
    assert "Meldcode" not in (await sanne.get(CASE)).text

    await desk.raised(urgency=Urgency.UNSAFE)  # the same visitor: the handover stays an emergency, and is both
    assert (await sanne.get(CASE)).text.count("<li>") >= 5
    assert "Meldcode in vijf stappen" in (await sanne.get(CASE)).text


async def test_a_verdict_is_kept_and_shown(desk: Office, sanne: Browser) -> None:
    await desk.raised()

    judged = await sanne.post(f"{CASE}/judge?entry=1", verdict="false_alarm")
    page = (await sanne.get(CASE)).text

    assert judged.headers["location"] == f"{CASE}#moment-1"
    assert re.findall(r'value="(\w+)" aria-pressed="true"', page) == ["false_alarm"]


@pytest.mark.parametrize("entry", ["2", "99999999999", "x"])
async def test_a_verdict_on_nothing_is_refused(desk: Office, sanne: Browser, entry: str) -> None:
    await desk.raised()

    assert (await sanne.post(f"{CASE}/judge?entry={entry}", verdict="right")).status_code in {404, 422}


async def test_a_first_sentence_is_offered_once(desk: Office, sanne: Browser, lea: Browser) -> None:
    await lea.post("/desk/instellingen/zinnen", sentences="Dag, ik ben er.\nHoe gaat het nu?")
    await desk.raised()
    await sanne.post(f"{CASE}/claim")
    offered = (await sanne.get(CASE)).text
    chosen = (await sanne.back(await sanne.post(CASE, zin="Hoe gaat het nu?"))).text
    await sanne.post(f"{CASE}/reply", reply="Dag, ik ben er. Vertel eens.")

    left = (await sanne.get(CASE)).text

    assert re.findall(r'name="zin" value="([^"]*)"', offered) == ["Dag, ik ben er.", "Hoe gaat het nu?"]
    assert ">Hoe gaat het nu? </textarea>" in chosen
    assert re.findall(r'name="zin" value="([^"]*)"', left) == ["Hoe gaat het nu?"]


@pytest.mark.parametrize(
    ("language", "offered"),
    [("nl", ["Dag, ik ben er.", "Hoe gaat het nu?"]), ("en", ["Hello, I am here for you."])],
)
async def test_first_sentences_are_in_the_language_of_the_visitor(
    desk: Office, sanne: Browser, lea: Browser, language: str, offered: list[str]
) -> None:
    await lea.post(
        "/desk/instellingen/zinnen", sentences="Dag, ik ben er.\nHello, I am here for you.\nHoe gaat het nu?"
    )
    await desk.raised(language=language)
    await sanne.post(f"{CASE}/claim")

    assert re.findall(r'name="zin" value="([^"]*)"', (await sanne.get(CASE)).text) == offered


async def test_without_a_first_sentence_in_their_language_there_are_the_others(
    desk: Office, sanne: Browser, lea: Browser
) -> None:
    await lea.post("/desk/instellingen/zinnen", sentences="Dag, ik ben er.")
    await desk.raised(language="en")
    await sanne.post(f"{CASE}/claim")

    assert 'name="zin" value="Dag, ik ben er."' in (await sanne.get(CASE)).text


async def test_a_first_sentence_goes_out_once_whoever_chose_it_again(
    desk: Office, sanne: Browser, lea: Browser
) -> None:
    await lea.post("/desk/instellingen/zinnen", sentences="Dag, ik ben er.\nHoe gaat het nu?")
    await desk.raised()
    await sanne.post(f"{CASE}/claim")
    await sanne.post(f"{CASE}/reply", reply="Dag, ik ben er. Vertel eens.")

    again = await sanne.post(f"{CASE}/reply", reply="dag,  ik ben er. Gaat het?")

    assert again.status_code == 422
    assert "Deze eerste zin las de bezoeker al" in again.text
    assert ">dag,  ik ben er. Gaat het?</textarea>" in again.text
    assert (await sanne.post(f"{CASE}/reply", reply="Ik ben er nog.")).status_code == 303


async def test_a_first_sentence_that_did_not_arrive_may_be_said_again(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")
    sentence = re.findall(r'name="zin" value="([^"]*)"', (await sanne.get(CASE)).text)[0]
    await sanne.post(f"{CASE}/reply", reply=sentence)
    await desk.store.undeliverable(desk.courier.taken[-1])

    assert (await sanne.post(f"{CASE}/reply", reply=sentence)).status_code == 303


async def test_a_first_sentence_that_is_pressed_twice_stands_in_the_field_once(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")
    sentence = re.findall(r'name="zin" value="([^"]*)"', (await sanne.get(CASE)).text)[0]

    once = await sanne.back(await sanne.post(CASE, zin=sentence))
    (typed,) = re.findall(r'<textarea id="reply"[^>]*>([^<]*)</textarea>', once.text)
    twice = await sanne.back(await sanne.post(CASE, zin=sentence, reply=typed))

    assert typed.strip() == sentence
    assert f">{typed}</textarea>" in twice.text


async def test_only_a_first_sentence_of_ours_fills_the_field(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")

    page = await sanne.back(await sanne.post(CASE, zin="Bel even naar dit nummer"))

    assert "Bel even" not in page.text


async def test_the_reviewer_is_reminded_that_no_name_is_needed(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await sanne.post(f"{CASE}/claim")

    assert "ziet jou als Sanne . Een naam is nergens voor nodig: vraag er niet naar." in text_of(await sanne.get(CASE))
