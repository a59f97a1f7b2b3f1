"""Words typed without the space between them, taken apart again: "ikwildat" is "ik wil dat"."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import inf, log

from nlu.words import normalise

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 5  # letters; less is a word nobody wrote before, or two that tell little
_LONGEST = 120  # letters; what is longer was not typed by anybody
_LONGEST_WORD = 18
_OFTEN = {1: 150, 2: 20, 3: 20}  # by its letters, how often a word is said that may be a part; short ones fit anywhere
_SELDOM = 3  # and a longer one
_ALONE = frozenset("ikntu")  # letters that are a word by themselves
_A_SPACE = 1.0  # what each part costs besides, or "meisje" would be "me is je"
_TOO_DEAR = 2.6  # a letter: then it is some other word, a name perhaps


class Apart:
    """Knows which words are said, from texts, and how surprising each is."""

    def __init__(self, texts: Iterable[str]) -> None:
        said = Counter(word for text in texts for word in _WORD.findall(normalise(text)))
        self._known, every = frozenset(said), said.total()
        self._costs: Mapping[str, float] = {
            word: log(every / times)
            for word, times in said.items()
            if times >= _OFTEN.get(len(word), _SELDOM) and (len(word) > 1 or word in _ALONE)
        }

    def __call__(self, text: str) -> str:
        """Give a text with the words apart; what is a word, or like none, stays as it was typed."""
        return _WORD.sub(lambda found: self._parts(found.group()), text)

    def _parts(self, typed: str) -> str:
        letters = normalise(typed)
        if letters in self._known or not _SHORTEST <= len(letters) <= _LONGEST:
            return typed
        # Viterbi: the cheapest way to read each beginning, and where its last word begins.
        best, begins = [0.0], [0]
        for end in range(1, len(letters) + 1):
            ways = (
                (best[begin] + cost + _A_SPACE, begin)
                for begin in range(max(0, end - _LONGEST_WORD), end)
                if (cost := self._costs.get(letters[begin:end])) is not None
            )
            cheapest, begin = min(ways, default=(inf, 0))
            best.append(cheapest)
            begins.append(begin)
        if best[-1] >= _TOO_DEAR * len(letters):
            return typed
        parts: list[str] = []
        end = len(letters)
        while end:
            parts.append(letters[begins[end] : end])
            end = begins[end]
        return " ".join(reversed(parts))


def typed(text: str, apart: Apart) -> str:
    """Undo what should not matter: words without a space between, and CAPITALS, which an encoder hears as shouting."""
    return apart(text.lower())
