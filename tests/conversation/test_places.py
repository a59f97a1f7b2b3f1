"""From what a visitor types about where they live to a place: found, asked again, or an honest way out."""

import pytest

from bot.conversation import AskPlace, Awaiting, ShowGroups, Spoken
from bot.directory import NATIONAL_SIGN_UP
from bot.messages import Called, ChoosePlace, Command, Language, Located, Text
from bot.store.tables import handovers
from tests.conversation.parts import WAYS, Rasa, Talk, actions, form, heard, links, told
from tests.store.parts import ANNA, BRAM

UTRECHT = Located(52.0907, 5.1214)


async def test_the_form_offers_to_share_a_location(talk: Talk) -> None:
    talk.dialogue.answers["groep"] = heard(Spoken("Waar woon je?", verb=AskPlace()))
    delivery = await talk.sends(Text("groep"))
    assert [say.ask_location for say in delivery.replies] == [True]


async def test_a_question_for_a_place_without_words_is_still_asked(talk: Talk) -> None:
    talk.dialogue.answers["groep"] = heard(Spoken("", verb=AskPlace()))
    assert await talk.types("groep") == talk.says("ask_place")


@pytest.mark.parametrize("rasa", WAYS)
async def test_a_place_is_found_however_rasa_is(talk: Talk, rasa: Rasa) -> None:
    await form(talk)
    talk.dialogue.rasa = rasa
    assert await talk.types("Eindhoven") == await talk.calls(Command.GROUP, "Eindhoven")
    assert await talk.counted("group") == 1


async def test_a_place_that_rasa_marked_is_found_in_a_sentence(talk: Talk) -> None:
    talk.dialogue.answers["ik zoek iets te best"] = heard(Spoken("", verb=ShowGroups(None)), place="best")
    assert "Best" in await talk.types("ik zoek iets te best")


async def test_a_place_in_a_sentence_needs_no_form(talk: Talk) -> None:
    talk.dialogue.answers["is er een groep in Eindhoven?"] = heard(Spoken("", verb=ShowGroups("named")))
    assert "Buro Cement" in await talk.types("is er een groep in Eindhoven?")


async def test_after_the_answer_the_form_is_over_and_the_place_is_asked_no_more(talk: Talk) -> None:
    await form(talk)
    await talk.types("Eindhoven")
    assert (await talk.types("groep")).startswith(talk.says("sign_up_known", place="Eindhoven"))
    assert await talk.types("Utrecht") != ""
    assert len(set(talk.dialogue.conversations)) == 3


async def test_who_is_abroad_is_told_where_join_us_works(talk: Talk) -> None:
    assert await talk.calls(Command.GROUP, "Duitsland") == talk.says("abroad")


async def test_a_button_of_an_unknown_place_is_old(talk: Talk) -> None:
    assert await talk.presses(ChoosePlace("WP0")) == talk.says("old_button")


@pytest.mark.parametrize("words", ["Uttrecht", "Eindhooven", "Zutpen"])
async def test_a_misspelt_place_is_found(talk: Talk, words: str) -> None:
    await form(talk)
    talk.dialogue.rasa = Rasa.DOWN
    await talk.types(words)
    assert await talk.counted("group") == 1


async def test_a_misspelt_place_that_is_all_that_was_said_is_not_asked_for_again(talk: Talk) -> None:
    for words in ("roozendaal", "wat lieve mensen"):
        talk.dialogue.answers[words] = heard(Spoken("Waar woon je?", verb=AskPlace()), intent="inform_place")
    delivery = await talk.sends(Text("roozendaal"))
    assert told(delivery) == talk.says("choose_spelling")
    assert await talk.types("wat lieve mensen") == "Waar woon je?"


async def test_a_city_comes_before_the_province_of_its_name_with_that_as_a_button(talk: Talk) -> None:
    delivery = await talk.sends(Called(Command.GROUP, "Utrecht"))
    assert "U Centraal" in told(delivery)
    assert ChoosePlace("PV-Utrecht") in actions(delivery)
    assert talk.says("groups_area_unverified", place="Utrecht") in await talk.presses(ChoosePlace("PV-Utrecht"))


