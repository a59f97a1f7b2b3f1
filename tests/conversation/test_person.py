"""A visitor who asks for a person."""

from datetime import timedelta

import pytest

from bot.conversation import AskPerson, Awaiting, Spoken
from bot.handovers import Line
from bot.messages import Ask, Choice, Choose, Command, Medium, Text, Unheard
from bot.staff import Reading, When
from tests.conversation.parts import ASKED_NOBODY, Rasa, Talk, actions, heard, told
from tests.store.parts import NOW

WAYS = [Rasa.UP, Rasa.DOWN, Rasa.HANGING, Rasa.EMPTY, Rasa.OTHER_INTENT]
ASKED = 0
HELD = (Choice.HAND_ON, Choice.NO_MESSAGE, Choice.NEVER_MIND)


async def test_asking_hands_nothing_over_yet(talk: Talk) -> None:
    assert (await talk.calls(Command.HUMAN)).startswith(ASKED_NOBODY)
    assert await talk.handovers() == []


@pytest.mark.parametrize("rasa", WAYS)
async def test_the_next_message_is_handed_over_however_rasa_is(talk: Talk, rasa: Rasa) -> None:
    await talk.types("hoi")
    await talk.calls(Command.HUMAN)
    talk.dialogue.rasa = rasa
    said = await talk.types("mag ik iemand spreken over thuis?")
    assert said.startswith("Ik heb het bewaard, op slot")
    assert await talk.handovers() == [(ASKED, "open")]
    named = ("join_us", "113", "kindertelefoon")  # nobody reads it now: who answers does
    assert await talk.lines() == [
        Line("mag ik iemand spreken over thuis?", talk.place.clock.now, helplines=named),
    ]


async def test_the_wish_that_rasa_understands_is_asked_about_alike(talk: Talk) -> None:
    talk.dialogue.answers["/ask_human"] = heard(Spoken("", verb=AskPerson()))
    assert (await talk.presses(Ask("ask_human"))).startswith(ASKED_NOBODY)


async def test_after_the_handover_the_bot_goes_on_talking(talk: Talk) -> None:
    await talk.calls(Command.HUMAN, "bel me niet")
    assert await talk.types("nog iets") == "Oké."
    assert await talk.words() == ["bel me niet"]


async def test_a_message_behind_the_command_is_handed_over_at_once(talk: Talk) -> None:
    await talk.calls(Command.HUMAN, "mag ik iemand spreken?")
    assert await talk.words() == ["mag ik iemand spreken?"]


async def test_a_handover_without_a_message_holds_none(talk: Talk) -> None:
    await talk.types("dit ook niet")
    await talk.calls(Command.HUMAN)
    await talk.presses(Choose(Choice.NO_MESSAGE))
    assert await talk.handovers() == [(ASKED, "open")]
    assert await talk.words() == []


@pytest.mark.parametrize("words", ["17 maastricht", "maastricht", "Den Haag 20"])
async def test_who_looks_for_a_group_says_nothing_to_a_person(talk: Talk, words: str) -> None:
    await talk.calls(Command.HUMAN)
    delivery = await talk.sends(Text(words))
    assert told(delivery).endswith(talk.says("person_held"))
    assert await talk.handovers() == []
    assert {Choose(choice) for choice in HELD} <= set(actions(delivery))
    await talk.presses(Choose(Choice.HAND_ON))
    assert await talk.words() == [words]


async def test_who_is_in_care_tells_staff_where_they_are(talk: Talk) -> None:
    await talk.types("mijn vader slaat me")
    await talk.calls(Command.HUMAN)
    await talk.types("17 maastricht")
    assert "17 maastricht" in await talk.words()


@pytest.mark.parametrize("words", ["ik woon in maastricht en word gepest", "in maastricht bij mijn oma gaat het mis"])
async def test_who_tells_where_something_happens_is_handed_over(talk: Talk, words: str) -> None:
    await talk.calls(Command.HUMAN)
    await talk.types(words)
    assert await talk.words() == [words]


@pytest.mark.parametrize("words", ["ja", "ok graag", "doe maar"])
async def test_a_mere_yes_is_no_message_for_a_person(talk: Talk, words: str) -> None:
    await talk.calls(Command.HUMAN)
    assert await talk.types(words) == talk.says("person_what")
    assert await talk.handovers() == []


async def test_never_mind_hands_nothing_over(talk: Talk) -> None:
    await talk.calls(Command.HUMAN)
    assert await talk.presses(Choose(Choice.NEVER_MIND)) == talk.says("person_never_mind")
    assert await talk.types("hoi") == "Oké."
    assert await talk.handovers() == []


