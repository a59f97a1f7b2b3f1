"""`bot staff rotate-key`: a new key pair for the desk and a new recovery code, when the old ones may be known."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import typer

from bot.__main__ import opened_vault, secrets_in
from bot.commands.failures import CommandError
from bot.commands.staff import desk_private
from bot.settings import Settings
from bot.staff import new_key_pair, open_with_recovery_code
from bot.store import migrate
from bot.store.rotation import KeyRotation, Rotated
from bot.vault import DeskKeyChange, in_use


async def rotate(settings: Settings) -> None:
    """Change the key, or finish a change that was broken off.

    Raises:
        CommandError: the recovery code is wrong, or the new one was not written down.
        VaultError: the bot runs.
    """
    with in_use(secrets_in(settings), alone=True):
        await migrate(settings.database)
        async with _database(settings) as database:
            change = DeskKeyChange(secrets_in(settings))
            begun = change.begun
            if begun and await database.current() == begun.public:
                change.finish(begun)
                typer.echo("the change that was broken off is finished; the recovery code is the one it showed")
                return
            change.give_up()
            await _change(settings, database, change)


async def _change(settings: Settings, database: KeyRotation, change: DeskKeyChange) -> None:
    vault = opened_vault(settings)
    old = desk_private(vault)
    pair, code = new_key_pair()
    _shown(code)
    change.begin(pair)
    rotated = await database.carry_out(old, open_with_recovery_code(pair, code), vault.audit_key)
    change.finish(pair)
    _tell(rotated)


@asynccontextmanager
async def _database(settings: Settings) -> AsyncGenerator[KeyRotation]:
    database = KeyRotation.open(settings.database)
    try:
        yield database
    finally:
        await database.close()


def _shown(code: str) -> None:
    """Show the code before anything is changed: after a crash it may be the only one that opens."""
    typer.echo(f"\n  The desk's new recovery code, shown this once:\n\n      {code}\n")
    if not typer.confirm("Have you written it down? Only then the key is changed"):
        raise CommandError("nothing is changed")


def _tell(rotated: Rotated) -> None:
    typer.echo(f"the key is changed: {rotated.messages} messages, {rotated.members} members of staff")
    if rotated.unreadable:
        typer.echo(f"{rotated.unreadable} messages did not open with the old key, and stay as they were")
    typer.echo("Invitations that were open are over. Backups of before still open with the old recovery code.")
