"""What is not understood, cannot be read or gets no answer from Rasa: never silence."""

import pytest

from bot.conversation import (
    AskPerson,
    AskPlace,
    ChangeLanguage,
    Heard,
    Meaning,
    OfferMeanings,
    ShowMenu,
    Spoken,
)
from bot.messages import Ask, Command, Content, Language, Left, Located, Medium, OldButton, Run, Text, Unheard
from bot.safety import Tier
from tests.conversation.parts import ASKED_NOBODY, Rasa, Talk, actions, heard, told
from tests.conversation.test_commands import STATES, State

UNCLEAR = Heard(
    (Spoken("", verb=OfferMeanings()),),
    (Meaning("ask_cost", 0.3), Meaning("affirm", 0.2), Meaning("ask_age", 0.2), Meaning("greet", 0.15)),
    None,
    Tier.NONE,
)
WHO_KNOWS = Heard((Spoken("", verb=OfferMeanings()),), (Meaning("ask_cost", 0.05),), None, Tier.NONE)


async def test_the_likeliest_meanings_that_can_be_asked_about_are_offered_by_their_titles(talk: Talk) -> None:
    talk.dialogue.answers["krekels"] = UNCLEAR
    delivery = await talk.sends(Text("krekels"))
    assert told(delivery) in talk.texts.variants("offer_meanings", Language.NL)
    assert actions(delivery) == [Ask("ask_cost"), Ask("ask_age"), Run(Command.MENU)]


async def test_who_types_what_stands_on_a_button_means_that_button(talk: Talk) -> None:
    talk.dialogue.answers["privacy"] = UNCLEAR
    talk.dialogue.answers["ik maak me zorgen om iemand"] = UNCLEAR
    assert await talk.types("privacy") == await talk.calls(Command.PRIVACY)
    assert "113" in await talk.types("ik maak me zorgen om iemand")


async def test_the_second_time_the_menu_and_a_person_are_offered(talk: Talk) -> None:
    talk.dialogue.answers["krekels"] = UNCLEAR
    await talk.types("krekels")
    delivery = await talk.sends(Text("krekels"))
    assert told(delivery) == talk.says("not_understood_again")
    assert {Run(Command.MENU), Run(Command.HUMAN), Run(Command.HELP_NOW)} == set(actions(delivery))


@pytest.mark.parametrize("between", ["hoi", "Eindhoven"])
async def test_only_twice_in_a_row_counts(talk: Talk, between: str) -> None:
    talk.dialogue.answers["krekels"] = UNCLEAR
    await talk.types("krekels")
    await talk.types(between)
    assert await talk.types("krekels") in talk.texts.variants("offer_meanings", Language.NL)


async def test_without_a_likely_meaning_the_menu_comes_at_once(talk: Talk) -> None:
    talk.dialogue.answers["krekels"] = WHO_KNOWS
    assert await talk.types("krekels") == talk.says("not_understood_again")


@pytest.mark.parametrize("rasa", [Rasa.UP, Rasa.DOWN, Rasa.OTHER_INTENT])
@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("mijn oma is vorige week overleden", "mourning"),
        ("mijn neef heeft twee jaar terug zelfmoord gepleegd", "bereaved"),
        ("kan ik me afmelden voor vanavond", "sign_off"),
        ("zoeken jullie ook vrijwilligers", "wants_to_help"),
    ],
)
async def test_what_no_intent_stands_for_has_an_answer_of_its_own(
    talk: Talk, rasa: Rasa, words: str, answer: str
) -> None:
    talk.dialogue.rasa = rasa
    assert await talk.types(words) == talk.says(answer)


async def test_who_lost_somebody_to_suicide_is_not_told_to_ask_them_how_they_are(talk: Talk) -> None:
    words = "een vriend van mij heeft zich vorig jaar opgehangen"
    talk.dialogue.answers[words] = heard(tier=Tier.THIRD_PARTY)
    assert await talk.types(words) == talk.says("bereaved")


@pytest.mark.parametrize(
    ("words", "tier"),
    [
        ("mijn broer heeft zich net opgehangen", Tier.THIRD_PARTY),
        ("mijn broer heeft vorig jaar zelfmoord gepleegd", Tier.SUICIDAL),
    ],
)
async def test_what_may_still_be_prevented_stays_an_alarm(talk: Talk, words: str, tier: Tier) -> None:
    talk.dialogue.answers[words] = heard(tier=tier)
    assert "113" in await talk.types(words)
    state = await talk.state()
    assert state is not None
    assert state.care is not None


async def test_a_short_message_that_is_not_understood_may_be_a_misspelt_place(talk: Talk) -> None:
    talk.dialogue.answers |= dict.fromkeys(("eindhooven", "roozendaal"), UNCLEAR)
    assert "Buro Cement" in await talk.types("eindhooven")
    assert await talk.types("roozendaal") == talk.says("choose_spelling")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("rasa", [Rasa.DOWN, Rasa.HANGING, Rasa.EMPTY])
async def test_a_message_is_answered_in_every_state_however_rasa_is(talk: Talk, state: State, rasa: Rasa) -> None:
    await state(talk)
    talk.dialogue.rasa = rasa
    assert await talk.types("wat kost dat eigenlijk") != ""


async def test_without_rasa_the_buttons_and_the_numbers_are_given(talk: Talk) -> None:
    talk.dialogue.rasa = Rasa.DOWN
    delivery = await talk.sends(Text("ik verveel me"))
    assert told(delivery) == talk.says("rasa_down")
    assert actions(delivery) == [Run(Command.GROUP), Run(Command.HELP_NOW), Run(Command.HUMAN)]


