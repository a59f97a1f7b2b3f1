"""Which of several places was meant: what is offered stays until one is chosen."""

import pytest

from bot.conversation import Awaiting, Spoken
from bot.directory import NATIONAL_SIGN_UP
from bot.messages import Called, ChoosePlace, Command, Text
from tests.conversation.parts import WAYS, Rasa, Talk, actions, form, heard, told


@pytest.mark.parametrize("rasa", WAYS)
async def test_a_name_of_several_places_is_asked_about_with_buttons(talk: Talk, rasa: Rasa) -> None:
    await form(talk)
    talk.dialogue.rasa = rasa
    delivery = await talk.sends(Text("Hengelo"))
    assert told(delivery) == talk.says("choose_place", name="Hengelo")
    assert actions(delivery) == [ChoosePlace("WP3510"), ChoosePlace("WP1535")]


async def test_quarters_of_one_name_are_told_apart_by_their_towns(talk: Talk) -> None:
    delivery = await talk.sends(Called(Command.GROUP, "schilderswijk"))
    titles = [choice.title for say in delivery.replies for choice in say.choices]
    assert titles == ["Schilderswijk (Groningen)", "Schilderswijk (Den Haag)"]


async def test_a_button_chooses_among_places_of_one_name(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Hengelo")
    assert "Zutphen" in await talk.presses(ChoosePlace("WP1535"))
    state = await talk.state()
    assert state is not None
    assert (state.awaiting, state.options, state.municipality) == (Awaiting.NOTHING, (), "GM1876")


@pytest.mark.parametrize("words", ["die in gelderland", "Gelderland", "bronckhorst"])
@pytest.mark.parametrize("rasa", WAYS)
async def test_words_choose_among_places_of_one_name(talk: Talk, words: str, rasa: Rasa) -> None:
    await talk.calls(Command.GROUP, "Hengelo")
    talk.dialogue.rasa = rasa
    assert await talk.types(words) == await talk.presses(ChoosePlace("WP1535"))


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("Bergen", "die bij alkmaar", "Bergen (NH)"),
        ("Capelle", "aan de ijssel", "Capelle aan den IJssel"),
        ("Veghel of Uden", "de eerste", "Uden"),
        ("tussen Utrecht en Amersfoort", "utrecht", "Utrecht"),
        ("tussen Utrecht en Amersfoort", "niet utrecht maar amersfoort", "Amersfoort"),
    ],
)
async def test_words_choose_as_a_visitor_would_say_it(talk: Talk, name: str, words: str, found: str) -> None:
    await talk.calls(Command.GROUP, name)
    assert found in (await talk.types(words)).partition("\n")[0]


async def test_of_two_places_both_cannot_be_shown_at_once(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "tussen Den Haag en Leiden")
    assert await talk.types("allebei") == talk.says("one_place")


@pytest.mark.parametrize("words", ["ja graag", "nee die andere", "die dan", "ok"])
async def test_a_yes_to_a_choice_of_places_asks_again_which(talk: Talk, words: str) -> None:
    await talk.calls(Command.GROUP, "Hengelo")
    delivery = await talk.sends(Text(words))
    assert told(delivery) == talk.says("choose_still")
    assert actions(delivery) == [ChoosePlace("WP3510"), ChoosePlace("WP1535")]


@pytest.mark.parametrize("answered", [True, False])
async def test_a_question_is_answered_and_the_choice_of_places_stays(talk: Talk, *, answered: bool) -> None:
    talk.dialogue.answers["wat kost het"] = heard(Spoken("Niks."), intent="ask_cost")
    await talk.calls(Command.GROUP, "Hengelo")
    asked = await talk.sends(Text("wat kost het" if answered else "wie zijn er dan"))
    assert told(asked) == ("Niks." if answered else talk.says("who_comes"))
    assert actions(asked)[:2] == [ChoosePlace("WP3510"), ChoosePlace("WP1535")]
    assert "Zutphen" in await talk.types("die in gelderland")


async def test_who_turns_away_from_a_choice_of_places_is_not_held_to_it(talk: Talk) -> None:
    talk.dialogue.answers["nee laat maar"] = heard(Spoken("Oké."), intent="deny")
    await talk.calls(Command.GROUP, "Hengelo")
    await talk.types("nee laat maar")
    state = await talk.state()
    assert state is not None
    assert (state.awaiting, state.options) == (Awaiting.NOTHING, ())


async def test_an_unknown_word_instead_of_a_choice_asks_again_which(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Hengelo")
    talk.dialogue.rasa = Rasa.DOWN
    assert await talk.types("qwxyz") == talk.says("choose_still")
    assert await talk.types("qwxyz") == talk.says("place_unknown_again", url=NATIONAL_SIGN_UP)


async def test_the_first_time_is_not_the_first_of_the_places(talk: Talk) -> None:
    talk.dialogue.answers["hoe gaat de eerste keer"] = heard(Spoken("Klein."), intent="ask_intake")
    await talk.calls(Command.GROUP, "Hengelo")
    assert await talk.types("hoe gaat de eerste keer") == "Klein."
