"""Telegram: updates in, messages out, none lost, in order within a chat and side by side across chats.

An update is acknowledged to Telegram only once it has been answered, so that Telegram itself keeps what a crash
interrupts and hands it out again. Only here is aiogram imported, which takes seconds.

    bot = TelegramBot(settings, visitors, texts, visitor_key, delivered, clock)
    await bot.start()              NotStartedError: no token, no network
    await bot.poll()               or, with a public address, `await bot.receive(body, secret)` for every request
    await bot.send(...)            what was left over, and what staff say; Undelivered
    await bot.stop()               what is in hand is answered first
"""

from bot.telegram.bot import TelegramBot
from bot.telegram.named import name_of
from bot.telegram.ports import (
    WEBHOOK_PATH,
    Mode,
    NotStartedError,
    TelegramHealth,
    TelegramSettings,
    Undelivered,
    Visitors,
)

__all__ = [
    "WEBHOOK_PATH",
    "Mode",
    "NotStartedError",
    "TelegramBot",
    "TelegramHealth",
    "TelegramSettings",
    "Undelivered",
    "Visitors",
    "name_of",
]
