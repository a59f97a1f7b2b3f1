"""What visitors say right after groups were shown, or beside where they live: another place, an age, how far it is."""

import pytest

from bot.conversation import (
    ShowGroups,
    Spoken,
)
from bot.directory import NATIONAL_SIGN_UP
from bot.messages import Command, Text
from tests.conversation.parts import Talk, heard, links, told
from tests.conversation.test_understanding import FORM_ASKS


@pytest.mark.parametrize("words", ["nee ik bedoel eindhoven", "sorry, eindhoven", "oh nee wacht, eindhoven"])
async def test_a_place_is_corrected_after_groups_were_shown(talk: Talk, words: str) -> None:
    await talk.calls(Command.GROUP, "Groningen")
    assert "Eindhoven" in await talk.types(words)


async def lives(talk: Talk, words: str) -> str:
    """What is answered to who says where they live."""
    talk.dialogue.answers[words] = heard(Spoken("", verb=ShowGroups(None)), intent="inform_place")
    return await talk.types(words)


async def test_who_tells_an_age_beside_the_place_is_shown_the_nearest_group_for_it(talk: Talk) -> None:
    others = talk.says("groups_near_age_unverified", place="Eindhoven", age=14)
    said = await lives(talk, "ik ben 14 en woon in eindhoven")
    assert said.startswith(others)
    assert "Son en Breugel" in said
    assert "Buro Cement" not in said
    assert "Buro Cement" in await lives(talk, "ik ben 19 en woon in eindhoven")
    assert "Buro Cement" in await lives(talk, "bus 14 gaat naar eindhoven")
    assert others not in await lives(talk, "ik ben 14 en woon in amersfoort")  # ages unknown


async def test_where_all_groups_are_for_others_that_is_said(talk: Talk) -> None:
    await talk.rows("UPDATE groups SET age_min = 18, age_max = 25")
    differ = talk.says("ages_differ", age=14)
    assert differ in await lives(talk, "ik ben 14 en woon in eindhoven")
    assert differ not in await lives(talk, "ik ben 19 en woon in eindhoven")


async def test_of_several_groups_those_for_the_age_are_shown(talk: Talk) -> None:
    said = await lives(talk, "ik ben 13 en woon in utrecht")
    assert "JoU" in said
    assert "U Centraal" not in said


async def test_an_age_told_after_groups_were_shown_is_held_against_theirs(talk: Talk) -> None:
    talk.dialogue.answers["mag het met 14"] = heard(Spoken("Van 12 tot 30."), intent="ask_age")
    await talk.calls(Command.GROUP, "Eindhoven")
    expected = talk.says("age_ok", age=14), talk.says("groups_near_age_unverified", place="Eindhoven", age=14)
    assert (await talk.types("mag het met 14")).startswith("\n\n".join(expected))
    assert (await talk.types("en 19?")).startswith(talk.says("age_ok", age=19))


@pytest.mark.parametrize("words", ["hoe ver is dat", "is dat ver", "is het ver weg"])
async def test_how_far_it_is_is_said_as_far_as_it_is_known(talk: Talk, words: str) -> None:
    await talk.calls(Command.GROUP, "Zelhem")
    assert await talk.types(words) == talk.says("how_far_there", home="Zelhem", place="Zutphen", km=17)
    await talk.calls(Command.GROUP, "Eindhoven")
    assert await talk.types(words) == talk.says("how_far_here", place="Eindhoven")
    await talk.calls(Command.GROUP, "Noord-Holland")
    assert await talk.types(words) == talk.says("how_far")


@pytest.mark.parametrize(
    ("words", "key"), [("das ver", "too_far"), ("is te ver voor mij", "too_far"), ("hoe kom ik daar", "how_there")]
)
async def test_that_it_is_too_far_and_the_way_there_have_answers_of_their_own(talk: Talk, words: str, key: str) -> None:
    await talk.calls(Command.GROUP, "Eindhoven")
    assert await talk.types(words) == talk.says(key)


async def test_who_signs_up_after_groups_were_shown_is_not_asked_for_the_place_again(talk: Talk) -> None:
    talk.dialogue.answers["hoe meld ik me aan"] = heard(*FORM_ASKS, intent="sign_up")
    await talk.calls(Command.GROUP, "Eindhoven")
    delivery = await talk.sends(Text("hoe meld ik me aan"))
    assert told(delivery) == talk.says("sign_up_known", place="Eindhoven")
    assert links(delivery) == [NATIONAL_SIGN_UP]


