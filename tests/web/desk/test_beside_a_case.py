"""What stands beside a handover to help: helplines, the meldcode, first sentences, and the verdict on an alarm."""

import re

import pytest

from bot.handovers import Urgency
from tests.web.desk.parts import Browser, Office, text_of

CASE = "/desk/zaak/1"


def lines_of(page: str) -> list[str]:
    return re.findall(r"<li><b>(.*?)</b>", page)


async def test_staff_see_the_lines_the_visitor_saw(desk: Office, sanne: Browser) -> None:
    await desk.raised(urgency=Urgency.UNSAFE, helplines=("112", "veilig_thuis", "113"))
    await desk.raised(urgency=Urgency.SUICIDAL, helplines=("113", "zelfmoordlijn", "a line that is no more"))

    page = await sanne.get(CASE)

    assert lines_of(page.text) == ["112", "Veilig Thuis", "113 Zelfmoordpreventie", "Zelfmoordlijn"]


@pytest.mark.parametrize("signals", [("unsafe",), ("emergency", "unsafe"), ("suicidal", "unsafe")])
async def test_the_meldcode_stands_beside_whoever_may_be_unsafe(
    desk: Office, sanne: Browser, signals: tuple[str, ...]
) -> None:
    await desk.raised(urgency=Urgency.EMERGENCY, signals=("emergency", "suicidal"))
    assert "Meldcode" not in (await sanne.get(CASE)).text

    await desk.raised(urgency=Urgency.EMERGENCY, signals=signals)

    assert "Meldcode in vijf stappen" in (await sanne.get(CASE)).text


@pytest.mark.parametrize(
    ("urgency", "signals", "told"),
    [
        (Urgency.EMERGENCY, (), True),
        (Urgency.SUICIDAL, (), True),
        (Urgency.UNSAFE, ("unsafe", "suicidal"), True),
        (Urgency.UNSAFE, ("unsafe",), False),
        (Urgency.CONCERN, ("concern",), False),
        (Urgency.ASKED, (), False),
    ],
)
async def test_what_to_do_stands_beside_whose_life_may_be_in_danger(
    desk: Office, sanne: Browser, urgency: Urgency, signals: tuple[str, ...], *, told: bool
) -> None:
    await desk.raised(urgency=urgency, signals=signals)

    assert ("Als het om iemands leven gaat" in (await sanne.get(CASE)).text) is told


async def test_what_stands_beside_comes_with_the_news(desk: Office, sanne: Browser) -> None:
    await desk.raised(urgency=Urgency.CONCERN)
    before = await sanne.get(f"{CASE}/gesprek")
    await desk.raised(urgency=Urgency.UNSAFE, signals=("unsafe",), helplines=("veilig_thuis",))
    after = await sanne.get(f"{CASE}/gesprek")

    assert ['hx-swap-oob="true" hidden' in page.text for page in (before, after)] == [True, False]
    assert lines_of(after.text) == ["Veilig Thuis"]
    assert "Meldcode in vijf stappen" in after.text


@pytest.mark.parametrize(("marked", "said"), [((), True), (((0, 6),), False)])
async def test_an_alarm_without_a_marked_word_says_why(
    desk: Office, sanne: Browser, marked: tuple[tuple[int, int], ...], *, said: bool
) -> None:
    await desk.raised(marked=marked)

    assert ("Geen woord is gemarkeerd" in (await sanne.get(CASE)).text) is said


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
