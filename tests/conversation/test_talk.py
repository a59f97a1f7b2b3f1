"""While somebody of staff talks with a visitor: what is said goes both ways, and the bot keeps quiet."""

import pytest
from nacl.public import PrivateKey

from bot.conversation import PAGE, AtTheDesk
from bot.handovers import SILENT_FOR, DeskKey, Done, Refusal, Reviewer, Verdict, unseal
from bot.messages import Called, CareAnswer, Choice, Choose, Command, Edited, Language, Left, Text
from bot.messages import Care as CareButton
from bot.safety import Tier
from bot.staff import Reading, When
from tests.conversation.parts import Rasa, Talk, actions, heard, told
from tests.store.parts import ANNA

SANNE, TOM = Reviewer(1, "sanne", "Sanne"), Reviewer(2, "tom", "Tom")
ADDRESS = "4711"


class Post:
    """A courier that only notes what it was given."""

    def __init__(self) -> None:
        self.taken: list[int] = []

    def takes(self, delivery: int) -> None:
        """Take a delivery."""
        self.taken.append(delivery)


class Desk:
    """The desk of one talk, with two people of staff behind it."""

    def __init__(self, talk: Talk) -> None:
        self.talk, self.post = talk, Post()
        self.store = talk.store.database.desk()
        key = DeskKey(bytes(PrivateKey(talk.private).public_key))
        self.at = AtTheDesk(self.store, talk.texts, key, self.post, talk.place.clock)

    async def heard(self) -> list[str]:
        """Give all that waits to be sent to visitors because of what staff did, oldest first."""
        parcels = await self.talk.store.database.undelivered()
        return [say.text for parcel in parcels if parcel.id in self.post.taken for say in parcel.replies]

    async def timeline(self, number: int = 1) -> list[tuple[str, bool]]:
        """Give who said something, and whether it raised an alarm."""
        case = await self.store.case(number, SANNE)
        assert case is not None
        return [(entry.who, entry.urgency is not None) for entry in case.entries]


@pytest.fixture
async def office(talk: Talk) -> Desk:
    await talk.rows(
        "INSERT INTO staff (id, login, called, role, totp_used, failures)"
        " VALUES (1, 'sanne', 'Sanne', 'reviewer', 0, 0), (2, 'tom', 'Tom', 'reviewer', 0, 0)"
    )
    return Desk(talk)


async def asks(talk: Talk, words: str = "mag ik iemand spreken?") -> None:
    await talk.sends(Text("hoi"), address=ADDRESS)
    await talk.calls(Command.HUMAN)
    await talk.sends(Text(words), address=ADDRESS)


async def types(talk: Talk, words: str) -> str:
    return told(await talk.sends(Text(words), address=ADDRESS))


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


async def test_the_bot_asks_no_question_of_care_while_a_person_is_there(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    delivery = await talk.sends(Text("ik wil dood"), address=ADDRESS)
    assert not [action for action in actions(delivery) if isinstance(action, CareButton)]
    assert talk.says("care_ask_safe") not in told(delivery)


async def test_a_slow_read_takes_no_message_away_from_staff(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    await types(talk, "hoi sanne")
    talk.store.load_takes = 0.5
    assert await types(talk, "ben je er nog?") == ""
    talk.store.load_takes = 0
    assert (await talk.words())[-1] == "ben je er nog?"


async def test_what_is_changed_afterwards_is_handed_on_too(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    assert told(await talk.sends(Edited("ik bedoel morgen"), address=ADDRESS)) == ""
    assert (await talk.words())[-1] == "(gewijzigd) ik bedoel morgen"


async def test_what_the_bot_had_asked_before_the_talk_is_over_after_it(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await talk.calls(Command.HUMAN)
    await office.at.claim(1, SANNE)
    await types(talk, "hoi sanne")
    await office.at.resolve(1, SANNE)
    await types(talk, "wat kost een groep?")
    assert await talk.handovers() == [(0, "resolved")]


async def test_who_goes_back_while_nothing_can_be_written_is_answered_by_the_bot(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    talk.store.read_only = True
    await talk.presses(Choose(Choice.LEAVE))
    assert await types(talk, "wat kost het?") != ""


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


async def test_the_visitor_may_go_back_to_the_bot_at_any_time(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    assert await talk.presses(Choose(Choice.LEAVE)) == talk.says("talk_left")
    assert await talk.handovers() == [(0, "open")]
    assert (await office.timeline())[-1] == ("left", False)
    assert await types(talk, "wat kost het?") != ""


async def test_going_back_when_nobody_talks_any_more_says_so(talk: Talk) -> None:
    await asks(talk)
    assert await talk.presses(Choose(Choice.LEAVE)) == talk.says("talk_is_over")
    assert await talk.handovers() == [(0, "open")]


async def test_after_ten_minutes_without_an_answer_the_bot_speaks_again(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    assert await types(talk, "ben je daar?") == ""
    talk.place.clock.passes(seconds=SILENT_FOR.total_seconds())
    assert await types(talk, "hallo?") != ""
    await office.at.give_back()
    assert (await office.heard())[-1] == talk.says("talk_paused", name="Sanne")
    assert await talk.handovers() == [(0, "open")]


async def test_whose_member_of_staff_works_there_no_more_is_given_back(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    await office.at.reply(1, SANNE, "Hoe gaat het nu?")
    await talk.store.database.accounts().remove(1, "lea")
    await office.at.give_back()
    assert (await office.heard())[-1] == talk.says("talk_paused", name="Sanne")
    assert await talk.handovers() == [(0, "open")]


async def test_a_visitor_who_has_been_answered_may_think_for_an_hour(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    await office.at.reply(1, SANNE, "Hoe gaat het nu?")
    talk.place.clock.passes(hours=1)
    await office.at.give_back()
    assert await types(talk, "weet ik niet zo goed") == ""
    assert await talk.handovers() == [(0, "claimed")]


async def test_releasing_and_resolving_give_the_word_back(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    await office.at.release(1, SANNE)
    assert await types(talk, "en nu?") != ""
    await office.at.claim(1, TOM)
    await office.at.resolve(1, TOM)
    assert (await office.heard())[1:] == [
        talk.says("talk_paused", name="Sanne"),
        talk.says("talk_begins", name="Tom"),
        talk.says("talk_ends", name="Tom"),
    ]
    assert await types(talk, "wat kost het?") != ""


async def test_an_alarm_that_was_only_read_is_resolved_in_silence(talk: Talk, office: Desk) -> None:
    await talk.sends(Text("ik wil dood"), address=ADDRESS)
    await office.at.resolve(1, SANNE)
    assert await office.heard() == []


async def test_only_who_claimed_it_answers(talk: Talk, office: Desk) -> None:
    await asks(talk)
    assert await office.at.reply(1, SANNE, "hoi") is Refusal.NOT_CLAIMED
    await office.at.claim(1, SANNE)
    assert await office.at.reply(1, TOM, "hoi") is Refusal.TAKEN
    assert await office.at.claim(1, TOM) is Refusal.TAKEN


async def test_who_blocked_the_bot_is_not_talked_with(talk: Talk, office: Desk) -> None:
    await asks(talk)
    await office.at.claim(1, SANNE)
    await talk.sends(Left(), address=ADDRESS)
    assert await office.at.reply(1, SANNE, "ben je er nog?") is Refusal.RESOLVED


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
