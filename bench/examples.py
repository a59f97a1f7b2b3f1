"""What the model learns from, and what must never be among it: the messages that measure it."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bench.corpus import PIECES
from bench.corpus import read as read_corpus
from bot.safety import Tier

TOPICS, DANGER = Path("nlu/topics"), Path("nlu/danger")
MARK = re.compile(r"\[([^\]]+)\]\(place\)")  # a place, in an example of Rasa
TWINS = 0.6  # of the runs of three letters that one of two messages has, the part that both have: they are nearly one


@dataclass(frozen=True, slots=True)
class Danger:
    """A message of `nlu/danger`, several in a row as one: what it signals, was written for, and by whom."""

    tier: Tier
    category: str
    language: str
    text: str
    hand: str


def danger() -> list[Danger]:
    """Read what the safety gate learns from, besides the topics."""
    return [
        Danger(Tier(row["tier"]), row["category"], row["lang"], row["text"].replace(PIECES, " "), path.stem)
        for path in sorted(DANGER.glob("*.tsv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


def topics() -> dict[str, list[str]]:
    """Read the examples of each intent, with the marks on their places."""
    told: dict[str, list[str]] = {}
    for path in sorted(TOPICS.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = block["examples"].splitlines()
            told.setdefault(block["intent"], []).extend(line.removeprefix("- ").strip() for line in lines)
    return told


def only_answers() -> frozenset[str]:
    """Give the intents that nobody means who was not asked, as config.yml has them."""
    pipeline = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]
    return frozenset(intent for part in pipeline for intent in part.get("only_answers", ()))


def unmarked(example: str) -> str:
    """Give an example as a visitor would type it."""
    return MARK.sub(r"\1", example)


def plain(example: str) -> str:
    """Give an example as a visitor would type it, folded for comparing."""
    return " ".join(unmarked(example).lower().split())


def trigrams(example: str) -> frozenset[str]:
    """Give all runs of three letters."""
    text = plain(example)
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def twins(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell of two messages, by their trigrams, whether they are nearly the same."""
    return len(one & other) > TWINS * len(one | other)


@cache
def kept_for_testing() -> frozenset[str]:
    """Give all messages that measure the bot, plain: the model must not have seen one of them."""
    held = {plain(" ".join(case.messages)) for part in ("dev", "frozen") for case in read_corpus(part)}
    for folder in ("tests/nlu", "tests/safety"):
        for path in Path(folder).glob("*.tsv"):
            held |= set(_messages(path))
    for path in Path("tests/safety").glob("*.y*ml"):
        held |= {plain(text) for text in _texts(yaml.safe_load(path.read_text(encoding="utf-8")))}
    return frozenset(held)


def _messages(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield plain(row[-1])  # what precedes the message is its label


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _texts(item)
        case list():
            for item in value:
                yield from _texts(item)
