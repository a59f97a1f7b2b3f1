"""What was told before is used and not asked again: a place, an age."""

import pytest

from bot.conversation import Heard, Meaning, ShowGroups, Spoken
from bot.directory import NATIONAL_SIGN_UP
from bot.messages import Ask, Called, ChoosePlace, Command, Language, Located, Text
from bot.safety import Tier
from tests.conversation.parts import Rasa, Talk, actions, heard, links, told
from tests.conversation.test_understanding import FORM_ASKS

OFFERS = Spoken("Niks. Zal ik kijken of er een groep bij jou in de buurt is?", (("Ja", Ask("find_group")),))
LONELY = heard(Spoken("Fijn dat je het zegt."), intent="express_loneliness")
KIDS = {"kids": "0800-0432", "kids_chat": "kindertelefoon.nl", "adults": "088-0767000"}


async def tells(talk: Talk, words: str) -> str:
    """Say something about how one is, with a place or an age in it."""
    talk.dialogue.answers[words] = LONELY
    return await talk.types(words)


def searches(talk: Talk, *messages: str, intent: str = "find_group") -> None:
    """Have Rasa take messages for a wish for a group."""
    talk.dialogue.answers |= {words: heard(*FORM_ASKS, intent=intent) for words in messages}


@pytest.mark.parametrize("words", ["is er daar een groep", "is daar iets te doen", "zoek maar"])
async def test_a_place_in_a_message_about_something_else_is_where_is_looked(talk: Talk, words: str) -> None:
    await tells(talk, "ik woon in eindhoven en ken hier niemand")
    assert (await talk.types(words)).startswith(talk.says("place_kept", place="Eindhoven"))


@pytest.mark.parametrize(("intent", "words"), [("affirm", "ja doe maar"), ("sign_up", "hoe meld ik me aan")])
async def test_a_known_place_is_not_asked_for(talk: Talk, intent: str, words: str) -> None:
    searches(talk, words, intent=intent)
    await tells(talk, "ik woon in eindhoven en ken hier niemand")
    assert "Buro Cement" in await talk.types(words)


async def test_a_button_too_looks_where_somebody_lives_also_without_rasa(talk: Talk) -> None:
    await tells(talk, "ik woon in eindhoven en ken hier niemand")
    talk.dialogue.rasa = Rasa.DOWN
    assert "Buro Cement" in await talk.presses(Ask("find_group"))


async def test_the_command_still_asks(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Eindhoven")
    assert await talk.calls(Command.GROUP) == talk.says("ask_place")


async def test_a_place_in_an_alarm_is_not_asked_for_either(talk: Talk) -> None:
    searches(talk, "ok maar hoe meld ik me nu aan", intent="sign_up")
    await talk.types("ik wil soms dood, ik woon in eindhoven")
    assert "Buro Cement" in await talk.types("ok maar hoe meld ik me nu aan")
    assert await talk.rows("SELECT municipality FROM handovers") == [(None,)]


async def test_a_shared_location_is_not_kept(talk: Talk) -> None:
    searches(talk, "en nu een groep")
    await talk.sends(Located(52.0907, 5.1214))
    assert await talk.types("en nu een groep") == "Waar woon je ongeveer?"


async def test_an_answer_that_offers_to_look_names_the_place(talk: Talk) -> None:
    await tells(talk, "ik woon in eindhoven en ken hier niemand")
    talk.dialogue.answers["wat kost het"] = heard(OFFERS, intent="ask_cost")
    assert await talk.types("wat kost het") == f"Niks.\n{talk.says('search_there', place='Eindhoven')}"


async def test_after_the_groups_an_answer_offers_the_sign_up_and_no_search(talk: Talk) -> None:
    talk.dialogue.answers["wat kost het"] = heard(OFFERS, intent="ask_cost")
    await talk.calls(Command.GROUP, "Eindhoven")
    delivery = await talk.sends(Text("wat kost het"))
    assert told(delivery) == f"Niks.\n{talk.says('search_done')}"
    assert actions(delivery) == [Ask("sign_up")]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("is er niks dichterbij?", "nearer"),
        ("dan mag ik dus niet", "let_down"),
        ("pff", "let_down"),
    ],
)
async def test_what_is_said_of_shown_groups_is_answered_and_starts_no_search(talk: Talk, words: str, key: str) -> None:
    searches(talk, words)
    await talk.calls(Command.GROUP, "Zelhem")
    assert await talk.types(words) == talk.says(key)


