"""What a message signals: words and letters, learnt by `rasa train`, and its meaning (docs/decisions/009, 023)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlu.by_words import ByWords
from nlu.examples import Example, classes_of
from nlu.words import fold

_WORDS_WEIGH = 0.6  # of the two readers; chosen on dev
_TINY = 1e-6


class DangerModel:
    """Two readers of a message, heard together: one of its words and letters, one of the whole sentence.

    The first is linear, one class against the rest, so that no class has to be told from a hundred others at once; it
    is the better one where the words say it. The second comes ready (`nlu.tuned`), with the odds of `classes`; it hears
    who does what to whom, in words that no example had.
    """

    def __init__(self, classes: Sequence[str]) -> None:
        self._words = ByWords(fold, letters=5, alpha=5e-6, rounds=15, seen=2)
        self._classes = classes

    def fit(self, examples: Sequence[Example]) -> "DangerModel":
        """Learn the words of examples; the same give the same model. A minute for forty thousand."""
        self._words.fit([example.text for example in examples], classes_of(examples))
        return self

    def tiers(self, texts: Sequence[str], signals: NDArray[np.float32]) -> list[dict[str, float]]:
        """Give for each text, of which a row has the odds of `classes`, that of each tier; they add up to 1."""
        by_words = _by_tier(self._words.odds(texts), self._words.classes)
        by_sentence = _by_tier(signals, self._classes)
        # A weighed mean of the logarithms: who is sure outweighs who is not.
        both = (by_words + _TINY) ** _WORDS_WEIGH * (by_sentence + _TINY) ** (1 - _WORDS_WEIGH)
        both /= both.sum(1, keepdims=True)
        return [dict(zip(_tiers(self._words.classes), map(float, row), strict=True)) for row in both]


def _by_tier(odds: NDArray[np.floating], classes: Sequence[str]) -> NDArray[np.floating]:
    """Add up the odds of the classes of each tier, in the order of the tiers' names."""
    of = np.array([_tier(name) for name in classes])
    return np.stack([odds[:, of == tier].sum(1) for tier in _tiers(classes)], axis=1)


def _tiers(classes: Sequence[str]) -> list[str]:
    return sorted({_tier(name) for name in classes})


def _tier(name: str) -> str:
    return name.partition(":")[0]
