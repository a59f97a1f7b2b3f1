"""`make weights`: learn what the bot's own process judges by (`bot/safety/weighing.py`) from the model's examples.

Writes bot/safety/weights.npz, to be committed, since the net must stand before any model is trained; and how well it
hears hands it learnt nothing from, docs/evaluation/weights.md, where its threshold is chosen. About two minutes.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from bench.corpus import HARD_NEGATIVES
from bench.evaluate import table
from bench.examples import DANGER, TOPICS, danger, only_answers, topics, unmarked
from bench.gates import Share
from bench.linear import Recipe, fitted
from bot.rasa import read_domain
from bot.safety import Tier
from bot.safety.grams import grams
from bot.safety.lexicon import lexicon
from bot.safety.weighing import ALARM, FILE, KINDS, LEARNT, Floats, Weights

DOMAIN = Path("domain.yml")
PAGE = Path("docs/evaluation/weights.md")
HOW = [
    Path(__file__),
    *map(Path, ("bench/examples.py", "bench/linear.py", "bot/safety/grams.py", "bot/safety/weighing.py")),
]
LEXICON = "lexicon"  # the hand of its examples; they are told off word by word, and would say nothing of other messages
HOW_MUCH = Recipe(alpha=5e-6, seldom=3)
RARE = 20  # examples below which a category of a tier is no reader of its own
FOLDS = 5
SHOWN = [hundredth / 100 for hundredth in range(50, 82, 4)]


@dataclass(frozen=True, slots=True)
class Example:
    """A message, what it signals, what it was written for and by whom."""

    text: str
    tier: Tier
    category: str
    hand: str


def main() -> None:
    """Learn, and say how well."""
    examples = read()
    page = told(examples, heard(examples))
    print(page)
    PAGE.write_text(page, encoding="utf-8")
    save(learnt(examples))


def read() -> list[Example]:
    """Read what the model learns from, the gate's examples and those of the intents, and those of the lexicon."""
    return [*_danger(), *_topics(), *_lexicon()]


def _danger() -> Iterable[Example]:
    return (Example(row.text, row.tier, row.category, row.hand) for row in danger())


def _topics() -> Iterable[Example]:
    tiers = read_domain(DOMAIN).escalations
    left_out = only_answers()  # the net hears no question, and what only answers one says nothing
    for intent, told in topics().items():
        if intent in left_out:
            continue
        for text in map(unmarked, told):
            hand = f"topics {sha256(text.encode()).digest()[0] % FOLDS}"  # their hands are not told apart
            yield Example(text, tiers.get(intent, Tier.NONE), intent, hand)


def _lexicon() -> Iterable[Example]:
    for entry in lexicon().alarms:
        yield from (Example(text, entry.tier or Tier.NONE, entry.category, LEXICON) for text in entry.catches)
        yield from (Example(text, Tier.NONE, "spared", LEXICON) for text in entry.spares)
    for exception in lexicon().exceptions:
        yield from (Example(text, Tier.NONE, "spared", LEXICON) for text in exception.catches)


def learnt(examples: Sequence[Example]) -> Weights:
    """Learn one linear reader a category; the same examples give the same weights."""
    cut = [grams(_words(example.text)) for example in examples]
    return fitted(cut, _categories(examples), len(KINDS), lambda name: _kind(*name.split(":")), HOW_MUCH)


def _words(text: str) -> list[str]:
    return lexicon().speller.words(text)


def _categories(examples: Sequence[Example]) -> list[str]:
    named = [f"{example.tier}:{example.category}" for example in examples]
    times = Counter(named)
    return [name if times[name] >= RARE else f"{name.partition(':')[0]}:" for name in named]


def _kind(tier: str, category: str) -> int:
    kinds = [at for at, (of, _) in enumerate(KINDS) if of == tier]
    return next((at for at in kinds if KINDS[at][1] == category), kinds[0])


def save(weights: Weights) -> None:
    """Write the weights for the bot to read."""
    stored = {field.name: getattr(weights, field.name) for field in fields(weights)}
    np.savez_compressed(str(FILE), allow_pickle=False, **stored, **{LEARNT: np.array(fingerprint())})


def fingerprint() -> str:
    """Give the hash of all the weights follow from: examples, and the code that reads them.

    A phrase added to the lexicon moves how some typos are read, hardly a weight: that alone does not make them old.
    """
    files = [*sorted(DANGER.glob("*.tsv")), *sorted(TOPICS.glob("*.yml")), *HOW]
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def heard(examples: Sequence[Example]) -> Floats:
    """Give the odds of each of `KINDS` for each example, by weights that learnt nothing from its hand."""
    odds = np.zeros((len(examples), len(KINDS)), np.float32)
    folds = GroupKFold(FOLDS, shuffle=True, random_state=0)
    for others, hands in folds.split(examples, groups=[example.hand for example in examples]):
        weights = learnt([examples[at] for at in others])
        for at in hands:
            odds[at] = weights.odds(grams(_words(examples[at].text)))[0]
    return odds


def told(examples: Sequence[Example], odds: Floats) -> str:
    """Word the page: what each threshold hears and what it takes wrongly for an alarm."""
    none = np.array([example.tier is Tier.NONE and example.hand != LEXICON for example in examples])
    need = np.array([example.tier is not Tier.NONE and example.hand != LEXICON for example in examples])
    hard = none & np.array([example.category in HARD_NEGATIVES for example in examples])
    close = none & np.array([example.category in {"idiom", "loneliness"} for example in examples])
    life = np.array([example.tier is Tier.EMERGENCY for example in examples])
    alarm = 1 - odds[:, -1]

    def share(of: NDArray[np.bool_], threshold: float) -> str:
        return f"{Share(int((alarm[of] >= threshold).sum()), int(of.sum())).value:.4f}"

    columns = (need, need & life, hard, close, none & ~hard)
    rows = [
        (f"**{at:.2f}**" if at == ALARM else f"{at:.2f}", *(share(of, at) for of in columns))
        for at in sorted({*SHOWN, ALARM})
    ]
    heads = ("threshold", "alarm recall", "emergencies", "hard negatives", "idiom and loneliness", "ordinary")
    lines = [
        "# The weights, measured on hands they learnt nothing from",
        "",
        f"`make weights`: {len(examples):,} examples in {FOLDS} folds, no hand in two of them. The examples are harder",
        "than the corpus: many were written to lie as near to the other side as they can. The last three columns are",
        "false alarms. Bold: what `bot/safety/weighing.py` takes.",
        *table(heads, rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
