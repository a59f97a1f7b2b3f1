"""`bot run`: everything up in the order a visitor needs it, and down again without losing anybody."""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import time
from collections.abc import AsyncGenerator, Coroutine, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import structlog
import typer
from litestar import Litestar

from bot.__main__ import STARTED, Bot, built, model_file, now, opened_vault, rasa_client, rasa_note, secrets_in
from bot.commands.alerting import Alerting, messengers
from bot.commands.desk import DeskSide, Nobody
from bot.commands.failures import CommandError
from bot.commands.on_telegram import OnTelegram
from bot.conversation import StoreDownError
from bot.rasa import RasaAddress, RasaClient, RasaServer, free_port
from bot.settings import Settings
from bot.vault import Vault, in_use
from bot.web import Health, WebServer, WebSettings, build, going

_PURGES_EVERY = 3600  # seconds

log = structlog.get_logger()


async def serve(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM, also one that comes while the bot is still starting.

    Raises:
        CommandError: a part fell that the bot is no use without.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    up = asyncio.Event()
    living = asyncio.create_task(_live(settings, up, stopped))
    stopping = asyncio.create_task(stopped.wait())
    await asyncio.wait({living, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not up.is_set():
        living.cancel()
    stopping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await living
    typer.echo("stopped")


async def _live(settings: Settings, up: asyncio.Event, stopped: asyncio.Event) -> None:
    token = settings.token  # read before anything is started: the file it stands in may be missing
    with in_use(secrets_in(settings)):
        running = await _lived(settings, token, up, stopped)
    if running.fallen:
        raise CommandError(running.fallen)


async def _lived(settings: Settings, token: str | None, up: asyncio.Event, stopped: asyncio.Event) -> "Running":
    vault = opened_vault(settings)
    async with _rasa(settings, vault) as (rasa, address), built(settings, vault, rasa) as bot:
        running = Running(bot, token, stopped)
        try:
            await running.start()
            up.set()
            with _noted(settings, address):
                await stopped.wait()
            typer.echo("stopping ...")
        finally:
            await running.stop()
    return running


class Running:
    """The parts that run side by side, from start to stop; `fallen` says which of them could not go on."""

    def __init__(self, bot: Bot, token: str | None, stopped: asyncio.Event) -> None:
        self.fallen = ""
        self._bot = bot
        self._stopped = stopped
        self._telegram = OnTelegram(bot, token) if token else None
        self._desk = DeskSide(bot, self._telegram or Nobody(), self._username)
        self._alerting = self._made_alerting()
        self._tasks: list[asyncio.Task[None]] = []
        self._web = WebServer(self._application(), self._web_settings())

    async def start(self) -> None:
        """Web page and safety net first; Telegram and Rasa as soon as they are there."""
        await self._web.start()
        settings = self._bot.settings
        here = f"http://{settings.web_host}:{self._web.port}"
        self._say("safety net and menu are up")
        typer.echo(f"  health:    {here}/health")
        if settings.serves_chat:
            typer.echo(f"  chat page: {here}/")
        typer.echo(f"  terminal:  {_command('chat')}")
        typer.echo(f"  desk:      {here}/desk")
        if not self._bot.staffed.anybody:
            typer.echo(f"             nobody can sign in yet: {_command('staff add NAME')}")
        self._beside(self._purge())
        self._beside(self._desk.keep_watch())
        self._beside(self._alerting.run())
        self._beside(self._await_rasa())
        if self._telegram:
            self._beside(self._telegram.run(self._say))

    async def stop(self) -> None:
        """Take nothing new, finish what is in hand, then close."""
        if self._telegram:
            await self._telegram.stop()
        await self._web.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _application(self) -> Litestar:
        bot = self._bot
        webhook = self._telegram.receive if self._telegram and bot.settings.public_url else None
        how, desk, door = self._web_settings(), self._desk.parts(), going.route(bot.doorway, bot.store, now)
        visiting = bot.conversation, bot.store, bot.texts, bot.visitor_key
        return build(how, *visiting, self._health, webhook, now, desk, door, bot.keeping)

    def _username(self) -> str | None:
        telegram = self._telegram.bot if self._telegram else None
        return (telegram.username if telegram else None) or self._bot.settings.username

    def _made_alerting(self) -> Alerting:
        bot, settings = self._bot, self._bot.settings
        channels = messengers(settings, lambda: self._telegram.bot if self._telegram else None, now)
        return Alerting(bot.store.alerts(), channels, settings.public_url, self._desk.alert_minutes, now)

    def _web_settings(self) -> WebSettings:
        settings = self._bot.settings
        https = settings.public_url is not None
        return WebSettings(settings.web_host, settings.web_port, settings.serves_chat, https, self._bot.vault.csrf)

    async def _health(self) -> Health:
        store = await self._bot.store.healthy()
        parts = {
            "safety net": "up",
            "store": "up" if store else "down",
            "rasa": "up" if await self._bot.rasa.ready() else "down",
        }
        telegram = await self._telegram.health() if self._telegram else {}
        return Health(store, {**parts, **telegram, **self._alerting.health()})

    async def _await_rasa(self) -> None:
        self._say("the language model is starting ...")
        while not await self._bot.rasa.ready():  # noqa: ASYNC110 -- Rasa tells nobody that it is ready
            await asyncio.sleep(0.5)
        self._say("the language model is up")

    async def _purge(self) -> None:
        while True:
            try:
                await self._bot.store.purge(now())
            except StoreDownError:
                log.error("purge_failed")
            await asyncio.sleep(_PURGES_EVERY)

    def _beside(self, part: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(part)
        task.add_done_callback(self._fell)
        self._tasks.append(task)

    def _fell(self, task: asyncio.Task[None]) -> None:
        """Stop the whole: who watches over us starts us again, and nobody takes half a bot for a whole one."""
        if task.cancelled() or not (error := task.exception()):
            return
        log.critical("part_fell", error=type(error).__name__)
        self.fallen = str(error) if isinstance(error, CommandError) else f"a part fell ({type(error).__name__})"
        self._stopped.set()

    def _say(self, what: str) -> None:
        typer.echo(f"[{time.monotonic() - STARTED:4.1f} s] {what}")


def _command(words: str) -> str:
    """Spell a command of ours as it works here."""
    return f"{'uv run bot' if shutil.which('uv') else '.venv/bin/bot'} {words}"


@asynccontextmanager
async def _rasa(settings: Settings, vault: Vault) -> AsyncGenerator[tuple[RasaClient, RasaAddress | None]]:
    """Use the Rasa of the settings, or start our own; gives its address only when it is ours."""
    if settings.rasa_url and settings.rasa_token:
        client = rasa_client(settings.rasa_url, settings.rasa_token.get_secret_value())
        try:
            yield client, None
        finally:
            await client.close()
        return
    server = RasaServer(model_file(settings), free_port(), vault.rasa)
    client = rasa_client(server.address.url, vault.rasa)
    try:
        await server.start()
        yield client, server.address
    finally:
        await client.close()
        await server.stop()


@contextmanager
def _noted(settings: Settings, address: RasaAddress | None) -> Generator[None]:
    """Note where our Rasa listens, for `bot chat` and `bot analyse`, as long as we run."""
    if address is None:
        yield
        return
    note = rasa_note(settings)
    note.unlink(missing_ok=True)
    with os.fdopen(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as writing:
        json.dump({"url": address.url, "token": address.token}, writing)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            note.unlink()