async def test_what_is_said_of_shown_groups_in_english_is_answered_in_english(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Zelhem")
    assert (await talk.types("nothing near me?")).startswith(talk.says("nearer", Language.EN))


async def test_a_yes_with_the_same_place_shows_no_list_again(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Utrecht")
    delivery = await talk.sends(Text("ja utrecht"))
    assert told(delivery) == talk.says("sign_up_known", place="Utrecht")
    assert links(delivery) == [NATIONAL_SIGN_UP]


async def test_an_age_chooses_among_the_groups_that_were_shown(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Utrecht")
    said = await talk.types("en voor 13 jaar?")
    assert said.startswith(talk.says("age_ok", age=13))
    assert "JoU" in said
    assert "U Centraal" not in said


async def test_an_age_that_changes_nothing_shows_no_list_again(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Zutphen")
    assert await talk.types("13") == f"{talk.says('age_ok', age=13)}\n\n{talk.says('sign_up_known', place='Zutphen')}"


@pytest.mark.parametrize("rasa", [Rasa.UP, Rasa.DOWN])
async def test_an_age_in_place_of_a_place_is_kept_and_the_place_awaited(talk: Talk, rasa: Rasa) -> None:
    talk.dialogue.rasa = rasa
    await talk.calls(Command.GROUP)
    assert await talk.types("14") == talk.says("age_where", age=14)
    assert (await talk.types("eindhoven")).startswith(
        talk.says("groups_near_age_unverified", place="Eindhoven", age=14)
    )


@pytest.mark.parametrize("words", ["16 bussum", "bussum, 16", "Bussum 16!"])
async def test_a_number_beside_a_place_is_an_age(talk: Talk, words: str) -> None:
    talk.dialogue.answers[words] = heard(Spoken("", verb=ShowGroups(None)), intent="inform_place")
    assert "Hilversum" not in await talk.types(words)  # from 18


@pytest.mark.parametrize("words", ["lijn 16 bussum", "perron 16 naar bussum"])
async def test_any_other_number_beside_a_place_is_none(talk: Talk, words: str) -> None:
    talk.dialogue.answers[words] = heard(Spoken("", verb=ShowGroups(None)), intent="inform_place")
    assert "Hilversum" in await talk.types(words)


async def test_who_tells_of_being_eleven_for_the_first_time_is_told_whom_to_talk_to(talk: Talk) -> None:
    talk.dialogue.answers["im 11 can i join"] = heard(Spoken("Yes."), intent="ask_age")
    assert "0800-0432" in await talk.types("im 11 can i join")


async def test_who_is_nearly_old_enough_may_say_when(talk: Talk) -> None:
    talk.dialogue.answers["volgende maand"] = heard(Spoken("Geen haast."), intent="deny")
    await talk.types("ik ben 11")
    assert await talk.types("bijna 12") == talk.says("nearly_twelve")
    assert await talk.types("volgende maand") == talk.texts.say("nearly_twelve", Language.NL, 1).text


async def test_an_age_told_once_more_is_followed_by_the_question_for_a_place(talk: Talk) -> None:
    await talk.types("bn 15 1/2")
    assert await talk.types("bijna zestien") == talk.says("age_where", age=15)


async def test_an_age_without_a_place_is_followed_by_a_search(talk: Talk) -> None:
    assert await talk.types("ik ben 14") == talk.says("age_fits", age=14)
    assert await talk.types("ja doe maar") == talk.says("ask_place")


@pytest.mark.parametrize(("age", "key"), [(11, "place_young"), (34, "place_old")])
async def test_who_is_too_young_or_old_is_shown_no_sign_up_at_a_place(talk: Talk, age: int, key: str) -> None:
    await talk.types(str(age))
    delivery = await talk.sends(Called(Command.GROUP, "Eindhoven"))
    assert told(delivery) == talk.says(key, Language.NL, place="Eindhoven", **KIDS)
    assert links(delivery) == []


async def test_who_looks_for_another_may_still_tell_their_age(talk: Talk) -> None:
    await talk.types("34")
    await talk.calls(Command.GROUP, "Eindhoven")
    assert (await talk.types("en voor 19 jaar?")).endswith(talk.says("search_there", place="Eindhoven"))
    assert "Buro Cement" in await talk.types("ja")


@pytest.mark.parametrize(("age", "key"), [(11, "company_young"), (31, "company_old")])
async def test_nothing_is_promoted_to_who_said_they_are_too_young_or_old(talk: Talk, age: int, key: str) -> None:
    await talk.types(f"ik ben {age}")
    assert await tells(talk, "maar ik ben zo alleen") == talk.says(key, Language.NL, **KIDS)
    talk.dialogue.answers["ja"] = heard(OFFERS, intent="affirm")
    assert await talk.types("ja") == talk.texts.say(key, Language.NL, 1, **KIDS).text


async def test_a_time_that_something_lasted_is_answered_as_no_age(talk: Talk) -> None:
    words = "na 6 jaar depressie zo moe"
    assert await tells(talk, words) == "Fijn dat je het zegt."
    assert (await talk.state()).age is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "intent"), [("hij is 24", "ask_age"), ("hij is denk 19", "sign_up_other"), ("hij is 31", "sign_up_other")]
)
async def test_the_age_of_somebody_else_is_asked_about(talk: Talk, words: str, intent: str) -> None:
    talk.dialogue.answers[words] = heard(Spoken("Van 12 tot 30."), intent=intent)
    assert await talk.types(words) == talk.says("whose_age")
    assert (await talk.state()).age is None  # type: ignore[union-attr]


@pytest.mark.parametrize("words", ["13", "ik ben 13"])
async def test_while_something_grave_weighs_on_the_talk_an_age_is_no_reason_to_offer_a_group(
    talk: Talk, words: str
) -> None:
    await talk.types("ik wil dood")
    assert "meedoen" not in await talk.types(words)


async def test_online_groups_are_said_to_be_for_adults_to_who_is_younger(talk: Talk) -> None:
    await talk.types("15")
    said = await talk.calls(Command.GROUP, "Terschelling")
    assert said.endswith(talk.says("online_from_18"))


async def test_the_nearest_group_beyond_reach_is_named(talk: Talk) -> None:
    assert talk.says("group_farther", place="Weert", km=45) in await talk.calls(Command.GROUP, "Maastricht")


async def test_where_there_are_groups_is_told_by_province(talk: Talk) -> None:
    await talk.calls(Command.GROUP)
    delivery = await talk.sends(Text("waar allemaal?"))
    assert ChoosePlace("PV-Utrecht") in actions(delivery)
    assert "Noord-Brabant" in told(delivery)
    assert "Buro Cement" in await talk.types("eindhoven")


async def test_the_age_of_a_sister_does_not_take_the_place_of_ones_own(talk: Talk) -> None:
    talk.dialogue.answers["mag mijn zusje van 10 mee"] = heard(Spoken("Van 12 tot 30."), intent="ask_age")
    await talk.types("ik ben 16")
    assert await talk.types("mag mijn zusje van 10 mee") == talk.says("age_young_other", Language.NL, age=10, **KIDS)
    assert "JoU" in await talk.calls(Command.GROUP, "Utrecht")


@pytest.mark.parametrize("words", [("ik wil dood", "ik ben 15"), ("ik ben 15 en wil dood", "ok")])
async def test_an_age_told_in_need_chooses_the_group_later(talk: Talk, words: tuple[str, str]) -> None:
    for each in words:
        await talk.types(each)
    assert "U Centraal" not in await talk.calls(Command.GROUP, "Utrecht")


async def test_a_let_down_is_no_town_in_belgium(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Drenthe")
    assert await talk.types("balen") == talk.says("let_down")


@pytest.mark.parametrize("words", ["is er daar een groep", "zutphen dus", "of toch wel", "oke ik ga het doen"])
async def test_groups_that_were_just_shown_are_not_listed_again(talk: Talk, words: str) -> None:
    await talk.calls(Command.GROUP, "Zutphen")
    assert await talk.types(words) == talk.says("sign_up_known", place="Zutphen")
    assert await talk.types("ja graag") == talk.says("sign_up_again")


async def test_who_asks_to_see_the_groups_again_is_shown_them(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Utrecht")
    assert "JoU" in await talk.types("laat nog eens zien")


async def test_who_does_not_live_there_is_asked_where(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Zutphen")
    assert await talk.types("nee ik woon daar niet, ik zit er op school") == talk.says("elsewhere")
    assert "Buro Cement" in await talk.types("Eindhoven")


async def test_who_asks_for_another_still_does_after_the_groups(talk: Talk) -> None:
    doubted = Heard((Spoken("Oké."),), (Meaning("suicidal", 0.5),), None, Tier.CONCERN, sure=False)
    talk.dialogue.answers["hij wil zelf waarschijnlijk niet"] = doubted
    await talk.types("ik ben de moeder van een jongen van 14")
    await talk.calls(Command.GROUP, "Zutphen")
    assert await talk.types("hij wil zelf waarschijnlijk niet") == talk.says("other_hesitates")
    for words in ("hij wil zelf niet meer leven", "hij wil niet eten"):
        talk.dialogue.answers[words] = doubted
        assert "113" in await talk.types(words)


async def test_by_itself_such_a_doubt_is_still_heard(talk: Talk) -> None:
    doubted = Heard((Spoken("Oké."),), (Meaning("suicidal", 0.5),), None, Tier.CONCERN, sure=False)
    talk.dialogue.answers["hij wil zelf waarschijnlijk niet"] = doubted
    assert "113" in await talk.types("hij wil zelf waarschijnlijk niet")


async def test_to_ask_what_becomes_of_one_at_thirty_tells_no_age(talk: Talk) -> None:
    await talk.types("ik ben 29")
    assert await talk.types("en als ik 30 ben moet ik er dan uit") == talk.says("turning_30")
    state = await talk.state()
    assert state is not None
    assert state.age == 29


@pytest.mark.parametrize(
    ("words", "intent", "key"),
    [
        ("zit er een wachtlijst op", "ask_intake", "not_known"),
        ("zijn er honden", "ask_activities", "not_known"),
        ("hoe gaat de eerste keer", "ask_intake", None),
        ("wat doen jullie op zo'n avond", "ask_activities", None),
    ],
)
async def test_a_text_for_many_questions_needs_a_word_of_them(
    talk: Talk, words: str, intent: str, key: str | None
) -> None:
    talk.dialogue.answers[words] = Heard((Spoken("Klein."),), (Meaning(intent, 0.6),), None, Tier.NONE)
    assert await talk.types(words) == (talk.says(key) if key else "Klein.")
