"""fastText, supervised, with pairs of words and runs of letters."""

import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import fasttext

from bench.peers.contract import Predict, run

_LABEL = "__label__"
_HOW = {"epoch": 100, "lr": 0.5, "wordNgrams": 2, "minn": 2, "maxn": 5, "dim": 100, "bucket": 200_000, "seed": 0}


def learn(texts: Sequence[str], intents: Sequence[str]) -> Predict:
    """Learn on one core: with more the outcome differs each time."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "train.txt")
        lines = (f"{_LABEL}{intent} {_plain(text)}\n" for text, intent in zip(texts, intents, strict=True))
        file.write_text("".join(lines), encoding="utf-8")
        model = fasttext.train_supervised(str(file), thread=1, verbose=0, **_HOW)
    return lambda text: str(model.predict(_plain(text))[0][0]).removeprefix(_LABEL)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


if __name__ == "__main__":
    run(f"fastText {version('fasttext-numpy2-wheel')}", learn)
