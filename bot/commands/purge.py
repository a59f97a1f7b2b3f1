"""`bot purge`: retention by hand."""

from dataclasses import asdict

import typer

from bot.__main__ import now, opened_vault
from bot.settings import Settings
from bot.store import Database, migrate


async def purge_now(settings: Settings, *, dry_run: bool) -> None:
    """Delete, or count, what has been kept long enough, and print the counts."""
    await migrate(settings.database)
    store = Database.open(settings.database, [opened_vault(settings).database_key])
    purged = await store.purge(now(), dry_run=dry_run)
    await store.close()
    for name, number in asdict(purged).items():
        typer.echo(f"{name}: {number}")
