"""Dutch and English: at first a few words are enough, later it is slow to switch; at once when asked."""

from pathlib import Path

import pytest

from bot import yml
from bot.conversation import ChangeLanguage, Spoken
from bot.conversation.language import TELLING, in_doubt, named, switch
from bot.messages import Called, Command, Language, Run, Text
from tests.conversation.parts import Rasa, Talk, actions, heard, told

ENGLISH = "I would really like to make some new friends"
FIRST_WORDS = yml.values(Path(__file__).with_name("first_words.yml").read_text(encoding="utf-8"))


async def language(talk: Talk) -> Language:
    state = await talk.state()
    assert state is not None
    return state.language


async def test_plain_english_is_answered_in_english_with_the_way_back(talk: Talk) -> None:
    delivery = await talk.sends(Text(ENGLISH))
    assert delivery.language is Language.EN
    assert delivery.replies[-1] == talk.texts.say("language_detected", Language.EN)
    assert actions(delivery) == [Run(Command.LANGUAGE)]


async def test_the_switch_is_told_once(talk: Talk) -> None:
    await talk.types(ENGLISH)
    assert await talk.types("Where can I find the people you are telling about?") == "Oké."


@pytest.mark.parametrize(
    "words",
    ["ik ben echt depressed", "hello", "omg same", "ok", "ik vind school echt heel boring", "😀 😀 😀 😀"],
)
async def test_mixed_or_short_words_stay_dutch(talk: Talk, words: str) -> None:
    await talk.types(words)
    assert await language(talk) is Language.NL


async def test_dutch_after_english_switches_back(talk: Talk) -> None:
    await talk.types(ENGLISH)
    said = await talk.types("ik wil liever gewoon in het nederlands praten")
    assert said.endswith(talk.says("language_detected"))
    assert await language(talk) is Language.NL


async def test_a_chosen_language_stays_whatever_is_typed(talk: Talk) -> None:
    await talk.calls(Command.LANGUAGE)
    await talk.calls(Command.LANGUAGE)
    assert await talk.types(ENGLISH) == "Oké."
    assert await language(talk) is Language.NL


async def test_the_choice_outlives_a_new_start(talk: Talk) -> None:
    await talk.calls(Command.LANGUAGE)
    await talk.calls(Command.START)
    assert await language(talk) is Language.EN


async def test_an_alarm_in_english_is_answered_in_english_and_nothing_comes_before_it(talk: Talk) -> None:
    delivery = await talk.sends(Text("I just want to kill myself tonight"))
    assert "113" in delivery.replies[0].text or "112" in delivery.replies[0].text
    assert delivery.language is Language.EN
    assert talk.says("language_detected", Language.EN) not in told(delivery)


@pytest.mark.parametrize("words", ["I want to die", "took all my pills", "cutting myself again"])
async def test_a_first_cry_is_answered_in_its_language_however_short(talk: Talk, words: str) -> None:
    delivery = await talk.sends(Text(words))
    assert delivery.language is Language.EN


async def test_who_has_spoken_dutch_and_cries_in_english_is_answered_in_dutch(talk: Talk) -> None:
    await talk.types("ik voel me zo alleen")
    assert (await talk.sends(Text("I want to die"))).language is Language.NL


async def test_a_changed_message_switches_nothing(talk: Talk) -> None:
    assert await talk.edits(ENGLISH) == ""
    assert await language(talk) is Language.NL


async def test_rasa_is_told_the_language(talk: Talk) -> None:
    talk.dialogue.rasa = Rasa.DOWN
    assert await talk.types(ENGLISH) == "\n\n".join(
        [talk.says("rasa_down", Language.EN), talk.says("language_detected", Language.EN)]
    )


@pytest.mark.parametrize(
    "words", ["my dutch not good sorry", "mijn engels is niet zo goed", "my English is bad", "ik heb een 4 voor engels"]
)
def test_who_tells_how_well_they_do_in_a_language_asks_for_none(words: str) -> None:
    assert named(words) is None


