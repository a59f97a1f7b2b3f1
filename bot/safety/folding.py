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

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Cc", "Cs", "Co"})


def plain(text: str) -> str:
    """Give the text in plain small letters."""
    if text.isascii():
        return text.lower()
    return _FOREIGN.sub(lambda run: "".join(_letters(run)), text).lower()


def fold(text: str) -> tuple[str, Sequence[int]]:
    """Give what `plain` gives, and for each of its characters the place it has in `text`; slower."""
    if text.isascii():
        return text.lower(), range(len(text))
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for run in _FOREIGN.finditer(text):
        pieces.append(text[done : run.start()])
        places.extend(range(done, run.start()))
        for at, letters in enumerate(_letters(run), start=run.start()):
            pieces.append(letters)
            places.extend([at] * len(letters))
        done = run.end()
    pieces.append(text[done:])
    places.extend(range(done, len(text)))
    return "".join(pieces).lower(), places


def _letters(run: re.Match[str]) -> list[str]:
    """Give what each character becomes; only the first and the last can stand beside a Latin letter."""
    foreign, text = run.group(), run.string
    letters = list(map(_letter, foreign))
    if _is_latin(text[run.start() - 1 : run.start()]):
        letters[0] = _letter(foreign[0], beside_latin=True)
    if _is_latin(text[run.end() : run.end() + 1]):
        letters[-1] = _letter(foreign[-1], beside_latin=True)
    return letters


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


@lru_cache(maxsize=4096)
def _letter(letter: str, *, beside_latin: bool = False) -> str:
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