async def test_a_long_message_is_handed_over_whole_and_nothing_else_is_claimed(talk: Talk) -> None:
    words = "mag ik dit vertellen " * 240
    await talk.calls(Command.HUMAN)
    said = await talk.types(words)
    assert await talk.words() == [words]
    assert talk.says("too_long") not in said


@pytest.mark.parametrize("content", [Unheard(Medium.VOICE), Text(" \n"), Text("//")])
async def test_what_cannot_be_read_leaves_the_question_open(talk: Talk, content: Unheard | Text) -> None:
    await talk.calls(Command.HUMAN)
    await talk.sends(content)
    await talk.types("dit wil ik zeggen")
    assert await talk.words() == ["dit wil ik zeggen"]


async def test_a_command_takes_the_question_back(talk: Talk) -> None:
    await talk.calls(Command.HUMAN)
    await talk.calls(Command.MENU)
    state = await talk.state()
    assert state is not None
    assert state.awaiting is Awaiting.NOTHING


async def test_with_nobody_reading_that_is_said_with_lines_that_answer(talk: Talk) -> None:
    said = await talk.calls(Command.HUMAN, "hoi")
    assert "Op dit moment leest hier nog niemand" in said
    assert "113" in said


async def test_when_staff_read_later_the_hour_is_dutch_time(talk: Talk) -> None:
    talk.hours.reading = Reading(When.LATER, NOW + timedelta(hours=21))
    assert await talk.calls(Command.HUMAN, "hoi") == talk.says("person_opened_later", from_when="23-11 10:00")


async def test_when_staff_read_now_that_is_said(talk: Talk) -> None:
    talk.hours.reading = Reading(When.NOW)
    assert await talk.calls(Command.HUMAN, "hoi") == talk.says("person_opened_now")


async def test_asking_twice_is_one_handover_with_both_messages(talk: Talk) -> None:
    await talk.calls(Command.HUMAN, "een")
    await talk.calls(Command.HUMAN, "twee")
    assert await talk.handovers() == [(ASKED, "open")]
    assert await talk.words() == ["een", "twee"]


async def test_a_handover_that_cannot_be_written_is_not_said_to_be(talk: Talk) -> None:
    talk.hours.reading = Reading(When.NOW)
    talk.store.down = True
    said = await talk.calls(Command.HUMAN, "hoi")
    assert said.startswith("Het doorgeven is niet gelukt")
    assert "113" in said


async def test_a_handover_of_a_trial_is_marked(talk: Talk) -> None:
    await talk.sends(Text("ik wil dood"), trial=True)
    assert await talk.rows("SELECT trial FROM handovers") == [(1,)]


async def test_the_buttons_under_the_question_are_the_two_ways_out(talk: Talk) -> None:
    talk.dialogue.answers["mens"] = heard(Spoken("", verb=AskPerson()))
    delivery = await talk.sends(Text("mens"))
    assert told(delivery).startswith(ASKED_NOBODY)
    assert actions(delivery) == [Choose(Choice.NO_MESSAGE), Choose(Choice.NEVER_MIND)]


@pytest.mark.parametrize(
    "words", ["toch maar niet", "laat maar", "nee toch niet", "annuleer", "oh sorry verkeerd gedrukt", "per ongeluk"]
)
async def test_who_leaves_it_in_words_hands_nothing_over(talk: Talk, words: str) -> None:
    await talk.calls(Command.HUMAN)
    assert await talk.types(words) == talk.says("person_never_mind")
    assert await talk.handovers() == []


@pytest.mark.parametrize(
    "words",
    [
        "wie leest dat dan",
        "hoe lang duurt dat",
        "whatsapp kan dat",
        "leest iemand dit nu",
        "kan je mij ook terug appen",
    ],
)
async def test_a_question_about_the_person_is_answered_and_the_message_still_awaited(talk: Talk, words: str) -> None:
    await talk.calls(Command.HUMAN)
    assert await talk.types(words) == f"{talk.says('person_answers_nobody')}\n\n{talk.says('person_still')}"
    assert await talk.handovers() == []
    assert (await talk.types("het gaat over thuis")).startswith("Ik heb het bewaard, op slot")
    assert await talk.words() == ["het gaat over thuis"]


async def test_who_has_to_call_112_is_told_that_before_anything_about_a_person(talk: Talk) -> None:
    await talk.types("ik heb de pillen in mijn hand")
    assert "112" in (await talk.calls(Command.HUMAN)).partition("Dat kan")[0]
    assert "112" in (await talk.types("ben bang")).partition("Ik heb het bewaard")[0]


