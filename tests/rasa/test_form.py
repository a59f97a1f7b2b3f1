"""The place form, through the real Rasa."""

import httpx
import pytest

from bot.conversation import AskPlace, ShowGroups
from tests.rasa.talking import Talk, answers, verbs


async def test_who_looks_for_a_group_is_asked_where_and_then_shown(talk: Talk) -> None:
    asked = await talk.says("is er een groep bij mij in de buurt")
    told = await talk.says("Leeuwarden")

    assert answers(asked, "utter_ask_place")
    assert verbs(asked) == [AskPlace()]
    assert verbs(told) == [ShowGroups("Leeuwarden")]


async def test_a_place_in_the_question_is_not_asked_again(talk: Talk) -> None:
    heard = await talk.says("ik zoek een groep in de buurt van Zwolle")

    assert verbs(heard) == [ShowGroups("Zwolle")]


async def test_a_place_the_bot_found_itself_is_not_asked(talk: Talk) -> None:
    heard = await talk.says("is er een groep bij mij in de buurt", place_named=True)

    assert [type(verb) for verb in verbs(heard)] == [ShowGroups]


async def test_a_place_lives_one_turn(talk: Talk) -> None:
    await talk.says("ik zoek een groep in de buurt van Zwolle")

    again = await talk.says("is er een groep bij mij in de buurt")

    assert verbs(again) == [AskPlace()]


async def test_a_place_told_to_the_form_lives_one_turn(talk: Talk) -> None:
    await talk.presses("find_group")
    await talk.says("Leeuwarden")

    again = await talk.presses("sign_up")

    assert answers(again, "utter_sign_up", "utter_ask_place")
    assert verbs(again) == [AskPlace()]


async def test_a_question_in_the_middle_is_answered_and_the_place_still_works(talk: Talk) -> None:
    await talk.presses("sign_up")

    aside = await talk.says("moet je ervoor betalen?")
    told = await talk.says("Amersfoort")

    assert answers(aside, "utter_ask_cost", "utter_ask_place")
    assert verbs(told) == [ShowGroups("Amersfoort")]


async def test_a_button_in_the_middle_is_answered_and_the_place_still_works(talk: Talk) -> None:
    await talk.presses("find_group")

    aside = await talk.presses("ask_privacy")
    told = await talk.says("1383 CE")

    assert answers(aside, "utter_ask_privacy", "utter_ask_place")
    assert verbs(told) == [ShowGroups("1383 CE")]


async def test_never_mind_leaves_the_form(talk: Talk) -> None:
    await talk.presses("find_group")

    left = await talk.says("nee laat maar")
    after = await talk.says("moet je ervoor betalen?")

    assert answers(left, "utter_deny")
    assert answers(after, "utter_ask_cost")


async def test_a_yes_is_no_place(talk: Talk) -> None:
    await talk.presses("find_group")

    heard = await talk.says("ja is goed")
    told = await talk.says("Qwxzburcht")

    assert answers(heard, "utter_place_still", "utter_ask_place")
    assert verbs(heard) == [AskPlace()]
    assert verbs(told) == [ShowGroups("Qwxzburcht")]


async def test_a_place_nobody_knows_is_handed_on_as_written(talk: Talk) -> None:
    await talk.presses("find_group")

    heard = await talk.says("Qwxzburcht")

    assert verbs(heard) == [ShowGroups("Qwxzburcht")]


@pytest.mark.parametrize("words", ["ik wil niet meer leven", "ik heb net een heleboel pillen geslikt"])
async def test_the_gate_sees_an_alarm_inside_the_form_too(channel: httpx.AsyncClient, talk: Talk, words: str) -> None:
    await talk.presses("find_group")

    # the lexicon would keep these from Rasa: only the bare channel can show what the second net does
    turn = (await channel.post("/turn", json={"sender": talk.id, "message": words, "language": "nl"})).json()

    assert turn["loop"] == "place_form"
    assert turn["safety"]["tier"] in {"suicidal", "emergency"}
    assert turn["safety"]["mass"] >= 0.35
    assert "escalate" in [reply.get("custom", {}).get("do") for reply in turn["replies"]]
