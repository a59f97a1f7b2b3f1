"""What the meaning of a message signals, by a few small networks that were learnt once and committed.

To read forty thousand examples for their meaning takes minutes, and each processor rounds a little otherwise. So `make
weights` learns these (`nlu/teaching.py`), and every machine hears by the same ones (docs/decisions/019).
"""

from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_HERE = Path(__file__).parent
FILE = _HERE / "networks.npz"
_LEARNT = "learnt_from"  # in the file: the hash of all it follows from
_FROM = ("danger/*.tsv", "topics/*.yml", *(f"{name}.py" for name in ("e5", "examples", "meaning", "teaching")))


@dataclass(frozen=True)
class Networks:
    """K networks over the M numbers that say what a message means, with H units between those and C classes.

    `mean` and `spread` of the numbers among the examples (M); what each network multiplies by, `first` (K, M, H) and
    `then` (K, H, C), and what it adds, `first_bias` (K, H) and `then_bias` (K, C); `classes` (C), "tier:category".
    """

    classes: NDArray[np.str_]
    mean: Floats
    spread: Floats
    first: Floats
    first_bias: Floats
    then: Floats
    then_bias: Floats

    def odds(self, meanings: Floats) -> Floats:
        """Give the probability of each of `classes` for each of N messages (N, C): the mean over all networks."""
        heard = np.maximum((meanings - self.mean) / self.spread @ self.first + self.first_bias[:, np.newaxis], 0)
        says = heard @ self.then + self.then_bias[:, np.newaxis]
        says = np.exp(says - says.max(-1, keepdims=True))
        odds: Floats = (says / says.sum(-1, keepdims=True)).mean(0)
        return odds

    def save(self) -> None:
        """Write them, to be committed: the large ones with half the digits, which moves no verdict by .0002."""
        stored = {field.name: getattr(self, field.name) for field in fields(self)}
        halves = {name: stored[name].astype(np.float16) for name in ("first", "then")}
        np.savez_compressed(FILE, allow_pickle=False, **{**stored, **halves, _LEARNT: np.array(fingerprint())})


def read() -> Networks:
    """Read what is committed."""
    with np.load(FILE) as stored:
        values = {field.name: stored[field.name] for field in fields(Networks)}
    classes = values.pop("classes")
    return Networks(classes, **{name: value.astype(np.float32) for name, value in values.items()})


def learnt_from() -> str:
    """Give the fingerprint of what the committed ones were learnt from."""
    with np.load(FILE) as stored:
        return str(stored[_LEARNT])


def fingerprint() -> str:
    """Give the hash of all that networks learnt now would follow from: the examples, and how they are read."""
    files = [path for pattern in _FROM for path in sorted(_HERE.glob(pattern))]
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
