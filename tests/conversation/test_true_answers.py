"""What the bot is, whom it calls and who reads along: answered truly, also while Rasa is away and after an alarm."""

import pytest

from bot.conversation import Spoken
from bot.messages import Ask
from tests.conversation.parts import Rasa, Talk, heard

BOT = ["ben je een mens?", "ben je eigenlijk wel echt", "praat ik met een robot?", "are you a human?"]
READS = [
    "bel je de politie?", "bel je nu mijn ouders", "vertel je dit aan mijn ouders?", "zeg je dit tegen school?",
    "wie leest dit?", "leest er iemand mee?", "is dit anoniem?", "do you call the police?", "will you tell my parents?",
    "who can read this?",
]  # fmt: skip
TRUE = {
    **dict.fromkeys(BOT, ("geen mens", "not a person", "chatbot")),
    **dict.fromkeys(READS, ("weet niet", "niet wie je bent", "know who", "kan geen hulp", "can't call", "send help")),
}


@pytest.mark.parametrize("rasa", [Rasa.DOWN, Rasa.HANGING, Rasa.EMPTY])
@pytest.mark.parametrize("before", ["hoi", "ik wil dood", "ik heb de pillen in mijn hand"])
async def test_the_truth_does_not_wait_for_rasa(talk: Talk, before: str, rasa: Rasa) -> None:
    first = "112" if "pillen" in before else ""  # what has to be done first is said first, whatever was asked
    for at, (asked, hears) in enumerate(TRUE.items()):
        somebody = f"{at:064x}"
        talk.dialogue.rasa = Rasa.UP
        await talk.types(before, somebody)
        talk.dialogue.rasa = rasa
        said = await talk.types(asked, somebody)
        assert any(part in said for part in hears) or (first and first in said), (asked, said)


async def test_asked_one_after_the_other_each_is_answered(talk: Talk) -> None:
    talk.dialogue.rasa = Rasa.DOWN
    for asked in ("ben je een mens?", "bel je de politie?", "vertel je dit aan mijn ouders?", "wie leest dit?"):
        said = await talk.types(asked)
        assert any(part in said for part in TRUE[asked]), (asked, said)


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
