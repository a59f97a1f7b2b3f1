"""The desk behind a conversation, and a visitor who talks with it."""

from nacl.public import PrivateKey

from bot.conversation import AtTheDesk
from bot.handovers import DeskKey, Reviewer
from bot.messages import Command, Text
from tests.conversation.parts import Talk, told

SANNE, TOM = Reviewer(1, "sanne", "Sanne"), Reviewer(2, "tom", "Tom")
ADDRESS = "4711"


class Post:
    """A courier that only notes what it was given."""

    def __init__(self) -> None:
        self.taken: list[int] = []

    def takes(self, delivery: int) -> None:
        """Take a delivery."""
        self.taken.append(delivery)


class Desk:
    """The desk of one talk, with two people of staff behind it."""

    def __init__(self, talk: Talk) -> None:
        self.talk, self.post = talk, Post()
        self.store = talk.store.database.desk()
        key = DeskKey(bytes(PrivateKey(talk.private).public_key))
        self.at = AtTheDesk(self.store, talk.texts, key, self.post, talk.place.clock)

    async def heard(self) -> list[str]:
        """Give all that waits to be sent to visitors because of what staff did, oldest first."""
        parcels = await self.talk.store.database.undelivered()
        return [say.text for parcel in parcels if parcel.id in self.post.taken for say in parcel.replies]

    async def timeline(self, number: int = 1) -> list[tuple[str, bool]]:
        """Give who said something, and whether it raised an alarm."""
        case = await self.store.case(number, SANNE)
        assert case is not None
        return [(entry.who, entry.urgency is not None) for entry in case.entries]


async def asks(talk: Talk, words: str = "mag ik iemand spreken?") -> None:
    await talk.sends(Text("hoi"), address=ADDRESS)
    await talk.calls(Command.HUMAN)
    await talk.sends(Text(words), address=ADDRESS)


async def types(talk: Talk, words: str) -> str:
    return told(await talk.sends(Text(words), address=ADDRESS))
