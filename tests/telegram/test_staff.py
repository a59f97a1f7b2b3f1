"""The group of staff: told of alarms, never left, never answered."""

import asyncio

import pytest

from bot.telegram import TelegramBot, TelegramSettings, Undelivered
from tests.telegram.acting import SECRET, TEXTS, Conversation, Naps, make_bot, quick
from tests.telegram_api import TelegramApi
from tests.telegram_rules import Fault, Refusal, Reset

GROUP = -1001234567890


def staffed(api: TelegramApi, visitors: Conversation) -> TelegramBot:
    api.chats.add(GROUP)
    settings = TelegramSettings(api.token, api.url, None, SECRET, str(GROUP))
    bare = make_bot(api, visitors)
    return TelegramBot(settings, visitors, TEXTS, str, visitors.delivered, bare._clock, quick(Naps()))


async def test_staff_are_told_in_plain_text(api: TelegramApi) -> None:
    bot = staffed(api, Conversation())
    await bot.tell_staff("Nieuw alarm: onveilig, melding 3")
    await bot.stop()

    [sent] = api.to(GROUP)
    assert sent.text == "Nieuw alarm: onveilig, melding 3"
    assert "parse_mode" not in sent.params
    assert sent.params["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize(
    ("fault", "permanent"),
    [
        (Refusal(400, "Bad Request: chat not found"), True),
        (Refusal(403, "Forbidden: bot was kicked from the supergroup chat"), True),
        (Reset(), False),
    ],
)
async def test_what_does_not_arrive_says_whether_trying_again_helps(
    api: TelegramApi, fault: Fault, *, permanent: bool
) -> None:
    visitors = Conversation()
    bot = staffed(api, visitors)
    api.faults["sendMessage"].extend([fault] * 5)
    with pytest.raises(Undelivered) as raised:
        await bot.tell_staff("Nieuw alarm")
    await bot.stop()

    assert (raised.value.permanent, api.sent, visitors.heard) == (permanent, [], [])


async def test_the_group_is_not_left_and_not_answered(api: TelegramApi) -> None:
    visitors = Conversation()
    bot = staffed(api, visitors)
    await bot.start()
    running = asyncio.create_task(bot.poll())
    group = {"id": GROUP, "type": "supergroup", "title": "Balie"}
    api.membership(GROUP, "member", kind="supergroup")
    api.message(7, text="/start", chat=group)
    api.message(7, "edited_message", text="ik wil dood", chat=group)
    await api.settled()
    await bot.stop()
    await running

    assert (visitors.heard, api.sent, api.called("leaveChat")) == ([], [], [])


async def test_stopping_waits_for_what_is_being_told_and_refuses_the_rest(api: TelegramApi) -> None:
    bot = staffed(api, Conversation())
    api.faults["sendMessage"].append(Reset())
    telling = asyncio.create_task(bot.tell_staff("Nieuw alarm"))
    while not api.calls:  # noqa: ASYNC110 simple, and only as long as a test
        await asyncio.sleep(0.001)
    await bot.stop()
    await telling
    with pytest.raises(Undelivered) as raised:
        await bot.tell_staff("te laat")

    assert ([sent.text for sent in api.sent], raised.value.permanent) == (["Nieuw alarm"], False)


async def test_without_a_group_nobody_can_be_told(api: TelegramApi) -> None:
    bot = make_bot(api, Conversation())
    with pytest.raises(Undelivered) as raised:
        await bot.tell_staff("Nieuw alarm")
    await bot.stop()

    assert (raised.value.permanent, api.calls) == (True, [])
