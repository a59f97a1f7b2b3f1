"""The webhook: only Telegram is let in, and an update is acknowledged once it is answered."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.messages import Text
from bot.telegram import WEBHOOK_PATH, Mode, TelegramBot, TelegramSettings
from bot.telegram.patience import Pace
from tests.telegram.acting import PUBLIC, SECRET, Conversation, make_bot, quick
from tests.telegram_api import TelegramApi


@asynccontextmanager
async def _served(api: TelegramApi, visitors: Conversation, pace: Pace | None = None) -> AsyncGenerator[TelegramBot]:
    bot = make_bot(api, visitors, pace, public=PUBLIC)

    async def receive(request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        return web.Response(status=await bot.receive(await request.read(), secret))

    app = web.Application()
    app.router.add_post(WEBHOOK_PATH, receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api.doors[PUBLIC] = f"http://127.0.0.1:{runner.addresses[0][1]}"
    await bot.start()
    try:
        yield bot
    finally:
        await bot.stop()
        await runner.cleanup()


def _body(number: int, text: str = "hoi") -> bytes:
    person = {"id": 7, "is_bot": False, "first_name": "x"}
    message = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": person, "text": text}
    return json.dumps({"update_id": number, "message": message}).encode()


async def test_visitors_are_answered_in_order_through_the_webhook(api: TelegramApi) -> None:
    async with _served(api, Conversation()):
        for number in range(10):
            api.says(7, f"bericht {number}")
        answers = await api.answer_to(7, 10)
        await api.settled()

    assert [answer.text for answer in answers] == [f"bericht {number}" for number in range(10)]


async def test_telegram_is_told_where_to_call_and_how_to_prove_itself(api: TelegramApi) -> None:
    async with _served(api, Conversation()) as bot:
        assert bot.mode is Mode.WEBHOOK

    assert api.webhook == {
        "url": "https://bot.example/telegram/webhook",
        "secret_token": SECRET,
        "max_connections": "100",
        "drop_pending_updates": "false",
        "allowed_updates": ["callback_query", "edited_message", "message", "my_chat_member"],
    }


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "ëmoji 😀", "\ud83d"])
async def test_nobody_else_is_let_in(api: TelegramApi, secret: str | None) -> None:
    visitors = Conversation()
    async with _served(api, visitors) as bot:
        assert await bot.receive(_body(1), secret) == 401

    assert visitors.heard == []


async def test_nobody_is_let_in_while_we_poll(api: TelegramApi) -> None:
    bot = make_bot(api, Conversation())

    assert await bot.receive(_body(1), SECRET) == 401
    await bot.stop()


async def test_an_update_sent_twice_is_handled_once_also_while_it_is_in_hand(api: TelegramApi) -> None:
    visitors = Conversation(seconds=0.2)
    async with _served(api, visitors) as bot:
        api.chats.add(7)
        statuses = await asyncio.gather(bot.receive(_body(1), SECRET), bot.receive(_body(1), SECRET))
        later = await bot.receive(_body(1), SECRET)

    assert ([*statuses, later], visitors.contents) == ([200, 200, 200], [Text("hoi")])


@pytest.mark.parametrize(
    "body", [b"", b"no json", b"[]", b"{}", b'{"update_id": 5, "message": 3}', b"\xff", b'{"update_id": 6}']
)
async def test_what_nobody_can_read_is_acknowledged_so_that_it_stops_coming(api: TelegramApi, body: bytes) -> None:
    async with _served(api, Conversation()) as bot:
        assert await bot.receive(body, SECRET) == 200


async def test_the_acknowledgement_waits_for_the_answer_but_not_for_ever(api: TelegramApi) -> None:
    async with _served(api, Conversation(seconds=0.5), quick(webhook_hold=0.1)) as bot:
        api.chats.add(7)
        assert await bot.receive(_body(1), SECRET) == 200
        assert api.sent == []
        await api.answer_to(7)


async def test_while_stopping_updates_in_hand_are_answered_and_new_ones_are_sent_again_later(api: TelegramApi) -> None:
    async with _served(api, Conversation(seconds=0.3)) as bot:
        api.says(7, "hoi")
        await asyncio.sleep(0.1)
        stopping = asyncio.create_task(bot.stop())
        await asyncio.sleep(0)
        status = await bot.receive(_body(1), SECRET)
        await stopping

    assert status == 503
    assert [message.text for message in api.sent] == ["hoi"]


async def test_what_stopping_breaks_off_is_not_acknowledged(api: TelegramApi) -> None:
    async with _served(api, Conversation(seconds=60), quick(drain=0.1)) as bot:
        receiving = asyncio.create_task(bot.receive(_body(1), SECRET))
        await asyncio.sleep(0.05)
        await bot.stop()

        assert await receiving == 503


async def test_polling_in_webhook_mode_just_waits_for_the_end(api: TelegramApi) -> None:
    async with _served(api, Conversation()) as bot:
        waiting = asyncio.create_task(bot.poll())
        await asyncio.sleep(0.05)
        assert not waiting.done()

    await asyncio.wait_for(waiting, 1)
    assert api.called("getUpdates") == []


@pytest.mark.parametrize("secret", [None, "", "short", "sixteen letters and spaces"])
def test_a_webhook_that_anybody_could_call_is_refused(secret: str | None) -> None:
    with pytest.raises(ValueError, match="webhook_secret"):
        TelegramSettings("1:t", public_url=PUBLIC, webhook_secret=secret)


def test_settings_do_not_show_their_secrets() -> None:
    settings = TelegramSettings("123:tokentoken", public_url=PUBLIC, webhook_secret=SECRET)

    assert "tokentoken" not in repr(settings)
    assert SECRET not in repr(settings)
