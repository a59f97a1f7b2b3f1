"""`bot purge`: retention by hand."""

from dataclasses import asdict

import typer

from bot.__main__ import now
from bot.commands.kept import opened
from bot.settings import Settings


async def purge_now(settings: Settings, *, dry_run: bool) -> None:
    """Delete, or count, what has been kept long enough, and print the counts."""
    async with opened(settings) as kept:
        purged = await kept.store.purge(now(), dry_run=dry_run)
    counts = asdict(purged)
    days = counts.pop("days")
    for name, number in counts.items():
        typer.echo(f"{name}: {number}")
    typer.echo(f"a handover goes {days} days after it was resolved, as is set at the desk")
