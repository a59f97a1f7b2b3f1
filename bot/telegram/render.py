"""From a `Say` to what Telegram takes: plain text of at most 4,096 characters and a keyboard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.messages import Button, Language, Link, Say, encode
from bot.texts import Texts

LIMIT = 4_096  # UTF-16 units, the strictest reading of Telegram's "characters"
_SHORT_TITLE = 16  # characters that fit beside another button on a small phone
_POINTER = "👇"  # Telegram takes no message without text

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One sendMessage, ready but for the chat."""

    text: str
    keyboard: Keyboard


def render(say: Say, language: Language, texts: Texts) -> tuple[Outgoing, ...]:
    """Make the messages of one `Say`: none when it is empty, several when it is long, buttons under the last.

    A message without buttons takes away the keyboard that offers the location, if that still stands.
    """
    chunks = split(say.text) or ([_POINTER] if say.choices or say.ask_location else [])
    location = _location(language, texts)
    match say:
        case Say(choices=(), ask_location=False):
            return _messages(chunks, ReplyKeyboardRemove(remove_keyboard=True))
        case Say(choices=(), ask_location=True):
            return _messages(chunks, location)
        case Say(choices=choices, ask_location=offers):
            # One message holds one kind of keyboard: the offer gets a message of its own.
            offer = texts.say("share_location_offer", language).text
            return _messages(chunks, _inline(choices)) + ((Outgoing(offer, location),) if offers else ())


def split(text: str) -> list[str]:
    """Cut a text into pieces of at most 4,096 characters, at a paragraph, else a line, else a word."""
    rest = text.encode("utf-8", "replace").decode().strip()  # half an emoji cannot be sent
    pieces = []
    while _length(rest) > LIMIT:
        cut = _cut(rest)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest] if rest else pieces


def _cut(text: str) -> int:
    fitting = text[:LIMIT].encode("utf-16-le")[: 2 * LIMIT].decode("utf-16-le", "ignore")
    for border in ("\n\n", "\n", " "):
        # A border in the first half would leave a stump.
        if (found := fitting.rfind(border, len(fitting) // 2)) > 0:
            return found
    return len(fitting)


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _messages(chunks: Sequence[str], last: Keyboard) -> tuple[Outgoing, ...]:
    plain = [Outgoing(chunk, ReplyKeyboardRemove(remove_keyboard=True)) for chunk in chunks[:-1]]
    return (*plain, *(Outgoing(chunk, last) for chunk in chunks[-1:]))


def _inline(choices: Sequence[Button | Link]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[_button(choice) for choice in row] for row in _rows(choices)])


def _rows(choices: Sequence[Button | Link]) -> Iterator[list[Button | Link]]:
    waiting: list[Button | Link] = []
    for choice in choices:
        short = len(choice.title) <= _SHORT_TITLE
        if waiting and short:
            yield [*waiting, choice]
            waiting = []
            continue
        if waiting:
            yield waiting
        waiting = [choice] if short else []
        if not short:
            yield [choice]
    if waiting:
        yield waiting


def _button(choice: Button | Link) -> InlineKeyboardButton:
    match choice:
        case Button(title, action):
            return InlineKeyboardButton(text=title, callback_data=encode(action))
        case Link(title, url):
            return InlineKeyboardButton(text=title, url=url)
        case _:
            assert_never(choice)


def _location(language: Language, texts: Texts) -> ReplyKeyboardMarkup:
    share = KeyboardButton(text=texts.say("share_location", language).text, request_location=True)
    return ReplyKeyboardMarkup(
        keyboard=[[share]],
        one_time_keyboard=True,
        resize_keyboard=True,
        input_field_placeholder=texts.say("place_placeholder", language).text,
    )
