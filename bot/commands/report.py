"""`bot report`: what came of it all, and the report on a municipality."""

from dataclasses import replace
from pathlib import Path

import typer

from bot import insights
from bot.__main__ import now
from bot.commands.desk import topics
from bot.commands.failures import CommandError
from bot.commands.kept import Kept, ending, in_columns, municipality_of, opened, write
from bot.commands.looking import Looking
from bot.directory import Places
from bot.insights.words import said
from bot.press import Unprinted
from bot.settings import Settings
from bot.texts import Texts


async def show(settings: Settings, weeks: int) -> None:
    """Print the overview of the last weeks that are over, and of each campaign what came of its codes."""
    async with opened(settings) as kept:
        insight = await _looking(kept, Places.load()).insight()
    period = insight.published.window.last(weeks)
    overview = insights.overview(insight, period)
    typer.echo(said("note", "rule"))
    spots = [(each.name, insights.of_campaign(insight, each, period).spots) for each in insight.campaigns]
    for table in (
        *(getattr(overview, name) for name in type(overview).__slots__),
        *(replace(table, title=f"{table.title}: {name}") for name, table in spots),
    ):
        typer.echo(f"\n{table.title}")
        in_columns([table.head, *(tuple(map(insights.shown, row)) for row in table.rows)])
        if table.note:
            typer.echo(table.note)


async def export(settings: Settings, weeks: int) -> None:
    """Write all figures as CSV."""
    async with opened(settings) as kept:
        insight = await _looking(kept, Places.load()).insight()
    period = insight.published.window.last(weeks)
    typer.echo(insights.as_csv(insights.all_figures(insight, period)), nl=False)


async def print_report(settings: Settings, place: str, out: Path) -> None:
    """Write the report on a municipality, as PDF or HTML by what the file is called.

    Raises:
        CommandError: no municipality is meant, the file is called something else, or it could not be printed.
    """
    kind = ending(out, ".pdf", ".html")
    places = Places.load()
    gm_code = municipality_of(place, places)
    async with opened(settings) as kept:
        report = await _looking(kept, places).report(gm_code)
    if report is None:
        raise CommandError(f"there is no municipality {gm_code}")
    try:
        made = await insights.as_pdf(report) if kind == ".pdf" else insights.as_html(report).encode()
    except Unprinted as fault:
        raise CommandError(f"the report could not be printed: {fault}") from fault
    write(out, made)


def _looking(kept: Kept, places: Places) -> Looking:
    return Looking(kept.store, places, topics(Texts.load()), now)
