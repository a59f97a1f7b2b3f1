"""The end: what is in hand is answered, confirmed, and nothing comes twice."""

import asyncio

import structlog

from tests.telegram.acting import Conversation, make_bot, polling, quick
from tests.telegram_api import TelegramApi


async def test_ten_in_flight_are_all_answered_and_none_comes_again(api: TelegramApi) -> None:
    visitors = Conversation(seconds=0.8)
    async with polling(api, visitors):
        for chat in range(1, 11):
            api.says(chat, f"hoi van {chat}")
        while len(visitors.heard) < 10:  # noqa: ASYNC110 simple, and only as long as a test
            await asyncio.sleep(0.01)

    assert sorted(message.chat for message in api.sent) == list(range(1, 11))
    assert api.pending == []


async def test_an_update_that_takes_too_long_is_left_to_the_next_start(api: TelegramApi) -> None:
    visitors = Conversation(seconds=60, slow_words=frozenset({"traag"}))
    with structlog.testing.capture_logs() as logs:
        async with polling(api, visitors, quick(drain=0.2)):
            api.says(7, "vlug")
            await api.answer_to(7)
            api.says(8, "traag")
            while len(visitors.heard) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    assert [update["message"]["text"] for update in api.pending] == ["traag"]
    assert {"event": "telegram_updates_broken_off", "count": 1, "log_level": "error"} in logs


async def test_polling_ends_when_it_is_cancelled_and_stopping_still_answers(api: TelegramApi) -> None:
    visitors = Conversation(seconds=0.5)
    bot = make_bot(api, visitors)
    await bot.start()
    running = asyncio.create_task(bot.poll())
    api.says(7, "hoi")
    while not visitors.heard:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.wait({running})
    await bot.stop()

    assert running.cancelled()
    assert [message.text for message in api.sent] == ["hoi"]
    assert api.pending == []


async def test_a_bot_that_never_started_can_be_stopped_and_polls_no_more(api: TelegramApi) -> None:
    bot = make_bot(api, Conversation())
    await bot.stop()
    await bot.poll()

    assert api.calls == []
