"""What staff do at the desk, as the visitor notices it: done first, told afterwards, in the visitor's language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.handovers import (
    Action,
    Card,
    Claim,
    Desk,
    DeskKey,
    Done,
    Judge,
    Line,
    Note,
    Refusal,
    Release,
    ReopenAgain,
    Reply,
    Resolve,
    Reviewer,
    Told,
    Urgency,
    Verdict,
    seal,
)
from bot.messages import Replies
from bot.staff import SERVER
from bot.texts import Texts

BY_ITSELF = Reviewer(0, SERVER, "Join Us", leads=True)  # what happens by itself; its number is nobody's


class Courier(Protocol):
    """Takes a delivery to the visitor, now or as soon as it can."""

    def takes(self, delivery: int) -> None:
        """Take what lies in the outbox under this number; returns at once."""


@dataclass(frozen=True, slots=True)
class AtTheDesk:
    """Everything staff can do with a handover; each raises StoreDownError when it could not be written."""

    desk: Desk
    texts: Texts
    key: DeskKey
    courier: Courier
    clock: Callable[[], datetime]

    async def claim(self, number: int, by: Reviewer) -> Done | Refusal:
        """Begin to talk with the visitor, who hears who it is; the bot is silent from now on."""
        return await self._do(number, Claim(), by, lambda card: self._begins(card, by))

    async def release(self, number: int, by: Reviewer) -> Done | Refusal:
        """Leave the visitor to the bot, and the handover to somebody else."""
        return await self._do(number, Release(), by, lambda card: self._paused(card, by))

    async def reply(self, number: int, by: Reviewer, words: str) -> Done | Refusal:
        """Answer the visitor."""
        return await self._do(number, Reply(self._sealed(words)), by, lambda card: self._says(card, by, words))

    async def note(self, number: int, by: Reviewer, words: str) -> Done | Refusal:
        """Write something down for colleagues."""
        return await self._do(number, Note(self._sealed(words)), by)

    async def resolve(self, number: int, by: Reviewer) -> Done | Refusal:
        """Close the handover; a visitor who was being talked with hears so."""
        return await self._do(number, Resolve(), by, lambda card: self._ends(card, by))

    async def reopen(self, number: int, by: Reviewer) -> Done | Refusal:
        """Open it again."""
        return await self._do(number, ReopenAgain(), by)

    async def judge(self, number: int, by: Reviewer, entry: int, verdict: Verdict) -> Done | Refusal:
        """Say whether an alarm was right."""
        return await self._do(number, Judge(entry, verdict), by)

    async def give_back(self) -> None:
        """Give those whom nobody answers back to the bot; who waited too long not if the answer has just come."""
        for card in await self.desk.unanswered():
            now = self.clock()
            release = Release(now if card.overdue(now) else None)
            await self._do(card.id, release, BY_ITSELF, lambda card: self._paused(card, BY_ITSELF))

    async def _do(self, number: int, action: Action, by: Reviewer, told: Told | None = None) -> Done | Refusal:
        done = await self.desk.act(number, action, by, told)
        if isinstance(done, Done) and done.delivery is not None:
            self.courier.takes(done.delivery)
        return done

    def _sealed(self, words: str) -> bytes:
        return seal((Line(words.strip(), self.clock()),), self.key)

    def _begins(self, card: Card, by: Reviewer) -> Replies:
        if card.claimed_by is not None:  # pressed twice
            return ()
        key = "talk_begins" if card.urgency is Urgency.ASKED else "talk_begins_worried"
        return (self.texts.say(key, card.language, name=by.called),)

    def _says(self, card: Card, by: Reviewer, words: str) -> Replies:
        return (self.texts.say("talk_reply", card.language, name=by.called, words=words.strip()),)

    def _paused(self, card: Card, by: Reviewer) -> Replies:
        return (self.texts.say("talk_paused", card.language, name=_who(card, by)),)

    def _ends(self, card: Card, by: Reviewer) -> Replies:
        return (self.texts.say("talk_ends", card.language, name=_who(card, by)),) if card.claimed_by else ()


def _who(card: Card, by: Reviewer) -> str:
    """Name who the visitor was talking with, whoever ends it."""
    return card.claimed_by.called if card.claimed_by else by.called
