"""The command line: what there is to say, and which command carries it out."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:  # the help must not wait for what a command needs
    from bot.settings import Settings

_DAY = "%Y-%m-%d"
Sure = Annotated[bool, typer.Option("--yes", help="do not ask whether you are sure")]

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
staff = typer.Typer(no_args_is_help=True, help="Say who works at the desk.")
audit = typer.Typer(no_args_is_help=True, help="See who did what at the desk, and that nothing of it is lost.")
campaigns = typer.Typer(no_args_is_help=True, help="Make campaigns, their QR codes and posters.")
cli.add_typer(staff, name="staff")
cli.add_typer(audit, name="audit")
cli.add_typer(campaigns, name="campaign")


@cli.command()
def run() -> None:
    """Run the bot: chat page, health, and Telegram when there is a token. Ctrl-C stops it."""
    typer.echo("starting ...")  # seconds, on a slow machine

    def serving(settings: "Settings") -> Coroutine[Any, Any, None]:
        from bot.__main__ import warm_up

        warm_up()  # before the rest is imported, which then takes the memory that making the lexicon leaves free
        from bot.commands.run import serve

        return serve(settings)

    _go(serving)


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
    yes: Sure = False,  # noqa: FBT002
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


@cli.command()
def report(
    place: Annotated[str | None, typer.Argument(help="a municipality, for a report of two pages on it")] = None,
    out: Annotated[Path | None, typer.Argument(help="its file, which ends in .pdf or .html")] = None,
    weeks: Annotated[int, typer.Option(min=1, max=104, help="how far back the overview goes")] = 12,
    csv: Annotated[bool, typer.Option("--csv", help="all figures as CSV")] = False,  # noqa: FBT002
) -> None:
    """Show what came of it all, in figures that point at nobody; with a place, write a report for the municipality."""
    from bot.commands.report import export, print_report, show

    if place is not None:
        file = out or Path(f"{place}.pdf")
        _go(lambda settings: print_report(settings, place, file))
    else:
        _go(lambda settings: (export if csv else show)(settings, weeks))


@campaigns.command("add")
def add_campaign(  # noqa: PLR0913, PLR0917 -- one a field
    name: Annotated[str, typer.Argument(help="for yourselves: nobody else sees it")],
    spot: Annotated[
        list[str] | None, typer.Option(help='where it hangs, each with a code: NAME or "NAME; PLACE"')
    ] = None,
    place: Annotated[str, typer.Option(help="whose group a visitor is greeted with")] = "",
    channel: Annotated[str, typer.Option(help="poster, school, festival or social")] = "poster",
    language: Annotated[str | None, typer.Option(help="nl or en, to greet in; the visitor's own if left out")] = None,
    starts: Annotated[datetime | None, typer.Option("--from", formats=[_DAY], help="first day; today")] = None,
    until: Annotated[datetime | None, typer.Option(formats=[_DAY], help="last day; none if left out")] = None,
) -> None:
    """Make a campaign; prints its codes."""
    from bot.commands.campaign import New, add

    first, last = (day.date() if day else None for day in (starts, until))
    new = New(name, spot or (), place, channel, language, first, last)
    _go(lambda settings: add(settings, new))


@campaigns.command("list")
def list_campaigns() -> None:
    """Show all campaigns and their codes."""
    from bot.commands.campaign import show

    _go(show)


@campaigns.command("remove")
def remove_spot(
    code: Annotated[str, typer.Argument(help="of the spot, as it is kept or printed")],
    yes: Sure = False,  # noqa: FBT002
) -> None:
    """Take a wrong spot away."""
    from bot.commands.campaign import remove

    _go(lambda settings: remove(settings, code, sure=yes))


@campaigns.command("export")
def export_campaigns() -> None:
    """Write all codes and links as CSV."""
    from bot.commands.campaign import export

    _go(export)


@campaigns.command("qr")
def draw_code(
    code: Annotated[str, typer.Argument(help="as it is kept or printed")],
    out: Annotated[Path, typer.Argument(help="a file that ends in .svg, .png or .pdf")],
    mark: Annotated[bool, typer.Option(help="a face in the middle")] = True,  # noqa: FBT002
) -> None:
    """Draw a QR code."""
    from bot.commands.campaign import draw

    _go(lambda settings: draw(settings, code, out, mark=mark))


@campaigns.command("poster")
def print_poster(
    code: Annotated[str, typer.Argument(help="as it is kept or printed")],
    out: Annotated[Path, typer.Argument(help="the file: PDF, or PNG for a story")],
    design: Annotated[str, typer.Option(help="chat, socks or lol")] = "chat",
    size: Annotated[str, typer.Option(help="a4, a3, a6 or story")] = "a4",
    language: Annotated[str | None, typer.Option(help="nl or en; that of the campaign if left out")] = None,
) -> None:
    """Print a poster, ready to be cut."""
    from bot.commands.campaign import print_poster

    _go(lambda settings: print_poster(settings, code, (design, size, language), out))


def _go(command: Callable[["Settings"], Coroutine[Any, Any, None]]) -> None:
    """Run a command; what an operator can mend ends in one line, not in a traceback."""
    from bot.commands.logs import set_up_logs
    from bot.settings import read_settings

    try:
        settings = read_settings()
        set_up_logs(settings.log_level)
        asyncio.run(command(settings))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except Exception as error:
        from bot.commands.failures import EXPECTED, explain  # which imports most of the bot

        if not isinstance(error, EXPECTED):
            raise
        typer.echo(explain(error), err=True)
        raise typer.Exit(1) from None
