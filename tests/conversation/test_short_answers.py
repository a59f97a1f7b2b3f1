"""Short answers to what the bot itself asked: an answer is read by its question, also where Rasa does not know it."""

import pytest

from bot.conversation import Awaiting, ConfirmForget, Heard, Meaning, OfferMeanings, ShowGroups, Spoken
from bot.messages import Command, Language
from bot.safety import Tier
from tests.conversation.parts import Rasa, Talk, heard

BARE = ["ja doe maar", "jaa is goed", "sure go ahead", "mwah", "weet niet", "misschien", "nee hoor", "liever niet"]
SCHOOL = "ik moet een spreekbeurt houden over zelfdoding"


async def awaiting(talk: Talk) -> Awaiting:
    state = await talk.state()
    assert state is not None
    return state.awaiting


async def care(talk: Talk) -> Tier:
    state = await talk.state()
    return Tier.NONE if state is None or state.care is None else state.care.tier


@pytest.mark.parametrize("words", BARE)
async def test_who_was_offered_to_hear_of_join_us_is_not_asked_where_they_are_bullied(talk: Talk, words: str) -> None:
    offer = heard(Spoken("Zal ik vertellen wat Join Us is?"), intent="express_bullying")
    intent = "affirm" if words.startswith(("ja", "sure")) else "deny"
    talk.dialogue.answers |= {"ik word gepest": offer, words: heard(Spoken("Wat Rasa zegt."), intent=intent)}
    await talk.types("ik word gepest")
    assert await talk.types(words) == "Wat Rasa zegt."


@pytest.mark.parametrize("words", ["mwah", "weet niet", "misschien", "nee hoor", "liever niet"])
async def test_who_would_rather_not_speak_of_a_loss_is_not_thanked_for_telling(talk: Talk, words: str) -> None:
    await talk.types("mijn oma is vorige week overleden")
    assert await talk.types(words) == talk.says("grief_rather_not")


@pytest.mark.parametrize("words", ["ja is goed", "jaa doe maar", "ok", "yes please"])
async def test_a_yes_tells_no_place_and_the_place_still_works(talk: Talk, words: str) -> None:
    await talk.calls(Command.GROUP)
    assert await talk.types(words) == talk.says("only_where")
    assert "Eindhoven" in await talk.types("eindhoven")


@pytest.mark.parametrize("words", ["jaa is goed", "ja hoor", "is goed", "ok doe maar", "yeah ok"])
async def test_any_yes_to_deleting_deletes(talk: Talk, words: str) -> None:
    talk.dialogue.answers["wis alles over mij"] = heard(Spoken("", verb=ConfirmForget()), intent="delete_data")
    await talk.types("wis alles over mij")
    assert await talk.types(words) == talk.says("forgotten")
    assert await talk.state() is None


@pytest.mark.parametrize("words", ["mwah", "weet niet", "misschien", "nee hoor", "liever niet"])
async def test_who_doubts_about_deleting_is_told_that_nothing_is_deleted(talk: Talk, words: str) -> None:
    talk.dialogue.answers["wis alles over mij"] = heard(Spoken("", verb=ConfirmForget()), intent="delete_data")
    await talk.types("wis alles over mij")
    assert await talk.types(words) == talk.says("kept")
    assert await talk.state() is not None


@pytest.mark.parametrize("words", ["misschien", "maybe", "meh"])
async def test_a_doubt_is_no_message_for_staff(talk: Talk, words: str) -> None:
    await talk.calls(Command.HUMAN)
    assert await talk.types(words) == talk.says("person_doubts")
    assert await talk.handovers() == []


@pytest.mark.parametrize("words", ["liever niet", "nee dank je", "nu niet"])
async def test_a_refusal_is_no_message_for_staff(talk: Talk, words: str) -> None:
    await talk.calls(Command.HUMAN)
    assert await talk.types(words) == talk.says("person_never_mind")
    assert await talk.handovers() == []


async def test_a_doubt_that_rasa_does_not_know_urges_nothing(talk: Talk) -> None:
    talk.dialogue.answers["meh"] = Heard(
        (Spoken("", verb=OfferMeanings()),), (Meaning("express_sadness", 0.38),), None, Tier.NONE
    )
    talk.dialogue.answers["/deny"] = heard(Spoken("Helemaal goed. Geen haast."), intent="deny")
    assert await talk.types("meh") == "Helemaal goed. Geen haast."