@pytest.mark.parametrize(
    ("intent", "key"), [("find_group", "ask_place"), ("sign_up", "ask_place"), ("ask_cost", "rasa_down")]
)
async def test_a_button_without_rasa_does_what_it_can(talk: Talk, intent: str, key: str) -> None:
    talk.dialogue.rasa = Rasa.DOWN
    assert await talk.presses(Ask(intent)) == talk.says(key)


async def test_a_button_asks_rasa_for_its_intent(talk: Talk) -> None:
    await talk.presses(Ask("ask_cost"))
    assert talk.dialogue.asked == ["/ask_cost"]


async def test_rasa_shows_the_menu_after_what_it_says(talk: Talk) -> None:
    talk.dialogue.answers["help"] = heard(Spoken("Tuurlijk."), Spoken("", verb=ShowMenu()))
    assert await talk.types("help") == f"Tuurlijk.\n\n{talk.says('menu')}"


async def test_rasa_changes_the_language(talk: Talk) -> None:
    talk.dialogue.answers["english please"] = heard(Spoken("", verb=ChangeLanguage()))
    assert await talk.types("english please") == talk.says("language_switched", Language.EN)


async def test_the_buttons_of_rasa_are_shown(talk: Talk) -> None:
    talk.dialogue.answers["hoi"] = heard(Spoken("Hoi.", (("Wat kost het?", Ask("ask_cost")),)))
    delivery = await talk.sends(Text("hoi"))
    assert [(choice.title, choice) for choice in delivery.replies[0].choices] == [
        ("Wat kost het?", delivery.replies[0].choices[0])
    ]
    assert actions(delivery) == [Ask("ask_cost")]


@pytest.mark.parametrize("medium", Medium)
async def test_what_cannot_be_heard_or_seen_is_said_with_the_numbers(talk: Talk, medium: Medium) -> None:
    said = told(await talk.sends(Unheard(medium)))
    assert said == talk.says(f"unheard_{medium}")
    assert "112" in said
    assert "113" in said


async def test_a_caption_is_answered_after_the_excuse(talk: Talk) -> None:
    delivery = await talk.sends(Unheard(Medium.PICTURE, "mijn kamer"))
    assert told(delivery) == f"{talk.says('unheard_picture')}\n\nOké."
    assert actions(delivery) == []


@pytest.mark.parametrize("words", ["", " ", "\n\t", "/", "////", "\u200b", "\u2060\u200d", "⁄ ∕"])
async def test_an_empty_message_is_answered_without_rasa(talk: Talk, words: str) -> None:
    assert await talk.types(words) == talk.says("empty_message")
    assert talk.dialogue.asked == []


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("  /restart", "restart"),
        ("//restart", "restart"),
        ("/ / /restart", "restart"),
        ('/place_form{"x":1}', 'place_form{"x":1}'),
        ("／restart", "restart"),
        ("\u200b/restart", "restart"),
        ("/place_unknown", "place_unknown"),
    ],
)
async def test_nothing_typed_reaches_rasa_as_a_command(talk: Talk, words: str, asked: str) -> None:
    await talk.types(words)
    assert talk.dialogue.asked == [asked]


async def test_five_thousand_characters_are_read_in_part_and_that_is_said(talk: Talk) -> None:
    said = await talk.types("bla " * 1250)
    assert said == f"Oké.\n\n{talk.says('too_long')}"
    assert [len(asked) <= 1000 for asked in talk.dialogue.asked] == [True]


async def test_a_changed_message_is_not_asked_of_rasa_again(talk: Talk) -> None:
    assert await talk.edits("hoi") == ""
    assert talk.dialogue.asked == []


async def test_who_blocked_the_bot_hears_nothing_and_is_dropped(talk: Talk) -> None:
    await talk.types("ik wil dood")
    delivery = await talk.sends(Left())
    assert delivery.replies == ()
    assert await talk.state() is None
    assert await talk.handovers() == [(2, "resolved")]


@pytest.mark.parametrize("content", [OldButton(), Located(52.09, 5.12), Unheard(Medium.STICKER)])
@pytest.mark.parametrize("state", STATES)
async def test_anything_else_is_answered_in_every_state(talk: Talk, state: State, content: Content) -> None:
    await state(talk)
    assert told(await talk.sends(content)) != ""


async def test_a_question_is_counted_by_its_intent_only(talk: Talk) -> None:
    talk.dialogue.answers["kost het geld"] = heard(Spoken("Nee."), intent="ask_cost")
    await talk.types("kost het geld")
    assert (await talk.counts())["intent", "intent:ask_cost"] == 1


FORM_ASKS = (Spoken("Waar woon je ongeveer?"), Spoken("", verb=AskPlace()))


async def test_what_is_asked_for_inside_the_form_is_done_and_the_form_is_over(talk: Talk) -> None:
    talk.dialogue.answers["ik wil een mens spreken"] = heard(Spoken("", verb=AskPerson()), *FORM_ASKS)
    assert (await talk.types("ik wil een mens spreken")).startswith(ASKED_NOBODY)


async def test_an_aside_inside_the_form_is_answered_and_the_place_is_asked_again(talk: Talk) -> None:
    talk.dialogue.answers["wat kost het"] = heard(Spoken("Niks."), *FORM_ASKS)
    assert await talk.types("wat kost het") == "Niks.\n\nWaar woon je ongeveer?"


async def test_a_question_in_place_of_a_place_is_no_place(talk: Talk) -> None:
    talk.dialogue.answers["moet ik dan een muts op"] = Heard(
        (Spoken("", verb=OfferMeanings()),), (Meaning("ask_schedule", 0.3),), None, Tier.NONE
    )
    await talk.calls(Command.GROUP)
    assert (await talk.types("moet ik dan een muts op")).startswith(talk.says("question_unclear"))
    assert "Eindhoven" in await talk.types("eindhoven")
