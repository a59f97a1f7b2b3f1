"""What `make weights` has in common: one linear reader a class, learnt from the pieces of messages."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from bot.safety.grams import Grams
from bot.safety.weighing import Floats, Weights


class Recipe(NamedTuple):
    """How to learn: `alpha` holds the readers back, `seldom` is how many messages a piece must stand in."""

    alpha: float
    seldom: int


def fitted(
    cut: Sequence[Grams], classes: Sequence[str], kinds: int, kind_of: Callable[[str], int], how: Recipe
) -> Weights:
    """Learn one reader a class, each of which counts for one of so many kinds; the same give the same weights."""
    pieces, rarity = _known(cut, how.seldom)
    nothing = np.zeros(0, np.float32)
    often_first = np.argsort(rarity, kind="stable")
    rows = np.argsort(often_first).astype(np.int32)
    blank = Weights(pieces, rarity, rows, nothing.astype(np.int8), nothing, nothing, nothing)
    model = SGDClassifier(
        loss="log_loss", alpha=how.alpha, class_weight="balanced", max_iter=20, tol=None, random_state=0, n_jobs=2
    )
    model.fit(_values(blank, cut), classes)
    counts = np.zeros((len(model.classes_), kinds), np.float32)
    for at, name in enumerate(model.classes_):
        counts[at, kind_of(name)] = 1
    step = (np.abs(model.coef_).max(1) / 127).astype(np.float32)
    says = np.round(model.coef_.T / step).astype(np.int8)
    return Weights(pieces, rarity, rows, says[often_first], step, model.intercept_.astype(np.float32), counts)


def _known(found: Sequence[Grams], seldom: int) -> tuple[NDArray[np.uint64], Floats]:
    """Give the pieces that stand in enough messages, and how rare each is."""
    pieces, times = np.unique(np.concatenate([np.unique(each.hashes) for each in found]), return_counts=True)
    enough = times >= seldom
    rarity = np.log((1 + len(found)) / (1 + times[enough])) + 1
    return pieces[enough], rarity.astype(np.float32)


def _values(blank: Weights, cut: Sequence[Grams]) -> csr_matrix:
    rows = [blank.valued(found) for found in cut]
    ends = np.cumsum([len(known) for known, _ in rows])
    columns, values = np.concatenate([known for known, _ in rows]), np.concatenate([values[0] for _, values in rows])
    return csr_matrix((values, columns, np.append(0, ends)), shape=(len(cut), len(blank.pieces)))
