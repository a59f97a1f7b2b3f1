"""What the bot is, whom it calls and who reads along: answered truly, also while Rasa is away and after an alarm."""

import pytest

from bot.conversation import Spoken
from bot.messages import Ask, Language
from tests.conversation.parts import Rasa, Talk, heard

BOT = ["ben je een mens?", "ben je eigenlijk wel echt", "praat ik met een robot?", "are you a human?"]
CALLS = ["bel je de politie?", "bel je nu mijn ouders", "zeg je dit tegen school?", "do you call the police?"]
READS = ["wie leest dit?", "leest er iemand mee?", "is dit anoniem?", "who can read this?"]
TRUE = {**dict.fromkeys(BOT, "true_bot"), **dict.fromkeys(CALLS, "true_calls"), **dict.fromkeys(READS, "true_reads")}
IN_CARE = {
    "true_bot": ("geen mens", "not a person"),
    "true_calls": ("kan geen hulp sturen", "horen je ouders niks", "cannot send help"),
    "true_reads": ("weet niet wie je bent", "don't know who you are"),
}
BEGINNING = 40  # letters by which a wording is known


def is_said(talk: Talk, key: str, answer: str) -> bool:
    """Tell whether some wording of a text stands in an answer, in either language."""
    wordings = (text for language in Language for text in talk.texts.variants(key, language))
    return any(text[:BEGINNING] in answer for text in wordings)


@pytest.mark.parametrize("rasa", [Rasa.DOWN, Rasa.HANGING, Rasa.EMPTY])
@pytest.mark.parametrize(("asked", "key"), TRUE.items())
async def test_the_truth_does_not_wait_for_rasa(talk: Talk, asked: str, key: str, rasa: Rasa) -> None:
    await talk.types("hoi")
    talk.dialogue.rasa = rasa
    assert is_said(talk, key, await talk.types(asked))


@pytest.mark.parametrize(("asked", "key"), TRUE.items())
async def test_nor_does_it_in_care_which_has_words_of_its_own(talk: Talk, asked: str, key: str) -> None:
    await talk.types("ik wil dood")
    talk.dialogue.rasa = Rasa.DOWN
    said = await talk.types(asked)
    assert is_said(talk, key, said) or any(part in said for part in IN_CARE[key])


@pytest.mark.parametrize("asked", TRUE)
async def test_what_has_to_be_done_first_is_said_first_whatever_is_asked(talk: Talk, asked: str) -> None:
    await talk.types("ik heb de pillen in mijn hand")
    talk.dialogue.rasa = Rasa.DOWN
    assert "112" in await talk.types(asked)


async def test_asked_one_after_the_other_each_is_answered(talk: Talk) -> None:
    talk.dialogue.rasa = Rasa.DOWN
    for asked in ("ben je een mens?", "bel je de politie?", "wie leest dit?"):
        assert is_said(talk, TRUE[asked], await talk.types(asked))


@pytest.mark.parametrize("before", ["ik wil dood", "ik heb de pillen in mijn hand"])
async def test_what_weighs_on_the_talk_stays_in_view_beside_it(talk: Talk, before: str) -> None:
    await talk.types(before)
    talk.dialogue.rasa = Rasa.DOWN
    assert ("112" if "pillen" in before else "113") in await talk.types("ben je een mens?")


@pytest.mark.parametrize(("intent", "key"), [("ask_bot", "true_bot"), ("ask_privacy", "true_reads")])
async def test_the_buttons_that_ask_it_need_no_rasa_either(talk: Talk, intent: str, key: str) -> None:
    talk.dialogue.rasa = Rasa.DOWN
    assert await talk.presses(Ask(intent)) == talk.says(key)


async def test_while_rasa_is_well_it_answers_itself(talk: Talk) -> None:
    talk.dialogue.answers["ben je een mens?"] = heard(Spoken("Ik ben een chatbot."), intent="ask_bot")
    assert await talk.types("ben je een mens?") == "Ik ben een chatbot."


@pytest.mark.parametrize("words", ["ik ben ook maar een mens", "ik bel de politie", "wie leest er graag boeken"])
async def test_what_asks_nothing_of_it_gets_no_such_answer(talk: Talk, words: str) -> None:
    talk.dialogue.rasa = Rasa.DOWN
    said = await talk.types(words)
    assert said not in {talk.says(key) for key in ("true_bot", "true_calls", "true_reads")}
