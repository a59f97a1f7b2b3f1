"""How the bot cares for a visitor after an alarm, as the page of the handover tells it."""

import re
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from bot.conversation import State
from bot.handovers import Urgency
from bot.messages import CareAnswer, Language
from bot.safety import Alarm, Care, Context, Question, StaffLine, Stands, Step, answered, check, raised
from bot.texts import Texts
from bot.web.desk.words import said
from tests.store.parts import ANNA, turn
from tests.web.desk.parts import HTMX, Browser, Office

CASE = "/desk/zaak/1"
VEILED = "iedereen is beter af zonder mij"


def care_on(page: httpx.Response) -> list[tuple[str, str]]:
    part = re.search(r'<h2 id="zorg">.*?</section>', page.text, re.DOTALL)
    return re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", part[0]) if part else []


async def cared(desk: Office, words: str, *answers: CareAnswer) -> None:
    """A visitor who raises an alarm and answers what the bot asks, a minute after each other."""
    texts, alarm, care = Texts.load(), check(words), None
    assert isinstance(alarm, Alarm)
    for answer in (None, *answers):
        context = Context(texts, Language.NL, StaffLine.LATER, desk.clock.now)
        care = (answered(care, answer, context) if care and answer else raised(None, alarm, context)).care
        await remembers(desk, care)
        desk.clock.passes(minutes=1)


async def remembers(desk: Office, care: Care | None) -> None:
    await desk.store.commit(turn(ANNA, at=desk.clock.now, state=State("rasa-1", care=care)))


async def test_it_says_what_was_asked_last_and_what_came_of_it(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await cared(desk, VEILED, CareAnswer.SOMETIMES, CareAnswer.SAFE, CareAnswer.NO)

    assert care_on(await sanne.get(CASE)) == [
        ("Vroeg het laatst", "wat het moeilijk maakt om 113 te bellen (13:04)"),
        ("Denkt aan zelfmoord", "soms"),
        ("Is nu veilig", "ja"),
        ("Is het vandaag van plan", "nee"),
        ("Wat bellen moeilijk maakt", "gevraagd, nog geen antwoord"),
        ("Blijft opletten", "tot ma 23 nov 13:01, als er geen alarm meer komt"),
    ]


async def test_it_is_renewed_with_the_talk(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await cared(desk, VEILED)
    first = care_on(await sanne.get(CASE))
    await cared(desk, VEILED, CareAnswer.DONT_KNOW)

    second = care_on(await sanne.get(f"{CASE}/gesprek", **HTMX))

    assert ("Denkt aan zelfmoord", "gevraagd, nog geen antwoord") in first
    assert ("Denkt aan zelfmoord", "niet duidelijk") in second


@pytest.mark.parametrize(("urgency", "told"), [(Urgency.SUICIDAL, True), (Urgency.ASKED, False)])
async def test_a_day_after_the_alarm_there_is_no_care_any_more(
    desk: Office, sanne: Browser, urgency: Urgency, *, told: bool
) -> None:
    await desk.raised(urgency=urgency)
    await remembers(desk, None)

    over = [("Blijft opletten", "niet meer, dat duurt 24 uur na een alarm")]
    assert care_on(await sanne.get(CASE)) == (over if told else [])


async def test_of_who_is_gone_nothing_is_said(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    await cared(desk, VEILED)
    await desk.store.commit(turn(ANNA, at=desk.clock.now, state=None))

    assert care_on(await sanne.get(CASE)) == []


async def test_care_that_ended_an_hour_ago_is_over_though_the_visitor_wrote_since(desk: Office, sanne: Browser) -> None:
    await desk.raised()
    since = desk.clock.now - timedelta(hours=25)
    alarm = check(VEILED)
    assert isinstance(alarm, Alarm)
    care = raised(None, alarm, Context(Texts.load(), Language.NL, StaffLine.LATER, since)).care
    await remembers(desk, replace(care, since=since))

    assert [about for about, _ in care_on(await sanne.get(CASE))] == ["Blijft opletten"]


def test_every_step_and_question_has_words() -> None:
    assert all(said("care_step", step) for step in Step)
    assert all(said("care_question", question) for question in Question)
    assert all(said("care_stands", stands) for stands in Stands)
