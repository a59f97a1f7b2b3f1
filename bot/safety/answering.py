"""What is typed in answer to a question of care, weighed: what these words say after that question.

Patterns know what somebody thought of; people answer in other words ("als mn moeder naar haar werk is"). The weights
are data: `make weights` learns them from the answers in `nlu/care` (docs/decisions/021).
"""

from functools import cache
from hashlib import blake2b
from importlib import resources

import numpy as np

from bot.safety.grams import Grams, grams
from bot.safety.lexicon import lexicon
from bot.safety.patterns import BREAK
from bot.safety.weighing import Weights

FILE = resources.files(__package__).joinpath("answers.npz")
MEANINGS = "meanings"  # in the file: what the kinds of the weights are called
GRAVE = ("now", "not_safe", "planned")  # the gravest first
EASES = frozenset({"safe", "no", "taken_back", "meant_otherwise"})  # after these less is said
# Chosen on hands that were left out: docs/evaluation/care.md
ALARMS = 0.26  # the odds of something grave from which it is that: to miss it is the worse mistake
SURELY = 0.5  # and where a net heard an alarm in it: "ik zie geen uitweg" has an answer of its own, and is no "now"
ANSWERS = 0.4  # the odds of an answer from which it is one
RELIEVES = 0.65  # and of one that eases the care
DOUBT = 0.1  # the odds of something grave above which nothing eases
_LONGEST = 30  # words; who writes more is telling something
_KNOWN = 0.5  # of the words: at least
_NEARLY = 0.6  # as likely as the likeliest: then the graver counts


@cache
def weights() -> tuple[Weights, tuple[str, ...]]:
    """Read the weights, once, and what their kinds are called."""
    with FILE.open("rb") as file, np.load(file) as stored:
        meanings = tuple(map(str, stored[MEANINGS]))
    with FILE.open("rb") as file:
        return Weights.read(file), meanings


def pieces(found: Grams, asked: str) -> Grams:
    """Give the pieces of an answer: its own, its words once more as said after this question, and the question."""
    salt = _salt(asked)
    words, letters = found.hashes[: found.letters], found.hashes[found.letters :]
    hashes = np.concatenate([words, words * salt, np.array([salt]), letters])
    return Grams(hashes, np.zeros(len(hashes), np.intp), 2 * len(words) + 1, 1)


def _salt(asked: str) -> np.uint64:
    number = int.from_bytes(blake2b(asked.encode(), digest_size=8).digest())
    return np.uint64(number | 1)  # odd, so that no two words become one


def odds(said: str, asked: str) -> dict[str, float]:
    """Give how likely each meaning is for what was typed after a question.

    Nothing for what is too long, or of which too few words are known: the question alone would answer itself.
    """
    words = lexicon().speller.words(said)
    learnt, meanings = weights()
    own = grams([word for word in words if word != BREAK])
    its = own.hashes[: own.of]
    # they are sorted: `np.isin` would look at all of them, which takes longer than all else of a turn
    known = (learnt.pieces.take(learnt.pieces.searchsorted(its), mode="clip") == its).sum()
    if not known or own.of > _LONGEST or known < _KNOWN * own.of:
        return {}
    return dict(zip(meanings, learnt.odds(pieces(grams(words), asked))[0].tolist(), strict=True))


def meaning(each: dict[str, float], alarms: float = ALARMS) -> str:
    """Give what is most likely said, the graver in doubt, from these odds on; empty when that is not clear."""
    grave = sum(each.get(name, 0.0) for name in GRAVE)
    if grave >= alarms:
        most = max(each.get(name, 0.0) for name in GRAVE)
        return next(name for name in GRAVE if each.get(name, 0.0) >= _NEARLY * most)
    likeliest = max(each, key=lambda name: each[name], default="")
    if not likeliest or likeliest in GRAVE:
        return ""
    if likeliest in EASES:
        return likeliest if each[likeliest] >= RELIEVES and grave <= DOUBT else ""
    return likeliest if each[likeliest] >= ANSWERS else ""
