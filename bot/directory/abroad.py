"""Whether a message says that somebody is in another country: "Duitsland", "ik woon in Parijs"."""

from collections.abc import Sequence

from bot.directory.cues import filler
from bot.directory.names import Word, glued, vocabulary
from bot.directory.standing import FORMER

_MOST_WORDS = 3  # of the name of a country
_LIVES = vocabulary("woon wonen live living verhuisd moved")
_NEAR = 3  # words between "woon" and the name
_LEFT = frozenset({"from", "uit", "van", "vanuit"})  # "moved here from Poland"
_FOR_NOW = vocabulary("momenteel even tijdelijk right currently moment het the")


def abroad(words: Sequence[Word], names: frozenset[str], *, sentence: bool) -> bool:
    """Say so of an answer to the question for a place, or, with `sentence`, of who says that they live there."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _MOST_WORDS) + 1):
            if glued([word.text for word in words[start:end]]) in names:
                return _lives(words, start) if sentence else _says_only(words, start, end, names)
    return False


def _lives(words: Sequence[Word], start: int) -> bool:
    before = {word.text for word in words[max(0, start - _NEAR) : start]}
    left = start > 0 and words[start - 1].text in _LEFT
    once = any(word.text in FORMER for word in words[:start])
    return bool(before & _LIVES) and not left and not once and not words[0].text.startswith(("mijn", "mn", "my"))


def _says_only(words: Sequence[Word], start: int, end: int, names: frozenset[str]) -> bool:
    others = [*words[:start], *words[end:]]
    return all(filler(word) or word.text in _FOR_NOW or word.text in names for word in others)
