"""Tells a postcode in a message from a year, a price or a telephone number."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.directory.names import Name, Trust, Word, vocabulary
from bot.directory.resolution import Spot
from bot.directory.sentence import Cue, Mention, cue, filler

_GLUED = re.compile(r"([1-9]\d{3})([a-z]{2})?")
_LETTERS = re.compile(r"[a-z]{2}")
_NO_LETTERS = vocabulary(
    "km kg cm mm ml of en in is ik je al op te we ze me om nu zo ja st ma wo mb gb bij the to my at an and uu no ha "
    "ok kb er ie oi yo",
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
    """Give the postcodes named in a message; years only with a plain sign that a postcode is meant."""
    return [found for at in range(len(words)) for found in _at(words, at, spots, sentence=sentence)]


def _at(words: Sequence[Word], at: int, spots: Mapping[str, Spot], *, sentence: bool) -> Iterator[Mention]:
    match = _GLUED.fullmatch(words[at].text)
    spot = spots.get(f"PC{match[1]}") if match else None
    if match is None or spot is None:
        return
    apart = match[2] is None and _letters(words, at + 1)
    sure = match[2] is not None and match[2] not in _NO_LETTERS
    if not (sure or _meant(words, at, int(match[1]), lettered=apart, sentence=sentence)):
        return
    said = Name(spot.name, Trust.OFFICIAL, (spot,))
    yield Mention(at, at + 1 + apart, said, Cue.HOME, postcode=True)


def _letters(words: Sequence[Word], at: int) -> bool:
    said = words[at].text if at < len(words) else ""
    return _LETTERS.fullmatch(said) is not None and said not in _NO_LETTERS


def _meant(words: Sequence[Word], at: int, number: int, *, lettered: bool, sentence: bool) -> bool:
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if before.isdigit() or after.isdigit() or after in _UNITS or before in _NO_POSTCODE_AFTER:
        return False
    said = any(word.text in {"postcode", "postcodes", "pc", "zip", "zipcode"} for word in words)
    if said or lettered:
        return True
    pointed = cue(words, at)
    if number in _YEARS:
        return pointed is Cue.HOME or (len(words) == 1 and not sentence)
    alone = all(filler(word) for place, word in enumerate(words) if place != at)
    return not sentence or alone or pointed >= Cue.IN or at == 0
