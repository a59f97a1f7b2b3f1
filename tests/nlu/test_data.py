"""The examples the model learns from; Rasa's own validator lets most of this pass."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable

import pytest
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bench.examples import TOPICS, kept_for_testing, plain, topics, trigrams, twins
from bench.templates import MOST, beginning
from bot.commands.learn import FEW, TYPO
from tests.nlu.reading import DOMAIN, read
from tests.nlu.test_danger import alike

EXAMPLES = topics()
MUCH_DEPENDS_ON = [
    "suicidality",
    "self_harm",
    "emergency",
    "suicidality_other",
    "unsafe_situation",
    "express_loneliness",
    "find_group",
    "sign_up",
]


def test_every_intent_has_examples_and_every_example_an_intent() -> None:
    assert sorted(EXAMPLES) == sorted(DOMAIN["intents"])


def test_every_intent_has_forty_examples() -> None:
    assert {intent: len(told) for intent, told in EXAMPLES.items() if len(told) < 40} == {}


@pytest.mark.parametrize("intent", MUCH_DEPENDS_ON)
def test_what_much_depends_on_has_sixty(intent: str) -> None:
    assert len(EXAMPLES[intent]) >= 60


def test_a_topic_fits_on_a_few_screens() -> None:
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in TOPICS.glob("*.yml")}

    assert {name: count for name, count in lines.items() if count > 150} == {}


def test_no_message_stands_twice() -> None:
    counted = Counter(plain(example) for told in EXAMPLES.values() for example in told)

    assert [message for message, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("intent", sorted(EXAMPLES))
def test_no_example_is_nearly_another(intent: str) -> None:
    seen = [(example, trigrams(example)) for example in EXAMPLES[intent]]

    assert [(a, b) for (a, x), (b, y) in itertools.combinations(seen, 2) if twins(x, y)] == []


@pytest.mark.parametrize("intent", sorted(EXAMPLES))
def test_no_example_is_another_with_a_typo(intent: str) -> None:
    longer = [plain(example) for example in EXAMPLES[intent] if len(example.split()) > FEW]

    alike = process.cdist(longer, longer, scorer=Levenshtein.normalized_similarity, score_cutoff=TYPO)

    assert [(longer[a], longer[b]) for a, b in zip(*alike.nonzero(), strict=True) if a < b] == []


@pytest.mark.parametrize("intent", sorted(EXAMPLES))
def test_no_template_is_filled_in_over_and_over(intent: str) -> None:
    beginnings = Counter(filter(None, map(beginning, EXAMPLES[intent])))

    assert {words: times for words, times in beginnings.items() if times > MOST * len(EXAMPLES[intent])} == {}


def nearly(texts: Iterable[str], others: Iterable[str]) -> set[str]:
    """Give the texts that are alike to one of the others, of those with words enough to be somebody's own."""
    longer, held = ([text for text in some if len(text.split()) > FEW] for some in (texts, others))
    return {text for text, _ in alike(longer, held)} | {text for _, text in alike(held, longer)}


def test_no_example_is_kept_for_testing_or_nearly() -> None:
    held = kept_for_testing()
    told = [plain(example) for examples in EXAMPLES.values() for example in examples]

    assert len(held) > 400
    assert [example for example in told if example in held] == []
    assert nearly(told, held) == set()


def test_an_example_is_kept_from_the_gate_in_one_way_only() -> None:
    # a word of it misspelt, and the gate would learn from what says two things, or no more from what says one
    blocks = [block for path in sorted(TOPICS.glob("*.yml")) for block in read(path)["nlu"]]
    marks = [block["metadata"] for block in blocks if "metadata" in block]

    assert marks
    assert all(mark == {"says": "two things"} for mark in marks)


def test_no_example_is_a_command() -> None:
    assert [example for told in EXAMPLES.values() for example in told if example.startswith(("/", "\\"))] == []


def test_places_are_marked_and_nothing_else_is() -> None:
    marks = {
        mark for told in EXAMPLES.values() for example in told for mark in re.findall(r"\][({][^)}]*[)}]", example)
    }

    assert marks == {"](place)"}


@pytest.mark.parametrize("intent", ["find_group", "inform_place"])
def test_where_places_are_told_most_examples_mark_one(intent: str) -> None:
    marked = sum("](place)" in example for example in EXAMPLES[intent])

    assert marked > 0.5 * len(EXAMPLES[intent])
