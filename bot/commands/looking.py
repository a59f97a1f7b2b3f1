"""What came of it all, for the desk and for `bot report`: made once a week, or when a campaign changed."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot import insights
from bot.campaigns import Hanging
from bot.directory import STANDING_GROUPS, Found, Group, Here, Near, Places, Status, answer, municipalities
from bot.insights import Insight, Nearby, Published, Report, Runs, Window
from bot.store import Database

WEEKS = 52  # that a report on a municipality looks back
_RUNS = {
    Status.VERIFIED: Runs.CONFIRMED,
    Status.UNVERIFIED: Runs.UNCONFIRMED,
    Status.FULL: Runs.FULL,
    Status.PAUSED: Runs.PAUSED,
}


class Looking:
    """Looks at the counts; figures are made once a week, and again when a campaign changed."""

    def __init__(
        self, store: Database, places: Places, topics: Mapping[str, str], clock: Callable[[], datetime]
    ) -> None:
        self._store, self._places, self._topics, self._clock = store, places, topics, clock
        self._names = {each.gm_code: each.name for each in municipalities()}
        self._made: tuple[Window, Sequence[Hanging], Published] | None = None

    async def insight(self) -> Insight:
        """Give all figures of the weeks that are over."""
        hanging, grave = await self._store.campaigns().everything(), await self._store.counts().grave()
        campaigns = [_campaign(each, grave) for each in hanging]
        return Insight(await self._published(hanging, campaigns), campaigns, self._names, self._topics)

    async def _published(self, hanging: Sequence[Hanging], campaigns: Sequence[insights.Campaign]) -> Published:
        """Make the figures, or give those that were made: what is grave, which changes with each alarm, is not in."""
        window = Window.at(self._clock())
        if self._made is None or self._made[:2] != (window, hanging):
            rows = await self._store.counts().between(window.since, window.until)
            # beside the visitors' turns: it keeps a core busy for a moment
            made = await asyncio.to_thread(insights.publish, rows, window, campaigns, self._topics)
            self._made = window, hanging, made
        return self._made[2]

    async def report(self, gm_code: str) -> Report | None:
        """Write the report on a municipality; None when there is none of this code."""
        found = [each for each in municipalities() if each.gm_code == gm_code]
        if not found:
            return None
        here = insights.Municipality(gm_code, found[0].name, found[0].young, await self._groups(gm_code))
        published = (await self.insight()).published
        return insights.municipality_report(published, here, published.window.last(WEEKS))

    def places(self) -> Sequence[tuple[str, str]]:
        """List the municipalities, each with its gm_code, by name."""
        return [*self._names.items()]

    async def _groups(self, gm_code: str) -> tuple[Nearby, ...]:
        where = self._places.pick(gm_code)
        if not isinstance(where, Found):
            return ()
        match answer(where, await self._store.groups().everything(), STANDING_GROUPS):
            case Here(groups):
                return tuple(_nearby(group, 0) for group in groups)
            case Near(nearby):
                return tuple(_nearby(each.group, max(1, round(each.km))) for each in nearby)
            case _:
                return ()


def _campaign(hanging: Hanging, grave: Mapping[str, Mapping[str, int]]) -> insights.Campaign:
    spots = (
        insights.Spot(spot.code, spot.name, spot.since, grave.get(spot.code, {}), spot.ended_on)
        for spot in hanging.spots
    )
    return insights.Campaign(hanging.campaign.id, hanging.campaign.name, tuple(spots), hanging.campaign.ends_on)


def _nearby(group: Group, km: int) -> Nearby:
    apart = group.place not in {None, group.municipality}
    name = f"{group.place}, {group.municipality}" if apart else group.municipality
    ages = f" ({group.age_min}-{group.age_max} jaar)" if group.age_min and group.age_max else ""
    return Nearby(name + ages, km, _RUNS[group.status])
