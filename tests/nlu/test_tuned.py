"""The layers that were taught what messages signal: committed, whole, and knowing every tier."""

from pathlib import Path

import numpy as np

from bench.examples import danger, kept_for_testing, topics, unmarked
from bot.safety import Tier
from nlu import tuned
from nlu.tuned import FIRST, Tuned, mark

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


def test_what_is_kept_is_what_was_learnt_but_for_a_step(tmp_path: Path) -> None:
    matrix = np.random.default_rng(0).normal(0, 0.1, (6, 4)).astype(np.float32)

    tuned.save(["none:"], ["hoi"], {"m": matrix}, {"b": matrix[0]}, tmp_path / "tuned.npz")

    kept = Tuned(tmp_path / "tuned.npz")
    steps = np.abs(matrix).max(1, keepdims=True) / 64
    assert (np.abs(kept.weights("m", 4) - matrix) <= steps / 2 + 1e-6).all()
    assert np.array_equal(kept.floats("b"), matrix[0])
    assert kept.marks == {mark("  HOI ")}


def test_nothing_that_measures_the_bot_was_learnt() -> None:
    assert not {mark(message) for message in kept_for_testing()} & Tuned().marks


def test_most_of_what_is_taught_now_was_learnt() -> None:
    """What came since teaches the words at once; when it is a tenth: make tuned."""
    taught = [unmarked(example) for examples in topics().values() for example in examples]
    taught += [example.text for example in danger()]
    learnt = Tuned().marks
    assert sum(mark(text) in learnt for text in taught) >= 0.9 * len(taught)