async def test_who_asks_why_is_told_why_and_the_question_stands(talk: Talk) -> None:
    talk.dialogue.answers["wis alles over mij"] = heard(Spoken("", verb=ConfirmForget()), intent="delete_data")
    await talk.types("wis alles over mij")
    assert await talk.types("hoezo") == talk.says("why_asked")
    assert await awaiting(talk) is Awaiting.FORGETTING


async def test_who_asks_why_twice_is_told_in_other_words(talk: Talk) -> None:
    await talk.types("hoi")
    assert await talk.types("hoezo") == talk.says("why_asked")
    assert await talk.types("waarom") == talk.texts.say("why_asked", Language.NL, 1).text


async def test_in_care_a_why_is_answered_by_care(talk: Talk) -> None:
    await talk.types("ik wil dood")
    said = await talk.types("hoezo")
    assert said not in talk.texts.variants("why_asked", Language.NL)
    assert "113" in said


@pytest.mark.parametrize("intent", ["inform_place", "ask_privacy"])
async def test_whether_the_place_is_kept_is_a_question_and_no_place(talk: Talk, intent: str) -> None:
    taken = Spoken("", verb=ShowGroups("sla je op waar ik woon"))
    talk.dialogue.answers["sla je op waar ik woon"] = heard(taken, intent=intent)
    talk.dialogue.answers["/ask_privacy"] = heard(Spoken("Even maar."), intent="ask_privacy")
    await talk.calls(Command.GROUP)
    assert await talk.types("sla je op waar ik woon") == "Even maar."


@pytest.mark.parametrize("rasa", [Rasa.UP, Rasa.OTHER_INTENT, Rasa.DOWN])
@pytest.mark.parametrize(
    ("words", "tier"),
    [
        ("ja", Tier.SUICIDAL),
        ("over mezelf", Tier.SUICIDAL),
        ("allebei", Tier.SUICIDAL),
        ("misschien", Tier.CONCERN),
        ("weet niet", Tier.CONCERN),
        ("mwah", Tier.CONCERN),
        ("soms", Tier.CONCERN),
        ("liever niet", Tier.CONCERN),
        ("zeg ik niet", Tier.CONCERN),
        ("een vriend", Tier.THIRD_PARTY),
        ("iemand die ik ken", Tier.THIRD_PARTY),
        ("nee over mijn zus", Tier.THIRD_PARTY),
        ("nee", Tier.NONE),
        ("nee voor school", Tier.NONE),
        ("gewoon interesse", Tier.NONE),
    ],
)
async def test_whom_a_question_about_suicide_is_about_decides(talk: Talk, rasa: Rasa, words: str, tier: Tier) -> None:
    talk.dialogue.answers[SCHOOL] = heard(Spoken("Gaat het over jezelf?"), intent="ask_about_suicide")
    await talk.types(SCHOOL)
    talk.dialogue.rasa = rasa
    said = await talk.types(words)
    assert await care(talk) is tier
    assert ("113" in said) or tier is Tier.NONE


@pytest.mark.parametrize("words", ["misschien", "een vriend", "mwah"])
async def test_the_same_words_out_of_nowhere_alarm_nobody(talk: Talk, words: str) -> None:
    await talk.types("hoi")
    await talk.types(words)
    assert await care(talk) is Tier.NONE


async def test_what_the_gate_holds_for_graver_stays_so(talk: Talk) -> None:
    talk.dialogue.answers[SCHOOL] = heard(Spoken("Gaat het over jezelf?"), intent="ask_about_suicide")
    talk.dialogue.answers["een vriend"] = heard(tier=Tier.EMERGENCY)
    await talk.types(SCHOOL)
    await talk.types("een vriend")
    assert await care(talk) is Tier.EMERGENCY


async def test_a_question_for_school_is_believed(talk: Talk) -> None:
    talk.dialogue.answers[SCHOOL] = heard(Spoken("Gaat het over jezelf?"), intent="ask_about_suicide")
    await talk.types(SCHOOL)
    assert await talk.types("nee voor school") == talk.says("only_a_question")