@pytest.mark.parametrize(("client", "spoken"), [(Language.EN, Language.EN), (None, Language.NL)])
async def test_the_start_is_in_the_language_of_the_client_and_offers_the_other(
    talk: Talk, client: Language | None, spoken: Language
) -> None:
    delivery = await talk.sends(Called(Command.START), language=client)
    assert delivery.language is spoken
    assert Run(Command.LANGUAGE) in actions(delivery)


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("my flatmates never ask me along", Language.EN),
        ("how much does this cost", Language.EN),
        ("nobody here is from my country lol", Language.EN),
        ("that game was echt zo sick man", Language.NL),
        ("ich habe hier keine Freunde gefunden", Language.NL),
        ("je ne connais personne dans cette ville", Language.NL),
    ],
)
def test_a_language_shows_in_its_small_words(words: str, there: Language) -> None:
    assert switch(words, Language.NL) is there


def test_no_word_tells_of_both_languages() -> None:
    assert not TELLING[Language.NL] & TELLING[Language.EN]


def test_first_words_are_taken_for_the_language_they_are_in() -> None:
    english, dutch = (FIRST_WORDS[each].splitlines() for each in ("english", "dutch"))
    missed = [words for words in english if switch(words, Language.NL) is Language.NL]
    wrongly = [words for words in dutch if switch(words, Language.NL) is Language.EN]
    assert len(missed) <= 0.1 * len(english), missed
    assert wrongly == []
    stuck = [words for words in missed if not in_doubt(words, Language.NL)]
    assert len(stuck) <= 0.05 * len(english), stuck  # neither answered in English nor offered it


@pytest.mark.parametrize("words", ["i feel homesick", "is my chat private", "how many people", "hello there friend"])
async def test_a_few_english_words_are_enough_to_begin_with(talk: Talk, words: str) -> None:
    assert (await talk.sends(Text(words))).language is Language.EN


@pytest.mark.parametrize("words", ["i feel homesick", "what is this"])
async def test_who_has_spoken_dutch_is_not_answered_in_english_for_a_few_words(talk: Talk, words: str) -> None:
    await talk.types("ik weet niet zo goed wat ik moet zeggen")
    delivery = await talk.sends(Text(words))
    assert delivery.language is Language.NL
    assert actions(delivery)[-1] == Run(Command.LANGUAGE)


@pytest.mark.parametrize("words", ["a a a a a a a a", "b b b b", "never mind", "forever alone haha", "oh my god"])
async def test_letters_and_what_everybody_borrows_switch_nothing(talk: Talk, words: str) -> None:
    assert (await talk.sends(Text(words))).language is Language.NL


async def test_words_that_may_be_english_are_answered_with_a_way_to_english(talk: Talk) -> None:
    delivery = await talk.sends(Text("hello"))
    assert delivery.language is Language.NL
    assert actions(delivery) == [Run(Command.LANGUAGE)]
    assert actions(await talk.sends(Text("ik ben echt depressed"))) == []


@pytest.mark.parametrize(
    "words", ["they all talk dutch", "my mom speaks only english", "can i learn dutch there", "ze praten alleen engels"]
)
def test_the_language_of_others_and_one_to_learn_are_not_asked_for(words: str) -> None:
    assert named(words) is None


@pytest.mark.parametrize(
    "words", ["i dont speak dutch", "can we speak english", "ik snap ze niet, kan het in het engels"]
)
def test_a_language_to_speak_here_is_asked_for(words: str) -> None:
    assert named(words) is Language.EN


@pytest.mark.parametrize("words", ["mondeling engels", "toets engels morgen"])
def test_a_language_as_a_subject_at_school_is_not_asked_for(words: str) -> None:
    assert named(words) is None


async def test_who_mixes_is_told_of_a_switch_once(talk: Talk) -> None:
    told = talk.says("language_detected")
    assert told not in await talk.types("mijn moeder zei dat ik hier moest kijken")
    assert talk.says("language_detected", Language.EN) in await talk.types("my friends all moved away this summer")
    assert told not in await talk.types("niemand van mijn leeftijd woont hier in de straat")


async def test_who_asks_for_a_language_in_it_is_told_of_it_once(talk: Talk) -> None:
    words = "hi so my english is better than my dutch but i can do both"
    talk.dialogue.answers[words] = heard(Spoken("", verb=ChangeLanguage()), intent="change_language")
    assert await talk.types(words) == talk.says("language_switched", Language.EN)
