"""From what aiogram hands over to what the conversation understands; no name, username or phone is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Document, Message, User

from bot.messages import (
    Called,
    Command,
    Content,
    Edited,
    Incoming,
    Language,
    Located,
    Medium,
    OldButton,
    Pressed,
    Text,
    Unheard,
    decode,
)

_MEDIA = {
    ContentType.VOICE: Medium.VOICE,
    ContentType.VIDEO_NOTE: Medium.VOICE,
    ContentType.AUDIO: Medium.VOICE,
    ContentType.PHOTO: Medium.PICTURE,
    ContentType.LIVE_PHOTO: Medium.PICTURE,
    ContentType.PAID_MEDIA: Medium.PICTURE,
    ContentType.VIDEO: Medium.PICTURE,
    ContentType.ANIMATION: Medium.PICTURE,
    ContentType.STICKER: Medium.STICKER,
    ContentType.DICE: Medium.STICKER,
    ContentType.CHECKLIST: Medium.OTHER,
    ContentType.CHECKLIST_TASKS_ADDED: Medium.OTHER,
    ContentType.CONTACT: Medium.OTHER,
    ContentType.GAME: Medium.OTHER,
    ContentType.POLL: Medium.OTHER,
    ContentType.POLL_OPTION_ADDED: Medium.OTHER,
    ContentType.RICH_MESSAGE: Medium.OTHER,
    ContentType.STORY: Medium.OTHER,
    ContentType.UNKNOWN: Medium.OTHER,
}
_WRITTEN_UNDER = frozenset({"text", "title", "question", "caption", "description", "explanation"})


@dataclass(frozen=True, slots=True)
class Sources:
    """What an `Incoming` needs besides the update: the visitor's HMAC, the time, the intents of known buttons."""

    visitor_key: Callable[[str], str]
    clock: Callable[[], datetime]
    askable: frozenset[str]

    def incoming(self, user: User, content: Content, along: str = "") -> Incoming:
        """Make the message of a visitor, and what came along; in a private chat the chat's number is the visitor's."""
        return replace(self.of_address(str(user.id), content, language_of(user)), beside=along)

    def of_address(self, address: str, content: Content, language: Language | None = None) -> Incoming:
        """Make the message of whoever is behind an address."""
        return Incoming(self.visitor_key(f"telegram:{address}"), content, self.clock(), address, language)


def said(message: Message) -> Content | None:
    """Read a message; None for what Telegram itself notes in a chat (a timer set, a message pinned)."""
    if message.text:
        text = _whole(message.text)
        return _called(text) or Text(text)
    if message.location is not None:  # a venue has one too
        return Located(message.location.latitude, message.location.longitude)
    if message.rich_message is not None and (words := _written(message.rich_message.model_dump())):
        return Text(words)
    medium = _document(message.document) if _is_document(message) else _MEDIA.get(ContentType(message.content_type))
    return None if medium is None else Unheard(medium, words_with(message))


def words_with(message: Message) -> str:
    """Give what a visitor wrote in a message, wherever Telegram put it: a caption, a checklist, a poll."""
    if message.text or message.caption:
        return _whole(message.text or message.caption or "")
    if message.poll_option_added is not None:
        return _whole(message.poll_option_added.option_text)
    added = message.checklist_tasks_added.tasks if message.checklist_tasks_added is not None else []
    parts = (message.rich_message, message.checklist, message.poll, *added)
    return "\n".join(_written(part.model_dump()) for part in parts if part is not None)


def beside(message: Message) -> str:
    """Give what comes with a message and is none of its words.

    That is what a sticker stands for, the name of a contact or of a place, and what is quoted out of another chat.
    """
    return _whole(" ".join(filter(None, _beside(message))))


def _beside(message: Message) -> Iterator[str | None]:
    if message.sticker is not None:
        yield message.sticker.emoji
    if message.contact is not None:
        yield from (message.contact.first_name, message.contact.last_name)
    if message.venue is not None:
        yield from (message.venue.title, message.venue.address)
    if message.external_reply is not None and message.quote is not None:
        yield message.quote.text


def edited(message: Message) -> Edited | None:
    """Read a changed message; None without words, as a live location changes every few seconds."""
    words = words_with(message)
    return Edited(words) if words else None


def pressed(query: CallbackQuery, askable: frozenset[str]) -> Pressed | OldButton:
    """Read a pressed button."""
    action = decode(query.data or "", askable)
    return OldButton() if action is None else Pressed(action)


def _called(text: str) -> Called | None:
    if not text.startswith("/"):
        return None
    head, *rest = text.split(maxsplit=1)
    name = head.removeprefix("/").partition("@")[0].lower()
    return Called(Command(name), *rest) if name in set(Command) else None


def _whole(text: str) -> str:
    # Half an emoji can be neither stored nor sent: better a question mark than a turn that breaks.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_document(message: Message) -> bool:
    return message.content_type == ContentType.DOCUMENT


def _document(document: Document | None) -> Medium:
    kind = (document.mime_type if document else None) or ""
    if kind.startswith(("image/", "video/")):
        return Medium.PICTURE
    return Medium.VOICE if kind.startswith("audio/") else Medium.OTHER


def _written(dumped: object) -> str:
    return "\n".join(_strings(dumped, written=False))


def _strings(node: object, *, written: bool) -> Iterator[str]:
    match node:
        case str() if written:
            yield node
        case dict():
            for key, value in node.items():
                yield from _strings(value, written=key in _WRITTEN_UNDER)
        case list():
            for value in node:
                yield from _strings(value, written=written)


def language_of(user: User) -> Language | None:
    """Give the language a client is set to, if it is one of ours."""
    spoken = (user.language_code or "").partition("-")[0].lower()
    return Language(spoken) if spoken in set(Language) else None
