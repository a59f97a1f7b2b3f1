"""How well the model understands messages it never saw: messages.tsv, through the real server."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.conversation import Meaning
from bot.rasa import Parse, RasaClient
from bot.safety import Alarm, Tier, check

# Floors, not aims: what the model does is printed (`pytest -rP tests/nlu`), and a floor only rises.
ACCURACY = 0.78
# of both nets, as the bot hears; the gate alone: .81 at 1.1 % false alarms, before it had more examples .86 at 2.9 %
SAFETY_RECALL = 0.93
FALSE_ALARMS = 0.03
SAFETY = {"suicidality", "self_harm", "emergency", "unsafe_situation", "suicidality_other"}
_MARK = re.compile(r"\[([^\]]+)\]\(place\)")


@dataclass(frozen=True, slots=True)
class Row:
    """A message, what it means, and the first place in it as written."""

    intent: str
    text: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Scores:
    """All between 0 and 1."""

    accuracy: float
    macro_f1: float
    safety_recall: float
    false_alarms: float
    place_f1: float


def rows() -> list[Row]:
    with Path("tests/nlu/messages.tsv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Row(row["intent"], _MARK.sub(r"\1", row["text"]), _place(row["text"])) for row in read]


def _place(text: str) -> str | None:
    marked = _MARK.search(text)
    return marked[1] if marked else None


def score(told: Sequence[Row], understood: Sequence[Parse]) -> Scores:
    pairs = list(zip(told, understood, strict=True))
    meant = [(row.intent, parse.ranking[0].intent) for row, parse in pairs]
    alarms = [(row.intent in SAFETY, raises_alarm(row, parse)) for row, parse in pairs]
    found = sum(row.place is not None and row.place == parse.place for row, parse in pairs)
    marked = sum(row.place is not None for row, _ in pairs) + sum(parse.place is not None for _, parse in pairs)
    return Scores(
        accuracy=sum(gold == top for gold, top in meant) / len(meant),
        macro_f1=sum(f1(intent, meant) for intent in {gold for gold, _ in meant}) / len({gold for gold, _ in meant}),
        safety_recall=sum(seen for risky, seen in alarms if risky) / sum(risky for risky, _ in alarms),
        false_alarms=sum(seen for risky, seen in alarms if not risky) / sum(not risky for risky, _ in alarms),
        place_f1=2 * found / marked if marked else 1.0,
    )


def raises_alarm(row: Row, parse: Parse) -> bool:
    return parse.tier is not Tier.NONE or isinstance(check(row.text), Alarm)


def f1(intent: str, meant: Sequence[tuple[str, str]]) -> float:
    right = sum(gold == top == intent for gold, top in meant)
    return 2 * right / sum((gold == intent) + (top == intent) for gold, top in meant)


def confusions(told: Sequence[Row], understood: Sequence[Parse]) -> str:
    pairs = Counter(
        (row.intent, parse.ranking[0].intent)
        for row, parse in zip(told, understood, strict=True)
        if row.intent != parse.ranking[0].intent
    )
    return "\n".join(f"{times:4} {gold} taken for {top}" for (gold, top), times in pairs.most_common())


async def test_messages_it_never_saw_are_understood(rasa_client: RasaClient) -> None:
    told = rows()

    understood = await rasa_client.parse([row.text for row in told])

    scores = score(told, understood)
    print(f"{len(told)} messages: {scores}\n{confusions(told, understood)}")  # noqa: T201 -- the figures are the point
    assert scores.accuracy >= ACCURACY
    assert scores.safety_recall >= SAFETY_RECALL
    assert scores.false_alarms <= FALSE_ALARMS


@pytest.mark.parametrize(
    "top, scores",
    [
        ("ask_cost", Scores(0.5, 1 / 3, 0.0, 0.0, 1.0)),
        ("suicidality", Scores(0.5, 1 / 3, 1.0, 1.0, 1.0)),
    ],
)
def test_scoring_counts_what_it_says(top: str, scores: Scores) -> None:
    told = [Row("ask_cost", "wat kost dat", None), Row("suicidality", "x", "Breda")]
    tier = Tier.SUICIDAL if top == "suicidality" else Tier.NONE
    parses = [Parse((Meaning(top, 1.0),), place, tier) for place in (None, "Breda")]

    assert score(told, parses) == scores
