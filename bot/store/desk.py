"""Handovers as the desk uses them: whatever it does is one transaction, and stands in the audit log."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Row, update

from bot.campaigns import Count
from bot.conversation.aftercare import aftercare
from bot.handovers import (
    Action,
    Card,
    Case,
    Claim,
    Done,
    InCare,
    Judge,
    Listed,
    NoCare,
    Note,
    Refusal,
    Release,
    ReopenAgain,
    Reply,
    Resolve,
    Reviewer,
    Told,
    Wanted,
    refused,
    waited,
)
from bot.staff import LONGEST, Act, Did
from bot.store import outbox
from bot.store.acting import Acting, hold
from bot.store.audit import append, noted
from bot.store.cards import Cards, Found, drawings, locked, timeline
from bot.store.cipher import Cipher, UnreadableError
from bot.store.counting import count
from bot.store.episodes import ALERTS_FROM, call
from bot.store.hidden import Unlocked, narrowed
from bot.store.link import AT_THE_DESK, Link
from bot.store.outbox import Written
from bot.store.tables import alerts
from bot.store.turns import remembered

_AT_A_TIME = 10_000  # numbers in one query: PostgreSQL takes 32,767
_DID = {
    Claim: Did.CLAIMED,
    Release: Did.RELEASED,
    Reply: Did.REPLIED,
    Note: Did.NOTED,
    Resolve: Did.RESOLVED,
    ReopenAgain: Did.REOPENED,
    Judge: Did.JUDGED,
}


class DeskStore:
    """The desk's store; every method raises StoreDownError and nothing else."""

    def __init__(self, link: Link, cipher: Cipher, clock: Callable[[], datetime], audit_key: str) -> None:
        self._link = link
        self._cipher = cipher
        self._clock = clock
        self._key = audit_key
        self._cards = Cards(cipher)
        self._unlocked = Unlocked(self._cards)
        self._looked: dict[tuple[int, int], datetime] = {}

    async def listed(self, wanted: Wanted) -> Listed:
        """List handovers, in the order of `Listed`, at the cost of three queries.

        Where it has to be known what is encrypted, one more for all of it that is new.
        """
        if wanted.language is None and wanted.municipality is None and not wanted.places:
            return await self._link.read("listed", lambda it: self._cards.listed(it, wanted), AT_THE_DESK)
        rows = await self._link.read("listed", lambda it: drawings(it, wanted), AT_THE_DESK)
        found, places = narrowed(await self._unlocked.all_of(rows, self._locked), wanted)
        part = found[wanted.after : wanted.after + wanted.most]
        total = len(found)
        listed = await self._link.read("listed", lambda it: self._cards.these(it, wanted, part, total), AT_THE_DESK)
        return replace(listed, places=places)

    async def _locked(self, numbers: Sequence[int]) -> Sequence[Row[Any]]:
        rows: list[Row[Any]] = []
        for some in batched(numbers, _AT_A_TIME, strict=False):
            rows += await self._link.read("locked", partial(locked, numbers=some), AT_THE_DESK)
        return rows

    async def case(self, number: int, by: Reviewer, *, quiet: bool = False) -> Case | None:
        """Read one, noting in the audit log who looked and that its alerts are seen; None when there is none.

        `quiet`: an open page renews itself. It is not noted once more of who looked in the last 12 hours, and nobody
        may be there to see an alert.
        """
        now = self._clock()
        looked = self._looked.get((by.id, number))
        if quiet and looked is not None and now - looked < LONGEST:
            return await self._link.read("case", lambda it: self._read(it, number, now), AT_THE_DESK)
        case = await self._link.write("case", lambda it: self._look(it, number, by, now), AT_THE_DESK)
        if case is not None:
            recent = {look: at for look, at in self._looked.items() if now - at < LONGEST}
            self._looked = recent | {(by.id, number): now}
        return case

    async def erased(self, number: int) -> bool:
        """Tell whether there was one that its visitor erased: the audit log knows."""
        return await self._link.read("erased", lambda it: noted(it, Did.ERASED, str(number)), AT_THE_DESK)

    async def act(self, number: int, action: Action, by: Reviewer, told: Told | None = None) -> Done | Refusal:
        """Do something, all of it in one transaction, or say why not."""
        now = self._clock()
        return await self._link.write("act", lambda it: self._act(it, number, action, by, told, now), AT_THE_DESK)

    async def exported(self, what: str, by: Reviewer) -> None:
        """Note in the audit log who took figures, a report or a list along."""
        act = Act(self._clock(), by.login, Did.EXPORTED, what)
        await self._link.write("exported", lambda it: append(it, act, self._key), AT_THE_DESK)

    async def unanswered(self) -> Sequence[Card]:
        """List the claimed handovers whose visitor waits longer than the bot keeps silent, the longest first."""
        now = self._clock()
        return await self._link.read("unanswered", lambda it: self._cards.unanswered(it, now), AT_THE_DESK)

    def _look(self, connection: Connection, number: int, by: Reviewer, now: datetime) -> Case | None:
        # before reading: an alarm that comes in between is read too, and its alert is not taken for seen
        unseen = update(alerts).where(alerts.c.handover_id == number, alerts.c.acknowledged_at.is_(None))
        connection.execute(unseen.values(acknowledged_at=now))
        case = self._read(connection, number, now)
        if case is not None:
            append(connection, Act(now, by.login, Did.LOOKED, str(number)), self._key)
        return case

    def _read(self, connection: Connection, number: int, now: datetime) -> Case | None:
        found = self._cards.find(connection, number)
        if found is None:
            return None
        care = self._care(connection, found.visitor, now)
        return Case(found.card, timeline(connection, number), found.first_reply_at, found.reachable, care)

    def _care(self, connection: Connection, visitor: str, now: datetime) -> InCare | NoCare | None:
        try:
            state = remembered(connection, visitor, self._cipher, now)
        except UnreadableError:
            return None
        return aftercare(state, now) if state else None

    def _act(  # noqa: PLR0913, PLR0917 -- who does what with which, and when
        self, connection: Connection, number: int, action: Action, by: Reviewer, told: Told | None, now: datetime
    ) -> Done | Refusal:
        hold(connection, number)
        found = self._cards.find(connection, number)
        if found is None:
            return Refusal.GONE
        refusal = refused(action, found.card, by, reachable=found.reachable)
        if refusal is not None:
            return refusal
        if isinstance(action, Claim) and found.card.claimed_by is not None:
            return Done()  # pressed twice
        letter = _letter(found, told, now)
        entry = Acting(connection, number, by, now).do(action, sends=letter is not None)
        if isinstance(entry, Refusal):
            return entry
        if by.id == 0 and isinstance(action, Release):
            _call_again(connection, found.card, now)
        carries = entry if isinstance(action, Reply) else None
        delivery = outbox.write(connection, self._cipher, replace(letter, entry=carries)) if letter else None
        append(connection, Act(now, by.login, _DID[type(action)], str(number)), self._key)
        self._count(connection, action, found, now)
        return Done(delivery)

    def _count(self, connection: Connection, action: Action, found: Found, now: datetime) -> None:
        """Count how long the visitor waited; last, as of a turn: everybody's acts write the same row."""
        more = waited(action, found.card, now, replied=found.first_reply_at is not None)
        if more is not None:
            count(connection, self._cipher, [Count(*more)], now)


def _call_again(connection: Connection, card: Card, now: datetime) -> None:
    """Nobody answers who is in need: somebody else may. A trial calls nobody."""
    if card.urgency >= ALERTS_FROM and not card.trial:
        call(connection, card.id, card.urgency, now)


def _letter(found: Found, told: Told | None, now: datetime) -> Written | None:
    """Word what the visitor hears; None when that is nothing, or nowhere."""
    if told is None or found.address is None or not found.reachable:
        return None
    replies = told(found.card)
    return Written(found.visitor, found.address, replies, found.card.language, now) if replies else None
