"""`bot run`: everything up in the order a visitor needs it, and down again without losing anybody."""

import asyncio
import contextlib
import json
import os
import signal
import time
from collections.abc import AsyncGenerator, Coroutine, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import structlog
import typer
from litestar import Litestar

from bot.__main__ import STARTED, Bot, built, model_file, now, opened_vault, rasa_client, rasa_note
from bot.conversation import StoreDownError
from bot.rasa import RasaClient, RasaServer, free_port
from bot.settings import Settings
from bot.store import Parcel
from bot.vault import Vault
from bot.web import Health, WebServer, WebSettings, build

if TYPE_CHECKING:
    from bot.telegram import TelegramBot

_PURGES_EVERY = 3600  # seconds
_TRIES_AGAIN = 15  # seconds between attempts to reach Telegram

log = structlog.get_logger()


async def serve(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    token = settings.token  # read before anything is started: the file it stands in may be missing
    vault = opened_vault(settings)
    async with _rasa(settings, vault) as rasa, built(settings, vault, rasa) as bot:
        running = Running(bot, token)
        try:
            await running.start()
            await stopped.wait()
            typer.echo("stopping ...")
        finally:
            await running.stop()
    typer.echo("stopped")


class Running:
    """The parts that run side by side, from start to stop."""

    def __init__(self, bot: Bot, token: str | None) -> None:
        self._bot = bot
        self._token = token
        self._telegram: TelegramBot | None = None
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
        typer.echo("  terminal:  uv run bot chat")
        typer.echo("  desk:      not there yet; handovers are kept sealed until it is")
        self._beside(self._purge())
        self._beside(self._await_rasa())
        if self._token:
            self._beside(self._run_telegram(self._token))

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
        webhook = self._receive if self._token and bot.settings.public_url else None
        return build(self._web_settings(), bot.conversation, bot.texts, bot.visitor_key, self._health, webhook, now)

    def _web_settings(self) -> WebSettings:
        settings = self._bot.settings
        https = settings.public_url is not None
        return WebSettings(settings.web_host, settings.web_port, settings.serves_chat, https, self._bot.vault.csrf)

    async def _receive(self, body: bytes, secret: str | None) -> int:
        # Telegram sends again what is refused while we are still starting
        return await self._telegram.receive(body, secret) if self._telegram else 503

    async def _health(self) -> Health:
        store = await self._bot.store.healthy()
        parts = {
            "safety net": "up",
            "store": "up" if store else "down",
            "rasa": "up" if await self._bot.rasa.ready() else "down",
        }
        if self._telegram:
            telegram = await self._telegram.health()
            parts["telegram"] = "up" if telegram.reachable else "down"
            parts["telegram updates waiting"] = str(telegram.pending_updates)
            if telegram.last_webhook_error:
                parts["telegram webhook error"] = telegram.last_webhook_error
        elif self._token:
            parts["telegram"] = "starting"
        return Health(store, parts)

    async def _run_telegram(self, token: str) -> None:
        # aiogram takes seconds to import: the web page does not wait for it
        telegram = await asyncio.to_thread(_import_telegram)
        bot, settings = self._bot, self._bot.settings
        how = telegram.TelegramSettings(token, settings.telegram_api_url, settings.public_url, bot.vault.webhook)
        self._telegram = telegram.TelegramBot(
            how, bot.conversation, bot.texts, bot.visitor_key, bot.store.delivered, now
        )
        left_over = await self._left_over()
        while True:
            try:
                await self._telegram.start()
                break
            except telegram.NotStartedError as error:
                log.error("telegram_not_started", reason=str(error), tries_again=not error.permanent)
                if error.permanent:
                    typer.echo(f"Telegram: {error}. Check BOT_TOKEN and PUBLIC_URL.", err=True)
                    return
                await asyncio.sleep(_TRIES_AGAIN)
        self._say("Telegram is up")
        self._beside(self._send(left_over))
        await self._telegram.poll()

    async def _left_over(self) -> Sequence[Parcel]:
        """List the replies that an earlier process wrote down but did not get to Telegram, before new ones come in."""
        try:
            if await self._bot.store.only_sample():
                log.warning("only_the_sample_of_groups_is_loaded", meaning="every group is shown as unconfirmed")
            return await self._bot.store.undelivered()
        except StoreDownError:  # visitors are answered all the same
            log.error("left_over_replies_not_read")
            return ()

    async def _send(self, parcels: Sequence[Parcel]) -> None:
        telegram = _import_telegram()
        assert self._telegram is not None  # noqa: S101 -- it has just started
        for parcel in parcels:
            try:
                await self._telegram.send(parcel.address, parcel.replies, parcel.language)
            except telegram.Undelivered as error:
                if not error.permanent:
                    continue
            with contextlib.suppress(StoreDownError):  # the store has said so; it is sent again after the next start
                await self._bot.store.delivered(parcel.id)

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
        task.add_done_callback(_report_fall)
        self._tasks.append(task)

    def _say(self, what: str) -> None:
        typer.echo(f"[{time.monotonic() - STARTED:4.1f} s] {what}")


def _report_fall(task: asyncio.Task[None]) -> None:
    # nobody waits for these tasks before the end: without this a part could fall in silence
    if not task.cancelled() and (error := task.exception()):
        log.critical("part_fell", error=type(error).__name__)


@asynccontextmanager
async def _rasa(settings: Settings, vault: Vault) -> AsyncGenerator[RasaClient]:
    """Use the Rasa of the settings, or start our own and note where it listens."""
    if settings.rasa_url and settings.rasa_token:
        client = rasa_client(settings.rasa_url, settings.rasa_token.get_secret_value())
        try:
            yield client
        finally:
            await client.close()
        return
    server = RasaServer(model_file(settings), free_port(), vault.rasa)
    client = rasa_client(server.address.url, vault.rasa)
    note = rasa_note(settings)
    try:
        await server.start()
        _note(note, server.address.url, vault.rasa)
        yield client
    finally:
        with contextlib.suppress(OSError):
            note.unlink()
        await client.close()
        await server.stop()


def _note(file: Path, url: str, token: str) -> None:
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as writing:
        json.dump({"url": url, "token": token}, writing)


def _import_telegram() -> ModuleType:
    import bot.telegram  # noqa: PLC0415

    return bot.telegram
