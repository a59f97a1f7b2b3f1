"""An alarm: help first, in every state and however Rasa is, and one handover with what was said."""

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.conversation import Awaiting, Escalate, OfferMeanings, Spoken
from bot.messages import Ask, Care, CareAnswer, Command, Content, Edited, Medium, Text, Unheard
from bot.safety import Tier
from bot.staff import Reading, When
from tests.conversation.parts import Rasa, Talk, heard, told
from tests.conversation.test_commands import STATES, State
from tests.store.parts import ANNA, BRAM

CONCERN, SUICIDAL, UNSAFE, EMERGENCY = 1, 2, 3, 4
NOBODY = "Er leest nu niemand mee."
LATER = "Medewerkers van Join Us lezen dit later, niet nu."
READING_NOW = "Medewerkers van Join Us kunnen dit nu lezen."


@pytest.mark.parametrize("rasa", Rasa)
@pytest.mark.parametrize("state", STATES)
async def test_an_alarm_is_answered_in_every_state_however_rasa_is(talk: Talk, state: State, rasa: Rasa) -> None:
    await state(talk)
    talk.dialogue.rasa = rasa
    asked = len(talk.dialogue.asked)
    first, *_ = (await talk.sends(Text("ik heb de pillen in mijn hand"))).replies
    assert "112" in first.text
    assert await talk.handovers() in ([(EMERGENCY, "open")], [(SUICIDAL, "resolved"), (EMERGENCY, "open")])
    assert len(talk.dialogue.asked) == asked


@pytest.mark.parametrize(
    "content",
    [
        Text("ik wil dood"),
        Text("//ik wil dood"),
        Text("IK WIL D00D"),
        Edited("ik wil dood"),
        Unheard(Medium.PICTURE, "ik wil dood"),
        Unheard(Medium.VOICE, "ik wil dood"),
        Text("bla " * 1200 + "ik wil dood"),
    ],
)
async def test_an_alarm_is_heard_in_whatever_carries_words(talk: Talk, content: Content) -> None:
    said = told(await talk.sends(content))
    assert "113" in said
    assert await talk.handovers() == [(SUICIDAL, "open")]


@pytest.mark.parametrize("command", Command)
async def test_an_alarm_behind_a_command_comes_before_the_command(talk: Talk, command: Command) -> None:
    said = await talk.calls(command, "ik wil dood")
    assert "113" in said
    assert await talk.handovers() == [(SUICIDAL, "open")]


async def test_an_alarm_whose_pieces_are_none_is_heard(talk: Talk) -> None:
    assert await talk.types("ik wil niet") == "Oké."
    assert "113" in await talk.types("leven")
    assert await talk.words() == ["ik wil niet", "leven"]


async def test_an_alarm_in_pieces_is_heard(talk: Talk) -> None:
    await talk.types("ik wil")
    assert "113" in await talk.types("dood")
    assert (await talk.words())[-2:] == ["ik wil", "dood"]


async def test_pieces_of_more_than_ten_minutes_apart_are_not_one(talk: Talk) -> None:
    await talk.types("ik wil niet")
    talk.place.clock.passes(minutes=11)
    assert await talk.types("leven") == "Oké."


async def test_pieces_of_two_visitors_are_not_one(talk: Talk) -> None:
    await talk.types("ik wil niet", ANNA)
    assert await talk.types("leven", BRAM) == "Oké."


@pytest.mark.parametrize(("tier", "urgency", "number"), [
    (Tier.EMERGENCY, EMERGENCY, "112"),
    (Tier.UNSAFE, UNSAFE, "0800-2000"),
    (Tier.SUICIDAL, SUICIDAL, "113"),
    (Tier.CONCERN, CONCERN, "113"),
])  # fmt: skip
async def test_what_only_the_model_sees_counts_before_what_rasa_says(
    talk: Talk, tier: Tier, urgency: int, number: str
) -> None:
    talk.dialogue.answers["mwah"] = heard(Spoken("Leuk dat je er bent."), tier=tier)
    said = await talk.types("mwah")
    assert number in said
    assert "Leuk" not in said
    assert await talk.handovers() == [(urgency, "open")]
    assert await talk.words() == ["mwah"]


