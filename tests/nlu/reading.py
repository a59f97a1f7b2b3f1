"""The examples, the domain and the rules, as the tests read them."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.corpus import read as read_corpus
from bench.understanding import MARK

TOPICS = sorted(Path("nlu/topics").glob("*.yml"))


def read(path: Path | str) -> Any:
    return yaml.safe_load(Path(path).read_text(encoding="utf-8"))


DOMAIN: Mapping[str, Any] = read("domain.yml")
CONFIG: Mapping[str, Any] = read("config.yml")
RULES: list[Mapping[str, Any]] = read("stories/rules.yml")["rules"]
STORIES: list[Mapping[str, Any]] = [
    story for path in Path("stories").glob("*.yml") for story in read(path).get("stories", [])
]


def examples() -> dict[str, list[str]]:
    """Give the examples of each intent, with their marks."""
    told: dict[str, list[str]] = {}
    for block in (block for path in TOPICS for block in read(path)["nlu"]):
        lines = block["examples"].splitlines()
        told.setdefault(block["intent"], []).extend(line.removeprefix("- ").strip() for line in lines)
    return told


def plain(example: str) -> str:
    """Give an example as a visitor would type it, folded for comparing."""
    return " ".join(MARK.sub(r"\1", example).lower().split())


def trigrams(example: str) -> frozenset[str]:
    """Give all runs of three letters."""
    text = plain(example)
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def kept_for_testing() -> set[str]:
    """Give all messages that measure the bot: the model must not have seen one of them."""
    held = {message for part in ("dev", "frozen") for message in _messages(Path(f"tests/nlu/{part}.tsv"))}
    held |= {plain(" ".join(case.messages)) for part in ("dev", "frozen") for case in read_corpus(part)}
    for path in Path("tests/safety").glob("*.*"):
        if path.suffix == ".tsv":
            held |= set(_messages(path))
        elif path.suffix in {".yml", ".yaml"}:
            held |= {plain(text) for text in _texts(read(path))}
    return held


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


def steps(blocks: list[Mapping[str, Any]], key: str) -> Iterator[str]:
    """Give what stands under a key in the steps of rules or stories, alternatives included."""
    for step in (step for block in blocks for step in block["steps"]):
        for one in step.get("or", [step]):
            if key in one:
                yield one[key]


def buttons() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give every button of the domain with the response it stands under."""
    for name, variants in DOMAIN["responses"].items():
        for variant in variants:
            for button in variant.get("buttons", []):
                yield name, button


def language_of(variant: Mapping[str, Any]) -> str | None:
    """Give the language a variant is for; None when it is for both."""
    conditions = variant.get("condition", [])
    return next((condition["value"] for condition in conditions if condition["name"] == "language"), None)


@dataclass(frozen=True, slots=True)
class DangerRow:
    """What the safety gate learns from, besides the topics."""

    tier: str
    category: str
    language: str
    text: str


def danger() -> list[DangerRow]:
    """Give all rows of `nlu/danger`, several messages in a row as one."""
    return [
        DangerRow(row["tier"], row["category"], row["lang"], row["text"].replace(" ¶ ", " "))
        for path in sorted(Path("nlu/danger").glob("*.tsv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
    ]
