"""Whole conversations of visitors who are not in need, with the real Rasa and a real database (talks.yml)."""

import re
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yaml

from bot.__main__ import Bot
from bot.rasa import RasaAddress
from tests.whole.talking import talk, whole_bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

TALKS: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("talks.yml").read_text(encoding="utf-8")
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(rasa: RasaAddress, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Bot]:
    async with whole_bot(rasa, tmp_path_factory.mktemp("talks")) as whole:
        yield whole


@pytest.mark.parametrize("name", TALKS)
async def test_a_talk_goes_as_it_is_told(bot: Bot, name: str) -> None:
    turns = await talk(bot, name, [step["says"] for step in TALKS[name]])
    for step, turn in zip(TALKS[name], turns, strict=True):
        shown = "\n".join((*turn.answers, *turn.buttons))
        assert not turn.alarmed
        for hears in step["hears"]:
            assert re.search(hears, shown), f"{step['says']!r} got {shown!r}"
        for not_hears in step.get("not", []):
            assert not re.search(not_hears, shown), f"{step['says']!r} got {shown!r}"
