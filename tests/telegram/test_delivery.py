"""What is to be sent arrives, once Telegram and the network let it; else the outbox keeps it."""

import asyncio

import pytest

from bot.messages import Button, Command, Language, Left, Link, Replies, Run, Say, Text
from bot.telegram import Undelivered
from tests.telegram.acting import Conversation, Naps, make_bot, polling, quick
from tests.telegram_api import TelegramApi
from tests.telegram_rules import FLOOD, Fault, Gateway, Refusal, Reset, Riddle

_RESTART = Refusal(500, "Internal Server Error: restart")
_THREE: Replies = (Say("een"), Say("twee"), Say("drie"))


async def test_when_telegram_asks_to_wait_the_message_comes_later(api: TelegramApi) -> None:
    naps = Naps()
    api.faults["sendMessage"].extend([FLOOD, FLOOD, FLOOD])
    async with polling(api, Conversation(), quick(naps)):
        api.says(7, "hoi")
        await api.answer_to(7)

    assert naps.taken == [1.0, 1.0, 1.0]


async def test_we_wait_a_minute_at_most_and_three_times_at_most(api: TelegramApi) -> None:
    naps, visitors = Naps(), Conversation(first_number=1)
    api.faults["sendMessage"].extend([Refusal(429, "Too Many Requests", retry_after=4_000)] * 4)
    async with polling(api, visitors, quick(naps)):
        api.says(7, "hoi")
        await api.settled()

    assert naps.taken == [60.0, 60.0, 60.0]
    assert (api.sent, visitors.left_outbox) == ([], [])


@pytest.mark.parametrize("fault", [Reset(), Gateway(), _RESTART, Refusal(504, "Gateway Timeout")])
async def test_a_fault_that_passes_costs_no_message(api: TelegramApi, fault: Fault) -> None:
    naps, visitors = Naps(), Conversation(first_number=5)
    api.faults["sendMessage"].extend([fault] * 4)
    async with polling(api, visitors, quick(naps)):
        api.says(7, "hoi")
        [answer] = await api.answer_to(7)

    assert answer.text == "hoi"
    assert naps.taken == [0.5, 1.0, 2.0, 4.0]
    assert visitors.left_outbox == [5]


async def test_what_cannot_be_sent_stays_in_the_outbox_and_the_next_message_is_answered(api: TelegramApi) -> None:
    visitors = Conversation(first_number=1)
    api.faults["sendMessage"].extend([Reset()] * 5)
    async with polling(api, visitors, quick(Naps())):
        api.says(7, "een")
        api.says(7, "twee")
        [answer] = await api.answer_to(7)

    assert answer.text == "twee"
    assert visitors.left_outbox == [2]


async def test_a_refused_message_does_not_hold_up_the_next_of_the_same_turn(api: TelegramApi) -> None:
    visitors = Conversation(first_number=1, replies=_THREE)
    api.faults["sendMessage"].append(Refusal(400, "Bad Request: nobody knows why"))
    async with polling(api, visitors):
        api.says(7, "hoi")
        answers = await api.answer_to(7, 2)

    assert [answer.text for answer in answers] == ["twee", "drie"]
    assert visitors.left_outbox == [1]


async def test_words_arrive_without_their_buttons_when_telegram_dislikes_a_button(api: TelegramApi) -> None:
    replies: Replies = (Say("Bel 113", (Link("Kapot", "http://onveilig.example"), Button("Menu", Run(Command.MENU)))),)
    async with polling(api, Conversation(replies=replies)):
        api.says(7, "hoi")
        [answer] = await api.answer_to(7)

    assert (answer.text, answer.rows) == ("Bel 113", [])


async def test_a_message_that_arrived_is_not_sent_again_for_an_answer_nobody_can_read(api: TelegramApi) -> None:
    visitors = Conversation(first_number=1)
    api.faults["sendMessage"].append(Riddle())
    async with polling(api, visitors):
        api.says(7, "hoi")
        await api.settled()

    assert ([message.text for message in api.sent], visitors.left_outbox) == (["hoi"], [1])


async def test_a_message_that_may_have_arrived_is_sent_again(api: TelegramApi) -> None:
    api.faults["sendMessage"].append(Reset(delivered=True))
    async with polling(api, Conversation()):
        api.says(7, "hoi")
        answers = await api.answer_to(7, 2)

    # The connection broke after delivery, which nobody could know: twice is better than never.
    assert [answer.text for answer in answers] == ["hoi", "hoi"]


