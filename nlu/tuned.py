"""The last layers of the encoder, taught what messages mean and signal: learnt by `make tuned`, and committed.

Up to the fourth layer a message is read as e5 ships; eight more then learnt, from the examples of the topics and of the
gate, to tell their classes and intents apart (docs/decisions/023, 025, 027).
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

FILE = Path(__file__).with_name("tuned.npz")
FIRST = 4  # of the layers that are learnt, counted from 0
_LARGEST = 64  # of a weight: two products of more would not fit the 16 bits that older processors add them in
_STEP = ".step"
_BYTES = 8  # of a mark


class Tuned:
    """What was learnt: the weights by name, as `nlu.e5` asks for them.

    `classes` are what it tells apart, "tier:category"; `marks` those of the messages it learnt from.
    """

    def __init__(self, file: Path = FILE) -> None:
        with np.load(file) as stored:
            self._stored = dict(stored)
        self.classes: list[str] = self._stored["classes"].tolist()
        self.marks: frozenset[int] = frozenset(self._stored["marks"].tolist())

    def floats(self, name: str) -> Floats:
        """Give what is kept whole: a bias, a scale."""
        return self._stored[name]

    def weights(self, name: str, columns: int) -> Floats:
        """Give a matrix: a row for each output, a column for each input."""
        whole: Floats = self._stored[name].astype(np.float32) * self._stored[name + _STEP][:, np.newaxis]
        return whole.reshape(-1, columns)


def save(
    classes: Sequence[str],
    texts: Iterable[str],
    matrices: Mapping[str, Floats],
    floats: Mapping[str, Floats],
    file: Path = FILE,
) -> None:
    """Write what was learnt from texts, to be committed: matrices in whole numbers, as they will be multiplied."""
    stored = {"classes": np.array(classes), "marks": np.array(sorted(map(mark, texts)), np.uint64), **floats}
    for name, matrix in matrices.items():
        stored[name], stored[name + _STEP] = in_whole_numbers(matrix)
    np.savez_compressed(file, allow_pickle=False, **stored)


def in_whole_numbers(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Round a matrix, a row for each output, to whole numbers; give those, and the step of each row."""
    steps = np.abs(matrix).max(1) / _LARGEST
    return np.round(matrix / steps[:, np.newaxis]).astype(np.int8), steps.astype(np.float32)


def mark(text: str) -> int:
    """Give a number for a text, whatever its case and spaces: by it one that was learnt can be known again."""
    return int.from_bytes(sha256(" ".join(text.lower().split()).encode()).digest()[:_BYTES], "big")
