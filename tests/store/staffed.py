"""A store with three people at the desk behind it, and what a test asks of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.handovers import Action, Card, Case, Claim, Done, Reply, Reviewer, Told
from bot.messages import Replies, Say
from bot.staff import first_broken
from bot.store import Database
from bot.store.desk import DeskStore
from tests.store.parts import ANNA, AUDIT, NOW, Place, alarm, turn

SANNE = Reviewer(1, "sanne", "Sanne")
TOM = Reviewer(2, "tom", "Tom")
LEA = Reviewer(3, "lea", "Lea", leads=True)
SERVER = Reviewer(0, "server", "Join Us", leads=True)
THEM = """
    INSERT INTO staff (id, login, called, role, totp_used, failures) VALUES
    (1, 'sanne', 'Sanne', 'reviewer', 0, 0), (2, 'tom', 'Tom', 'reviewer', 0, 0), (3, 'lea', 'Lea', 'coordinator', 0, 0)
"""


def told(words: str = "Ik ben er.") -> Told:
    """What a visitor hears: these words, with their language behind it."""
    return lambda card: (Say(f"{words} ({card.language})"),)


@dataclass
class Staffed:
    """The store, and the desk on it."""

    store: Database
    desk: DeskStore
    place: Place

    async def raised(self, visitor: str = ANNA, at: datetime = NOW, **changes: Any) -> None:
        """Let an alarm be raised by a visitor who can be reached."""
        await self.store.commit(turn(visitor, at=at, address="4711", handover=alarm(**changes)))

    async def claimed(self, by: Reviewer = SANNE, **changes: Any) -> None:
        """Let an alarm be raised and claimed."""
        await self.raised(**changes)
        assert await self.desk.act(1, Claim(), by) == Done()

    async def replied(self, by: Reviewer = SANNE) -> int:
        """Let who claimed it reply; gives the number of the delivery."""
        done = await self.desk.act(1, Reply(b"reply"), by, told())
        assert isinstance(done, Done)
        assert done.delivery is not None
        return done.delivery

    async def acts(self, action: Action, by: Reviewer = SANNE, number: int = 1) -> object:
        """Do something that the visitor hears of."""
        return await self.desk.act(number, action, by, told())

    async def case(self, number: int = 1) -> Case:
        """Look at a handover."""
        case = await self.desk.case(number, SANNE)
        assert case is not None
        return case

    async def card(self, number: int = 1) -> Card:
        """Look at the front of it."""
        return (await self.case(number)).card

    async def said(self) -> list[Replies]:
        """Give what waits to be sent."""
        return [parcel.replies for parcel in await self.store.undelivered()]

    async def log(self) -> list[tuple[str, str, str]]:
        """Give who did what about what, oldest first, having seen that the log is whole."""
        recorded = await self.store.audit_log().read()
        assert first_broken(recorded, AUDIT) is None
        return [(entry.act.who, entry.act.did, entry.act.about) for entry in recorded]
