"""A linear reader of words and letters, one class against the rest, as scikit-learn learns it.

For a single message scikit-learn's checks and sparse matrices take longer by far than the sums they lead to, so it is
read without these.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack
from scipy.special import expit
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier

from nlu.words import WORD


class ByWords:
    """Knows classes by their words, pairs of words and pieces of words, each weighed by how rare it is.

    `undo` folds what should not matter; `letters` is the longest piece; what fewer than `seen` examples have is left
    out; `alpha` is how strictly it learns, `rounds` how often it goes through all examples.
    """

    def __init__(self, undo: Callable[[str], str], letters: int, alpha: float, rounds: int, seen: int = 1) -> None:
        how = {"preprocessor": undo, "sublinear_tf": True, "min_df": seen, "dtype": np.float32}
        self._kinds = (
            TfidfVectorizer(token_pattern=WORD, ngram_range=(1, 2), **how),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, letters), **how),
        )
        self._how = {"alpha": alpha, "max_iter": rounds}

    def fit(self, texts: Sequence[str], classes: Sequence[str]) -> "ByWords":
        """Learn; the same examples give the same reader."""
        linear = SGDClassifier(
            loss="log_loss", class_weight="balanced", tol=None, random_state=0, n_jobs=2, **self._how
        ).fit(hstack([kind.fit_transform(texts) for kind in self._kinds], format="csr"), classes)
        self.classes = [str(name) for name in linear.classes_]
        self._rarity = [kind.idf_ for kind in self._kinds]  # which sums up the whole vocabulary each time
        both = len(self.classes) == 2  # noqa: PLR2004 -- of two classes scikit-learn keeps what says the second
        says, bias = (np.concatenate([-kept, kept]) if both else kept for kept in (linear.coef_, linear.intercept_))
        self._says, self._bias = np.ascontiguousarray(says.T, dtype=np.float32), bias  # a row for each piece
        return self

    def odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Give the probability of each of `classes`: a row for each text."""
        return np.stack([self._odds(text) for text in texts])

    def _odds(self, text: str) -> NDArray[np.float64]:
        sums, before = self._bias.copy(), 0
        for kind, rarity in zip(self._kinds, self._rarity, strict=True):
            known, values = _valued(kind, rarity, text)
            sums += values @ self._says[before + known]
            before += len(kind.vocabulary_)
        shares = expit(sums)
        return shares / shares.sum()


def _valued(
    kind: TfidfVectorizer, rarity: NDArray[np.float32], text: str
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Give the pieces of a kind that are known, and what each counts for: all together one, however long the text."""
    numbers = kind.vocabulary_
    times = {numbers[piece]: many for piece, many in Counter(kind.build_analyzer()(text)).items() if piece in numbers}
    known = np.fromiter(times, np.intp, len(times))
    values = rarity[known] * np.fromiter((1 + log(many) for many in times.values()), np.float32, len(times))
    return known, values / max(float(np.linalg.norm(values)), np.finfo(np.float32).tiny)
