"""While somebody of staff talks with a visitor: what is said goes both ways, and the bot keeps quiet."""

import re

import pytest

from bot.conversation import PAGE
from bot.handovers import Done, Verdict, unseal
from bot.messages import Called, CareAnswer, Command, Edited, Language, Text
from bot.messages import Care as CareButton
from bot.safety import Tier
from bot.staff import Reading, When
from bot.texts import Texts
from tests.conversation.office import ADDRESS, SANNE, Desk, asks, types
from tests.conversation.parts import Rasa, Talk, actions, heard, told
from tests.store.parts import ANNA


async def test_a_claim_tells_the_visitor_who_it_is_and_silences_the_bot(talk: Talk, office: Desk) -> None:
    await asks(talk)
    assert isinstance(await office.at.claim(1, SANNE), Done)
    assert await office.heard() == [talk.says("talk_begins", name="Sanne")]
    assert await types(talk, "hoi sanne, wat kost een groep eigenlijk?") == ""
    assert await talk.words() == ["mag ik iemand spreken?", "hoi sanne, wat kost een groep eigenlijk?"]


async def test_what_is_sealed_of_a_visitor_is_theirs_alone(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    await types(talk, "hoi sanne")
    await types(talk, "ik wil eigenlijk gewoon dood")
    case = await office.store.case(1, SANNE)
    assert case
    assert len(case.entries) == 3
    for entry in case.entries:
        assert unseal(entry.sealed, talk.private, entry.visitor)
        with pytest.raises(ValueError, match="another visitor"):
            unseal(entry.sealed, talk.private, "of somebody else")


async def test_who_did_not_ask_hears_why_somebody_writes(talk: Talk, office: Desk) -> None:
    await talk.sends(Text("ik wil dood"), address=ADDRESS)
    await office.at.claim(1, SANNE)
    assert await office.heard() == [talk.says("talk_begins_worried", name="Sanne")]


NO_NAME_NEEDED = {
    Language.NL: re.compile("Die hoef je ook niet te noemen|Je naam hoeft er niet bij"),
    Language.EN: re.compile("You don't have to mention them|No name needed"),
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("key", ["person_ask", "person_ask_nobody", "talk_begins", "talk_begins_worried"])
def test_whoever_is_about_to_talk_with_a_person_hears_that_no_name_is_needed(language: Language, key: str) -> None:
    wordings = Texts.load().variants(key, language)

    assert [words for words in wordings if not NO_NAME_NEEDED[language].search(words)] == []


async def test_a_claim_pressed_twice_tells_once(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    assert isinstance(await office.at.claim(1, SANNE), Done)
    assert len(await office.heard()) == 1


async def test_an_answer_goes_out_under_a_first_name_with_a_way_back(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    await office.at.reply(1, SANNE, "  Hoi! Vertel {eens}.\n")
    [_, parcel] = [parcel for parcel in await talk.store.database.undelivered() if parcel.id in office.post.taken]
    assert [say.text for say in parcel.replies] == ["Sanne (Join Us):\nHoi! Vertel {eens}."]
    assert [button.title for button in parcel.replies[0].choices] == ["Verder met de chatbot"]
    assert parcel.address == ADDRESS
    assert (await talk.words())[-1] == "Hoi! Vertel {eens}."


async def test_who_speaks_english_is_answered_in_english(talk: Talk, office: Desk) -> None:
    await talk.sends(Text("hello there"), address=ADDRESS, language=Language.EN)
    await talk.calls(Command.HUMAN)
    await talk.sends(Text("can i talk to a human please"), address=ADDRESS)
    await office.at.claim(1, SANNE)
    assert await office.heard() == [talk.says("talk_begins", Language.EN, name="Sanne")]


@pytest.mark.parametrize("rasa", [Rasa.UP, Rasa.DOWN, Rasa.HANGING])
async def test_the_safety_check_is_never_silent(talk: Talk, office: Desk, rasa: Rasa) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    talk.dialogue.rasa = rasa
    assert "113" in await types(talk, "ik wil eigenlijk gewoon dood")
    assert await office.timeline() == [("visitor", False), ("visitor", True)]
    assert (await talk.handovers())[0][1] == "claimed"


async def test_the_model_reads_along_too(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    talk.dialogue.answers["ik trek de stekker er maar uit"] = heard(tier=Tier.SUICIDAL)
    assert "113" in await types(talk, "ik trek de stekker er maar uit")
    assert (await office.timeline())[-1] == ("visitor", True)


async def test_the_helplines_come_once_in_a_talk_for_each_thing_that_is_grave(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    assert "113" in await types(talk, "ik wil dood")
    assert await types(talk, "echt, ik wil dood") == ""
    assert "112" in await types(talk, "ik heb net alle pillen geslikt")
    assert [alarm for _, alarm in await office.timeline()] == [False, True, True, True]
    _, *alarms = await talk.lines()
    assert [line.helplines[:1] for line in alarms] == [("113",), (), ("112",)]  # only what was said is shown to staff


async def test_the_bot_asks_no_question_of_care_while_a_person_is_there(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    delivery = await talk.sends(Text("ik wil dood"), address=ADDRESS)
    assert not [action for action in actions(delivery) if isinstance(action, CareButton)]
    assert talk.says("care_ask_safe") not in told(delivery)


async def test_what_is_changed_afterwards_is_handed_on_too(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    assert told(await talk.sends(Edited("ik bedoel morgen"), address=ADDRESS)) == ""
    assert (await talk.words())[-1] == "(gewijzigd) ik bedoel morgen"


async def test_a_concern_is_marked_and_left_to_who_is_talking(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    assert await types(talk, "ik snij mezelf soms") == ""
    assert (await office.timeline())[-1] == ("visitor", True)


async def test_what_is_said_to_a_person_leaves_no_form_at_rasa(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    before = (await talk.state()).rasa_id  # type: ignore[union-attr]
    await types(talk, "ik woon in utrecht")
    assert talk.dialogue.conversations[-1] != before
    assert talk.dialogue.conversations[-1] in talk.dialogue.forgotten
    assert (await talk.state()).rasa_id == before  # type: ignore[union-attr]


@pytest.mark.parametrize("command", [Command.MENU, Command.HELP_NOW, Command.PRIVACY])
async def test_commands_are_answered_also_then(talk: Talk, office: Desk, command: Command) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    assert await talk.calls(command) != ""


async def test_a_trial_is_told_that_nobody_answers_it(talk: Talk) -> None:
    talk.hours.reading = Reading(When.NOW)
    await talk.sends(Called(Command.HUMAN), trial=True)
    said = told(await talk.sends(Text("mag ik iemand spreken?"), trial=True))
    assert "leest hier nog niemand" in said


async def test_a_trial_is_talked_with_and_its_page_shows_no_answer_twice(talk: Talk, office: Desk) -> None:
    await talk.calls(Command.HUMAN)
    assert told(await talk.sends(Text("mag ik iemand spreken?"), address=PAGE, trial=True)) != ""
    assert isinstance(await office.at.claim(1, SANNE), Done)
    assert told(await talk.sends(Text("hoi sanne"), address=PAGE, trial=True)) == ""
    assert await office.at.reply(1, SANNE, "Hoi!") == Done(2)
    waiting = await talk.store.database.waiting(ANNA)
    assert [say.text for delivery in waiting.deliveries for say in delivery.replies] == [
        talk.says("talk_begins", name="Sanne"),
        "Sanne (Join Us):\nHoi!",
    ]
    assert await talk.words() == ["mag ik iemand spreken?", "hoi sanne", "Hoi!"]


async def test_who_begins_again_in_a_talk_hears_who_has_the_word(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    assert await talk.calls(Command.START) == talk.says("talk_goes_on", name="Sanne")
    assert await types(talk, "hoi sanne") == ""


async def test_notes_and_verdicts_are_for_staff_only(talk: Talk, office: Desk) -> None:
    await talk.sends(Text("ik wil dood"), address=ADDRESS)
    case = await office.store.case(1, SANNE)
    assert case is not None
    await office.at.note(1, SANNE, "belt morgen terug")
    await office.at.judge(1, SANNE, case.entries[0].id, Verdict.RIGHT)
    seen = await office.store.case(1, SANNE)
    assert seen is not None
    assert [(entry.who, entry.verdict) for entry in seen.entries] == [("visitor", Verdict.RIGHT), ("note", None)]
    assert await office.heard() == []


async def test_when_it_cannot_be_handed_on_the_visitor_knows(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    talk.store.read_only = True
    assert await types(talk, "ben je daar?") == talk.says("talk_not_handed_on")


async def test_a_question_of_before_the_talk_is_answered_by_button(talk: Talk, office: Desk) -> None:
    await talk.sends(Text("ik wil dood"), address=ADDRESS)
    await office.at.claim(1, SANNE)
    assert await talk.presses(CareButton(CareAnswer.NOT_SAFE)) != ""
