"""The bot on Telegram: started, fed, asked to send, stopped."""

import asyncio
import hmac
from asyncio import Task
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from http import HTTPStatus
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramNotFound, TelegramUnauthorizedError
from aiogram.types import Update, WebhookInfo
from aiogram.types.update import UpdateTypeLookupError

from bot.in_order import InOrder
from bot.messages import Language, Left, Replies, Say
from bot.telegram.decoding import decode_body
from bot.telegram.in_hand import InHand
from bot.telegram.middlewares import AnswerAtOnce, NeverSilent, OneByOne
from bot.telegram.patience import Pace, PatientRequests
from bot.telegram.polling import Poller
from bot.telegram.ports import (
    WEBHOOK_PATH,
    Mode,
    NotStartedError,
    TelegramHealth,
    TelegramSettings,
    Undelivered,
    Visitors,
)
from bot.telegram.profile import introduce
from bot.telegram.sender import Outcome, Sender, insist
from bot.telegram.session import TelegramSession
from bot.telegram.translate import Sources
from bot.telegram.turns import Behind, Turns
from bot.telegram.visitor import visitor_router
from bot.texts import Texts

log = structlog.get_logger()
_HEALTH = 5  # seconds the health page waits for Telegram
_CONNECTIONS = 100  # the most Telegram opens to a webhook: each is held until its update is answered


async def _always() -> bool:
    return True


