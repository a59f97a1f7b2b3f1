"""`bot staff`: who works at the desk, from the server; the first admin comes in this way."""

import sys
from collections.abc import Sequence
from datetime import datetime

import typer

from bot.__main__ import now
from bot.commands.failures import CommandError
from bot.commands.kept import in_columns, opened
from bot.settings import Settings
from bot.staff import (
    INVITED_FOR,
    SERVER,
    Account,
    Known,
    Role,
    login_of,
    open_with_recovery_code,
    usable,
    wrap_under_code,
)
from bot.vault import Vault


async def add(settings: Settings, login: str, called: str | None, role: str | None) -> None:
    """Invite somebody, and print the code for them.

    Raises:
        CommandError: login, name or role cannot be given, or the recovery code is wrong.
    """
    name = login_of(login)
    first_name = (name.capitalize() if called is None else called).strip()
    if not usable(name, first_name):
        raise CommandError("a login is 3 to 32 of a-z 0-9 . _ - and not server; a name 1 to 40 characters")
    async with opened(settings) as kept:
        accounts = kept.store.accounts()
        given = _role(role, [account for account in await accounts.everybody() if account.login != name])
        code = Known(kept.vault.door_key).new_code(name)
        wrapped = wrap_under_code(desk_private(kept.vault), code)
        until = now() + INVITED_FOR
        if not await accounts.invite(name, first_name, given, wrapped, until, SERVER):
            raise CommandError(f"{name} has an account already: remove it first, or choose another login")
    _tell(settings, name, given, code, until)


async def show(settings: Settings) -> None:
    """Print who has an account or an invitation."""
    async with opened(settings) as kept:
        everybody = await kept.store.accounts().everybody()
    if not everybody:
        typer.echo("nobody yet: bot staff add NAME")
        return
    in_columns([("login", "called", "role", "since"), *(_row(account) for account in everybody)])


async def remove(settings: Settings, login: str, *, sure: bool) -> None:
    """Take away somebody's keys, for good; a running bot signs them out within seconds.

    Raises:
        CommandError: there is nobody of that login, or the answer was no.
    """
    async with opened(settings) as kept:
        accounts = kept.store.accounts()
        account = await accounts.find(login) if usable(login) else None
        if account is None:
            raise CommandError("there is nobody of that login: bot staff list shows who there is")
        if not sure and not typer.confirm(f"Remove {account.login} ({account.called}, {account.role})?"):
            raise CommandError("nobody is removed")
        await accounts.remove(account.id, SERVER)
        typer.echo(f"{account.login} is removed")
        if not any(one.role is Role.ADMIN for one in await accounts.everybody()):
            typer.echo("nobody is an admin any more: bot staff add NAME makes the next one")


def desk_private(vault: Vault) -> bytes:
    """Open the desk's private key with the recovery code; one that was just shown need not be typed.

    Raises:
        CommandError: it is another code.
    """
    try:
        return open_with_recovery_code(vault.desk, vault.recovery_code or _asked())
    except ValueError:
        raise CommandError("that is not the recovery code of this desk") from None


def _asked() -> str:
    """Ask for the recovery code without showing it; where there is no terminal it is a line of standard input."""
    if sys.stdin.isatty():
        return str(typer.prompt("The desk's recovery code (not shown)", hide_input=True, err=True))
    return sys.stdin.readline()


def _role(asked: str | None, others: Sequence[Account]) -> Role:
    first = not any(account.role is Role.ADMIN for account in others)
    if asked is None:
        return Role.ADMIN if first else Role.REVIEWER
    if asked not in list(Role):
        raise CommandError(f"a role is one of {', '.join(Role)}")
    if first and asked != Role.ADMIN:
        raise CommandError("nobody else is an admin: this one must be")
    return Role(asked)


def _tell(settings: Settings, login: str, role: Role, code: str, until: datetime) -> None:
    here = settings.public_url or f"http://{settings.web_host}:{settings.web_port}"
    typer.echo(f"\n  {login} is invited as {role}, until {_moment(until)}. The code, shown this once:\n")
    typer.echo(f"      {code}\n")
    typer.echo(f"  To be accepted at {here}/desk/uitnodiging, with a telephone at hand for the second factor.\n")


def _row(account: Account) -> tuple[str, str, str, str]:
    until = account.invited_until
    if until is None:
        state = "has an account"
    else:
        state = f"invited until {_moment(until)}" if now() < until else "invitation is over"
    return account.login, account.called, account.role, state


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M %Z}"
