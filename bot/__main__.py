"""The composition root: the only place that reads settings and builds things, and the command line over it."""

import asyncio
import gc
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:  # the help must not wait for what a command needs
    from bot.conversation import Conversation
    from bot.directory import Places
    from bot.rasa import RasaClient
    from bot.settings import Settings
    from bot.staff import Staffed
    from bot.store import Database
    from bot.texts import Texts
    from bot.vault import Vault

STARTED = time.monotonic()  # nearly: what a command needs is yet to be imported
DOMAIN = Path("domain.yml")

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
staff = typer.Typer(no_args_is_help=True, help="Say who works at the desk.")
audit = typer.Typer(no_args_is_help=True, help="See who did what at the desk, and that nothing of it is lost.")
cli.add_typer(staff, name="staff")
cli.add_typer(audit, name="audit")


def now() -> datetime:
    """Tell the time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Bot:
    """Everything that is built once, whatever the channel."""

    settings: "Settings"
    vault: "Vault"
    texts: "Texts"
    places: "Places"
    store: "Database"
    staffed: "Staffed"
    rasa: "RasaClient"
    conversation: "Conversation"
    visitor_key: Callable[[str], str]


def opened_vault(settings: "Settings") -> "Vault":
    """Open the secrets; the run that makes the desk's key pair shows its recovery code, once."""
    from bot.vault import open_vault

    vault = open_vault(settings.var_dir / "secrets")
    if vault.recovery_code:
        typer.echo(
            "\n  The desk's recovery code, shown this once. Print it and lock it away: without it nobody\n"
            f"  can open what visitors leave for a person.\n\n      {vault.recovery_code}\n",
            err=True,
        )
    return vault


@asynccontextmanager
async def built(settings: "Settings", vault: "Vault", rasa: "RasaClient") -> AsyncGenerator[Bot]:
    """Build the bot on a migrated database; closes what was opened."""
    from bot.conversation import Conversation, Parts
    from bot.directory import Places, sample
    from bot.handovers import DeskKey
    from bot.rasa import read_domain
    from bot.staff import Staffed
    from bot.store import Database, migrate
    from bot.texts import Texts

    warm_up()
    await migrate(settings.database)
    store = Database.open(settings.database, [vault.database_key], audit_key=vault.audit_key)
    await store.seed_groups(sample())
    texts, places = Texts.load(), Places.load()
    staffed = Staffed(store.accounts(), store.settings())
    await staffed.refresh()
    desk = DeskKey(vault.desk.public)
    escalations = read_domain(DOMAIN).escalations
    parts = Parts(store, rasa, places, texts, desk, staffed, secrets.token_hex, escalations)
    conversation = Conversation(parts)
    try:
        yield Bot(settings, vault, texts, places, store, staffed, rasa, conversation, keyed(vault.visitor_key))
    finally:
        await conversation.drain(seconds=5)
        await store.close()


def warm_up() -> None:
    """Load what the first message would otherwise wait for: the lexicon and its weights, a good half second.

    It lives for ever and holds half a million objects: frozen, the garbage collector does not walk them again and
    again in the middle of somebody's turn.
    """
    from bot.safety import check

    gc.disable()
    check("een zin die lang genoeg is om te wegen")
    gc.enable()
    gc.freeze()


def keyed(secret: str) -> Callable[[str], str]:
    """Give the function that turns "telegram:123" into the only name the bot has for anybody (HMAC-SHA256)."""
    return lambda who: hmac.new(secret.encode(), who.encode(), hashlib.sha256).hexdigest()


def rasa_client(url: str, token: str) -> "RasaClient":
    """Make the client; what a button of Rasa may ask for is what has a title."""
    from bot.rasa import RasaClient
    from bot.texts import Texts

    return RasaClient(url, token, Texts.load().askable)


@asynccontextmanager
async def some_rasa(settings: "Settings", vault: "Vault") -> AsyncGenerator["RasaClient"]:
    """Use the Rasa of the settings, else the one a running bot has, else start one for as long as it is needed."""
    from bot.rasa import RasaServer, free_port

    address = _known_rasa(settings)
    if address:
        client = rasa_client(*address)
        try:
            if await client.ready():
                yield client
                return
        finally:
            await client.close()
    server = RasaServer(model_file(settings), free_port(), vault.rasa)
    client = rasa_client(server.address.url, vault.rasa)
    typer.echo("starting the language model, this takes 10 to 60 seconds ...", err=True)
    await server.start()
    try:
        while not await client.ready():  # noqa: ASYNC110 -- Rasa tells nobody that it is ready
            await asyncio.sleep(0.5)
        yield client
    finally:
        await client.close()
        await server.stop()


def model_file(settings: "Settings") -> Path:
    """Say where `make model` puts the trained model."""
    return settings.var_dir / "models" / "join-us.tar.gz"


def rasa_note(settings: "Settings") -> Path:
    """Say where a running bot notes how its Rasa is reached."""
    return settings.var_dir / "rasa.json"


def _known_rasa(settings: "Settings") -> tuple[str, str] | None:
    if settings.rasa_url and settings.rasa_token:
        return settings.rasa_url, settings.rasa_token.get_secret_value()
    try:
        noted = json.loads(rasa_note(settings).read_text())
        return noted["url"], noted["token"]
    except (OSError, ValueError, KeyError):
        return None


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
        Path | None, typer.Argument(help="new examples to check: intent, a tab, message; a line each")
    ] = None,
) -> None:
    """Show where understanding is weakest, for who writes examples; with a file, whether those may go in."""
    from bot.commands.learn import refuse_bad, show

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


def main() -> None:
    """Start the command line."""
    cli()


if __name__ == "__main__":
    main()
