"""Tells a postcode in a message from a year, a price or a telephone number."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.directory.cues import Cue, Mention, cue, filler
from bot.directory.names import Name, Trust, Word, vocabulary
from bot.directory.resolution import Spot

_GLUED = re.compile(r"([1-9]\d{3})([a-z]{2})?")
_LETTERS = re.compile(r"[a-z]{2}")
_MEASURES = vocabulary("km kg cm mm dm ml cl kb gb tb pk hp kw mb mg")
# Words of two letters that follow a year or a number in a sentence; the letters of a postcode only with a sign.
_SHORT_WORDS = vocabulary(
    "af al an as at be bv by da de di do en er et go ha he hm ho ie if ik in is it ja je jl jo la ma me mi my na nl no "
    "nu of oh oi ok om on oo op or os ov pa so st te to tv uh uk um un up us uu uw va vd vs wa we wo wk xd ya yo za ze "
    "zn zo",
)
_UNITS = vocabulary(
    "euro euros eur dollar km kilo kg meter m cm keer mensen man uur jaar jaren volgers woorden x kcal stappen dagen "
    "minuten pagina punten procent leden stuks people years times steps followers words",
)
_NO_POSTCODE_AFTER = vocabulary(
    "om sinds vanaf tot jaar geboren januari februari maart april mei juni juli augustus september oktober november "
    "december since until year born code pin pincode over voor",
)
_YEARS = range(1930, 2041)


def postcodes(words: Sequence[Word], spots: Mapping[str, Spot], *, sentence: bool) -> list[Mention]:
    """Give the postcodes named in a message; four digits that are a year or an amount only with their two letters."""
    return [found for at in range(len(words)) for found in _at(words, at, spots, sentence=sentence)]


def _at(words: Sequence[Word], at: int, spots: Mapping[str, Spot], *, sentence: bool) -> Iterator[Mention]:
    match = _GLUED.fullmatch(words[at].text)
    spot = spots.get(f"PC{match[1]}") if match else None
    if match is None or spot is None:
        return
    apart = match[2] is None and _lettered(words, at)
    glued = match[2] is not None and (match[2] not in _MEASURES or _alone(words, at, at + 1))
    if apart or glued or (match[2] is None and _meant(words, at, int(match[1]), sentence=sentence)):
        said = Name(spot.name, Trust.OFFICIAL, (spot,))
        yield Mention(at, at + 1 + apart, said, Cue.HOME, postcode=True)


def _lettered(words: Sequence[Word], at: int) -> bool:
    """Say whether the next word is the two letters of a postcode, and not "en" behind a year."""
    letters = words[at + 1] if at + 1 < len(words) else None
    if letters is None or letters.comma or _LETTERS.fullmatch(letters.text) is None:
        return False
    if letters.text not in _SHORT_WORDS | _MEASURES:
        return True
    return letters.capital or _called(words) or (_alone(words, at, at + 2) and (at == 0 or cue(words, at) is Cue.HOME))


def _alone(words: Sequence[Word], start: int, end: int) -> bool:
    return all(filler(word) for word in (*words[:start], *words[end:])) and end == len(words)


def _called(words: Sequence[Word]) -> bool:
    return any(word.text in {"postcode", "postcodes", "pc", "zip", "zipcode"} for word in words)


def _meant(words: Sequence[Word], at: int, number: int, *, sentence: bool) -> bool:
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if before.isdigit() or after.isdigit() or after in _UNITS or before in _NO_POSTCODE_AFTER:
        return False
    if _called(words):
        return True
    pointed = cue(words, at)
    if number in _YEARS:
        return pointed is Cue.HOME or (len(words) == 1 and not sentence)
    alone = all(filler(word) for place, word in enumerate(words) if place != at)
    return not sentence or alone or pointed >= Cue.IN or at == 0
