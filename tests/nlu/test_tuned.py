"""The layers that were taught what messages signal: committed, whole, and knowing every tier."""

from pathlib import Path

import numpy as np
import pytest

from bot.safety import Tier
from nlu import tuned
from nlu.tuned import FIRST, Tuned

LAYERS, WIDTH, INNER = 12, 384, 1536  # of multilingual-e5-small
SHAPES = {"q": (WIDTH, WIDTH), "k": (WIDTH, WIDTH), "v": (WIDTH, WIDTH), "ao": (WIDTH, WIDTH), "fi": (INNER, WIDTH)}
SHAPES |= {"fo": (WIDTH, INNER)}


def test_every_tier_is_one_they_can_hear() -> None:
    assert {name.partition(":")[0] for name in Tuned().classes} == set(Tier)


def test_every_weight_of_every_layer_is_there_and_finite() -> None:
    learnt = Tuned()
    for layer in range(FIRST, LAYERS):
        for name, (outputs, inputs) in SHAPES.items():
            weights = learnt.weights(f"l{layer}.{name}.w", inputs)
            assert weights.shape == (outputs, inputs)
            assert np.isfinite(weights).all()
            assert weights.any(axis=1).all()  # no output is deaf
            assert learnt.floats(f"l{layer}.{name}.b").shape == (outputs,)
    assert learnt.floats("head.w").shape == (len(learnt.classes), 2 * WIDTH)


def test_what_is_kept_is_what_was_learnt_but_for_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuned, "FILE", tmp_path / "tuned.npz")
    matrix = np.random.default_rng(0).normal(0, 0.1, (6, 4)).astype(np.float32)

    tuned.save(["none:"], {"m": matrix}, {"b": matrix[0]})

    kept = Tuned().weights("m", 4)
    assert np.abs(kept - matrix).max() <= np.abs(matrix).max() / 64
    assert np.array_equal(Tuned().floats("b"), matrix[0])