@pytest.mark.parametrize("words", ["en zijn die er ook in Zwolle", "hebben jullie een kvk", "hoe oud is iedereen"])
async def test_a_question_to_the_bot_is_answered_and_not_stored(talk: Talk, words: str) -> None:
    await talk.calls(Command.HUMAN)
    delivery = await talk.sends(Text(words))
    assert told(delivery).endswith(talk.says("person_held"))
    assert len(delivery.replies) > 1
    assert actions(delivery)[-3:] == [Choose(choice) for choice in HELD]
    assert await talk.handovers() == []
    assert (await talk.types("het gaat over thuis")).startswith("Ik heb het bewaard, op slot")
    assert await talk.words() == ["het gaat over thuis"]


@pytest.mark.parametrize(
    "words", ["nee geen hulpverlener", "nee geen volwassene", "nee ik bedoel of het echt anoniem is"]
)
async def test_what_refuses_something_is_stored_only_when_that_is_asked_for(talk: Talk, words: str) -> None:
    await talk.calls(Command.HUMAN)
    assert await talk.types(words) == talk.says("person_held")
    assert await talk.handovers() == []
    await talk.presses(Choose(Choice.HAND_ON))
    assert await talk.words() == [words]


async def test_yes_hands_on_what_was_held_back(talk: Talk) -> None:
    await talk.calls(Command.HUMAN)
    await talk.types("waarom wil niemand mij")
    await talk.types("ja")
    assert await talk.words() == ["waarom wil niemand mij"]


async def test_what_was_held_back_and_is_forgotten_is_asked_for_again(talk: Talk) -> None:
    await talk.calls(Command.HUMAN)
    await talk.types("hebben jullie een kvk")
    talk.place.clock.passes(minutes=11)
    assert await talk.presses(Choose(Choice.HAND_ON)) == talk.says("person_what")
    assert await talk.handovers() == []


@pytest.mark.parametrize("words", ["weet niet", "idk", "weet niet wat ik moet zeggen"])
async def test_who_hesitates_is_told_that_little_is_enough(talk: Talk, words: str) -> None:
    await talk.calls(Command.HUMAN)
    assert await talk.types(words) == talk.says("person_doubts")
    assert await talk.handovers() == []


@pytest.mark.parametrize(
    "words", ["ik weet niet meer verder", "kan iemand mij helpen", "ik heb niemand", "mag ik over thuis praten"]
)
async def test_what_somebody_needs_a_person_for_is_handed_over_at_once(talk: Talk, words: str) -> None:
    await talk.calls(Command.HUMAN)
    await talk.types(words)
    assert len(await talk.handovers()) == 1
    assert words in await talk.words()


@pytest.mark.parametrize("words", ["ik wil dood", "kan ik niet gewoon dood zijn", "nee ik wil niet meer leven"])
async def test_a_cry_instead_of_the_message_is_an_alarm_and_never_held_back(talk: Talk, words: str) -> None:
    await talk.calls(Command.HUMAN)
    assert "113" in await talk.types(words)
    assert words in await talk.words()


@pytest.mark.parametrize(
    ("when", "key"),
    [
        (Reading(When.NEVER), "person_answers_nobody"),
        (Reading(When.LATER, NOW + timedelta(hours=21)), "person_answers_later"),
        (Reading(When.NOW), "person_answers_now"),
    ],
)
async def test_who_waits_for_an_answer_is_told_what_is_true_about_it(talk: Talk, when: Reading, key: str) -> None:
    talk.hours.reading = when
    await talk.calls(Command.HUMAN, "ik durf niet naar een groep")
    assert await talk.types("wanneer hoor ik wat") == talk.says(key, from_when="23-11 10:00")
    assert "hier in de chat" in talk.says(key, from_when="23-11 10:00")


async def test_the_old_button_for_no_message_hands_nothing_over_again(talk: Talk) -> None:
    await talk.calls(Command.HUMAN)
    await talk.types("ik zit niet goed")
    assert await talk.presses(Choose(Choice.NO_MESSAGE)) == talk.says("person_has_it")
    assert await talk.words() == ["ik zit niet goed"]


async def test_who_first_wants_to_ask_something_may(talk: Talk) -> None:
    await talk.calls(Command.HUMAN)
    assert await talk.types("mag ik eerst wat vragen") == talk.says("ask_away")
    assert await talk.handovers() == []


async def test_who_has_left_no_message_asks_something_else(talk: Talk) -> None:
    assert await talk.types("wanneer hoor ik wat") == "Oké."


async def test_who_takes_a_message_back_hears_how(talk: Talk) -> None:
    await talk.calls(Command.HUMAN, "ik durf niet naar een groep")
    assert await talk.types("toch maar niet") == talk.says("person_has_it")
    await talk.calls(Command.STOP)
    assert await talk.handovers() == [(ASKED, "resolved")]
