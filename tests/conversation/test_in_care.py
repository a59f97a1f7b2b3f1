"""What a visitor in care says besides: warmth, true answers, and groups where they are asked for."""

import pytest

from bot.conversation import (
    AskPlace,
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


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("hoe zit dat hier dan", "ask_privacy"),
        ("hoe zit dat hier dan", "ask_bot"),
        ("kun je dit wissen", "delete_data"),
        ("zit hier ook een mens", "ask_human"),
        ("kan dit in het engels", "change_language"),
    ],
)
async def test_in_care_a_true_answer_is_given_to_who_asks_about_the_bot(talk: Talk, words: str, intent: str) -> None:
    talk.dialogue.answers[words] = heard(SALES, intent=intent)
    await talk.types("ik wil dood")
    assert await talk.types(words) == SALES.text


@pytest.mark.parametrize("words", ["he doesnt know english", "my mum only speaks dutch", "mijn vader kan geen engels"])
async def test_in_care_who_only_speaks_of_a_language_keeps_theirs(talk: Talk, words: str) -> None:
    talk.dialogue.answers[words] = heard(SALES, intent="change_language")
    await talk.types("mijn vader slaat me")
    assert SALES.text not in await talk.types(words)


async def test_in_care_a_group_is_found_whatever_the_model_took_the_wish_for(talk: Talk) -> None:
    talk.dialogue.answers["mag ik toch naar een groep"] = heard(Spoken("Oké."), intent="affirm")
    await talk.types("ik wil dood")
    assert await talk.types("mag ik toch naar een groep") == talk.says("ask_place")


async def test_in_care_nothing_is_taken_for_a_misspelt_place(talk: Talk) -> None:
    talk.dialogue.answers["echt"] = heard(Spoken("", verb=OfferMeanings()), intent="chitchat")
    await talk.types("ik wil dood")
    assert await talk.types("echt") in stays(talk)


async def test_in_care_nothing_misspelt_is_answered_with_groups(talk: Talk) -> None:
    talk.dialogue.answers["roozendaal"] = heard(Spoken("Waar woon je?", verb=AskPlace()), intent="inform_place")
    await talk.types("ik wil dood")
    assert await talk.types("roozendaal") in stays(talk)


async def test_in_care_it_goes_on_while_rasa_is_down(talk: Talk) -> None:
    await talk.types("ik wil dood")
    talk.dialogue.rasa = Rasa.DOWN
    assert await talk.types("het regent hier de hele dag") in stays(talk)


async def test_a_place_in_care_is_where_somebody_is_and_brings_no_groups(talk: Talk) -> None:
    await talk.types("ik wil dood")
    assert await lives(talk, "woon in eindhoven") in stays(talk)


async def test_a_place_in_care_shows_groups_to_who_asks_and_keeps_the_line_to_talk_with(talk: Talk) -> None:
    await talk.types("ik wil dood")
    said = await lives(talk, "is er een groep in eindhoven")
    assert "Buro Cement" in said
    assert said.endswith(tuple(worded(talk, "care_alongside_self", n) for n in range(3)))


async def test_who_is_in_danger_and_says_where_is_not_shown_groups_there_unless_they_ask(talk: Talk) -> None:
    await talk.types("mijn vader slaat me")
    assert "📍" not in await lives(talk, "mijn adres is dorpsstraat 12 in eindhoven")
    assert "Buro Cement" in await lives(talk, "is er een groep in eindhoven")


@pytest.mark.parametrize("words", ["eindhoven", "ik woon in eindhoven"])
async def test_a_place_in_care_brings_no_groups_while_rasa_is_down(talk: Talk, words: str) -> None:
    await talk.types("ik wil dood")
    talk.dialogue.rasa = Rasa.DOWN
    assert await talk.types(words) in stays(talk)


@pytest.mark.parametrize("age", ["14", "ik ben 14", "ze is 13"])
async def test_an_age_in_care_is_no_question_whether_one_may_join(talk: Talk, age: str) -> None:
    talk.dialogue.answers[age] = heard(Spoken("Join Us is voor jongeren van 12 tot 30."), intent="ask_age")
    await talk.types("ik wil dood")
    assert await talk.types(age) in stays(talk)


async def test_where_to_go_is_no_search_for_a_group_in_care(talk: Talk) -> None:
    talk.dialogue.answers["waar moet ik dan heen"] = heard(
        Spoken("Waar woon je?", verb=AskPlace()), intent="find_group"
    )
    await talk.types("mijn vader slaat me")
    said = await talk.types("waar moet ik dan heen")
    assert "0800-2000" in said
    assert "Waar woon je" not in said


async def test_who_said_how_old_they_are_hears_of_lines_for_that_age(talk: Talk) -> None:
    said = await talk.types("ik ben 22 en mijn vader slaat me")
    assert "Kindertelefoon" not in said
    assert "Alles Oké" in said
    await talk.types("elke dag weer")
    for _ in range(5):
        assert "Kindertelefoon" not in await talk.types("hij schreeuwt ook altijd")


async def test_the_age_of_another_is_not_taken_for_that_of_who_writes(talk: Talk) -> None:
    assert "Kindertelefoon" in await talk.types("hij is 31 en hij slaat me")


async def test_who_asks_for_a_person_after_abuse_is_not_sent_to_the_line_for_suicide(talk: Talk) -> None:
    await talk.types("mijn vader slaat me")
    said = await talk.types("/mens")
    assert "113" not in said


async def test_in_care_a_group_is_found_when_nothing_was_understood(talk: Talk) -> None:
    talk.dialogue.answers["kan ik naar zo een groep"] = heard(Spoken("", verb=OfferMeanings()), intent="ask_intake")
    await talk.types("ik wil dood")
    assert await talk.types("kan ik naar zo een groep") == talk.says("ask_place")


async def test_three_dots_after_an_alarm_keep_112_in_view(talk: Talk) -> None:
    await talk.types("ik sta op het spoor")
    assert "112" in await talk.types("...")


async def test_whether_papers_are_needed_is_answered_in_care_too(talk: Talk) -> None:
    await talk.types("ik wil dood")
    assert talk.says("no_papers", Language.EN) in await talk.types("can i come to join us with no papers?")


@pytest.mark.parametrize("words", ["doe ik", "ok ik ga het proberen", "zal ik doen"])
async def test_who_will_do_what_was_advised_is_not_signed_up(talk: Talk, words: str) -> None:
    talk.dialogue.answers[words] = heard(Spoken("Wat goed dat je deze stap zet.", verb=AskPlace()), intent="sign_up")
    await talk.types("ik snij mezelf")
    await talk.types("nou mn mentor is wel oke")
    assert await talk.types(words) in talk.texts.variants("care_agrees_calm", Language.NL)


@pytest.mark.parametrize(
    ("cry", "honest"), [("ik wil dood", "care_unknown_self"), ("ik snij mezelf", "care_unknown_calm")]
)
async def test_a_question_without_an_answer_is_told_so_in_care(talk: Talk, cry: str, honest: str) -> None:
    talk.dialogue.answers["kan zoiets erfelijk zijn"] = heard(Spoken("Zal ik vertellen?"), intent="chitchat")
    for message in (cry, "mwah", "pff"):
        await talk.types(message)
    said = await talk.types("kan zoiets erfelijk zijn")
    assert said.partition("\n\n")[0] in {worded(talk, honest, n) for n in range(3)}
