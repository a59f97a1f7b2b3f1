"""Polling loses nothing: not to a crash, not to an update nobody can read, not to one slow chat."""

import asyncio

import structlog

from bot.messages import Medium, OldButton, Text, Unheard
from tests.telegram.acting import Conversation, kill, make_bot, polling, quick
from tests.telegram_api import TelegramApi
from tests.telegram_rules import CONFLICT, FLOOD, Gateway, Refusal, Reset


async def test_an_update_is_confirmed_only_once_it_is_answered(api: TelegramApi) -> None:
    async with polling(api, Conversation(seconds=0.8)):
        api.says(7, "hoi")
        await asyncio.sleep(0.7)
        waiting = len(api.pending)
        await api.answer_to(7)
        await api.settled()

    assert waiting == 1


async def test_telegram_is_asked_for_what_we_answer_whatever_it_was_asked_for_before(api: TelegramApi) -> None:
    async with polling(api, Conversation()):
        api.says(7, "hoi")
        await api.answer_to(7)

    kinds = ["callback_query", "edited_message", "message", "my_chat_member"]
    assert all(asked["allowed_updates"] == kinds for asked in api.called("getUpdates"))


async def test_what_a_crash_interrupts_comes_again_and_is_answered(api: TelegramApi) -> None:
    doomed = make_bot(api, Conversation(seconds=60))
    await doomed.start()
    running = asyncio.create_task(doomed.poll())
    for chat in range(1, 11):
        api.says(chat, f"hoi van {chat}")
    await asyncio.sleep(0.7)
    await kill(doomed, running)

    async with polling(api, Conversation()):
        answers = [(await api.answer_to(chat))[0].text for chat in range(1, 11)]

    assert answers == [f"hoi van {chat}" for chat in range(1, 11)]


async def test_an_update_that_is_handed_out_again_is_answered_once(api: TelegramApi) -> None:
    visitors = Conversation(seconds=1.2)
    async with polling(api, visitors):
        api.says(7, "hoi")
        await api.settled()

    assert visitors.contents == [Text("hoi")]
    assert len(api.called("getUpdates")) > 2


async def test_one_slow_chat_does_not_stop_a_hundred_others(api: TelegramApi) -> None:
    visitors = Conversation(seconds=5, slow_words=frozenset({"traag"}))
    async with polling(api, visitors):
        api.says(1, "traag")
        for chat in range(2, 152):
            api.says(chat, "hoi")
        await asyncio.gather(*(api.answer_to(chat, timeout=4) for chat in range(2, 152)))
        assert api.to(1) == []
        await api.answer_to(1)


async def test_an_update_nobody_can_read_is_passed_over_and_the_others_are_answered(api: TelegramApi) -> None:
    with structlog.testing.capture_logs() as logs:
        async with polling(api, Conversation()):
            api.says(7, "een")
            number = api.update(message={"chat": "rubbish", "text": ["geheim"]})
            api.update(something_new={"text": "geheim"})
            api.says(7, "twee")
            answers = await api.answer_to(7, 2)
            await api.settled()

    assert [answer.text for answer in answers] == ["een", "twee"]
    assert {log["update_id"] for log in logs if log["event"] == "telegram_update_undecodable"} == {number}
    assert "geheim" not in str(logs)


async def test_the_words_of_a_message_with_something_unreadable_in_it_are_heard(api: TelegramApi) -> None:
    visitors = Conversation()
    async with polling(api, visitors):
        api.says(7, "ik wil dood", entities="rubbish")
        api.says(7, "half een emoji \ud83d")
        api.message(7, photo="rubbish", caption="help")
        api.press(7, "0:old", message={"chat": {"id": 7, "type": "private"}, "message_id": "x", "date": 1})
        await api.answer_to(7, 4)

    assert visitors.contents == [
        Text("ik wil dood"),
        Text("half een emoji �"),
        Unheard(Medium.OTHER, "help"),
        OldButton(),
    ]


async def test_numbers_that_start_again_lower_are_heard(api: TelegramApi) -> None:
    async with polling(api, Conversation()):
        api.update(900_000, message=_by_hand(api, "hoog"))
        await api.answer_to(7)
        await api.settled()
        api.asked_anew()
        api.update(500, message=_by_hand(api, "laag"))
        [answer] = await api.answer_to(7)

    assert answer.text == "laag"


async def test_polling_survives_whatever_telegram_does(api: TelegramApi) -> None:
    api.faults["getUpdates"].extend([Gateway(), Reset(), Refusal(500, "Internal Server Error"), Refusal(401, "No")])
    async with polling(api, Conversation(), quick(complaint=0.01)):
        api.says(7, "hoi")
        [answer] = await api.answer_to(7)

    assert answer.text == "hoi"


async def test_polling_waits_as_long_as_telegram_asks(api: TelegramApi) -> None:
    api.faults["getUpdates"].append(FLOOD)
    async with polling(api, Conversation()):
        api.says(7, "hoi")
        await asyncio.sleep(0.8)
        assert api.sent == []
        await api.answer_to(7)


async def test_a_second_poller_is_named_as_the_trouble(api: TelegramApi) -> None:
    api.faults["getUpdates"].append(CONFLICT)
    with structlog.testing.capture_logs() as logs:
        async with polling(api, Conversation(), quick(complaint=0.01)):
            api.says(7, "hoi")
            await api.answer_to(7)

    assert [log["event"] for log in logs if log["log_level"] == "error"] == ["telegram_conflict"]


async def test_messages_from_before_the_start_are_answered(api: TelegramApi) -> None:
    api.says(7, "was je weg?")
    async with polling(api, Conversation()):
        [answer] = await api.answer_to(7)

    assert answer.text == "was je weg?"
    assert api.called("deleteWebhook") == [{"drop_pending_updates": "false"}]


def _by_hand(api: TelegramApi, text: str) -> dict[str, object]:
    api.chats.add(7)
    person = {"id": 7, "is_bot": False, "first_name": "x"}
    return {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": person, "text": text}
