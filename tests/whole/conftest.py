"""Fixtures of the tests of the whole bot."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.telegram_api import TelegramApi


@pytest.fixture
async def api() -> AsyncGenerator[TelegramApi]:
    """A fresh Bot API."""
    async with TelegramApi() as server:
        yield server


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """The VAR_DIR of a bot that was never started."""
    return tmp_path / "var"
