"""What Rasa answers outside the form."""

from itertools import pairwise

import pytest

from bot.conversation import AskPerson, Escalate, OfferMeanings
from bot.messages import Ask, Language
from bot.rasa import RasaAddress, RasaClient
from bot.safety import Tier
from tests.rasa.talking import DOMAIN, Talk, answers, verbs, wordings

_PLACE = {"find_group", "inform_place"}
_FEELINGS = ["want_friends", *(intent for intent in DOMAIN["intents"] if intent.startswith("express_"))]


@pytest.mark.parametrize("language", list(Language))
async def test_every_button_is_answered_in_the_language_of_the_visitor(talk: Talk, language: Language) -> None:
    talk.language = language
    heard = {intent: await talk.anew().presses(intent) for intent in DOMAIN["intents"]}

    first = {intent: answer.spoken[0].text for intent, answer in heard.items()}

    expected = {intent: "utter_ask_place" if intent in _PLACE else f"utter_{intent}" for intent in first}
    assert [intent for intent in first if first[intent] not in wordings(expected[intent], language)] == []


@pytest.mark.parametrize("intent", [intent for intent in DOMAIN["intents"] if f"utter_{intent}" in DOMAIN["responses"]])
async def test_a_button_is_answered_once(talk: Talk, intent: str) -> None:
    heard = await talk.presses(intent)

    texts = [spoken.text for spoken in heard.spoken if spoken.text]
    assert heard.spoken
    assert len(texts) == len(set(texts))
    assert len(verbs(heard)) <= 1


async def test_the_safety_intents_escalate_to_their_tier(talk: Talk) -> None:
    escalations = {
        "suicidality": Tier.SUICIDAL,
        "self_harm": Tier.CONCERN,
        "emergency": Tier.EMERGENCY,
        "unsafe_situation": Tier.UNSAFE,
        "suicidality_other": Tier.THIRD_PARTY,
    }

    heard = {intent: verbs(await talk.anew().presses(intent)) for intent in escalations}

    assert heard == {intent: [Escalate(tier)] for intent, tier in escalations.items()}


async def test_a_yes_out_of_nowhere_is_answered_once(talk: Talk) -> None:
    heard = await talk.says("ja is goed")

    assert answers(heard, "utter_affirm")


async def test_a_yes_after_thanks_does_not_go_back_to_what_was_asked_before(talk: Talk) -> None:
    await talk.presses("express_loneliness")
    await talk.presses("thank")

    heard = await talk.says("ja is goed")

    assert answers(heard, "utter_affirm")


async def test_a_yes_to_rather_a_person_asks_for_one(talk: Talk) -> None:
    await talk.presses("express_loneliness")
    await talk.presses("ask_bot")

    heard = await talk.says("ja is goed")

    assert verbs(heard) == [AskPerson()]


async def test_a_yes_to_is_it_about_you_escalates(talk: Talk) -> None:
    await talk.presses("express_loneliness")
    await talk.presses("ask_about_suicide")

    heard = await talk.says("ja is goed")

    assert verbs(heard) == [Escalate(Tier.SUICIDAL)]


@pytest.mark.parametrize("told", ["al een paar maanden", "in de klas en op snap", "begon na de kerstvakantie"])
async def test_who_goes_on_telling_is_listened_to(talk: Talk, told: str) -> None:
    await talk.presses("express_bullying")

    heard = await talk.says(told)

    assert answers(heard, "utter_tell_more")


async def test_who_asks_something_instead_of_telling_is_answered(talk: Talk) -> None:
    await talk.presses("express_loneliness")

    heard = await talk.says("wanneer is die groep dan")

    assert answers(heard, "utter_ask_schedule")


async def test_nobody_goes_on_telling_who_told_nothing(talk: Talk) -> None:
    heard = await talk.says("elke pauze opnieuw")

    assert verbs(heard) == [OfferMeanings()]


@pytest.mark.parametrize("intent", _FEELINGS)
async def test_who_says_it_once_more_is_not_told_the_same_again(talk: Talk, intent: str) -> None:
    await talk.presses(intent)

    assert answers(await talk.presses(intent), "utter_tell_more")


@pytest.mark.parametrize("intent", _FEELINGS)
async def test_nor_is_who_told_more_in_between(talk: Talk, intent: str) -> None:
    await talk.presses(intent)
    await talk.says("al een paar maanden")

    assert answers(await talk.presses(intent), "utter_tell_more")


async def test_another_feeling_is_answered_as_such(talk: Talk) -> None:
    await talk.presses("express_loneliness")
    await talk.says("al een paar maanden")

    assert answers(await talk.presses("express_bullying"), "utter_express_bullying")


async def test_a_thing_that_can_be_said_in_several_ways_is_not_said_the_same_twice(talk: Talk) -> None:
    ways = wordings("utter_deny")
    assert len(ways) > 2

    said = [(await talk.presses("deny")).spoken[0].text for _ in range(12)]

    assert set(said) <= ways
    assert all(one != next_one for one, next_one in pairwise(said))


@pytest.mark.parametrize(
    "typed",
    [
        "/restart",
        "  //restart",
        "/session_start",
        "/back",
        '/place_form{"place": "Breda"}',
        '\\/inform_place{"place": "Breda"}',
        "/ask_cost@0.99",
        "/nlu_fallback",
    ],
)
async def test_a_typed_message_is_never_a_command(talk: Talk, typed: str) -> None:
    heard = await talk.says(typed)

    # Rasa reads a command without the model: one meaning, sure of itself
    assert len(heard.ranking) > 1
    assert "restart" not in {meaning.intent for meaning in heard.ranking}


async def test_a_button_that_may_not_be_asked_is_left_out(rasa: RasaAddress) -> None:
    client = RasaClient(rasa.url, rasa.token, askable=frozenset({"ask_activities"}))

    heard = await Talk(client).presses("ask_cost")

    await client.close()
    assert heard.spoken[0].buttons == (("Wat doe je in een groep?", Ask("ask_activities")),)


@pytest.mark.parametrize("asked, meh", [("greet", "utter_not_so_well"), ("ask_join_us", "utter_deny")])
async def test_what_was_asked_decides_what_meh_means(talk: Talk, asked: str, meh: str) -> None:
    await talk.presses(asked)

    assert answers(await talk.says("mwah"), meh)


async def test_an_answer_is_likelier_after_its_question_than_out_of_nowhere(rasa_client: RasaClient) -> None:
    (nowhere,) = await rasa_client.parse(["kweet niet"])
    (asked,) = await rasa_client.parse(["kweet niet"], "utter_ask_join_us")

    before, after = (next(m.confidence for m in parse.ranking if m.intent == "deny") for parse in (nowhere, asked))
    assert before < after


async def test_what_was_asked_makes_a_cry_no_less_likely(rasa_client: RasaClient) -> None:
    (nowhere,) = await rasa_client.parse(["nee ik wil niet meer leven"])
    (asked,) = await rasa_client.parse(["nee ik wil niet meer leven"], "utter_ask_join_us")

    assert nowhere.tier is not Tier.NONE
    assert (asked.tier, asked.mass) == (nowhere.tier, nowhere.mass)


async def test_a_goodbye_ends_the_question_for_a_place(talk: Talk) -> None:
    await talk.presses("find_group")

    assert answers(await talk.presses("goodbye"), "utter_goodbye")
