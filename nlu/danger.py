"""What a message signals, learnt from the examples in `nlu/danger`.

It learns categories ("farewell", "idiom"), finer than the tiers it is asked for: telling a joke about Monday from a row
at home teaches more than "both are none" (docs/decisions/009).
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import FeatureUnion
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from nlu.words import WORD, fold

Floats = NDArray[np.float32]
NONE = "none"
PIECES = " ¶ "  # stands between messages that were sent one after the other
_RARE = 20  # rows below which a category of a tier is no class of its own
_NETWORKS = 4
_WORDS_WEIGH = 0.7  # of the two readers; chosen on dev
_TINY = 1e-6


@dataclass(frozen=True)
class Example:
    """A message, the tier it signals and what it was written for."""

    tier: str
    category: str
    text: str


def read(folder: Path) -> list[Example]:
    """Read all files of a folder, in order.

    Raises:
        KeyError: a file lacks a column.
    """
    return [
        Example(row["tier"], row["category"], row["text"].replace(PIECES, " "))
        for path in sorted(folder.glob("*.tsv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


def classes_of(examples: Sequence[Example]) -> list[str]:
    """Give each example its class, "tier:category"; rare ones of a tier go together."""
    named = [f"{example.tier}:{example.category}" for example in examples]
    counts = Counter(named)
    return [name if counts[name] >= _RARE else f"{name.partition(':')[0]}:" for name in named]


class DangerModel:
    """Two readers of a message, heard together: one of its words and letters, one of its meaning.

    The first is linear, one class against the rest, so that no class has to be told from a hundred others at once; it
    is the better one where the words say it. The second is the mean of a few small networks over the vector of the
    sentence; it hears what no example said in these words, and is rarely wrong about what is ordinary.
    """

    def __init__(self) -> None:
        words, letters = _grams(token_pattern=WORD, ngram_range=(1, 2)), _grams(analyzer="char_wb", ngram_range=(2, 5))
        self._features = FeatureUnion([("words", words), ("letters", letters)])
        self._linear = SGDClassifier(
            loss="log_loss", alpha=5e-6, class_weight="balanced", max_iter=15, tol=None, random_state=0, n_jobs=2
        )
        self._scale = StandardScaler()
        self._networks = [_network(seed) for seed in range(_NETWORKS)]

    def fit(self, examples: Sequence[Example], meanings: Floats) -> "DangerModel":
        """Learn from examples and what each means; the same give the same model. Two minutes for forty thousand."""
        classes = classes_of(examples)
        self._linear.fit(self._features.fit_transform([example.text for example in examples]), classes)
        # half the memory, and laid out so that a single message is not answered by copying all of it
        self._linear.coef_ = np.asfortranarray(self._linear.coef_, dtype=np.float32)
        meanings = self._scale.fit_transform(meanings)
        # two at a time with a core each: twice as fast as one after the other with both
        with threadpool_limits(1):  # for all of them: one that ended would give the others its core, and other figures
            self._networks = Parallel(n_jobs=2, backend="threading")(
                delayed(network.fit)(meanings, classes) for network in self._networks
            )
        return self

    def tiers(self, texts: Sequence[str], meanings: Floats) -> list[dict[str, float]]:
        """Give for each text, of which a row says what it means, the probability of each tier; they add up to 1."""
        by_words = self._by_tier(self._linear.predict_proba(csr_matrix(self._features.transform(texts))))
        meanings = self._scale.transform(meanings)
        by_meaning = self._by_tier(np.mean([network.predict_proba(meanings) for network in self._networks], axis=0))
        # A weighed mean of the logarithms: who is sure outweighs who is not.
        both = (by_words + _TINY) ** _WORDS_WEIGH * (by_meaning + _TINY) ** (1 - _WORDS_WEIGH)
        both /= both.sum(1, keepdims=True)
        return [dict(zip(self._tiers, map(float, row), strict=True)) for row in both]

    @property
    def _tiers(self) -> list[str]:
        return sorted({_tier(name) for name in self._linear.classes_})

    def _by_tier(self, odds: NDArray[np.float64]) -> NDArray[np.float64]:
        tiers = np.array([_tier(name) for name in self._linear.classes_])
        return np.stack([odds[:, tiers == tier].sum(1) for tier in self._tiers], axis=1)


def _tier(name: str) -> str:
    return name.partition(":")[0]


def _network(seed: int) -> MLPClassifier:
    return MLPClassifier(
        (256,), alpha=1.0, early_stopping=True, validation_fraction=0.06, n_iter_no_change=5, max_iter=40,
        random_state=seed,
    )  # fmt: skip


def _grams(**how: object) -> TfidfVectorizer:
    return TfidfVectorizer(preprocessor=fold, sublinear_tf=True, min_df=2, dtype=np.float32, **how)
