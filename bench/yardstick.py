"""The public yardstick: the Dutch part of MASSIVE, 60 intents of a voice assistant, with few examples and with all.

Its data (CC BY 4.0) are no part of this project: the folder that holds massive-nl-train.tsv and massive-nl-test.tsv, a
message and its intent a line, is named in MASSIVE.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from bench.engines import Engine, LeftOut, ask
from bench.evaluate import table
from bench.gates import Share
from bench.peers.contract import Examples, Job
from bench.understanding import right

SIZES: tuple[int | None, ...] = (8, 16, None)  # examples an intent; None is all there are
AIMS = {8: 0.57, 16: 0.67, None: 0.86}
_SEEDS = range(3)


@dataclass(frozen=True, slots=True)
class Public:
    """What is learnt from, and what is read then."""

    train: Examples
    test: Examples


@dataclass(frozen=True, slots=True)
class Measured:
    """How many messages an engine understands, for each of `SIZES`: a share, a mean of shares, or why not."""

    engine: str
    shares: tuple[float | LeftOut, ...]


def read(folder: Path, part: str = "test") -> Public:
    """Read what is learnt from, and a part.

    Raises:
        OSError: a file is not there.
    """
    train, test = (_examples(folder / f"massive-nl-{name}.tsv") for name in ("train", part))
    return Public(train, test)


def _examples(file: Path) -> Examples:
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = (line.rpartition("\t")[::2] for line in lines)
    return Examples.of(pairs)


def few(examples: Examples, size: int | None, seed: int) -> Examples:
    """Take the first so many of each intent, after a shuffle; of an intent that has fewer, those."""
    if size is None:
        return examples
    pairs = list(zip(examples.texts, examples.intents, strict=True))
    random.Random(seed).shuffle(pairs)  # noqa: S311 -- an order, no secret
    return Examples.of(_first(pairs, size))


def _first(pairs: Sequence[tuple[str, str]], size: int) -> Iterable[tuple[str, str]]:
    times: Counter[str] = Counter()
    for text, intent in pairs:
        times[intent] += 1
        if times[intent] <= size:
            yield text, intent


def measured(engine: Engine, public: Public) -> Measured:
    """Ask an engine with each size; with few examples it depends on which, so with several choices of them."""
    return Measured(engine.name, tuple(_share(engine, public, size) for size in SIZES))


def _share(engine: Engine, public: Public, size: int | None) -> float | LeftOut:
    shares: list[float] = []
    for seed in _SEEDS if size else [0]:
        told = few(public.train, size, seed)
        match ask(engine, Job(told.texts, told.intents, public.test.texts)):
            case LeftOut() as left_out:
                return left_out
            case answer:
                shares.append(_right(public, answer.predicted).value)
    return mean(shares)


def _right(public: Public, predicted: Sequence[str]) -> Share:
    return right(list(zip(public.test.intents, predicted, strict=True)))


def section(public: Public, found: Sequence[Measured]) -> list[str]:
    """Make the part of the page."""
    heads = ["engine", *(f"{size} an intent" if size else f"all {len(public.train.texts):,}" for size in SIZES)]
    aims = ["*what we aim at*", *(f"≥ {AIMS[size]:.0%}" for size in SIZES)]
    return [
        "",
        "## The public yardstick",
        "",
        f"The Dutch part of MASSIVE (CC BY 4.0), {len(set(public.train.intents))} intents of a voice assistant:",
        f"how many of its {len(public.test.texts):,} test messages are understood, after 8 or 16 examples an intent",
        f"(mean of {len(_SEEDS)} choices of them) and after all. Ours is the model of the intents, with the settings",
        "it has for our own.",
        *table(heads, [aims, *([each.engine, *map(_cell, each.shares)] for each in found)]),
    ]


def _cell(share: float | LeftOut) -> str:
    match share:
        case LeftOut(why):
            return why
        case _:
            return f"{share:.1%}"