async def test_a_province_gives_its_groups_and_says_when_there_are_more(talk: Talk) -> None:
    delivery = await talk.sends(Called(Command.GROUP, "Noord-Brabant"))
    said = told(delivery)
    assert said.count("📍") == 5
    assert talk.says("groups_more") in said
    assert "Beek en Donk" not in said


async def test_without_a_group_here_the_nearest_are_shown_with_their_distance(talk: Talk) -> None:
    said = await talk.calls(Command.GROUP, "Brummen")
    assert talk.says("groups_near_unverified", place="Brummen") in said
    assert f"Zutphen\n{talk.says('group_line_distance', km=6)}" in said


async def test_far_from_every_group_the_national_sign_up_is_left(talk: Talk) -> None:
    delivery = await talk.sends(Called(Command.GROUP, "Terschelling"))
    assert told(delivery) == talk.says("groups_none", place="Terschelling", url=NATIONAL_SIGN_UP)
    assert links(delivery) == [NATIONAL_SIGN_UP]


async def test_an_area_without_a_group_leaves_the_national_sign_up(talk: Talk) -> None:
    assert await talk.calls(Command.GROUP, "Drenthe") == talk.says(
        "groups_none_area", place="Drenthe", url=NATIONAL_SIGN_UP
    )


@pytest.mark.parametrize("rasa", [Rasa.DOWN, Rasa.HANGING, Rasa.EMPTY])
async def test_an_unknown_place_is_asked_once_more_then_comes_the_national_sign_up(talk: Talk, rasa: Rasa) -> None:
    await form(talk)
    talk.dialogue.rasa = rasa
    assert await talk.types("xqzzy") == talk.says("place_unknown")
    assert await talk.types("qwxyz") == talk.says("place_unknown_again", url=NATIONAL_SIGN_UP)


async def test_an_unknown_place_that_rasa_took_down_counts_alike(talk: Talk) -> None:
    await form(talk)
    for words in ("xqzzy", "qwxyz"):
        talk.dialogue.answers[words] = heard(Spoken("", verb=ShowGroups(words)), place=words)
    assert await talk.types("xqzzy") == talk.says("place_unknown")
    assert await talk.types("qwxyz") == talk.says("place_unknown_again", url=NATIONAL_SIGN_UP)


async def test_what_names_no_place_is_not_asked_in_the_same_words(talk: Talk) -> None:
    await form(talk)
    talk.dialogue.answers["op zuid"] = heard(Spoken("Waar woon je?", verb=AskPlace()), intent="inform_place")
    assert await talk.types("op zuid") == talk.says("which_place")
    assert "Buro Cement" in await talk.types("eindhoven")


@pytest.mark.parametrize("words", ["mijn ex woont in breda dus daar niet", "ik woon tussen de huizen"])
async def test_a_marked_name_that_the_message_leaves_out_is_asked_about(talk: Talk, words: str) -> None:
    await form(talk)
    name = "breda" if "breda" in words else "huizen"
    talk.dialogue.answers[words] = heard(Spoken("", verb=ShowGroups(name)), place=name)
    assert await talk.types(words) == talk.says("other_place")
    assert "Buro Cement" in await talk.types("eindhoven")


async def test_a_question_instead_of_a_place_is_answered_and_the_form_goes_on(talk: Talk) -> None:
    await form(talk)
    talk.dialogue.answers["kost het geld"] = heard(Spoken("Niks."), Spoken("Waar woon je?", verb=AskPlace()))
    assert await talk.types("kost het geld") == "Niks.\n\nWaar woon je?"
    talk.dialogue.rasa = Rasa.DOWN
    assert "Buro Cement" in await talk.types("eindhoven")


