"""The composition root: the only place that reads settings and builds things."""

import asyncio
import ctypes
import gc
import hashlib
import hmac
import json
import secrets
import sys
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:  # the help must not wait for what a command needs
    from bot.campaigns import Doorway
    from bot.conversation import Conversation
    from bot.directory import Places
    from bot.rasa import RasaClient
    from bot.settings import Settings
    from bot.staff import Keeping, Staffed
    from bot.store import Database
    from bot.texts import Texts
    from bot.vault import Vault

STARTED = time.monotonic()  # nearly: what a command needs is yet to be imported
DOMAIN = Path("domain.yml")


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
    keeping: "Keeping"
    rasa: "RasaClient"
    conversation: "Conversation"
    doorway: "Doorway"
    visitor_key: Callable[[str], str]


def opened_vault(settings: "Settings") -> "Vault":
    """Open the secrets; the run that makes the desk's key pair shows its recovery code, once."""
    from bot.vault import open_vault

    vault = open_vault(secrets_in(settings))
    if vault.recovery_code:
        typer.echo(
            "\n  The desk's recovery code, shown this once. Print it and lock it away: without it nobody\n"
            f"  can open what visitors leave for a person.\n\n      {vault.recovery_code}\n",
            err=True,
        )
        if not sys.stderr.isatty():  # a service's journal keeps what it prints
            typer.echo(
                "  This was written into a log, and the code stays there until it is taken out. Or run\n"
                "  `bot staff rotate-key` in a terminal: that makes another.\n",
                err=True,
            )
    return vault


@asynccontextmanager
async def built(settings: "Settings", vault: "Vault", rasa: "RasaClient") -> AsyncGenerator[Bot]:
    """Build the bot on a migrated database; closes what was opened."""
    from bot.campaigns import Doorway
    from bot.conversation import Conversation, Parts
    from bot.directory import Places, sample, sample_alternatives
    from bot.handovers import DeskKey
    from bot.rasa import read_domain
    from bot.staff import Keeping, Staffed
    from bot.store import Database, migrate
    from bot.texts import Texts

    warm_up()
    await migrate(settings.database)
    store = Database.open(settings.database, [vault.database_key], vault.audit_key)
    await store.seed_groups(sample())
    texts, places = Texts.load(), Places.load()
    await store.seed_alternatives(sample_alternatives(places))
    staffed = Staffed(store.accounts(), store.settings())
    keeping = Keeping(store.settings())
    await staffed.refresh()
    await keeping.refresh()
    desk = DeskKey(vault.desk.public)
    escalations = read_domain(DOMAIN).escalations
    visitor_key = keyed(vault.visitor_key)
    doorway = Doorway(visitor_key("links to the sign-up").encode(), settings.public_url)
    parts = Parts(store, rasa, places, texts, desk, staffed, secrets.token_hex, doorway, escalations, keeping)
    conversation = Conversation(parts)
    try:
        yield Bot(settings, vault, texts, places, store, staffed, keeping, rasa, conversation, doorway, visitor_key)
    finally:
        await conversation.drain(seconds=5)
        await store.close()


def warm_up() -> None:
    """Load what the first message would otherwise wait for: the lexicon and its weights, a good half second.

    It lives for ever and holds half a million objects: frozen, the garbage collector does not walk them again and
    again in the middle of somebody's turn.
    """
    from bot.conversation.asides import asides, questions
    from bot.safety import answering, check, plainly
    from bot.safety.typed import phrasebook

    gc.disable()
    check("een zin die lang genoeg is om te wegen")
    plainly("een zin")
    phrasebook()
    answering.weights()
    asides()
    questions()
    gc.enable()
    gc.freeze()
    with suppress(OSError, AttributeError):  # not every system has it
        ctypes.CDLL("libc.so.6").malloc_trim(0)  # what reading took is given back, as nothing of its size comes again


def keyed(secret: str) -> Callable[[str], str]:
    """Give the function that turns "telegram:123" into the only name the bot has for anybody (HMAC-SHA256)."""
    return lambda who: hmac.new(secret.encode(), who.encode(), hashlib.sha256).hexdigest()


def rasa_client(url: str, token: str) -> "RasaClient":
    """Make the client; what a button of Rasa may ask for is what has a title."""
    from bot.rasa import RasaClient
    from bot.texts import Texts

    return RasaClient(url, token, Texts.load().askable)


@asynccontextmanager
async def some_rasa(settings: "Settings") -> AsyncGenerator["RasaClient"]:
    """Use the Rasa of the settings, else the one a running bot has, else start one for as long as it is needed.

    It needs none of the secrets: who only analyses messages must not be who makes the desk's key pair, and misses
    the code that is shown once.
    """
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
    server = RasaServer(model_file(settings), free_port(), secrets.token_hex())
    client = rasa_client(server.address.url, server.address.token)
    typer.echo("starting the language model, this takes 10 to 60 seconds ...", err=True)
    await server.start()
    try:
        while not await client.ready():  # noqa: ASYNC110 -- Rasa tells nobody that it is ready
            await asyncio.sleep(0.5)
        yield client
    finally:
        await client.close()
        await server.stop()


def secrets_in(settings: "Settings") -> Path:
    """Say where the secrets are."""
    return settings.var_dir / "secrets"


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


def main() -> None:
    """Start the command line."""
    from bot.commands.cli import cli

    cli()


if __name__ == "__main__":
    main()
