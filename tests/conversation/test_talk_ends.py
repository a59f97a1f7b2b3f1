"""How a talk with somebody of staff ends: by the visitor, by staff, or by waiting too long."""

from bot.handovers import SILENT_FOR, Refusal
from bot.messages import Choice, Choose, Command, Left, Text
from tests.conversation.office import ADDRESS, SANNE, TOM, Desk, asks, types
from tests.conversation.parts import Talk


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
