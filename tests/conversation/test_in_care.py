"""What a visitor in care says besides: warmth, true answers, and groups where they are asked for."""

import pytest

from bot.conversation import (
    OfferMeanings,
    Spoken,
)
from bot.messages import Language
from tests.conversation.parts import Rasa, Talk, heard
from tests.conversation.test_shown_groups import lives


def stays(talk: Talk) -> set[str]:
    """What is said to somebody in care who says something else: what was asked is asked once more."""
    return {f"{worded(talk, 'care_stay_self', n)}\n\n{worded(talk, 'care_ask_unsure', n)}" for n in range(6)}


def worded(talk: Talk, key: str, variant: int) -> str:
    """Word a care text, numbers filled in."""
    return talk.texts.say(key, Language.NL, variant, line="113", chat="113.nl", emergency="112").text


async def test_in_care_small_talk_gets_warmth_and_nothing_about_join_us(talk: Talk) -> None:
    talk.dialogue.answers["ik zit op school"] = heard(Spoken("Zal ik vertellen wat Join Us is?"), intent="chitchat")
    await talk.types("ik wil dood")
    assert await talk.types("ik zit op school") in stays(talk)


SALES = Spoken("Niks. Meedoen is gratis.")


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("over een week of zo", "ask_schedule"),
        ("wat een gedoe allemaal", "ask_cost"),
        ("ouders hebben genoeg aan hun hoofd", "ask_parents"),
    ],
)
async def test_in_care_no_topic_answers_what_names_no_group(talk: Talk, words: str, intent: str) -> None:
    talk.dialogue.answers[words] = heard(SALES, intent=intent)
    await talk.types("ik wil dood")
    assert await talk.types(words) in stays(talk)


@pytest.mark.parametrize(
    ("words", "intent"), [("wat kost het", "ask_cost"), ("hoe oud is iedereen in een groep", "ask_age")]
)
async def test_in_care_a_question_about_the_groups_is_answered(talk: Talk, words: str, intent: str) -> None:
    talk.dialogue.answers[words] = heard(SALES, intent=intent)
    await talk.types("ik wil dood")
    assert await talk.types(words) == SALES.text


@pytest.mark.parametrize("intent", ["ask_privacy", "ask_bot", "delete_data", "ask_human", "change_language"])
async def test_in_care_a_true_answer_is_given_to_who_asks_about_the_bot(talk: Talk, intent: str) -> None:
    talk.dialogue.answers["hoe zit dat hier dan"] = heard(SALES, intent=intent)
    await talk.types("ik wil dood")
    assert await talk.types("hoe zit dat hier dan") == SALES.text


async def test_in_care_a_group_is_found_whatever_the_model_took_the_wish_for(talk: Talk) -> None:
    talk.dialogue.answers["mag ik toch naar een groep"] = heard(Spoken("Oké."), intent="affirm")
    await talk.types("ik wil dood")
    assert await talk.types("mag ik toch naar een groep") == talk.says("ask_place")


async def test_in_care_nothing_is_taken_for_a_misspelt_place(talk: Talk) -> None:
    talk.dialogue.answers["echt"] = heard(Spoken("", verb=OfferMeanings()), intent="chitchat")
    await talk.types("ik wil dood")
    assert await talk.types("echt") in stays(talk)


async def test_in_care_it_goes_on_while_rasa_is_down(talk: Talk) -> None:
    await talk.types("ik wil dood")
    talk.dialogue.rasa = Rasa.DOWN
    assert await talk.types("het regent hier de hele dag") in stays(talk)


async def test_a_place_in_care_shows_groups_and_keeps_the_line_to_talk_with(talk: Talk) -> None:
    await talk.types("ik wil dood")
    said = await lives(talk, "woon in eindhoven")
    assert "Buro Cement" in said
    assert said.endswith(tuple(worded(talk, "care_alongside_self", n) for n in range(3)))


async def test_in_care_a_group_is_found_when_nothing_was_understood(talk: Talk) -> None:
    talk.dialogue.answers["kan ik naar zo een groep"] = heard(Spoken("", verb=OfferMeanings()), intent="ask_intake")
    await talk.types("ik wil dood")
    assert await talk.types("kan ik naar zo een groep") == talk.says("ask_place")


async def test_three_dots_after_an_alarm_keep_112_in_view(talk: Talk) -> None:
    await talk.types("ik sta op het spoor")
    assert "112" in await talk.types("...")
