"""A strict Bot API over real HTTP, for tests: what Telegram refuses, this refuses.

    async with TelegramApi() as api:
        api.says(7, "hoi")
        [answer] = await api.answer_to(7)

Updates wait until they are confirmed, by a later offset or by a webhook's 2xx. Faults are queued for each method.
One class, longer than others here, since it is one server with one state.
"""

import asyncio
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import ClientError, ClientSession, web

from bot.in_order import InOrder
from tests.telegram_rules import (
    CONFLICT,
    TOKEN,
    Fault,
    Gateway,
    Refusal,
    Reset,
    Riddle,
    chat_of,
    check_markup,
    check_text,
    check_token,
    now,
    number,
    params_of,
    refused,
    user,
)

_SAME_QUESTION = 0.5  # seconds; who asks for the same updates again this soon gets one (Client.cpp of the Bot API)
_QUESTION = (("offset", 0), ("limit", 100), ("timeout", 0))


@dataclass(slots=True)
class Sent:
    """A message that reached a chat."""

    chat: int
    text: str
    markup: dict[str, Any]
    params: dict[str, Any]

    @property
    def rows(self) -> list[list[str]]:
        """The titles of the inline buttons."""
        return [[button["text"] for button in row] for row in self.markup.get("inline_keyboard", [])]


