"""What a conversation needs from outside, stated here and built in `__main__`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.campaigns import Count, Spot
from bot.conversation.state import State
from bot.directory import Alternative, Group
from bot.handovers import HandoverEvent, overdue
from bot.messages import Action, Button, Language, Replies, Say
from bot.safety import Safe, Tier


class StoreDownError(Exception):
    """The store could not read or write; nothing of the visitor's is in the message."""


class DialogueDownError(Exception):
    """The dialogue did not answer, or answered rubbish."""


class Verb:
    """Something Rasa asks the bot to do."""


@dataclass(frozen=True, slots=True)
class ShowGroups(Verb):
    """Show the groups at or near a place, as the visitor wrote it."""

    place: str | None


@dataclass(frozen=True, slots=True)
class AskPlace(Verb):
    """The text beside this verb asks for a place: a location may be shared, a typed answer is a place."""


@dataclass(frozen=True, slots=True)
class OfferMeanings(Verb):
    """It is unclear what was meant: offer the likeliest meanings in plain words."""


@dataclass(frozen=True, slots=True)
class Listen(Verb):
    """The visitor tells something that asks for no answer: have them go on. Never of Rasa's, the bot's own."""


@dataclass(frozen=True, slots=True)
class AskPerson(Verb):
    """The visitor wants a person."""


@dataclass(frozen=True, slots=True)
class ChangeLanguage(Verb):
    """The visitor wants the other language."""


@dataclass(frozen=True, slots=True)
class ConfirmForget(Verb):
    """The visitor may want everything forgotten; ask first, "vergeet me maar" may be despair."""


@dataclass(frozen=True, slots=True)
class ShowMenu(Verb):
    """Show what the bot can do."""


@dataclass(frozen=True, slots=True)
class Escalate(Verb):
    """A safety intent was understood although the gate stayed under its threshold, or a button said so."""

    tier: Tier


@dataclass(frozen=True, slots=True)
class Spoken:
    """One reply of Rasa: a text with buttons, a verb, or both."""

    text: str
    buttons: tuple[tuple[str, Action], ...] = ()
    verb: Verb | None = None

    @property
    def say(self) -> Say:
        """Its words, as the bot says them."""
        return Say(self.text, tuple(Button(title, action) for title, action in self.buttons))


@dataclass(frozen=True, slots=True)
class Meaning:
    """An intent and how likely it is, 0 to 1."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Heard:
    """How the dialogue understood a message and what it answers.

    `tier` is the verdict of the model's safety gate; not `sure` is one that harmless messages get as often.
    """

    spoken: tuple[Spoken, ...]
    ranking: tuple[Meaning, ...]
    place: str | None
    tier: Tier
    sure: bool = True


class Dialogue(Protocol):
    """Rasa, seen from the conversation; it is asked nothing that has not passed the safety check."""

    async def ask(self, conversation: str, message: Safe, language: Language, *, place_named: bool) -> Heard:
        """Answer one message; `place_named` says that the bot itself found a place in it, so none need be asked.

        Raises:
            DialogueDownError: there is no answer to be had now.
        """

    async def forget(self, conversation: str) -> None:
        """Drop a conversation; one that cannot be reached forgets by itself within a day."""


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """Everything one turn writes, all of it or nothing.

    `state` None drops the state. `to_send` are replies that a channel with an address still has to deliver; they
    stay in the outbox until `Store.delivered`. `counts` are counted by day; the steps in
    `grave` also for the code they `came_by`, without a day.
    """

    visitor: str
    at: datetime
    state: State | None
    handover: HandoverEvent | None = None
    counts: tuple[Count, ...] = ()
    address: str | None = None
    to_send: Replies = ()
    came_by: str | None = None
    grave: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a channel has to show now; `id` is its number in the outbox, None where nothing is kept there."""

    replies: Replies
    language: Language
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody of staff has claimed the visitor's handover `handover` and talks with them as `called`.

    `waiting_since` is the visitor's first message that they have not answered.
    """

    handover: int
    called: str
    claimed_at: datetime
    waiting_since: datetime | None

    def silences(self, now: datetime) -> bool:
        """Tell whether the bot leaves the word to them: not when the visitor has waited for ten minutes."""
        return not overdue(self.claimed_at, self.waiting_since, now)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a visitor; `state` None for a stranger or one idle for more than 24 h."""

    state: State | None = None
    talk: Talk | None = None


class Store(Protocol):
    """What is kept, and for how long, is the store's promise; every method raises StoreDownError and nothing else."""

    async def load(self, visitor: str) -> Known:
        """Read what is known of a visitor."""

    async def commit(self, work: UnitOfWork) -> int | None:
        """Write a turn in one transaction; gives the number of the delivery when there is something to send."""

    async def delivered(self, delivery: int) -> None:
        """Take a delivery out of the outbox."""

    async def forget(self, visitor: str) -> None:
        """Delete all that is kept of a visitor, at once."""

    async def shown_groups(self) -> Sequence[Group]:
        """List the groups that may be shown."""

    async def shown_alternatives(self) -> Sequence[Alternative]:
        """List what staff have verified that is not of Join Us."""

    async def spot(self, code: str) -> Spot | None:
        """Find where a code hangs."""
