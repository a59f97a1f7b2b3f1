"""What a command of an operator works on: the secrets and the database, open for as long as it runs."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import typer

from bot.__main__ import opened_vault, secrets_in
from bot.commands.failures import CommandError
from bot.directory import Ambiguous, Found, Places, Spot, by_name
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


def ending(file: Path, *kinds: str) -> str:
    """Give how the name of a file ends, in lower case.

    Raises:
        CommandError: it ends in none of these.
    """
    kind = file.suffix.lower()
    if kind not in kinds:
        raise CommandError(f"the name of the file must end in {' or '.join(kinds)}")
    return kind


def in_columns(rows: Sequence[Sequence[str]]) -> None:
    """Print a table, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def municipality_of(place: str, places: Places) -> str:
    """Give the gm_code of the municipality that somebody names, or of that in which a place lies.

    Raises:
        CommandError: it is none, or could be several.
    """
    return place_of(place, places).gm_code


def place_of(place: str, places: Places) -> Spot:
    """Give the place that somebody names.

    Raises:
        CommandError: it is none, or could be several.
    """
    match by_name(place, places):
        case Found(spot):
            return spot
        case Ambiguous(_, spots):
            among = ", ".join(f"{spot.name} ({spot.province})" for spot in spots)
            raise CommandError(f"there is more than one {place}: {among}")
        case _:
            raise CommandError(f"no place in the Netherlands is called {place}")


def write(out: Path, made: bytes) -> None:
    """Write what was made into a file, and say so.

    Raises:
        CommandError: it cannot be written there.
    """
    try:
        out.write_bytes(made)
    except OSError as error:
        raise CommandError(f"{out} cannot be written: {error.strerror}") from error
    typer.echo(f"{out} is made")
