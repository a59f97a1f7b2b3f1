"""A visitor, the real conversation behind them, and two edges that fail on demand: Rasa and the database."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import Enum
from itertools import count
from typing import Any, TypeVar

from bot.campaigns import Doorway, Spot
from bot.conversation import (
    AskPlace,
    Conversation,
    Delivery,
    DialogueDownError,
    Heard,
    Known,
    Meaning,
    Parts,
    Patience,
    Spoken,
    State,
    StoreDownError,
    UnitOfWork,
)
from bot.directory import Alternative, Group, Places
from bot.handovers import DeskKey, Line, unseal
from bot.messages import Action, Button, Called, Command, Content, Edited, Incoming, Language, Link, Pressed, Text
from bot.safety import Safe, Tier
from bot.staff import KeyPair, Reading, When
from bot.store import Database
from bot.texts import Texts
from tests.store.parts import ANNA, Place

ASKED_NOBODY = "Dat kan, maar eerlijk: op dit moment leest hier nog niemand."  # how /mens answers then
T = TypeVar("T")
NEVER_MIND_THE_MODEL = Heard((Spoken("Oké."),), (Meaning("ask_cost", 0.9),), None, Tier.NONE)


def heard(
    *spoken: Spoken, intent: str = "chitchat", place: str | None = None, tier: Tier = Tier.NONE, sure: bool = True
) -> Heard:
    """Make an answer of Rasa."""
    return Heard(spoken, (Meaning(intent, 0.9),), place, tier, sure)


class Rasa(Enum):
    """How Rasa is today."""

    UP = "up"
    DOWN = "down"
    HANGING = "hanging"  # until the client gives up, which it does in 1.5 s; here much sooner
    EMPTY = "empty"
    OTHER_INTENT = "another intent"


@dataclass
class Dialogue:
    """Rasa with scripted answers, by message."""

    rasa: Rasa = Rasa.UP
    answers: dict[str, Heard] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    conversations: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    seconds: float = 0.0

    async def ask(self, conversation: str, message: Safe, language: Language, *, place_named: bool) -> Heard:
        """Answer as scripted, or fail as a Rasa does that is not well."""
        del language, place_named
        self.asked.append(message.message)
        self.conversations.append(conversation)
        await asyncio.sleep(0.05 if self.rasa is Rasa.HANGING else self.seconds)
        match self.rasa:
            case Rasa.DOWN | Rasa.HANGING:
                raise DialogueDownError
            case Rasa.EMPTY:
                return Heard((), (), None, Tier.NONE)
            case Rasa.OTHER_INTENT:
                return heard(Spoken("Een groep kost niks."), intent="ask_cost")
            case Rasa.UP:
                return self.answers.get(message.message, NEVER_MIND_THE_MODEL)

    async def forget(self, conversation: str) -> None:
        """Note what is to be forgotten."""
        self.forgotten.append(conversation)


async def patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask the database again: on a busy machine half a second may not be enough, and that is another room's test."""
    for _ in range(20):
        with suppress(StoreDownError):
            return await ask()
    return await ask()


@dataclass
class Store:
    """The real database behind a door that sticks."""

    database: Database
    down: bool = False
    read_only: bool = False
    without_alternatives: bool = False
    load_takes: float = 0.0  # seconds
    commit_takes: float = 0.0  # seconds
    commits: int = 0

    async def load(self, visitor: str) -> Known:
        """Read what is known of a visitor."""
        self._is_up()
        await asyncio.sleep(self.load_takes)
        return await self.database.load(visitor)

    async def commit(self, work: UnitOfWork) -> int | None:
        """Write a turn."""
        self.commits += 1
        self._is_up()
        if self.read_only:
            raise StoreDownError("commit: read only")
        await asyncio.sleep(self.commit_takes)
        return await patiently(lambda: self.database.commit(work))

    async def delivered(self, delivery: int) -> None:
        """Take out of the outbox."""
        self._is_up()
        await self.database.delivered(delivery)

    async def forget(self, visitor: str) -> None:
        """Delete a visitor."""
        self._is_up()
        await self.database.forget(visitor)

    async def shown_groups(self) -> Sequence[Group]:
        """List groups."""
        self._is_up()
        return await patiently(self.database.shown_groups)

    async def shown_alternatives(self) -> Sequence[Alternative]:
        """List what is not of Join Us."""
        self._is_up()
        if self.without_alternatives:
            raise StoreDownError("no alternatives")
        return await patiently(self.database.shown_alternatives)

    async def spot(self, code: str) -> Spot | None:
        """Find where a code hangs."""
        self._is_up()
        return await patiently(lambda: self.database.spot(code))

    def _is_up(self) -> None:
        if self.down:
            raise StoreDownError("the database is down")


@dataclass
class Hours:
    """When staff read: by default never."""

    reading: Reading = field(default_factory=lambda: Reading(When.NEVER))


