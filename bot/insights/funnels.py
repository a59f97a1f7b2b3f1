"""The way from a poster to a group, step by step: of all, by week, by campaign and by spot."""

from collections.abc import Sequence

from bot.insights.counted import Period
from bot.insights.fives import GRAVE, STEPS, K
from bot.insights.named import Campaign, Spot
from bot.insights.published import NONE, Published, Sums, pool
from bot.insights.tables import Cell, Table, figure, heads, share
from bot.insights.words import said


def funnel(published: Published, period: Period, campaign: Campaign | None = None) -> Table:
    """Count each step of everybody, or of who came by a campaign; of those nothing grave."""
    sums = published.over(period)
    taken = {step: sums.taken(step, campaign) for step in STEPS}
    taken |= {} if campaign else {step: sums.of(step, "") for step in GRAVE}
    rows = tuple(
        (said("step", step), figure(n), "" if step in GRAVE else share(n, taken["start"])) for step, n in taken.items()
    )
    return Table(said("title", "funnel"), heads("step", "times", "share"), rows, said("note", "persons"))


def week_by_week(published: Published, period: Period, campaign: Campaign | None = None) -> Table:
    """Count each step for each week of a period."""
    columns = [
        published.weekly((*published.by_code(step, campaign), *published.put_together(step, campaign)), period)
        for step in STEPS
    ]
    columns += [] if campaign else [published.weekly([(step, "")], period) for step in GRAVE]
    steps = STEPS if campaign else (*STEPS, *GRAVE)
    rows = tuple((week, *map(figure, row)) for week, *row in zip(period, *columns, strict=True))
    head = (*heads("week"), *(said("step", step) for step in steps))
    return Table(said("title", "weeks"), head, rows, said("note", "together"))


def starts(published: Published, period: Period, campaign: Campaign | None = None) -> Table:
    """Count who started, for each week, and how much of it was put together of four weeks: what `bars` draws."""
    own = published.weekly(published.by_code("start", campaign), period)
    together = published.weekly(published.put_together("start", campaign), period)
    rows = tuple(
        (week, figure(mine + pooled), pooled or "")
        for week, mine, pooled in zip(period, own, together, strict=True)
    )  # fmt: skip
    return Table(said("title", "starts"), heads("week", "started", "together"), rows, said("note", "together"))


def by_campaign(published: Published, period: Period, campaigns: Sequence[Campaign]) -> Table:
    """Count the steps of who came by each campaign."""
    sums = published.over(period)
    rows = [(each.name, *(figure(sums.taken(step, each)) for step in STEPS)) for each in campaigns]
    return _by(("campaign",), "campaigns", rows)


def by_spot(published: Published, period: Period, campaign: Campaign) -> Table:
    """Count the steps of who came by each code of a campaign, and of what was put together."""
    sums = published.over(period)
    rows = [(spot_name(spot), spot.code, *_steps(sums, spot.about)) for spot in campaign.spots]
    return _by(("spot", "code"), "spots", [*rows, (said("pool", "spots"), "", *_steps(sums, pool(campaign)))])


def came(published: Published, period: Period, campaigns: Sequence[Campaign]) -> Table:
    """Tell how they came: by a code of a campaign, without one, by one that nobody knows or that is over."""
    sums = published.over(period)
    apart = {name: sums.of("start", f"code:{name}") for name in (NONE.removeprefix("code:"), "unknown", "expired")}
    known = sum(sums.taken("start", campaign) for campaign in campaigns)
    removed = sums.taken("start") - known - sum(apart.values())
    came = {"known": known, **apart, "removed": removed}
    rows = tuple((said("code", name), figure(n)) for name, n in came.items() if n or name != "removed")
    return Table(said("title", "came"), heads("came", "started"), rows)


def grave(published: Published, campaign: Campaign) -> Table:
    """Count by spot, over all the time it hung, the steps with which a handover opens.

    Only of a campaign that has been over for four weeks. While it runs, the day on which such a figure grows would
    tell where the visitor of that day's handover came from.
    """
    sums = published.over(published.window)
    settled = campaign.is_settled(published.window.until)
    rows = tuple(
        (
            spot_name(spot),
            spot.code,
            *(_grave(sums, spot, step) if settled else said("grave", "later") for step in GRAVE),
        )
        for spot in campaign.spots
    )
    head = (*heads("spot", "code"), *(said("step", step) for step in GRAVE))
    return Table(said("title", "grave"), head, rows, said("note", "grave"))


def spot_name(spot: Spot) -> str:
    """Say where a code hangs."""
    return spot.name or said("code", "whole")


def _grave(sums: Sums, spot: Spot, step: str) -> Cell:
    """Say it only where it leaves enough others: that everybody from a school was in need tells of each of them.

    Figures alone settle whether it is said: by the count itself, "30" beside 35 would say that it is 30 and not 34.
    """
    n = spot.grave.get(step, 0) // K * K
    return figure(n if sums.of("start", spot.about) - n >= 2 * K else 0)


def _steps(sums: Sums, about: str) -> tuple[Cell, ...]:
    return tuple(figure(sums.of(step, about)) for step in STEPS)


def _by(what: tuple[str, ...], title: str, rows: Sequence[tuple[Cell, ...]]) -> Table:
    head = (*heads(*what), *(said("step", step) for step in STEPS))
    return Table(said("title", title), head, tuple(rows), said("note", "together"))
