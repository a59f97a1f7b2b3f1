"""The client of Rasa: one POST a turn, answered in time or not at all."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import structlog
from pydantic import BaseModel, TypeAdapter

from bot.conversation import DialogueDownError, Heard, Meaning, Spoken
from bot.messages import Action, Ask, Language
from bot.rasa.verbs import verb_of
from bot.safety import Safe, Tier

ANSWERS_WITHIN = 1.5  # seconds; Rasa takes 10-40 ms, and an alarm the model alone sees must be told within 2 s
TRUSTS_AGAIN_AFTER = 2.0  # seconds; meanwhile every turn is answered at once without Rasa
_NAMED = "named"  # what the place slot holds when the bot itself found the place

log = structlog.get_logger()


class _Button(BaseModel):
    title: str
    payload: str


class _Reply(BaseModel):
    text: str = ""
    buttons: list[_Button] = []
    custom: dict[str, Any] | None = None


class _Intent(BaseModel):
    name: str | None
    confidence: float


class _Entity(BaseModel):
    entity: str
    start: int
    end: int
    value: str


class _Verdict(BaseModel):
    tier: Tier | None
    mass: float


class _Parse(BaseModel):
    intent: _Intent
    ranking: list[_Intent]
    entities: list[_Entity]
    safety: _Verdict | None


class _Turn(_Parse):
    replies: list[_Reply]


# `sure` of the gate, in config.yml: below it every second message that the model alone takes for an emergency is none
SURE = 0.62
_PARSES = TypeAdapter(list[_Parse])


@dataclass(frozen=True, slots=True)
class Parse:
    """How the model reads a message: its likeliest meanings, the span of a place as written, its safety verdict.

    `mass` is the probability, 0 to 1, that it is an alarm: what the gate holds against its threshold.
    """

    ranking: tuple[Meaning, ...]
    place: str | None
    tier: Tier
    mass: float = 0.0


class RasaClient:
    """Rasa over HTTP, behind a breaker: after a failure it is left alone for two seconds."""

    def __init__(self, url: str, token: str, askable: frozenset[str]) -> None:
        # never through a proxy of the environment: words and token stay on this machine
        self._http = httpx.AsyncClient(
            base_url=url, headers={"x-token": token}, timeout=ANSWERS_WITHIN, trust_env=False
        )
        self._askable = askable
        self._rests_until = 0.0

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def ready(self) -> bool:
        """Tell whether Rasa is up with its model loaded."""
        try:
            return (await self._http.get("/webhooks/join_us/")).is_success
        except httpx.HTTPError:
            return False

    async def ask(self, conversation: str, message: Safe, language: Language, *, place_named: bool) -> Heard:
        """Ask Rasa; see `Dialogue.ask`."""
        if time.monotonic() < self._rests_until:
            raise DialogueDownError
        asked = {
            "sender": conversation,
            "message": message.message,
            "language": language,
            "slots": {"place": _NAMED if place_named else None},
        }
        try:
            # one clock over connecting, sending and reading: httpx counts each on its own
            async with asyncio.timeout(ANSWERS_WITHIN):
                return self._heard(_Turn.model_validate(await self._post("turn", asked)))
        except (httpx.HTTPError, TimeoutError, ValueError) as error:
            self._rests_until = time.monotonic() + TRUSTS_AGAIN_AFTER
            log.warning("rasa_did_not_answer", error=type(error).__name__)
            raise DialogueDownError from None  # the cause may quote the visitor

    async def parse(self, messages: Sequence[str], asked: str | None = None) -> list[Parse]:
        """Read messages without answering them; each as if it followed `asked`, a response, or nothing.

        Raises:
            DialogueDownError: Rasa is not there or answers rubbish.
        """
        try:
            parses = _PARSES.validate_python(
                await self._post("parse", {"messages": list(messages), "asked": asked}, timeout=60)
            )
        except (httpx.HTTPError, ValueError) as error:
            raise DialogueDownError(type(error).__name__) from None
        return [_parse(parse) for parse in parses]

    async def forget(self, conversation: str) -> None:
        """Drop a conversation; when Rasa is down its memory is gone or forgets within a day."""
        try:
            await self._post("forget", {"sender": conversation})
        except (httpx.HTTPError, ValueError) as error:
            log.warning("rasa_did_not_forget", error=type(error).__name__)

    async def _post(self, route: str, body: Mapping[str, Any], timeout: float = ANSWERS_WITHIN) -> Any:  # noqa: ANN401, ASYNC109
        answer = await self._http.post(f"/webhooks/join_us/{route}", json=body, timeout=timeout)
        return answer.raise_for_status().json()

    def _heard(self, turn: _Turn) -> Heard:
        parse = _parse(turn)
        spoken = tuple(self._spoken(reply) for reply in turn.replies)
        return Heard(spoken, parse.ranking, parse.place, parse.tier, sure=parse.tier is Tier.NONE or parse.mass >= SURE)

    def _spoken(self, reply: _Reply) -> Spoken:
        buttons = [(button.title, self._action(button.payload)) for button in reply.buttons]
        kept = tuple((title, action) for title, action in buttons if action)
        return Spoken(reply.text, kept, verb_of(reply.custom) if reply.custom else None)

    def _action(self, payload: str) -> Action | None:
        intent = payload.removeprefix("/")
        return Ask(intent) if intent in self._askable else None


def _parse(turn: _Parse) -> Parse:
    ranking = tuple(Meaning(item.name, item.confidence) for item in turn.ranking if item.name)
    places = [entity.value for entity in turn.entities if entity.entity == "place"]
    verdict = turn.safety or _Verdict(tier=None, mass=0.0)
    return Parse(ranking, places[0] if places else None, verdict.tier or Tier.NONE, verdict.mass)