@pytest.mark.parametrize("state", STATES)
async def test_what_only_the_model_sees_counts_before_what_was_awaited(talk: Talk, state: State) -> None:
    await state(talk)
    talk.dialogue.answers["mwah Eindhoven"] = heard(tier=Tier.EMERGENCY)
    assert "112" in await talk.types("mwah Eindhoven")
    assert (EMERGENCY, "open") in await talk.handovers()
    kept = await talk.state()
    assert kept is not None
    assert kept.awaiting is Awaiting.NOTHING


@pytest.mark.parametrize("state", STATES)
async def test_what_rasa_escalates_counts_before_its_words_and_what_was_awaited(talk: Talk, state: State) -> None:
    await state(talk)
    talk.dialogue.answers["mwah"] = heard(Spoken("", verb=Escalate(Tier.EMERGENCY)), Spoken("Leuk."))
    said = await talk.types("mwah")
    assert "112" in said
    assert "Leuk." not in said
    assert (EMERGENCY, "open") in await talk.handovers()


@pytest.mark.parametrize("rasa", Rasa)
async def test_a_button_that_means_danger_needs_no_rasa(talk: Talk, rasa: Rasa) -> None:
    talk.dialogue.rasa = rasa
    assert "112" in await talk.presses(Ask("emergency"))
    assert await talk.handovers() == [(EMERGENCY, "open")]
    assert talk.dialogue.asked == []


async def test_a_button_that_rasa_escalates_alarms(talk: Talk) -> None:
    talk.dialogue.answers["/chitchat"] = heard(Spoken("", verb=Escalate(Tier.SUICIDAL)))
    assert "113" in await talk.presses(Ask("chitchat"))
    assert await talk.handovers() == [(SUICIDAL, "open")]


async def test_worry_about_somebody_else_offers_a_person_and_hands_nothing_over(talk: Talk) -> None:
    said = await talk.types("ik maak me zorgen om een vriendin, ze wil dood")
    assert "mens" in said
    assert await talk.handovers() == []


async def test_worry_about_somebody_else_is_read_by_nobody_also_in_office_hours(talk: Talk) -> None:
    talk.hours.reading = Reading(When.NOW)
    said = await talk.types("ik maak me zorgen om een vriendin, ze wil dood")
    assert READING_NOW not in said
    assert NOBODY in said


@pytest.mark.parametrize(("when", "line"), [(When.NEVER, NOBODY), (When.LATER, LATER), (When.NOW, READING_NOW)])
async def test_the_line_about_staff_is_the_true_one(talk: Talk, when: When, line: str) -> None:
    talk.hours.reading = Reading(when)
    said = await talk.types("ik wil dood")
    assert [each for each in (NOBODY, LATER, READING_NOW) if each in said] == [line]
    assert "Ik weet niet wie of waar je bent. Ik kan dus geen hulp sturen: bel zelf 112." in said


async def test_an_alarm_ends_the_form_and_rasa_forgets_what_was_said(talk: Talk) -> None:
    await talk.types("hoi")
    await talk.types("ik wil dood")
    await talk.types("ik zit op school")
    assert len(set(talk.dialogue.conversations)) == 2
    assert talk.dialogue.forgotten == talk.dialogue.conversations[:1]


async def test_alarms_are_never_answered_twice_in_the_same_words(talk: Talk) -> None:
    said = [await talk.types("ik wil dood") for _ in range(6)]
    assert all(before != after for before, after in pairwise(said))


@pytest.mark.parametrize("rasa", Rasa)
async def test_a_typed_answer_to_a_question_of_care_goes_on_with_the_care(talk: Talk, rasa: Rasa) -> None:
    await talk.types("ik wil dood")
    talk.dialogue.rasa = rasa
    assert (await talk.types("veilig")).startswith(("Fijn", "Goed", "Dank"))
    assert await talk.words() == ["ik wil dood", "veilig"]


async def test_a_typed_answer_that_is_an_alarm_by_itself_is_taken_as_the_graver_answer(talk: Talk) -> None:
    await talk.types("ik wil dood")
    said = await talk.types("niet veilig")
    assert "112" in said
    assert "113" in said
    assert await talk.handovers() == [(EMERGENCY, "open")]
    assert await talk.words() == ["ik wil dood", "niet veilig"]


async def test_the_same_words_without_a_question_are_an_alarm(talk: Talk) -> None:
    assert "0800-2000" in await talk.types("niet veilig")
    assert await talk.handovers() == [(UNSAFE, "open")]


