"""`python -m bench.answering`, part of `make weights`: learn what answers after an alarm say, from `nlu/care`.

Writes bot/safety/answers.npz, to be committed, and docs/evaluation/care.md: how well it hears hands it learnt nothing
from, where its thresholds are chosen, and how well the whole bot hears the answers of tests/safety/care. Some seconds.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from bench.evaluate import table
from bench.examples import TOPICS, topics, unmarked
from bench.gates import Share
from bench.in_care import scored
from bench.linear import Recipe, fitted
from bench.weights import DOMAIN
from bot.rasa import read_domain
from bot.safety.answering import ALARMS, DOUBT, EASES, FILE, GRAVE, MEANINGS, RELIEVES, pieces, weights
from bot.safety.grams import Grams, grams
from bot.safety.lexicon import lexicon
from bot.safety.weighing import LEARNT, Floats, Weights

CARE = Path("nlu/care")
PAGE = Path("docs/evaluation/care.md")
HOW = [
    Path(__file__),
    *map(Path, ("bench/linear.py", "bot/safety/grams.py", "bot/safety/answering.py", "bot/safety/weighing.py")),
]
HOW_MUCH = Recipe(alpha=3e-5, seldom=1)
RARE = 10  # answers below which a meaning is not told apart
OTHER = "question"
ORDINARY = 80  # examples of an intent
TOPIC, TOPIC_HANDS = "topics", 4  # the hands of these are not told apart
# what may answer a question itself: which one it was says what it means
ANSWER = frozenset(
    {"affirm", "deny", "express_sadness", "express_loneliness", "tell_more", "feedback_negative", "insult"}
)
ABOUT_US = frozenset(
    {"find_group", "inform_place", "sign_up", "sign_up_other", "want_friends"}
    | {
        f"ask_{what}"
        for what in ("join_us", "activities", "age", "cost", "effect", "intake", "online_group", "referral", "schedule")
    }
)
ABOUT_THE_BOT = frozenset({"ask_bot", "ask_human", "ask_privacy", "ask_parents", "delete_data", "change_language"})
SHOWN, SURE = (0.1, 0.2, 0.26, 0.3, 0.4, 0.5), (0.5, 0.65, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: to which question, what it says, its words and who wrote it."""

    asked: str
    meaning: str
    text: str
    hand: str


def main() -> None:
    """Learn, write, and say how well."""
    told = read()
    save(*learnt(told))
    weights.cache_clear()
    page = "\n".join([*left_out(told), "", *scored()]) + "\n"
    print(page)
    PAGE.write_text(page, encoding="utf-8")


def read() -> list[Told]:
    """Read all answers, and what is none; a meaning with hardly any counts as a question like others."""
    rows = [
        Told(row["step"], row["meaning"], row["text"], path.stem)
        for path in sorted(CARE.glob("*.tsv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
    ]
    times = Counter(row.meaning for row in rows)
    answers = [row if times[row.meaning] >= RARE else replace(row, meaning=OTHER) for row in rows]
    return [*answers, *_ordinary(sorted({row.asked for row in rows}))]


def _ordinary(asked: Sequence[str]) -> Iterator[Told]:
    """Give what visitors say at any time, as said after a question: no answer to it."""
    for intent, examples in topics().items():
        if intent in ANSWER or intent in read_domain(DOMAIN).escalations:
            continue
        for text in sorted(map(unmarked, examples), key=_chance)[:ORDINARY]:
            meaning = "groups" if intent in ABOUT_US else "question" if intent in ABOUT_THE_BOT else "more"
            yield Told(asked[_chance(text) % len(asked)], meaning, text, f"{TOPIC} {_chance(text) // 13 % TOPIC_HANDS}")


def _chance(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:4])


def learnt(told: Sequence[Told]) -> tuple[Weights, list[str]]:
    """Learn one linear reader a meaning; the same answers give the same weights. Gives the names of their kinds too."""
    meanings = sorted({row.meaning for row in told})
    cut = [_pieces(row) for row in told]
    return fitted(cut, [row.meaning for row in told], len(meanings), meanings.index, HOW_MUCH), meanings


def _pieces(told: Told) -> Grams:
    return pieces(grams(lexicon().speller.words(told.text)), told.asked)


def save(weights: Weights, meanings: Sequence[str]) -> None:
    """Write what was learnt for the bot to read."""
    stored = {field.name: getattr(weights, field.name) for field in fields(weights)}
    more = {MEANINGS: np.array(meanings), LEARNT: np.array(fingerprint())}
    np.savez_compressed(str(FILE), allow_pickle=False, **stored, **more)


def fingerprint() -> str:
    """Give the hash of all it follows from: the answers, and the code that reads them."""
    return sha256(
        b"".join(path.read_bytes() for path in (*sorted(CARE.glob("*.tsv")), *sorted(TOPICS.glob("*.yml")), *HOW))
    ).hexdigest()


def left_out(told: Sequence[Told]) -> list[str]:
    """Word what weights hear that learnt nothing from who wrote it, at each threshold."""
    meanings = sorted({row.meaning for row in told})
    odds, says = _by_others(told, meanings), np.array([row.meaning for row in told])
    likeliest, most = np.array(meanings)[odds.argmax(1)], odds.max(1)
    is_grave, grave = np.isin(says, GRAVE), odds[:, np.isin(meanings, GRAVE)].sum(1)
    no_answer = np.array([row.hand.startswith(TOPIC) for row in told])
    eases, clear = np.isin(says, list(EASES)), np.isin(likeliest, list(EASES)) & (grave <= DOUBT)
    groups = (is_grave, ~is_grave & ~no_answer, no_answer)
    alarms = [(_bold(at, ALARMS), *(_part(grave[group] >= at) for group in groups)) for at in SHOWN]
    relief = [
        (_bold(at, RELIEVES), _part(taken[is_grave]), _part((taken & (likeliest == says))[eases]))
        for at in SURE
        for taken in [clear & (most >= at)]
    ]
    hands = {row.hand for row in told if not row.hand.startswith(TOPIC)}
    return [
        "# What is said after an alarm, measured",
        "",
        f"`make weights`: {int((~no_answer).sum()):,} answers by {len(hands)} hands, {int(no_answer.sum()):,} messages",
        "that are none, each judged by weights that learnt nothing from who wrote it, by these weights alone.",
        "Bold: what `bot/safety/answering.py` takes.",
        *table(
            ("odds of what is grave", "grave, heard", "other answers, taken for grave", "no answer, likewise"), alarms
        ),
        "",
        *table(("odds of what eases", "grave, taken as if it eased", "what eases, heard"), relief),
    ]


def _bold(at: float, taken: float) -> str:
    return f"**{at:.2f}**" if at == taken else f"{at:.2f}"


def _by_others(told: Sequence[Told], meanings: Sequence[str]) -> Floats:
    odds = np.zeros((len(told), len(meanings)), np.float32)
    hands = [row.hand for row in told]
    for others, own in GroupKFold(len(set(hands))).split(told, groups=hands):
        weights, known = learnt([told[at] for at in others])
        for at in own:
            odds[at, [meanings.index(name) for name in known]] = weights.odds(_pieces(told[at]))[0]
    return odds


def _part(hits: NDArray[np.bool_]) -> str:
    return f"{Share(int(hits.sum()), len(hits)).value:.3f}"


if __name__ == "__main__":
    main()
