"""Posters and cards with a code on them, ready for a printer; drawn by the typst files in `designs/`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bot.campaigns.codes import deep_link, spelled
from bot.campaigns.qr_code import qr
from bot.messages import Language
from bot.press import Kind, Sheet, all_printed, printed
from bot.texts import Texts

BLEED = 3  # millimetres of colour beyond where the page is cut
_SOURCE = Path(__file__).with_name("designs") / "poster.typ"
_POINTS = 72 / 25.4  # in a millimetre


class Design(StrEnum):
    """What a poster looks like. All but LOL name loneliness or come near it; who scans LOL may just be curious."""

    CHAT = "chat"  # a chat in which nobody has plans
    SOCKS = "socks"  # a washing line of odd socks
    LOL = "lol"  # LOL, with a pizza and a bowling ball for the O


class Size(StrEnum):
    """What a poster is printed on. A story is a picture for a telephone, all others are a PDF."""

    A4 = "a4"
    A3 = "a3"
    A6 = "a6"
    STORY = "story"


class Line(Protocol):
    """What a poster needs to know of a helpline (that of `bot.safety` will do)."""

    @property
    def phone(self) -> str:
        """Its number, as people call it."""

    @property
    def chat(self) -> str:
        """Where it can be chatted with, as people type it; empty if nowhere."""

    @property
    def cost(self) -> str:
        """`free_anonymous`, `free`, or nothing where nothing may be promised."""

    @property
    def hours(self) -> str:
        """`24/7`, or something that has no place on a poster."""


@dataclass(frozen=True, slots=True)
class Order:
    """One poster.

    `username` is the bot's, without "@". `lines` are the helpline to talk with and the number for danger. `spot` is
    printed small, for who hangs it up; empty for none.
    """

    design: Design
    size: Size
    language: Language
    username: str
    code: str
    lines: tuple[Line, Line]
    spot: str = ""


@dataclass(frozen=True, slots=True)
class _Format:
    """The measures of a size; `side`, `above` and `below` in two-hundred-and-tenths of its width.

    `small` is by how much its small print is larger than that of a poster would be, `side` that of the code. `above`
    and `below` are what a telephone covers with buttons of its own.
    """

    width: float  # millimetres
    height: float
    small: float = 1
    side: float = 62
    above: float = 0
    below: float = 0
    bleed: float = BLEED


_FORMATS: Mapping[Size, _Format] = {
    Size.A4: _Format(210, 297),
    Size.A3: _Format(297, 420),
    Size.A6: _Format(105, 148, small=1.25, side=66),
    # 1080 x 1920 points, each of them a pixel
    Size.STORY: _Format(1080 / _POINTS, 1920 / _POINTS, small=1.2, side=72, above=36, below=46, bleed=0),
}
_WORDS: Mapping[Design, Mapping[str, str]] = {
    Design.CHAT: {
        "ask": "poster_chat_ask",
        "answer": "poster_chat_answer",
        "same": "poster_chat_same",
        "together": "poster_chat_together",
        "about": "poster_chat_about",
    },
    Design.SOCKS: {"ask": "poster_socks_ask", "answer": "poster_socks_answer", "about": "poster_socks_about"},
    Design.LOL: {"together": "poster_lol_together", "about": "poster_lol_about"},
}


async def poster(order: Order, texts: Texts) -> bytes:
    """Draw a poster: a PDF that a printer can cut (3 mm bleed), or of a story a PNG of 1080 by 1920 pixels.

    Raises:
        Unprinted: it could not be drawn, or not in time; says why.
        ValueError: the name of the bot is longer than any can be.
    """
    return (await all_posters([order], texts))[0]


async def all_posters(orders: Sequence[Order], texts: Texts) -> list[bytes]:
    """Draw many at once, at ten a second; raises as `poster` does."""
    kinds = [Kind.PNG if order.size is Size.STORY else Kind.PDF for order in orders]
    return await all_printed([_sheet(order, texts, kind) for order, kind in zip(orders, kinds, strict=True)])


async def preview(order: Order, texts: Texts, pixels: int = 600) -> bytes:
    """Draw a poster as it hangs, cut, in a PNG about that wide; raises as `poster` does."""
    width = _FORMATS[order.size].width
    return await printed(_sheet(order, texts, Kind.PNG, ppi=pixels / width * 25.4))


def _sheet(order: Order, texts: Texts, kind: Kind, ppi: float = 72) -> Sheet:
    size = _FORMATS[order.size]
    told = {
        "design": order.design,
        "language": order.language,
        "width": size.width * _POINTS,
        "height": size.height * _POINTS,
        "small": size.small,
        "side": size.side,
        "above": size.above,
        "below": size.below,
        "bleed": size.bleed if kind is Kind.PDF else 0,
        "code": qr(deep_link(order.username, order.code), mark=True).rows,
        "name": f"@{order.username}",
        "spelled": spelled(order.code),
        "spot": order.spot,
        "words": _words(order, texts),
    }
    return Sheet(str(_SOURCE), {"order": json.dumps(told)}, kind, ppi)


def _words(order: Order, texts: Texts) -> dict[str, str | list[str]]:
    def say(key: str, **values: str) -> str:
        return texts.say(key, order.language, 0, **values).text

    talk, danger = order.lines
    terms = [say(key) for key in _terms(talk)]
    return {
        "title": f"Join Us {spelled(order.code)}",
        "from": "Join Us",
        "site": say("poster_site"),
        "scan_title": say("poster_scan_title"),
        "scan": say("poster_scan_story" if order.size is Size.STORY else "poster_scan"),
        "code_before": say("poster_or"),
        "chips": [say("poster_anonymous"), say("poster_free"), say("poster_chatbot")],
        "help": say("poster_help"),
        "lines": [
            say("poster_talk", phone=talk.phone, chat=talk.chat) + (f": {', '.join(terms)}." if terms else "."),
            say("poster_danger", phone=danger.phone),
        ],
        **{name: say(key) for name, key in _WORDS[order.design].items()},
    }


def _terms(line: Line) -> list[str]:
    cost = [f"line_{line.cost}"] if line.cost else []
    return [*cost, "line_always"] if line.hours == "24/7" else cost
