"""Nothing is said twice in a row: who asks on is led on."""

import pytest

from bot.conversation import AskPlace, ShowGroups, Spoken
from bot.messages import Ask, Command, Language, Text
from tests.conversation.parts import Talk, actions, heard, told

WHEN = "Een groep ziet elkaar eens in de twee weken, ongeveer drie uur."
OFTEN = ("wanneer is het", "hoe laat dan", "en op welke dag")


async def test_who_asks_on_is_told_once_what_is_known_and_then_who_knows_more(talk: Talk) -> None:
    for words in OFTEN:
        talk.dialogue.answers[words] = heard(Spoken(WHEN), intent="ask_schedule")
    said = [await talk.types(words) for words in OFTEN]
    assert said[0] == WHEN
    assert said[1:] == list(talk.texts.variants("all_i_know", Language.NL))[:2]
    assert "085 877 03 42" in said[1]


async def test_after_something_else_it_may_be_said_again(talk: Talk) -> None:
    talk.dialogue.answers[OFTEN[0]] = heard(Spoken(WHEN), intent="ask_schedule")
    await talk.types(OFTEN[0])
    await talk.types("dank je")
    assert await talk.types(OFTEN[0]) == WHEN


async def test_what_is_no_question_is_met_with_an_open_ear(talk: Talk) -> None:
    talk.dialogue.answers["ok"] = heard(Spoken("Oké. Waar kan ik je mee helpen?"), intent="affirm")
    said = [await talk.types("ok") for _ in range(4)]
    assert len(set(said)) == len(said)
    assert said[1] == talk.says("still_here")


async def test_what_is_new_in_an_answer_is_said_without_the_rest(talk: Talk) -> None:
    asks = (Spoken("Waar woon je ongeveer? Typ je stad."), Spoken("", verb=AskPlace()))
    talk.dialogue.answers["wat kost het"] = heard(Spoken("Niks, het is helemaal gratis."), *asks)
    talk.dialogue.answers["en hoe oud"] = heard(Spoken("Van twaalf tot dertig jaar."), *asks)
    await talk.types("wat kost het")
    assert await talk.types("en hoe oud") == "Van twaalf tot dertig jaar."
    assert "Eindhoven" in await talk.types("eindhoven")


async def test_a_button_a_place_and_a_command_give_what_they_stand_for(talk: Talk) -> None:
    talk.dialogue.answers["/ask_schedule"] = heard(Spoken(WHEN), intent="ask_schedule")
    await talk.types("hoi")
    assert [await talk.presses(Ask("ask_schedule")) for _ in range(2)] == [WHEN, WHEN]
    assert await talk.calls(Command.MENU) == await talk.calls(Command.MENU)
    talk.dialogue.answers["eindhoven"] = heard(Spoken("", verb=ShowGroups("eindhoven")))
    said = [await talk.types("eindhoven") for _ in range(2)]
    assert ["Buro Cement" in each for each in said] == [True, True]


async def test_who_is_in_care_hears_what_must_be_said_again(talk: Talk) -> None:
    await talk.types("ik heb de pillen in mijn hand")
    assert ["112" in await talk.types(words) for words in ("weet niet", "weet niet", "weet niet")] == [True] * 3


@pytest.mark.parametrize(("sign", "key"), [("?", "only_question_mark"), ("...", "only_dots"), ("…", "only_dots")])
async def test_a_sign_alone_is_not_called_empty_and_never_gets_the_same_twice(talk: Talk, sign: str, key: str) -> None:
    said = [await talk.types(sign) for _ in range(3)]
    assert said == list(talk.texts.variants(key, Language.NL))
    assert talk.dialogue.asked == []


async def test_the_lead_has_buttons_that_go_somewhere(talk: Talk) -> None:
    talk.dialogue.answers[OFTEN[0]] = heard(Spoken(WHEN), intent="ask_schedule")
    await talk.types(OFTEN[0])
    delivery = await talk.sends(Text(OFTEN[0]))
    assert told(delivery) == talk.says("all_i_know")
    assert Ask("find_group") in actions(delivery)