class TelegramBot:
    """One bot, one token, one process."""

    def __init__(  # noqa: PLR0913, PLR0917 the one place where everything is handed in
        self,
        settings: TelegramSettings,
        visitors: Visitors,
        texts: Texts,
        visitor_key: Callable[[str], str],
        delivered: Callable[[int], Awaitable[None]],
        clock: Callable[[], datetime],
        pace: Pace | None = None,
    ) -> None:
        """Build everything; nothing is asked of Telegram before `start`.

        `visitor_key` turns "telegram:<number>" into the visitor's name inside; `clock` gives aware UTC; `delivered`
        takes the number of a delivery out of the outbox.
        """
        self._settings = settings
        self._texts = texts
        self._clock = clock
        self._pace = pace or Pace()
        session = TelegramSession(settings.api_url, self._pace.request)
        session.middleware(PatientRequests(self._pace.patience))
        quiet = DefaultBotProperties(parse_mode=None, link_preview_is_disabled=True)
        self._bot = Bot(settings.token, session, quiet)
        self._sources = Sources(visitor_key, clock, texts.askable)
        self._sender = Sender(self._bot, texts)
        self._turns = Turns(Behind(visitors, texts, delivered), self._sender, self._bot, self._pace.typing_after)
        self._order = InOrder()
        self._dispatcher = self._dispatching()
        self._in_hand = InHand(self._handle, clock)
        self._poller = Poller(self._bot, self._in_hand, self._kinds, self._pace)
        self._polling: Task[None] | None = None
        self._sending: set[Task[Outcome]] = set()
        self._username: str | None = None
        self._stopping = False

    @property
    def mode(self) -> Mode:
        """How updates come in."""
        return Mode.POLLING if self._settings.public_url is None else Mode.WEBHOOK

    @property
    def username(self) -> str | None:
        """What the bot is called on Telegram; None until it said so."""
        return self._username

    @property
    def _kinds(self) -> list[str]:
        return self._dispatcher.resolve_used_update_types()

    async def start(self) -> None:
        """Say hello to Telegram, choose how updates come in, and set the profile. What waits there is kept.

        Raises:
            NotStartedError: Telegram refuses us, or does not answer after some tries.
        """
        try:
            self._username = (await self._bot.get_me()).username
            await self._choose_mode()
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise NotStartedError("the token is refused", permanent=True) from None
        except TelegramBadRequest:
            raise NotStartedError("the public address is refused", permanent=False) from None
        except AiogramError as error:
            raise NotStartedError(f"no answer ({type(error).__name__})", permanent=False) from None
        await introduce(self._bot, self._texts)
        log.info("telegram_started", username=self._username, mode=self.mode)

    async def poll(self) -> None:
        """Take updates until `stop` or until cancelled; in webhook mode just wait for that."""
        if self._stopping:
            return
        self._polling = asyncio.create_task(self._poller.run() if self.mode is Mode.POLLING else _wait_for_ever())
        try:
            await asyncio.wait({self._polling})
        finally:
            self._polling.cancel()

    async def stop(self) -> None:
        """Take no more updates, finish what is in hand or being sent (at most 20 s), confirm it, and close."""
        self._stopping = True
        if self._polling is not None:
            self._polling.cancel()
            await asyncio.wait({self._polling})
        await asyncio.gather(self._in_hand.drain(self._pace.drain), self._send_off())
        if self.mode is Mode.POLLING:
            await self._poller.confirm()
        await self._in_hand.drop()
        await self._bot.session.close()
        log.info("telegram_stopped")

    async def receive(self, body: bytes, secret: str | None) -> int:
        """Take the body of a webhook request and its secret header; gives the HTTP status to answer with.

        The answer waits until the update is answered (at most 25 s): a crash before that, and Telegram sends it again.
        """
        if not self._is_telegram(secret):
            return HTTPStatus.UNAUTHORIZED
        if self._stopping:
            return HTTPStatus.SERVICE_UNAVAILABLE
        update = decode_body(self._bot, body)
        task = None if update is None else self._in_hand.take(update)
        if task is None:
            return HTTPStatus.OK
        await asyncio.wait({task}, timeout=self._pace.webhook_hold)
        return HTTPStatus.SERVICE_UNAVAILABLE if task.cancelled() else HTTPStatus.OK

    async def send(
        self, address: str, replies: Replies, language: Language, wanted: Callable[[], Awaitable[bool]] = _always
    ) -> None:
        """Send what was left over, or what staff say, after whatever this chat is busy with; not from within a turn.

        `wanted` is asked when its turn has come: who has just had everything forgotten is sent nothing more. A visitor
        who blocked the bot is reported to the conversation as `Left`.

        Raises:
            Undelivered: not everything was sent, for good or for now.
        """
        if self._stopping:
            raise Undelivered(permanent=False)
        insist(await asyncio.shield(self._sending_of(self._pass_on(address, replies, language, wanted))))

    async def tell_staff(self, text: str) -> None:
        """Send a text to the group of staff, whatever visitors are busy with.

        Raises:
            Undelivered: it was not sent, for good (also when there is no such group) or for now.
        """
        chat = self._settings.staff_chat
        if self._stopping or chat is None:
            raise Undelivered(permanent=chat is None)
        insist(await self._sending_of(self._sender.send(chat, (Say(text),), Language.NL)))

    async def health(self) -> TelegramHealth:
        """Ask Telegram how things stand; never raises."""
        try:
            info = await self._bot.get_webhook_info(request_timeout=_HEALTH)
        except AiogramError:
            return TelegramHealth(self._username, self.mode, reachable=False, in_hand=len(self._in_hand))
        return self._healthy(info)

    def _healthy(self, info: WebhookInfo) -> TelegramHealth:
        now, last = self._clock(), self._in_hand.last_at
        failed = info.last_error_date
        return TelegramHealth(
            self._username,
            self.mode,
            reachable=True,
            in_hand=len(self._in_hand),
            pending_updates=info.pending_update_count,
            last_webhook_error=info.last_error_message,
            last_webhook_error_age=None if failed is None else now - failed,
            last_update_age=None if last is None else now - last,
        )

    def _dispatching(self) -> Dispatcher:
        # aiogram's own memory of conversations would be a second truth; its own polling confirms too early.
        dispatcher = Dispatcher(disable_fsm=True)
        dispatcher.update.outer_middleware(AnswerAtOnce())
        dispatcher.update.outer_middleware(OneByOne(self._order))
        dispatcher.update.outer_middleware(NeverSilent(self._turns))
        dispatcher.include_router(visitor_router(self._turns, self._sources, self._settings.staff_chat))
        return dispatcher

    def _sending_of(self, work: Coroutine[Any, Any, Outcome]) -> Task[Outcome]:
        sending = asyncio.create_task(work)
        self._sending.add(sending)
        sending.add_done_callback(self._sending.discard)
        return sending

    async def _pass_on(
        self, address: str, replies: Replies, language: Language, wanted: Callable[[], Awaitable[bool]]
    ) -> Outcome:
        async with self._order.of(address):
            if not await wanted():
                return Outcome.SENT
            return await self._turns.pass_on(self._sources.of_address(address, Left()), replies, language)

    async def _send_off(self) -> None:
        if self._sending:
            await asyncio.wait(self._sending, timeout=self._pace.drain)

    async def _choose_mode(self) -> None:
        if self._settings.public_url is None:
            await self._bot.delete_webhook(drop_pending_updates=False)
            return
        await self._bot.set_webhook(
            self._settings.public_url.rstrip("/") + WEBHOOK_PATH,
            secret_token=self._settings.webhook_secret,
            allowed_updates=self._kinds,
            max_connections=_CONNECTIONS,
            drop_pending_updates=False,
        )

    def _is_telegram(self, secret: str | None) -> bool:
        expected = self._settings.webhook_secret
        if self.mode is Mode.POLLING or expected is None or secret is None:
            return False
        return hmac.compare_digest(secret.encode(errors="replace"), expected.encode())

    async def _handle(self, update: Update) -> None:
        try:
            kind = update.event_type
        except UpdateTypeLookupError:  # aiogram would warn with the whole update in the text
            log.info("telegram_update_passed_over", update_id=update.update_id)
            return
        if kind in self._kinds:
            await self._dispatcher.feed_update(self._bot, update)


async def _wait_for_ever() -> None:
    await asyncio.Event().wait()
