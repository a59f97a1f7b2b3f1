"""The command line: what there is to say, and which command carries it out."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:  # the help must not wait for what a command needs
    from bot.settings import Settings

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
staff = typer.Typer(no_args_is_help=True, help="Say who works at the desk.")
audit = typer.Typer(no_args_is_help=True, help="See who did what at the desk, and that nothing of it is lost.")
cli.add_typer(staff, name="staff")
cli.add_typer(audit, name="audit")


@cli.command()
def run() -> None:
    """Run the bot: chat page, health, and Telegram when there is a token. Ctrl-C stops it."""
    from bot.commands.run import serve

    _go(serve)


@cli.command()
def chat() -> None:
    """Talk to the bot in the terminal."""
    from bot.commands.chat import talk_here

    _go(talk_here)


@cli.command()
def analyse(
    file: Annotated[Path | None, typer.Argument(help="one message a line; standard input when left out")] = None,
    model: Annotated[bool, typer.Option(help="also ask the language model, not the lexicon alone")] = True,  # noqa: FBT002
) -> None:
    """Say how each message is understood: one JSON object a line."""
    from bot.commands.analyse import analyse_lines

    _go(lambda settings: analyse_lines(settings, file, with_model=model))


@cli.command()
def learn(
    file: Annotated[
        Path | None, typer.Argument(help="new examples to check: intent, a tab, message; or a file as in nlu/danger")
    ] = None,
    from_desk: Annotated[
        Path | None, typer.Option(help="a new folder, to write the examples to that staff wrote at the desk")
    ] = None,
    take_off: Annotated[bool, typer.Option("--take-off", help="and take those off the desk's list")] = False,  # noqa: FBT002
) -> None:
    """Show where understanding is weakest, for who writes examples; with a file, whether those may go in."""
    from bot.commands.from_desk import export
    from bot.commands.learn import refuse_bad, show

    if (from_desk and file) or (take_off and not from_desk):
        raise typer.BadParameter("--from-desk goes without a file, --take-off only with --from-desk")
    if from_desk:
        _go(lambda settings: export(settings, from_desk, take_off=take_off))
    else:
        _go(lambda settings: refuse_bad(file) if file else show(settings))


@cli.command()
def purge(
    dry_run: Annotated[bool, typer.Option(help="only count what would be deleted")] = False,  # noqa: FBT002
) -> None:
    """Delete what has been kept long enough; a running bot does this by itself every hour."""
    from bot.commands.purge import purge_now

    _go(lambda settings: purge_now(settings, dry_run=dry_run))


@staff.command("add")
def add_staff(
    name: Annotated[str, typer.Argument(help="what they sign in with: 3 to 32 of a-z 0-9 . _ -")],
    called: Annotated[str | None, typer.Option(help="the first name visitors see; like the login if left out")] = None,
    role: Annotated[
        str | None, typer.Option(help="reviewer, coordinator or admin; the first is an admin, others reviewers")
    ] = None,
) -> None:
    """Invite somebody to the desk; asks for the recovery code, and prints the code to give them."""
    from bot.commands.staff import add

    _go(lambda settings: add(settings, name, called, role))


@staff.command("list")
def list_staff() -> None:
    """Show who works at the desk."""
    from bot.commands.staff import show

    _go(show)


@staff.command("remove")
def remove_staff(
    name: Annotated[str, typer.Argument(help="what they sign in with")],
    yes: Annotated[bool, typer.Option("--yes", help="do not ask whether you are sure")] = False,  # noqa: FBT002
) -> None:
    """Remove somebody from the desk: their keys, their sessions, their claims."""
    from bot.commands.staff import remove

    _go(lambda settings: remove(settings, name, sure=yes))


@staff.command("rotate-key")
def rotate_key() -> None:
    """Give the desk a new key and a new recovery code, and seal everything again; the bot must not run."""
    from bot.commands.rotating import rotate

    _go(rotate)


@audit.command("verify")
def verify_audit(
    expect: Annotated[str | None, typer.Option(help="a last mac of before, which must still be there")] = None,
) -> None:
    """Find out whether an entry of the audit log was altered or taken out."""
    from bot.commands.audit import verify

    _go(lambda settings: verify(settings, expect))


@audit.command("show")
def show_audit(
    last: Annotated[int, typer.Option(min=1, max=100_000, help="how many entries, the newest")] = 50,
) -> None:
    """Show the audit log; nothing that was said stands in it."""
    from bot.commands.audit import show

    _go(lambda settings: show(settings, last))


def _go(command: Callable[["Settings"], Coroutine[Any, Any, None]]) -> None:
    """Run a command; what an operator can mend ends in one line, not in a traceback."""
    from bot.commands.failures import EXPECTED, explain
    from bot.commands.logs import set_up_logs
    from bot.settings import read_settings

    try:
        settings = read_settings()
        set_up_logs(settings.log_level)
        asyncio.run(command(settings))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except EXPECTED as error:
        typer.echo(explain(error), err=True)
        raise typer.Exit(1) from None
