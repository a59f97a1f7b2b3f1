"""The client, when Rasa hangs, crashes or talks rubbish."""

import asyncio
import json
import traceback
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot import yml
from bot.conversation import DialogueDownError, Heard
from bot.messages import Language
from bot.rasa import RasaClient, free_port
from bot.rasa.client import ANSWERS_WITHIN, SURE, TRUSTS_AGAIN_AFTER
from bot.safety import Safe, Tier, check
from tests.rasa.faking import Answer, FakeRasa, drips, fake_rasa, hangs, says

SECRET = "hemelsblauw"
GREETED = {"name": "greet", "confidence": 1.0}
EMPTY = {"intent": GREETED, "ranking": [], "entities": [], "safety": {"tier": None, "mass": 0.0}}


@asynccontextmanager
async def client_of(answer: Answer) -> AsyncGenerator[tuple[RasaClient, FakeRasa]]:
    async with fake_rasa(answer) as fake:
        client = RasaClient(fake.url, "token", askable=frozenset({"ask_cost"}))
        try:
            yield client, fake
        finally:
            await client.close()


async def ask(client: RasaClient, words: str = "wat kost het") -> Heard:
    message = check(words)
    assert isinstance(message, Safe)
    return await client.ask("x", message, Language.NL, place_named=False)


def turn(*replies: object, **parts: object) -> Answer:
    return says(json.dumps({**EMPTY, **parts, "replies": replies}))


def test_what_is_sure_stands_in_the_settings_of_the_gate() -> None:
    pipeline = yml.values(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]
    (gate,) = [part for part in pipeline if part["name"] == "nlu.gate.SafetyGate"]
    assert float(gate["sure"]) == SURE


@pytest.mark.parametrize(("mass", "sure"), [(SURE, True), (SURE - 0.01, False)])
async def test_a_verdict_is_sure_from_what_the_settings_say(mass: float, sure: bool) -> None:  # noqa: FBT001 -- a row
    async with client_of(turn(safety={"tier": "emergency", "mass": mass})) as (client, _):
        assert (await ask(client)).sure is sure


@pytest.mark.parametrize("answer", [hangs, drips])
async def test_a_rasa_that_keeps_us_waiting_is_given_up(answer: Answer) -> None:
    message = check("wat kost het")  # the first check reads the lexicon, which takes its time
    assert isinstance(message, Safe)
    async with client_of(answer) as (client, _):
        async with asyncio.timeout(10 * ANSWERS_WITHIN):
            with pytest.raises(DialogueDownError):
                await client.ask("x", message, Language.NL, place_named=False)


@pytest.mark.parametrize(
    "answer",
    [
        says("{", 200),
        says("", 200),
        says("7", 200),
        says("{}", 200),
        says("[]", 200),
        says("<html>", 502),
        says("{}", 500),
        says("{}", 401),
        turn("not a reply"),
        turn({"custom": {"do": "a verb nobody knows"}}),
        turn({"custom": {"do": "escalate", "tier": "none such"}}),
        turn({"text": "x", "buttons": [{"title": "no payload"}]}),
        turn(safety={"tier": "none such", "mass": 1.0}),
    ],
)
async def test_rubbish_is_a_dialogue_that_is_down(answer: Answer) -> None:
    async with client_of(answer) as (client, _):
        with pytest.raises(DialogueDownError):
            await ask(client)


async def test_nobody_listening_is_a_dialogue_that_is_down() -> None:
    client = RasaClient(f"http://127.0.0.1:{free_port()}", "token", frozenset())

    with pytest.raises(DialogueDownError):
        await ask(client)
    assert not await client.ready()

    await client.close()


async def test_an_empty_answer_is_handed_on_as_such() -> None:
    async with client_of(turn()) as (client, _):
        assert await ask(client) == Heard((), (), None, Tier.NONE)


async def test_the_verdict_of_the_gate_comes_with_the_replies() -> None:
    async with client_of(turn({"text": "hoi"}, safety={"tier": "suicidal", "mass": 0.9})) as (client, _):
        heard = await ask(client)

    assert heard.tier is Tier.SUICIDAL


async def test_after_a_failure_rasa_is_left_alone_and_then_trusted_again() -> None:
    async with client_of(says("{}", 500)) as (client, fake):
        for _ in range(3):
            with pytest.raises(DialogueDownError):
                await ask(client)
        asked_while_down = fake.asked

        fake.answer = turn()
        await asyncio.sleep(TRUSTS_AGAIN_AFTER)
        heard = await ask(client)

    assert (asked_while_down, fake.asked) == (1, 2)
    assert heard.spoken == ()


@pytest.mark.parametrize("body, status", [("7", 200), ('[{"intent": 1}]', 200), ("{", 200), ("[]", 500)])
async def test_reading_messages_fails_plainly(body: str, status: int) -> None:
    async with client_of(says(body, status)) as (client, _):
        with pytest.raises(DialogueDownError):
            await client.parse(["hoi"])


async def test_forgetting_never_fails() -> None:
    async with client_of(says("", 500)) as (client, _):
        with capture_logs() as logs:
            await client.forget("x")

    assert [entry["event"] for entry in logs] == ["rasa_did_not_forget"]


async def test_what_was_said_is_in_no_log_and_no_error() -> None:
    async with client_of(turn({"text": SECRET, "buttons": SECRET})) as (client, _):
        with capture_logs() as logs, pytest.raises(DialogueDownError) as raised:
            await ask(client, f"mijn geheim is {SECRET}")

    assert [entry["event"] for entry in logs] == ["rasa_did_not_answer"]
    assert SECRET not in f"{logs} {traceback.format_exception(raised.value)}"
