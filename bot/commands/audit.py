"""`bot audit`: who did what at the desk, and whether the log of it is whole."""

from collections.abc import Sequence

import typer

from bot.commands.failures import CommandError
from bot.commands.kept import in_columns, opened
from bot.settings import Settings
from bot.staff import Recorded, first_broken


async def verify(settings: Settings, expected: str | None) -> None:
    """Print how many entries there are and the last one's mac, in hex: kept elsewhere, it proves that none is lost.

    Raises:
        CommandError: an entry was altered or taken out, or none has the `expected` mac.
    """
    async with opened(settings) as kept:
        entries = await kept.store.audit_log().read()
        _refuse_broken(entries, kept.vault.audit_key, expected)
    typer.echo(f"entries: {len(entries)}, none altered or taken out")
    if entries:
        typer.echo(f"last mac: {entries[-1].mac.hex()}")


async def show(settings: Settings, last: int) -> None:
    """Print the last entries, the newest at the end."""
    async with opened(settings) as kept:
        latest = await kept.store.audit_log().latest(last)
    in_columns([("number", "at (UTC)", "who", "did", "about"), *(_row(entry) for entry in reversed(latest))])


def _refuse_broken(entries: Sequence[Recorded], key: str, expected: str | None) -> None:
    broken = first_broken(entries, key)
    if broken is not None:
        raise CommandError(f"entry {broken} was altered, or one before it was taken out or put in")
    if expected is not None and expected.strip().lower() not in {entry.mac.hex() for entry in entries}:
        raise CommandError("no entry has the expected mac: the end of the log was taken off")


def _row(entry: Recorded) -> tuple[str, str, str, str, str]:
    act = entry.act
    return str(entry.id), f"{act.at:%Y-%m-%d %H:%M:%S}", act.who, act.did, act.about