async def test_who_blocked_the_bot_has_left_and_nothing_more_is_tried(api: TelegramApi) -> None:
    visitors = Conversation(first_number=1, replies=_THREE)
    api.blocked.add(7)
    async with polling(api, visitors):
        api.says(7, "hoi")
        await api.settled()

    assert visitors.contents == [Text("hoi"), Left()]
    assert [incoming.visitor for incoming in visitors.heard] == ["key of telegram:7"] * 2
    assert len(api.called("sendMessage")) == 1
    assert visitors.left_outbox == [1, 2]


async def test_what_was_left_over_is_sent(api: TelegramApi) -> None:
    async with polling(api, Conversation()) as bot:
        api.says(7, "hoi")
        await api.answer_to(7)
        await bot.send("7", _THREE, Language.NL)
        answers = await api.answer_to(7, 3)

    assert [answer.text for answer in answers] == ["een", "twee", "drie"]


async def test_what_staff_say_waits_for_the_turn_that_is_going_on(api: TelegramApi) -> None:
    async with polling(api, Conversation(seconds=0.3)) as bot:
        api.says(7, "hoi")
        await _until_heard(api)
        await bot.send("7", (Say("van een mens"),), Language.NL)

    assert [message.text for message in api.to(7)] == ["hoi", "van een mens"]


@pytest.mark.parametrize(
    ("fault", "permanent"),
    [(Refusal(400, "Bad Request: chat not found"), True), (Reset(), False), (Refusal(403, "Forbidden"), True)],
)
async def test_undelivered_tells_whether_trying_again_helps(api: TelegramApi, fault: Fault, permanent: bool) -> None:  # noqa: FBT001 a test's case
    bot = make_bot(api, Conversation(), quick(Naps()))
    api.faults["sendMessage"].extend([fault] * 5)

    with pytest.raises(Undelivered) as failure:
        await bot.send("7", (Say("geheim"),), Language.NL)
    await bot.stop()

    assert failure.value.permanent is permanent
    assert "geheim" not in str(failure.value)


async def test_staff_learn_that_a_visitor_blocked_the_bot_and_so_does_the_conversation(api: TelegramApi) -> None:
    visitors = Conversation()
    bot = make_bot(api, visitors)
    api.blocked.add(7)

    with pytest.raises(Undelivered):
        await bot.send("7", _THREE, Language.NL)
    await bot.stop()

    assert [(incoming.visitor, incoming.content) for incoming in visitors.heard] == [("key of telegram:7", Left())]


async def test_an_outbox_that_cannot_be_reached_changes_nothing_for_the_visitor(api: TelegramApi) -> None:
    visitors = Conversation(first_number=1, outbox_fails=True)
    async with polling(api, visitors):
        api.says(7, "een")
        api.says(7, "twee")
        answers = await api.answer_to(7, 2)

    assert [answer.text for answer in answers] == ["een", "twee"]


async def test_what_staff_are_saying_is_finished_before_the_end(api: TelegramApi) -> None:
    bot = make_bot(api, Conversation())
    api.chats.add(7)
    sending = asyncio.create_task(bot.send("7", _THREE, Language.NL))
    await asyncio.sleep(0)
    await bot.stop()
    await sending

    assert [message.text for message in api.to(7)] == ["een", "twee", "drie"]


async def test_after_the_end_nothing_is_sent(api: TelegramApi) -> None:
    bot = make_bot(api, Conversation())
    await bot.stop()

    with pytest.raises(Undelivered) as failure:
        await bot.send("7", _THREE, Language.NL)

    assert not failure.value.permanent


async def _until_heard(api: TelegramApi) -> None:
    before = len(api.called("getUpdates"))
    while len(api.called("getUpdates")) <= before:
        await _pause()


async def _pause() -> None:
    await Naps()(0)


async def test_what_is_no_longer_wanted_when_its_turn_comes_is_not_sent(api: TelegramApi) -> None:
    bot = make_bot(api, Conversation())

    async def wanted() -> bool:
        return False

    await bot.send("7", (Say("over je oom"),), Language.NL, wanted)
    await bot.stop()
    assert api.sent == []
