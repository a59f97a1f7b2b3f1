"""A visitor on Telegram, and what the bot keeps of them."""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.__main__ import keyed
from bot.handovers import Line, unseal
from bot.staff import KeyPair, open_with_recovery_code
from tests.telegram_api import Sent, TelegramApi
from tests.whole.running import BotProcess

CODE = re.compile(r"\b[2-9A-Z]{5}(?:-[2-9A-Z]{5}){5}\b")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who types one thing after the other and reads all that is answered."""

    api: TelegramApi
    chat: int

    async def says(self, words: str) -> str:
        """Type a message and read the answer."""
        before = len(self._messages())
        self.api.says(self.chat, words)
        return await self._read(before)

    async def presses(self, title: str) -> str:
        """Press a button that was offered last and read the answer."""
        before = len(self._messages())
        buttons = [button for message in self._messages() for row in _rows(message) for button in row]
        self.api.press(self.chat, next(b["callback_data"] for b in reversed(buttons) if b["text"] == title))
        return await self._read(before)

    @property
    def titles(self) -> list[str]:
        """The buttons under the last message."""
        return [button["text"] for row in _rows(self._messages()[-1]) for button in row]

    @property
    def links(self) -> list[str]:
        """The pages that the last message leads to."""
        return [button["url"] for row in _rows(self._messages()[-1]) for button in row if "url" in button]

    async def _read(self, before: int) -> str:
        await self.api.settled(20)
        return "\n\n".join(message.text for message in self._messages()[before:])

    def _messages(self) -> list[Sent]:
        return self.api.to(self.chat)


def _rows(message: Sent) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = message.markup.get("inline_keyboard", [])
    return rows


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of a bot, as somebody finds them who may read its disk."""

    var: Path

    def handovers(self, chat: int) -> list[tuple[int, bytes]]:
        """Give urgency and sealed message of what was handed over for a visitor."""
        return self._select(
            "SELECT handovers.urgency, sealed FROM handovers JOIN handover_messages ON handover_id = handovers.id "
            "WHERE visitor = ?",
            self._key(chat),
        )

    def rows_of(self, chat: int) -> int:
        """Count the rows that bear a visitor's name."""
        tables = ("conversations", "handovers", "outbox")
        return sum(
            len(self._select(f"SELECT * FROM {table} WHERE visitor = ?", self._key(chat)))  # noqa: S608 - our own names
            for table in tables
        )

    def database(self) -> bytes:
        """Give all that is in the database, its log of writes included."""
        return b"".join(file.read_bytes() for file in self.var.glob("join-us.db*"))

    def opened(self, sealed: bytes, code: str) -> tuple[Line, ...]:
        """Open a handover with the recovery code, as the desk will."""
        secrets = self.var / "secrets"
        public, wrapped = (bytes.fromhex((secrets / f"desk.{half}").read_text()) for half in ("public", "wrapped"))
        return unseal(sealed, open_with_recovery_code(KeyPair(public, wrapped), code))

    def _key(self, chat: int) -> str:
        return keyed((self.var / "secrets" / "visitor.key").read_text())(f"telegram:{chat}")

    def _select(self, statement: str, *values: str) -> list[Any]:
        with closing(sqlite3.connect(self.var / "join-us.db")) as database:
            return database.execute(statement, values).fetchall()


def recovery_codes(bot: BotProcess) -> list[str]:
    """Give every recovery code that was shown."""
    return CODE.findall(bot.err)
