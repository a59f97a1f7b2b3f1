"""Any script, any disguise to plain small letters, one character at a time, remembering where each came from.

Zero-width and bidi characters vanish, homoglyphs and letters of other scripts become the letters they look or sound
like, and a few emoji become words that the lexicon can name (`xmes`, `xdood`).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

# Cyrillic and Greek letters that pass for Latin ones; used only beside a Latin letter ("dооd"), because in a wholly
# Cyrillic word they sound otherwise.
_LOOKALIKES = dict(zip("авекмнорстухіјѕԁԛԝһɡαεικνορτυχωγ", "abekmhopctyxijsdqwhgaeikvoptuxwy", strict=True))

_EMOJI = {
    "🔪": " xmes ",
    "🗡": " xmes ",
    "🪒": " xmes ",
    "💊": " xpil ",
    "🔫": " xpistool ",
    "🪢": " xtouw ",
    "⚰": " xdood ",
    "🪦": " xdood ",
    "💀": " xschedel ",
    "☠": " xschedel ",
    "🩸": " xbloed ",
    "🚂": " xtrein ",
    "🚆": " xtrein ",
    "🌉": " xbrug ",
    "👋": " xzwaai ",
    "🕊": " xduif ",
    "🍝": " xpasta ",
    "€": "e",
}

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Cc", "Cs", "Co"})


def fold(text: str) -> tuple[str, Sequence[int]]:
    """Give the text in plain small letters, and for each of its characters the place it has in `text`."""
    if text.isascii():
        return text.lower(), range(len(text))
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for found in _NOT_ASCII.finditer(text):
        at = found.start()
        if at > done:
            pieces.append(text[done:at])
            places.extend(range(done, at))
        letter = _letter(text[at], _beside_latin(text, at))
        pieces.append(letter)
        places.extend([at] * len(letter))
        done = at + 1
    pieces.append(text[done:])
    places.extend(range(done, len(text)))
    return "".join(pieces).lower(), places


def _beside_latin(text: str, at: int) -> bool:
    near = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return any(letter.isascii() and letter.isalpha() for letter in near)


@lru_cache(maxsize=4096)
def _letter(letter: str, beside_latin: bool) -> str:  # noqa: FBT001 -- the key of a cache, not an option
    if letter in _EMOJI:
        return _EMOJI[letter]
    if beside_latin and letter.lower() in _LOOKALIKES:
        return _LOOKALIKES[letter.lower()]
    category = unicodedata.category(letter)
    if category in _INVISIBLE:
        return ""
    if category[0] == "Z":
        return " "
    plain = anyascii(letter).lower()
    if category in {"So", "Sk"} and not plain.isalnum():
        return " "  # anyascii writes other emoji out (":pizza:"), which would only make noise
    return plain or " "