async def test_a_place_in_belgium_gets_the_truth_and_a_line_there(talk: Talk) -> None:
    said = await talk.calls(Command.GROUP, "Gent")
    assert "Join Us werkt in Nederland" in said
    assert "102" in said


async def test_who_lives_in_belgium_gets_its_lines_after_an_alarm_too(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Gent")
    said = await talk.types("ik wil dood")
    assert {"113", "1813", "102"} <= set(said.replace(",", " ").split())


async def test_belgium_in_the_alarming_message_itself_counts(talk: Talk) -> None:
    assert "1813" in await talk.types("ik woon in Gent en ik wil dood")


async def test_asking_for_a_dutch_group_does_not_take_the_belgian_lines_away(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Gent")
    await talk.calls(Command.GROUP, "Eindhoven")
    assert "1813" in await talk.types("ik wil dood")


async def test_a_shared_location_gives_the_groups_there(talk: Talk) -> None:
    await form(talk)
    assert "U Centraal" in told(await talk.sends(UTRECHT))


async def test_a_shared_location_is_forgotten(talk: Talk) -> None:
    await talk.sends(UTRECHT)
    state = await talk.state()
    assert state is not None
    assert (state.municipality, state.awaiting, state.options) == (None, Awaiting.NOTHING, ())


async def test_a_shared_location_goes_to_no_handover(talk: Talk) -> None:
    await talk.sends(UTRECHT)
    await talk.types("ik wil dood")
    assert await talk.rows("SELECT municipality FROM handovers") == [(None,)]


async def test_a_place_that_was_named_goes_to_the_handover(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Eindhoven")
    await talk.types("ik wil dood")
    ((visitor, municipality),) = await talk.rows("SELECT visitor, municipality FROM handovers")
    lock = talk.store.database._cipher.of(handovers.c.municipality, visitor)
    assert lock.unlock(municipality) == b"GM0772"


async def test_a_location_ends_the_form_at_rasa(talk: Talk) -> None:
    await form(talk)
    await talk.sends(UTRECHT)
    await talk.types("hallo daar")
    assert talk.dialogue.conversations[0] != talk.dialogue.conversations[1]


@pytest.mark.parametrize("at", [Located(48.85, 2.35), Located(float("nan"), 5.0), Located(91.0, 5.0)])
async def test_a_location_outside_the_country_is_said_to_be(talk: Talk, at: Located) -> None:
    assert told(await talk.sends(at)) == talk.says("location_outside")


async def test_a_wrong_place_of_one_visitor_is_not_counted_for_another(talk: Talk) -> None:
    talk.dialogue.rasa = Rasa.DOWN
    await talk.calls(Command.GROUP)
    await talk.types("xqzzy", ANNA)
    await talk.sends(Called(Command.GROUP), BRAM)
    assert await talk.types("xqzzy", BRAM) == talk.says("place_unknown")


async def test_an_english_visitor_is_asked_in_english(talk: Talk) -> None:
    await talk.calls(Command.LANGUAGE)
    assert await talk.calls(Command.GROUP) == talk.says("ask_place", Language.EN)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("waarom", "why_place"),
        ("wat", "why_place"),
        ("kweet nie", "no_place"),
        ("idk", "no_place"),
        ("moet dat?", "why_place"),
        ("gaat je niks aan", "no_place"),
        ("bij mn ouders", "which_place"),
        ("geen van beide", "other_place"),
    ],
)
async def test_who_asks_why_or_does_not_know_is_helped_on_and_the_place_still_awaited(
    talk: Talk, words: str, key: str
) -> None:
    await talk.calls(Command.GROUP)
    assert await talk.types(words) == talk.says(key)
    assert "Buro Cement" in await talk.types("Eindhoven")


async def test_a_sentence_without_a_place_is_not_called_a_place(talk: Talk) -> None:
    await talk.calls(Command.GROUP)
    talk.dialogue.rasa = Rasa.DOWN
    assert await talk.types("gewoon mensen om iets mee te doen") == talk.says("place_not_seen")
