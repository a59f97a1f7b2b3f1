"""The last layers of the encoder, taught what messages signal: learnt by `make tuned`, and committed.

Up to the eighth layer a message is read as e5 ships; four more then learnt, from the examples of the topics and of the
gate, to tell their classes apart (docs/decisions/023).
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

FILE = Path(__file__).with_name("tuned.npz")
FIRST = 8  # of the layers that are learnt, counted from 0
LARGEST = 64  # of a weight: two products of more would not fit the 16 bits that older processors add them in
_STEP = ".step"


class Tuned:
    """What was learnt: the weights by name, as `nlu.e5` asks for them, and the classes, "tier:category"."""

    def __init__(self) -> None:
        with np.load(FILE) as stored:
            self._stored = dict(stored)
        self.classes: list[str] = self._stored["classes"].tolist()

    def floats(self, name: str) -> Floats:
        """Give what is kept whole: a bias, a scale."""
        return self._stored[name]

    def weights(self, name: str, columns: int) -> Floats:
        """Give a matrix: a row for each output, a column for each input."""
        whole: Floats = self._stored[name].astype(np.float32) * self._stored[name + _STEP][:, np.newaxis]
        return whole.reshape(-1, columns)


def save(classes: list[str], matrices: dict[str, Floats], floats: dict[str, Floats]) -> None:
    """Write what was learnt, to be committed: matrices in whole numbers, as they will be multiplied."""
    steps = {name: np.abs(matrix).max(1) / LARGEST for name, matrix in matrices.items()}
    whole = {name: np.round(matrix / steps[name][:, np.newaxis]).astype(np.int8) for name, matrix in matrices.items()}
    named = {name + _STEP: step.astype(np.float32) for name, step in steps.items()}
    np.savez_compressed(FILE, allow_pickle=False, classes=np.array(classes), **whole, **named, **floats)
