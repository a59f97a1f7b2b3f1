"""Where the lists of coordinators are kept."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from bot.directory.alternatives import Alternative
from bot.directory.groups import Group
from bot.directory.listing import Changes, Listed

T = TypeVar("T", bound=Listed)


class Kept(Protocol[T]):
    """A list as coordinators keep it, with what is never shown too; each raises StoreDownError.

    `by` is the login of who does it; the audit log says so in the same transaction.
    """

    async def everything(self) -> Sequence[T]:
        """List all there is, by municipality."""

    async def keep(self, one: T, by: str) -> None:
        """Keep one as it is now, new or not; the bot shows it so from the next message on."""

    async def carry_out(self, found: Changes[T], by: str) -> bool:
        """Make all changes of a file or none; False when the list was changed since the file was compared with it."""


Groups = Kept[Group]
Alternatives = Kept[Alternative]
