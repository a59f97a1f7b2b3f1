"""`make weights`: learn what the bot's own process judges by (`bot/safety/weighing.py`) from the model's examples.

Writes bot/safety/weights.npz, to be committed, since the net must stand before any model is trained; and how well it
hears hands it learnt nothing from, docs/evaluation/weights.md, where its threshold is chosen. About two minutes.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import GroupKFold

from bench.corpus import HARD_NEGATIVES, PIECES
from bench.evaluate import table
from bench.gates import Share
from bot.rasa import read_domain
from bot.safety import Tier
from bot.safety.grams import Grams, grams
from bot.safety.lexicon import lexicon
from bot.safety.weighing import ALARM, FILE, KINDS, LEARNT, Floats, Weights

EXAMPLES, TOPICS, DOMAIN = Path("nlu/danger"), Path("nlu/topics"), Path("domain.yml")
PAGE = Path("docs/evaluation/weights.md")
HOW = [Path(__file__), Path("bot/safety/grams.py"), Path("bot/safety/weighing.py")]
LEXICON = "lexicon"  # the hand of its examples; they are told off word by word, and would say nothing of other messages
SELDOM = 3  # examples a piece must stand in
RARE = 20  # examples below which a category of a tier is no reader of its own
FOLDS = 5
SHOWN = [hundredth / 100 for hundredth in range(50, 82, 4)]
_MARK = re.compile(r"\[([^\]]+)\]\(place\)")


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
    return [*_danger(), *topics(), *_lexicon()]


def _danger() -> Iterable[Example]:
    for path in sorted(EXAMPLES.glob("*.tsv")):
        for row in csv.DictReader(path.read_text(encoding="utf-8").split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Example(row["text"].replace(PIECES, " "), Tier(row["tier"]), row["category"], path.stem)


def topics() -> Iterable[Example]:
    """Read the examples of the intents."""
    tiers = read_domain(DOMAIN).escalations
    for path in sorted(TOPICS.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                text = _MARK.sub(r"\1", line.removeprefix("- ").strip())
                hand = f"topics {sha256(text.encode()).digest()[0] % FOLDS}"  # their hands are not told apart
                yield Example(text, tiers.get(block["intent"], Tier.NONE), block["intent"], hand)


def _lexicon() -> Iterable[Example]:
    for entry in lexicon().alarms:
        yield from (Example(text, entry.tier or Tier.NONE, entry.category, LEXICON) for text in entry.catches)
        yield from (Example(text, Tier.NONE, "spared", LEXICON) for text in entry.spares)
    for exception in lexicon().exceptions:
        yield from (Example(text, Tier.NONE, "spared", LEXICON) for text in exception.catches)


def learnt(examples: Sequence[Example]) -> Weights:
    """Learn one linear reader a category; the same examples give the same weights."""
    cut = [grams(_words(example.text)) for example in examples]
    pieces, rarity = _known(cut)
    nothing = np.zeros(0, np.float32)
    blank = Weights(pieces, rarity, nothing.astype(np.int8), nothing, nothing, nothing)
    model = SGDClassifier(
        loss="log_loss", alpha=5e-6, class_weight="balanced", max_iter=20, tol=None, random_state=0, n_jobs=2
    )
    model.fit(_values(blank, cut), _categories(examples))
    kinds = np.zeros((len(model.classes_), len(KINDS)), np.float32)
    for at, name in enumerate(model.classes_):
        kinds[at, _kind(*name.split(":"))] = 1
    step = (np.abs(model.coef_).max(1) / 127).astype(np.float32)
    says = np.round(model.coef_.T / step).astype(np.int8)
    return Weights(pieces, rarity, says, step, model.intercept_.astype(np.float32), kinds)


def _words(text: str) -> list[str]:
    return lexicon().speller.words(text)


def _known(found: Sequence[Grams]) -> tuple[NDArray[np.uint64], Floats]:
    """Give the pieces that stand in enough messages, and how rare each is."""
    pieces, times = np.unique(np.concatenate([np.unique(each.hashes) for each in found]), return_counts=True)
    enough = times >= SELDOM
    rarity = np.log((1 + len(found)) / (1 + times[enough])) + 1
    return pieces[enough], rarity.astype(np.float32)


def _values(blank: Weights, cut: Sequence[Grams]) -> csr_matrix:
    rows = [blank.valued(found) for found in cut]
    ends = np.cumsum([len(known) for known, _ in rows])
    columns, values = np.concatenate([known for known, _ in rows]), np.concatenate([values[0] for _, values in rows])
    return csr_matrix((values, columns, np.append(0, ends)), shape=(len(cut), len(blank.pieces)))


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
    files = [*sorted(EXAMPLES.glob("*.tsv")), *sorted(TOPICS.glob("*.yml")), *HOW]
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def heard(examples: Sequence[Example]) -> Floats:
    """Give the odds of each of `KINDS` for each example, by weights that learnt nothing from its hand."""
    odds = np.zeros((len(examples), len(KINDS)), np.float32)
    folds = GroupKFold(FOLDS, shuffle=True, random_state=0)
    for others, hands in folds.split(examples, groups=[example.hand for example in examples]):
        weights = learnt([examples[at] for at in others])
        for at in hands:
            odds[at] = weights.odds(_words(examples[at].text))[0]
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
