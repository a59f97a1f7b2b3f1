"""The end, kind or not: no message is lost, no process stays behind."""

import signal
from pathlib import Path

from bot.rasa import RasaAddress
from tests.telegram_api import TelegramApi
from tests.telegram_rules import FLOOD, Refusal
from tests.whole.running import alive, children_of, on_telegram, running, start, until, with_rasa
from tests.whole.visiting import Kept

CHATS = list(range(1, 11))
LATER = Refusal(429, "Too Many Requests: retry after 60", retry_after=60)


async def test_messages_in_flight_at_sigterm_are_answered_and_confirmed(
    api: TelegramApi, rasa: RasaAddress, var: Path
) -> None:
    async with running(var, **on_telegram(api), **with_rasa(rasa)) as bot:
        await bot.says("Telegram is up")
        api.faults["sendMessage"].extend([FLOOD] * len(CHATS))  # each answer waits a second
        for chat in CHATS:
            api.says(chat, "hoi")
        await until(lambda: len(api.called("sendMessage")) >= len(CHATS))
        assert api.sent == []

        assert await bot.ends(signal.SIGTERM) == 0

    assert {message.chat for message in api.sent} == set(CHATS)
    assert api.pending == []


async def test_what_a_kill_interrupts_is_answered_after_the_next_start(
    api: TelegramApi, rasa: RasaAddress, var: Path
) -> None:
    settings = on_telegram(api) | with_rasa(rasa)
    async with running(var, **settings) as bot:
        await bot.says("Telegram is up")
        api.faults["sendMessage"].extend([LATER] * 3)
        for chat, words in [(1, "hoi"), (2, "ik wil dood"), (3, "/mens")]:
            api.says(chat, words)
        await until(lambda: len(api.called("sendMessage")) >= 3)
        assert await bot.ends(signal.SIGKILL) == -signal.SIGKILL
    assert api.sent == []
    api.faults.clear()

    async with running(var, **settings):
        await until(lambda: {message.chat for message in api.sent} == {1, 2, 3})
        await api.settled(20)
        assert "113" in api.to(2)[0].text
        assert {urgency for urgency, _ in Kept(var).handovers(2)} == {2}


async def test_ctrl_c_takes_our_own_rasa_along(model: Path, var: Path) -> None:
    _lend(model, var)
    async with running(var) as bot:
        await bot.says("the language model is up")
        [rasa] = children_of(bot.process.pid)
        note = var / "rasa.json"
        assert note.stat().st_mode & 0o777 == 0o600
        assert await bot.ends(signal.SIGINT) == 0

    assert not alive(rasa)
    assert not note.exists()


async def test_a_killed_bot_takes_our_own_rasa_along(model: Path, var: Path) -> None:
    _lend(model, var)
    bot = start(var)
    await until(lambda: children_of(bot.process.pid) != set())
    [rasa] = children_of(bot.process.pid)

    await bot.ends(signal.SIGKILL)

    await until(lambda: not alive(rasa))


def _lend(model: Path, var: Path) -> None:
    """Put a trained model where the bot looks for it."""
    var.mkdir()
    (var / "models").symlink_to(model.parent.absolute())
