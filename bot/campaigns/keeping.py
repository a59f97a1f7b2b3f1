"""Where campaigns are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.campaigns.campaign import Campaign, Spot


@dataclass(frozen=True, slots=True)
class Hanging:
    """A campaign and all places where it hangs, the oldest first."""

    campaign: Campaign
    spots: tuple[Spot, ...]

    @property
    def still_up(self) -> tuple[Spot, ...]:
        """Those that were not taken down."""
        return tuple(spot for spot in self.spots if spot.ended_on is None)


class Campaigns(Protocol):
    """The campaigns, as coordinators keep them; each method raises StoreDownError of the conversation's.

    `by` is the login of who does it; the audit log says so in the same transaction.
    """

    async def everything(self) -> Sequence[Hanging]:
        """List all campaigns, the newest first."""

    async def one(self, number: int) -> Hanging | None:
        """Give the campaign of this number."""

    async def find(self, code: str) -> Spot | None:
        """Find where a code hangs, or hung."""

    async def add(self, campaign: Campaign, by: str) -> Hanging:
        """Keep a campaign that has no number yet (0), with a first code for the whole of it."""

    async def change(self, campaign: Campaign, by: str) -> bool:
        """Keep a campaign as it is now; False when there is none of this number."""

    async def hang(self, number: int, spots: Sequence[tuple[str, str | None]], by: str) -> Sequence[Spot]:
        """Give more spots a code of their own, all or none; each is a name and a place, if it has one of its own.

        None of them is made when there is no such campaign.
        """

    async def rehang(self, spot: Spot, by: str) -> bool:
        """Keep what a spot is called and greets with from now on; False when no spot has its code.

        The first code of a campaign is that of the campaign as such, and is none.
        """

    async def take_down(self, spot: Spot, by: str) -> bool:
        """Take a spot away; False when no spot that still hangs has its code.

        One that `leaves_no_trace` is gone. Any other stays in the figures, and its code greets and counts like those of
        a campaign that is over.
        """