async def test_who_signs_up_first_is_asked_for_the_place(talk: Talk) -> None:
    talk.dialogue.answers["hoe meld ik me aan"] = heard(*FORM_ASKS, intent="sign_up")
    assert await talk.types("hoe meld ik me aan") == "Waar woon je ongeveer?"


@pytest.mark.parametrize("words", ["ok", "ja graag", "lijkt me leuk"])
async def test_a_yes_to_shown_groups_leads_to_their_sign_up(talk: Talk, words: str) -> None:
    await talk.calls(Command.GROUP, "Eindhoven")
    delivery = await talk.sends(Text(words))
    assert told(delivery) == talk.says("sign_up_known", place="Eindhoven")
    assert links(delivery) == [NATIONAL_SIGN_UP]


@pytest.mark.parametrize(
    ("words", "key", "age"), [("ik ben 31 en zo alleen", "age_old", 31), ("ben 10 jaar", "age_young", 10)]
)
async def test_who_is_too_young_or_old_is_not_invited_first(talk: Talk, words: str, key: str, age: int) -> None:
    talk.dialogue.answers[words] = heard(Spoken("Zal ik een groep zoeken?"), intent="express_loneliness")
    assert await talk.types(words) == talk.says(
        key, age=age, kids="0800-0432", kids_chat="kindertelefoon.nl", adults="088-0767000"
    )


async def test_a_yes_after_a_question_about_the_group_does_not_ask_for_the_place_again(talk: Talk) -> None:
    talk.dialogue.answers["wat kost het"] = heard(Spoken("Niks. Zal ik een groep zoeken?"), intent="ask_cost")
    talk.dialogue.answers["ja doe maar"] = heard(*FORM_ASKS, intent="affirm")
    await talk.calls(Command.GROUP, "Eindhoven")
    await talk.types("wat kost het")
    assert (await talk.types("ja doe maar")).startswith(talk.says("sign_up_known", place="Eindhoven"))


@pytest.mark.parametrize("words", ["ok", "22", "ja graag"])
@pytest.mark.parametrize(("town", "nearest"), [("Zwolle", "Nijverdal"), ("Tilburg", "Den Bosch")])
async def test_where_no_group_is_that_is_held_to(talk: Talk, town: str, nearest: str, words: str) -> None:
    await talk.calls(Command.GROUP, town)
    delivery = await talk.sends(Text(words))
    assert "bij mij geen groep" in told(delivery)
    assert nearest in told(delivery)
    assert f"Voor {town} meld je je aan" not in told(delivery)
    assert links(delivery) == [NATIONAL_SIGN_UP]


async def test_the_nearest_group_that_is_named_is_for_the_age_that_was_told(talk: Talk) -> None:
    assert "Hilversum" in await talk.calls(Command.GROUP, "Lelystad")  # from 18
    assert "Hilversum" not in await talk.types("13")
    assert "Hilversum" not in await talk.types("ok")


async def test_where_a_shown_group_meets_is_said_as_far_as_it_is_known(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Eindhoven")
    assert await talk.types("en waar is dat dan?") == talk.says("where_exactly")


@pytest.mark.parametrize(
    ("words", "key", "age"),
    [
        ("ben 14", "age_fits", 14),
        ("ik ben 31, kan dat", "age_old", 31),
        ("mag het met 11 jaar", "age_young", 11),
        ("12", "age_fits", 12),
        ("is 30 ok", "age_fits", 30),
    ],
)
async def test_a_told_age_gets_a_clear_answer(talk: Talk, words: str, key: str, age: int) -> None:
    talk.dialogue.answers[words] = heard(Spoken("Van 12 tot 30."), intent="ask_age")
    assert await talk.types(words) == talk.says(
        key, age=age, kids="0800-0432", kids_chat="kindertelefoon.nl", adults="088-0767000"
    )


@pytest.mark.parametrize("words", ["van 12 tot 18?", "vanaf welke leeftijd", "om 19 uur?", "is het 20:00"])
async def test_no_age_is_made_of_other_numbers(talk: Talk, words: str) -> None:
    talk.dialogue.answers[words] = heard(Spoken("Van 12 tot 30."), intent="ask_age")
    assert await talk.types(words) == "Van 12 tot 30."
