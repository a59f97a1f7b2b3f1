"""The part of the net that weighs: what the words and letters of a message signal together, learnt from examples.

The written patterns catch what somebody thought of; this catches what is said in other words, and needs no Rasa. The
weights are data like the lexicon: `make weights` learns them from `nlu/danger` and `nlu/topics` (docs/decisions/010).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from itertools import islice
from typing import IO, Self

import numpy as np
from numpy.typing import NDArray

from bot.safety.grams import Grams, Hashes, grams
from bot.safety.helplines import VIOLENCE
from bot.safety.tiers import Tier

Floats = NDArray[np.float32]

LEARNT = "learnt_from"  # in the file: the hash of the examples and of how they are read
FILE = resources.files(__package__).joinpath("weights.npz")
# What the care after an alarm has words of its own for; a category of examples counts for one of these.
KINDS: tuple[tuple[Tier, str], ...] = (
    (Tier.EMERGENCY, "weighed"),
    (Tier.EMERGENCY, VIOLENCE),
    (Tier.UNSAFE, "weighed"),
    (Tier.SUICIDAL, "weighed"),
    (Tier.CONCERN, "weighed"),
    (Tier.CONCERN, "self_harm"),
    (Tier.THIRD_PARTY, "weighed"),
    (Tier.NONE, ""),
)
_LIFE = sum(tier is Tier.EMERGENCY for tier, _ in KINDS)  # the first so many
_NONE = len(KINDS) - 1
# Chosen on examples of hands that were left out, and on dev: docs/evaluation/weights.md
ALARM = 0.7  # the odds of an alarm from which it is one
LIFE = 0.35  # the odds of an emergency from which it is one, however small the rest
OF_ALARM = 0.2  # and the share of the odds of an alarm: to take it for less would be the worse mistake
_HALF = 10  # words, more of a very long message
_STRETCH = 2  # halves; a longer message is read in such stretches too, or a cry in it would drown
_HALVES = 24  # at most: each more takes time
_FEW = 5  # words; what is said in less the patterns know better: "ik wil naar huis" is no cry by itself
_LEAST = np.float32(1e-9)
_OFTEN = 1_000  # times; more count for no more
_TOLD = np.append(np.float32(0), 1 + np.log(np.arange(1, _OFTEN + 1), dtype=np.float32))  # what so many times count for


@dataclass(frozen=True, slots=True)
class Weights:
    """One linear reader for each of C categories of examples, over P pieces of messages known from the examples.

    `pieces` are sorted hashes (P), `rarity` their inverse document frequencies (P), `says` what each says for each
    category in steps of `step` (P, C; C), `bias` what a category has of itself (C), `kinds` which kind it counts for
    (C, K; of the net those of `KINDS`). A byte each for what they say: no figure of the net changes by it, and they fit
    where memory is quick. Those of frequent pieces stand side by side, as a message then touches less of it: `rows`
    tells where in `says` a piece is (P).
    """

    pieces: Hashes
    rarity: Floats
    rows: NDArray[np.int32]
    says: NDArray[np.int8]
    step: Floats
    bias: Floats
    kinds: Floats

    def odds(self, found: Grams) -> Floats:
        """Give the probability of each kind: a row for all words, and one for each stretch of many."""
        known, values = self.valued(found)
        sums = self.bias + values @ self.says.take(self.rows[known], 0).astype(np.float32) * self.step
        shares = 1 + np.tanh(sums / 2)  # twice the logistic function, which would overflow
        odds: Floats = (shares @ self.kinds / shares.sum(-1, keepdims=True)).astype(np.float32)
        return odds

    @classmethod
    def read(cls, file: IO[bytes]) -> Self:
        """Read what was learnt."""
        with np.load(file) as stored:
            return cls(**{field.name: stored[field.name] for field in fields(cls)})

    def valued(self, found: Grams) -> tuple[NDArray[np.intp], Floats]:
        """Give the known pieces, and what each counts for in each stretch: rare ones more.

        All words together are of length 1, and so are all letters.
        """
        places = self.pieces.searchsorted(found.hashes)
        np.minimum(places, len(self.pieces) - 1, out=places)
        (seen,) = (self.pieces[places] == found.hashes).nonzero()
        known, which = _numbered(places[seen], len(self.pieces))
        times = _in_stretches(found.words[seen], found.of, which, len(known))
        values: Floats = _TOLD.take(times, mode="clip")
        values *= self.rarity[known]
        of_words = which[: seen.searchsorted(found.letters)].max(initial=-1) + 1
        for part in (values[:, :of_words], values[:, of_words:]):
            squares = np.einsum("ij,ij->i", part, part)
            np.divide(part, np.sqrt(np.maximum(squares, _LEAST))[:, None], out=part)
        return known, values


def _numbered(pieces: NDArray[np.intp], of: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give each piece once, in the order they come in, and for each of all its number among those."""
    numbers = np.arange(len(pieces), dtype=np.int32)
    first = np.empty(of, np.int32)  # where a piece comes first; of others anything
    first[pieces[::-1]] = numbers[::-1]
    firsts = first[pieces]
    is_first = firsts == numbers
    return pieces[is_first], (is_first.cumsum() - 1)[firsts]


def _in_stretches(words: NDArray[np.intp], of: int, which: NDArray[np.intp], many: int) -> NDArray[np.intp]:
    """Count how often each of so many pieces is there, given the word each stands in: in all, and in each stretch."""
    halves = min(max(1, of // _HALF), _HALVES)
    cell = words * halves // max(1, of)
    cell *= many
    cell += which
    times = np.bincount(cell, minlength=halves * many).reshape(halves, many)
    whole = times.sum(0, keepdims=True)
    return np.concatenate([whole, times[:-1] + times[1:]]) if halves > _STRETCH else whole


@cache
def weights() -> Weights:
    """Read the weights of the net, once."""
    with FILE.open("rb") as file:
        return Weights.read(file)


def weighed(said: Sequence[str], surely: float = 1.0) -> tuple[Tier, str] | None:
    """Give which of `KINDS` words signal; None is no alarm. The odds have to be `surely` times as high as usual."""
    if sum(1 for _ in islice(filter(str.isalnum, said), _FEW)) < _FEW:
        return None
    odds = weights().odds(grams(said))
    alarm, life = 1 - odds[:, _NONE], odds[:, :_LIFE].sum(1)
    if alarm.max() < ALARM * surely and life.max() < LIFE * surely:
        return None
    gravest = int(np.maximum(alarm / ALARM, life / LIFE).argmax())
    if life[gravest] >= OF_ALARM * alarm[gravest]:
        return KINDS[int(odds[gravest, :_LIFE].argmax())]
    return KINDS[int(odds[gravest, :_NONE].argmax())]