async def test_who_says_to_be_unsafe_by_button_becomes_an_emergency_for_staff_too(talk: Talk) -> None:
    await talk.types("ik wil dood")
    assert "112" in await talk.presses(Care(CareAnswer.NOT_SAFE))
    assert await talk.handovers() == [(EMERGENCY, "open")]
    assert await talk.words() == ["ik wil dood", "Ik ben niet veilig"]


async def test_an_answer_that_is_none_is_a_message_like_any_other(talk: Talk) -> None:
    await talk.types("ik wil dood")
    assert await talk.types("wat kost het") == "Oké."
    assert await talk.words() == ["ik wil dood"]


async def test_a_group_can_be_asked_for_in_care(talk: Talk) -> None:
    await talk.types("ik wil dood")
    assert "Buro Cement" in await talk.calls(Command.GROUP, "Eindhoven")


async def test_a_wish_for_a_group_right_after_an_alarm_is_no_second_alarm(talk: Talk) -> None:
    await talk.types("ik wil dood")
    assert await talk.types("ik zoek een groep") == "Oké."


@pytest.mark.parametrize("answer", CareAnswer)
async def test_a_day_after_the_alarm_its_buttons_are_old(talk: Talk, answer: CareAnswer) -> None:
    await talk.types("ik wil dood")
    talk.place.clock.now += timedelta(hours=12)
    await talk.types("hoi")
    talk.place.clock.now += timedelta(hours=13)
    assert await talk.presses(Care(answer)) == talk.says("old_button")


async def test_a_button_of_care_without_an_alarm_is_old(talk: Talk) -> None:
    assert await talk.presses(Care(CareAnswer.YES)) == talk.says("old_button")


async def test_an_emergency_in_care_is_raised_anew_with_its_words_marked(talk: Talk) -> None:
    await talk.types("ik wil dood")
    assert "112" in await talk.types("ik heb net al mijn pillen ingenomen")
    assert await talk.handovers() == [(EMERGENCY, "open")]
    assert (await talk.lines())[-1].marked


async def test_what_the_model_hears_as_an_emergency_is_not_talked_away(talk: Talk) -> None:
    talk.dialogue.answers["ik ben veilig hoor"] = heard(Spoken("Oké."), tier=Tier.EMERGENCY)
    await talk.types("ik wil dood")
    assert (await talk.types("ik ben veilig hoor")).startswith(("Bel nu 112", "Ik neem dit", "Je leven"))


async def test_a_cry_of_ones_own_beside_a_joke_is_handed_over_also_after_worry_about_another(talk: Talk) -> None:
    await talk.types("mijn vriendin wil zelfmoord plegen")
    await talk.types("snij mezelf grapje")
    assert [urgency for urgency, _ in await talk.handovers()] != []


async def test_a_plan_is_heard_whatever_else_was_asked(talk: Talk) -> None:
    await talk.types("ik wil dood")
    await talk.calls(Command.HUMAN)
    assert "112" in await talk.types("ja vanavond nog")
    assert await talk.handovers() == [(EMERGENCY, "open")]


async def test_in_care_a_pressed_button_is_answered(talk: Talk) -> None:
    talk.dialogue.answers["/ask_cost"] = heard(Spoken("Niks. Meedoen is gratis."), intent="ask_cost")
    await talk.types("ik wil dood")
    assert await talk.presses(Ask("ask_cost")) == "Niks. Meedoen is gratis."


@pytest.mark.parametrize("words", ["menu", "Wat kost het?", "wat is het telefoonnummer van jullie", "..."])
async def test_no_title_and_no_aside_takes_112_out_of_view(talk: Talk, words: str) -> None:
    talk.dialogue.answers[words] = heard(Spoken("", verb=OfferMeanings()), intent="ask_cost")
    await talk.types("ik sta op het spoor")
    assert "112" in await talk.types(words)


async def test_a_typed_title_that_rasa_has_no_answer_to_is_answered_all_the_same(talk: Talk) -> None:
    talk.dialogue.rasa = Rasa.EMPTY
    assert await talk.types("Wat kost het?") != ""
    assert len(talk.dialogue.asked) == 2


async def test_a_suicide_that_may_be_now_stays_an_alarm(talk: Talk) -> None:
    for words in ("help mijn broer heeft zich opgehangen", "mijn moeder heeft zelfmoord gepleegd ze ligt hier"):
        talk.dialogue.answers[words] = heard(tier=Tier.EMERGENCY)
        assert "112" in await talk.types(words)
