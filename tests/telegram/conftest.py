"""Fixtures of the Telegram tests."""

from collections.abc import AsyncGenerator

import pytest

from tests.telegram_api import TelegramApi


@pytest.fixture
async def api() -> AsyncGenerator[TelegramApi]:
    """A fresh Bot API."""
    async with TelegramApi() as server:
        yield server
