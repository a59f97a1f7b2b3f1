"""What a command of an operator works on: the secrets and the database, open for as long as it runs."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import typer

from bot.__main__ import opened_vault, secrets_in
from bot.settings import Settings
from bot.store import Database, migrate
from bot.vault import Vault, in_use


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept."""

    vault: Vault
    store: Database


@asynccontextmanager
async def opened(settings: Settings) -> AsyncGenerator[Kept]:
    """Open it, making what is not there yet."""
    with in_use(secrets_in(settings)):
        await migrate(settings.database)
        vault = opened_vault(settings)
        store = Database.open(settings.database, [vault.database_key], vault.audit_key)
        try:
            yield Kept(vault, store)
        finally:
            await store.close()


def in_columns(rows: Sequence[Sequence[str]]) -> None:
    """Print a table, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())