@dataclass(slots=True)
class TelegramApi:
    """The server, its state open to the tests."""

    pending: list[dict[str, Any]] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    faults: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    blocked: set[int] = field(default_factory=set)
    profile: dict[tuple[str, str], Any] = field(default_factory=dict)
    webhook: dict[str, Any] = field(default_factory=dict)
    webhook_error: str | None = None
    doors: dict[str, str] = field(default_factory=dict)  # public https address -> where it really is
    url: str = ""
    token: str = TOKEN
    chats: set[int] = field(default_factory=set)
    _presses: set[str] = field(default_factory=set)
    _read: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    _last_number: int = 1_000
    _asking: int = 0
    _week: int = 0
    _asked: tuple[int, float] = (0, 0.0)
    _runner: web.AppRunner | None = None
    _pushes: set[asyncio.Task[None]] = field(default_factory=set)
    _in_order: InOrder = field(default_factory=InOrder)

    async def __aenter__(self) -> Self:
        """Listen on a free port."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        """Hang up."""
        for push in self._pushes:
            push.cancel()
        await asyncio.gather(*self._pushes, return_exceptions=True)
        if self._runner:
            await self._runner.cleanup()

    # What visitors do

    def says(self, chat: int, text: str, **more: object) -> int:
        """Type a message; `more` overrides fields of the message."""
        return self.message(chat, "message", **({"text": text} | more))

    def message(self, visitor: int, kind: str = "message", **fields: object) -> int:
        """Send a message with any content."""
        return self.update(None, **{kind: self._message(visitor) | fields})

    def press(self, chat: int, payload: str, **more: object) -> int:
        """Press an inline button."""
        name = f"q{self._last_number + 1}"
        self._presses.add(name)
        query = {"id": name, "from": user(chat), "chat_instance": "1", "data": payload}
        return self.update(callback_query=query | {"message": self._message(chat, bot=True)} | more)

    def membership(self, chat: int, status: str, *, kind: str = "private") -> int:
        """Block, unblock or invite the bot."""
        me = {"id": 123456, "is_bot": True, "first_name": "Join Us"}
        old = {"status": "member", "user": me}
        new = {"status": status, "user": me} | ({"until_date": 0} if status == "kicked" else {})
        body = {"chat": {"id": chat, "type": kind, "title": "t"}, "from": user(chat), "date": now()}
        return self.update(my_chat_member=body | {"old_chat_member": old, "new_chat_member": new})

    def update(self, numbered: int | None = None, **content: object) -> int:
        """Queue an update of any content, also one that nobody can read, and give its number."""
        self._last_number = numbered or self._last_number + 1
        self.pending.append({"update_id": self._last_number} | content)
        self._push_all()
        return self._last_number

    def asked_anew(self) -> None:
        """Begin to number anew, as after a quiet week: an offset from before then means nothing."""
        self._week += 1

    # What tests look at

    async def answer_to(self, chat: int, n: int = 1, timeout: float = 5) -> list[Sent]:  # noqa: ASYNC109 as tests say it
        """Wait for the next `n` messages in a chat."""
        async with asyncio.timeout(timeout):
            while len(self.to(chat)) < self._read[chat] + n:  # noqa: ASYNC110 simple, and only as long as a test
                await asyncio.sleep(0.005)
        start = self._read[chat]
        self._read[chat] += n
        return self.to(chat)[start : start + n]

    async def settled(self, timeout: float = 5) -> None:  # noqa: ASYNC109 as tests say it
        """Wait until every update is confirmed."""
        async with asyncio.timeout(timeout):
            while self.pending:  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    def to(self, chat: int) -> list[Sent]:
        """All messages that reached a chat."""
        return [message for message in self.sent if message.chat == chat]

    def called(self, method: str) -> list[dict[str, Any]]:
        """The parameters of every call of a method, also of those that failed."""
        return [params for name, params in self.calls if name == method]

    # The server

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        params = await params_of(request)
        self.calls.append((method, params))
        fault = self.faults[method].popleft() if self.faults[method] else None
        try:
            match fault:
                case Refusal():
                    raise fault
                case Gateway(status):
                    return web.Response(status=status, text="<html>Bad Gateway</html>", content_type="text/html")
                case Reset(delivered):
                    if delivered:
                        await self._do(method, params)
                    assert request.transport is not None
                    request.transport.abort()
                    return web.Response()
                case Riddle():
                    await self._do(method, params)
                    return web.json_response({"ok": True, "result": {"message_id": "a riddle"}})
                case None:
                    check_token(request.match_info["token"])
                    return web.json_response({"ok": True, "result": await self._do(method, params)})
        except Refusal as refusal:
            return refused(refusal)

    async def _do(self, method: str, params: dict[str, Any]) -> object:
        known = getattr(self, f"_on_{method}", None)
        if known is not None:
            return await known(params)
        verb, what = method[:3], method[3:]
        if what not in {"MyCommands", "MyName", "MyDescription", "MyShortDescription", "ChatMenuButton"}:
            raise Refusal(404, "Not Found: method not found")
        key = (what, params.get("language_code", ""))
        if verb == "set":
            self.profile[key] = params
            return True
        return self._profile_of(what, self.profile.get(key, {}))

    def _profile_of(self, what: str, kept: dict[str, Any]) -> object:
        match what:
            case "MyCommands":
                return kept.get("commands", [])
            case "MyName":
                return {"name": kept.get("name", "")}
            case "MyDescription":
                return {"description": kept.get("description", "")}
            case _:
                return {"short_description": kept.get("short_description", "")}

    async def _on_getMe(self, _: dict[str, Any]) -> object:  # noqa: N802 the Bot API's own name
        return {"id": 123456, "is_bot": True, "first_name": "Join Us", "username": "joinus_test_bot"}

    async def _on_sendMessage(self, params: dict[str, Any]) -> object:  # noqa: N802
        chat = number(params.get("chat_id"))
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if chat not in self.chats:
            raise Refusal(400, "Bad Request: chat not found")
        text = str(params.get("text", "")).strip()
        check_text(text)
        markup = params.get("reply_markup") or {}
        check_markup(markup)
        self.sent.append(Sent(chat, text, markup, params))
        return self._message(chat, bot=True) | {"text": text}

    async def _on_sendChatAction(self, params: dict[str, Any]) -> object:  # noqa: N802
        if params.get("action") != "typing":
            raise Refusal(400, "Bad Request: wrong parameter action in request")
        return True

    async def _on_leaveChat(self, _: dict[str, Any]) -> object:  # noqa: N802
        return True

    async def _on_answerCallbackQuery(self, params: dict[str, Any]) -> object:  # noqa: N802
        if params.get("callback_query_id") not in self._presses:
            raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._presses.discard(params["callback_query_id"])
        return True

    async def _on_setWebhook(self, params: dict[str, Any]) -> object:  # noqa: N802
        if not params.get("url", "").startswith("https://"):
            raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = params
        self._push_all()
        return True

    async def _on_deleteWebhook(self, params: dict[str, Any]) -> object:  # noqa: N802
        if params.get("drop_pending_updates") in {"true", True}:
            self.pending.clear()
        self.webhook = {}
        return True

    async def _on_getWebhookInfo(self, _: dict[str, Any]) -> object:  # noqa: N802
        info = {"url": self.webhook.get("url", ""), "has_custom_certificate": False}
        error = {"last_error_date": now(), "last_error_message": self.webhook_error} if self.webhook_error else {}
        return info | {"pending_update_count": len(self.pending)} | error

    async def _on_getUpdates(self, params: dict[str, Any]) -> object:  # noqa: N802
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        offset, limit, hold = (int(params.get(key, default)) for key, default in _QUESTION)
        if offset == self._asked[0] and time.monotonic() < self._asked[1] + _SAME_QUESTION:
            limit = 1
        self._asked = (offset, time.monotonic())
        self._asking += 1
        mine = self._asking
        if not self._week:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
        deadline = time.monotonic() + hold
        while not self.pending and time.monotonic() < deadline:
            await asyncio.sleep(0.01)
            if mine != self._asking:
                raise CONFLICT
        return self.pending[:limit]

    # The webhook: each chat's updates one after the other, again until there is a 2xx

    def _push_all(self) -> None:
        for update in self.pending if self.webhook else []:
            task = asyncio.create_task(self._push(update))
            self._pushes.add(task)
            task.add_done_callback(self._pushes.discard)

    async def _push(self, update: dict[str, Any]) -> None:
        async with self._in_order.of(chat_of(update)), ClientSession() as client:
            while update in self.pending and self.webhook:
                self.webhook_error = await self._knock(client, update)
                if self.webhook_error is None:
                    self.pending.remove(update)
                else:
                    await asyncio.sleep(0.05)

    async def _knock(self, client: ClientSession, update: dict[str, Any]) -> str | None:
        url = self.webhook["url"]
        for public, real in self.doors.items():
            url = url.replace(public, real)
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        try:
            async with client.post(url, json=update, headers=headers) as response:
                return None if response.ok else f"Wrong response from the webhook: {response.status}"
        except ClientError:
            return "Connection refused"

    def _message(self, chat: int, *, bot: bool = False) -> dict[str, Any]:
        self.chats.add(chat)
        self._last_number += 1
        sender = {"id": 123456, "is_bot": True, "first_name": "Join Us"} if bot else user(chat)
        kind = {"id": chat, "type": "private", "first_name": "Geheimpje"}
        return {"message_id": self._last_number, "date": now(), "chat": kind, "from": sender}