@dataclass
class Talk:
    """A conversation and all that stands behind it."""

    conversation: Conversation
    dialogue: Dialogue
    store: Store
    place: Place
    hours: Hours
    private: bytes
    texts: Texts
    parts: Parts

    def behind_a_door(self, public_url: str) -> None:
        """Give the bot an address of its own, by which links to the sign-up lead."""
        self.parts = replace(self.parts, doorway=Doorway(b"key of the tests", public_url))
        self.conversation = Conversation(self.parts)

    async def sends(self, content: Content, visitor: str = ANNA, **more: Any) -> Delivery:
        """Send anything at all, a second after what came before."""
        now = self.place.clock.passes(seconds=1)
        return await self.conversation.turn(Incoming(visitor, content, now, **more))

    async def types(self, words: str, visitor: str = ANNA) -> str:
        """Type a message and read the answer."""
        return told(await self.sends(Text(words), visitor))

    async def edits(self, words: str) -> str:
        """Change a message."""
        return told(await self.sends(Edited(words)))

    async def calls(self, command: Command, argument: str = "") -> str:
        """Give a command."""
        return told(await self.sends(Called(command, argument)))

    async def presses(self, action: Action) -> str:
        """Press a button."""
        return told(await self.sends(Pressed(action)))

    def says(self, key: str, language: Language = Language.NL, **values: object) -> str:
        """Word a text as the bot does."""
        return self.texts.say(key, language, 0, **values).text

    async def state(self, visitor: str = ANNA) -> State | None:
        """Look up what is kept of a visitor."""
        await self.settles()
        return (await patiently(lambda: self.store.database.load(visitor))).state

    async def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Look into the tables, or change them."""
        await self.settles()
        return await self.place.rows(query)

    async def handovers(self) -> list[tuple[int, str]]:
        """List urgency and state of every handover."""
        return [(row[0], row[1]) for row in await self.rows("SELECT urgency, state FROM handovers ORDER BY id")]

    async def lines(self) -> list[Line]:
        """Open what was sealed to the desk, as staff with the recovery code do."""
        rows = await self.rows("SELECT sealed FROM handover_messages ORDER BY id")
        return [line for (sealed,) in rows for line in unseal(sealed, self.private)]

    async def words(self) -> list[str]:
        """Give what staff can read."""
        return [line.words for line in await self.lines()]

    async def counted(self, name: str) -> int:
        """Read a counter."""
        return (await self.counts()).get((name, ""), 0)

    async def counts(self) -> dict[tuple[str, str], int]:
        """Read all counters: how often what, and about what."""
        await self.settles()
        return {(name, about): n for (of, name, about), n in (await self.place.counts()).items() if of != "grave"}

    async def settles(self) -> None:
        """Wait for what is written behind the visitor's back."""
        await self.conversation.drain(5)


PATIENT = Patience(loads=timedelta(seconds=15), writes=timedelta(seconds=15))  # as for a busy machine


def made(
    place: Place, database: Database, world: tuple[Places, Texts], desk: tuple[KeyPair, bytes], patience: Patience
) -> Talk:
    """Build a conversation as the composition root does, with edges that fail on demand."""
    places, texts = world
    pair, private = desk
    dialogue, store, hours = Dialogue(), Store(database), Hours()
    number = count(1)
    parts = Parts(
        store=store,
        dialogue=dialogue,
        places=places,
        texts=texts,
        desk=DeskKey(pair.public),
        reading=lambda _: hours.reading,
        new_id=lambda: f"rasa-{next(number)}",
        doorway=Doorway(b"key of the tests", None),
        escalations={"suicidality": Tier.SUICIDAL, "emergency": Tier.EMERGENCY, "suicidality_other": Tier.THIRD_PARTY},
    )
    return Talk(Conversation(parts, (0.02,) * 50, patience), dialogue, store, place, hours, private, texts, parts)


def told(delivery: Delivery) -> str:
    """Give all that was said, one message below the other."""
    return "\n\n".join(say.text for say in delivery.replies)


def actions(delivery: Delivery) -> list[Action]:
    """List what the buttons do."""
    return [choice.action for say in delivery.replies for choice in say.choices if isinstance(choice, Button)]


def links(delivery: Delivery) -> list[str]:
    """List where the buttons lead."""
    return [choice.url for say in delivery.replies for choice in say.choices if isinstance(choice, Link)]


QUICK = timedelta(milliseconds=500)


WAYS = [Rasa.UP, Rasa.DOWN, Rasa.HANGING, Rasa.EMPTY]  # that Rasa may be


async def form(talk: Talk) -> None:
    """Have Rasa ask where somebody lives."""
    talk.dialogue.answers["groep"] = heard(Spoken("Waar woon je?", verb=AskPlace()))
    await talk.types("groep")
