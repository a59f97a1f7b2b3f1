"""Talking with the real Rasa, and what domain.yml lets it say."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.conversation import Heard
from bot.messages import Language
from bot.rasa import RasaClient
from bot.safety import Payload, Safe, check

DOMAIN: Mapping[str, Any] = yaml.safe_load(Path("domain.yml").read_text(encoding="utf-8"))


@dataclass
class Talk:
    """One conversation."""

    client: RasaClient
    language: Language = Language.NL
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    async def says(self, words: str, *, place_named: bool = False) -> Heard:
        return await self._asks(check(words), place_named=place_named)

    async def presses(self, intent: str) -> Heard:
        return await self._asks(check(Payload(intent)))

    def anew(self) -> "Talk":
        return Talk(self.client, self.language)

    async def _asks(self, message: object, *, place_named: bool = False) -> Heard:
        assert isinstance(message, Safe), "the lexicon keeps this from Rasa"
        return await self.client.ask(self.id, message, self.language, place_named=place_named)


def wordings(response: str, language: Language = Language.NL) -> set[str]:
    """Give what a response may say; the empty text when it is a bare verb."""
    variants = [variant for variant in DOMAIN["responses"][response] if _speaks(variant, language)]
    return {variant.get("text", "").strip() for variant in variants}


def _speaks(variant: Mapping[str, Any], language: Language) -> bool:
    return all(condition["value"] == language for condition in variant.get("condition", []))


def answers(heard: Heard, *responses: str, language: Language = Language.NL) -> bool:
    """Tell whether the texts of these responses, in this order, are what was said."""
    said = [spoken.text for spoken in heard.spoken if spoken.text]
    return len(said) == len(responses) and all(
        text in wordings(response, language) for text, response in zip(said, responses, strict=True)
    )


def verbs(heard: Heard) -> list[object]:
    return [spoken.verb for spoken in heard.spoken if spoken.verb]
