"""How long a turn takes: the bot's own share of it, with a real Rasa behind it, and in a long conversation."""

import asyncio
import secrets
import statistics
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.fernet import Fernet

from bench import understanding
from bench.figures import Figure, Host, percentile
from bench.ours import timed
from bot.__main__ import DOMAIN
from bot.campaigns import Doorway
from bot.conversation import Conversation, Dialogue, Heard, Meaning, Parts, Spoken
from bot.directory import Places, sample
from bot.handovers import DeskKey
from bot.messages import Incoming, Language, Text
from bot.rasa import RasaAddress, RasaClient, read_domain
from bot.safety import Safe, Tier
from bot.staff import Reading, When, new_key_pair
from bot.store import Database, migrate
from bot.texts import Texts

SAID = (
    "hoi",
    "ik voel me zo alleen de laatste tijd",
    "wat doen jullie daar eigenlijk",
    "is er ook een groep in Zutphen?",
    "kost dat geld",
    "ik ken hier niemand en ik vind het best spannend om ergens alleen heen te gaan",
    "wat gebeurt er na het aanmelden?",
    "3512 AB",
)
OWN_TURNS = 2_000
MESSAGES = 300  # of dev
A_SECOND, SECONDS = 10, 30
EARLY, LATE = range(3, 8), range(198, 203)  # turns 5 and 200, with their neighbours against chance
LONG_CONVERSATIONS = 5

Turn = Callable[[str, str], Awaitable[None]]


class Echo:
    """A dialogue that answers at once: what is left of a turn is the bot's own work."""

    async def ask(self, conversation: str, message: Safe, language: Language, *, place_named: bool) -> Heard:
        """Answer."""
        del conversation, message, language, place_named
        return Heard((Spoken("Dat klinkt bekend."),), (Meaning("express_loneliness", 0.9),), None, Tier.NONE)

    async def forget(self, conversation: str) -> None:
        """Know nothing to forget."""


async def own_share() -> list[Figure]:
    """Measure turns without Rasa: load, check, answer, commit, and take the answer out of the outbox."""
    async with talking(Echo()) as (turn, _):
        await _timed(turn, "warm", 50)
        host = Host()
        took = [span for visitor in range(20) for span in await _timed(turn, str(visitor), OWN_TURNS // 20)]
    what = "the bot's own share of a turn"
    return [
        Figure(f"{what}, p50", percentile(took, 0.5), "ms", 10),
        Figure(f"{what}, p99", percentile(took, 0.99), "ms", 10),
        *host.figure(what),
    ]


async def read_by_rasa(address: RasaAddress) -> list[Figure]:
    """Measure what Rasa takes to understand a message, one after the other: places, intents and safety gate."""
    messages = [row.text for row in understanding.read("dev")[:MESSAGES]]
    async with _client(address) as client:
        await client.parse(messages[:10])
        took = await timed(messages, client)
    return [
        Figure("a message understood by Rasa, p50", percentile(took, 0.5), "ms"),
        Figure("a message understood by Rasa, p95", percentile(took, 0.95), "ms", 25),
    ]


async def through_rasa(address: RasaAddress) -> list[Figure]:
    """Measure whole turns, ten a second come what may; a turn that has to wait counts its waiting."""
    async with _client(address) as client, talking(client) as (turn, _):
        await _timed(turn, "warm", 50)
        host = Host()
        began = time.monotonic()
        took = await asyncio.gather(*(_at(turn, began, number) for number in range(A_SECOND * SECONDS)))
    what = f"a turn through Rasa at {A_SECOND} messages a second"
    return [
        Figure(f"{what}, p50", percentile(took, 0.5), "ms"),
        Figure(f"{what}, p95", percentile(took, 0.95), "ms", 60),
        *host.figure(what),
    ]


async def long_conversation(address: RasaAddress) -> Figure:
    """Compare turn 200 of a conversation with turn 5."""
    early: list[float] = []
    late: list[float] = []
    async with _client(address) as client, talking(client) as (turn, _):
        for visitor in range(LONG_CONVERSATIONS):
            took = await _timed(turn, str(visitor), LATE.stop)
            early += took[EARLY.start - 1 : EARLY.stop - 1]
            late += took[LATE.start - 1 : LATE.stop - 1]
    return Figure(
        "turn 200 of a conversation against turn 5", statistics.median(late) / statistics.median(early), "", 1.2
    )


@asynccontextmanager
async def talking(dialogue: Dialogue) -> AsyncGenerator[tuple[Turn, Database]]:
    """Give a conversation on a database of its own, as Telegram takes turns with it, and that database."""
    with TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        await migrate(url)
        store = Database.open(url, [Fernet.generate_key().decode()], "the audit key of the bench")
        await store.seed_groups(sample())
        desk = DeskKey(new_key_pair()[0].public)
        escalations = read_domain(DOMAIN).escalations
        doorway = Doorway(b"key of the bench", None)
        parts = Parts(
            store, dialogue, Places.load(), Texts.load(), desk, _nobody, secrets.token_hex, doorway, escalations
        )
        conversation = Conversation(parts)

        async def turn(visitor: str, words: str) -> None:
            delivery = await conversation.turn(Incoming(visitor, Text(words), datetime.now(UTC), address=visitor))
            assert delivery.replies
            if delivery.id is not None:
                await store.delivered(delivery.id)

        try:
            yield turn, store
        finally:
            await conversation.drain(5)
            await store.close()


@asynccontextmanager
async def _client(address: RasaAddress) -> AsyncGenerator[RasaClient]:
    client = RasaClient(address.url, address.token, Texts.load().askable)
    try:
        yield client
    finally:
        await client.close()


async def _timed(turn: Turn, visitor: str, turns: int) -> Sequence[float]:
    """Take turns one after the other; gives the milliseconds of each."""
    took = []
    for words in islice(cycle(SAID), turns):
        began = time.perf_counter()
        await turn(visitor, words)
        took.append((time.perf_counter() - began) * 1_000)
    return took


async def _at(turn: Turn, began: float, number: int) -> float:
    due = began + number / A_SECOND
    await asyncio.sleep(due - time.monotonic())
    await turn(f"visitor {number % 40}", SAID[number % len(SAID)])
    return (time.monotonic() - due) * 1_000


def _nobody(_: datetime) -> Reading:
    return Reading(When.NEVER)
