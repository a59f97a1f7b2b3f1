"""The start: who we are, what we look like, and what is in the way."""

from datetime import timedelta

import pytest
import structlog

from bot.messages import Command, Language
from bot.telegram import Mode, NotStartedError, TelegramBot, name_of
from tests.telegram.acting import PUBLIC, TEXTS, Conversation, Naps, make_bot, polling, quick
from tests.telegram_api import TelegramApi
from tests.telegram_rules import Fault, Refusal, Reset

_SETTERS = ("setMyCommands", "setMyName", "setMyShortDescription", "setMyDescription")


async def _started(api: TelegramApi) -> TelegramBot:
    bot = make_bot(api, Conversation(), quick(Naps()))
    await bot.start()
    return bot


async def test_commands_names_and_descriptions_are_set_in_dutch_by_default_and_in_english(api: TelegramApi) -> None:
    await (await _started(api)).stop()

    for language, code in ((Language.NL, ""), (Language.EN, "en")):
        listed = [command["command"] for command in api.profile["MyCommands", code]["commands"]]
        assert listed == list(Command)
        assert api.profile["MyName", code]["name"] == TEXTS.say("bot_name", language).text
        short = api.profile["MyShortDescription", code]["short_description"]
        assert short == TEXTS.say("bot_short_description", language).text
        assert api.profile["MyDescription", code]["description"] == TEXTS.say("bot_description", language).text
    assert api.profile["ChatMenuButton", ""]["menu_button"] == {"type": "commands"}


async def test_what_is_set_already_is_not_set_again_since_telegram_rations_it(api: TelegramApi) -> None:
    await (await _started(api)).stop()
    api.calls.clear()
    await (await _started(api)).stop()

    assert [method for method, _ in api.calls if method in _SETTERS] == []


async def test_a_name_that_telegram_will_not_take_today_does_not_keep_the_bot_from_starting(api: TelegramApi) -> None:
    api.faults["setMyName"].extend([Refusal(429, "Too Many Requests", retry_after=80_000)] * 2)
    with structlog.testing.capture_logs() as logs:
        await (await _started(api)).stop()

    steps = [log["step"] for log in logs if log["event"] == "telegram_profile_not_set"]
    assert steps == ["name", "name"]
    assert "MyDescription" in {what for what, _ in api.profile}


async def test_waiting_messages_are_never_dropped(api: TelegramApi) -> None:
    api.says(7, "hoi")
    await (await _started(api)).stop()

    assert len(api.pending) == 1


@pytest.mark.parametrize(
    ("method", "fault", "permanent"),
    [
        ("getMe", Refusal(401, "Unauthorized"), True),
        ("getMe", Refusal(404, "Not Found"), True),
        ("getMe", Reset(), False),
        ("deleteWebhook", Refusal(500, "Internal Server Error"), False),
    ],
)
async def test_a_start_that_fails_tells_whether_waiting_helps(
    api: TelegramApi, method: str, fault: Fault, *, permanent: bool
) -> None:
    api.faults[method].extend([fault] * 5)
    bot = make_bot(api, Conversation(), quick(Naps()))

    with pytest.raises(NotStartedError) as failure:
        await bot.start()
    await bot.stop()

    assert failure.value.permanent is permanent
    assert api.token not in str(failure.value)


async def test_a_public_address_that_telegram_refuses_is_named_and_may_work_later(api: TelegramApi) -> None:
    bot = make_bot(api, Conversation(), public="http://no-tls.example")

    with pytest.raises(NotStartedError, match="public address") as failure:
        await bot.start()
    await bot.stop()

    assert not failure.value.permanent


async def test_a_telegram_that_comes_late_is_waited_for(api: TelegramApi) -> None:
    api.faults["getMe"].extend([Reset()] * 4)

    await (await _started(api)).stop()

    assert len(api.called("getMe")) == 5


async def test_health_shows_how_things_stand(api: TelegramApi) -> None:
    async with polling(api, Conversation()) as bot:
        before = await bot.health()
        api.says(7, "hoi")
        await api.answer_to(7)
        await api.settled()
        after = await bot.health()

    assert (before.username, before.mode, before.reachable) == ("joinus_test_bot", Mode.POLLING, True)
    assert (before.pending_updates, before.in_hand, before.last_update_age) == (0, 0, None)
    assert after.last_update_age is not None
    assert after.last_update_age < timedelta(seconds=5)


async def test_health_repeats_what_telegram_says_of_our_server(api: TelegramApi) -> None:
    bot = make_bot(api, Conversation(), public=PUBLIC)
    api.webhook_error = "Connection refused"
    health = await bot.health()
    await bot.stop()

    assert (health.mode, health.last_webhook_error) == (Mode.WEBHOOK, "Connection refused")
    assert health.last_webhook_error_age is not None


async def test_health_says_so_when_telegram_does_not_answer(api: TelegramApi) -> None:
    bot = make_bot(api, Conversation())
    api.faults["getWebhookInfo"].append(Reset())
    health = await bot.health()
    await bot.stop()

    assert (health.reachable, health.pending_updates) == (False, None)


async def test_a_command_may_ask_what_the_bot_is_called(api: TelegramApi) -> None:
    bot = await _started(api)
    await bot.stop()
    assert await name_of(api.token, api.url) == bot.username == "joinus_test_bot"


async def test_a_refused_token_tells_no_name(api: TelegramApi) -> None:
    api.faults["getMe"].append(Refusal(401, "Unauthorized"))
    with pytest.raises(NotStartedError):
        await name_of(api.token, api.url)
