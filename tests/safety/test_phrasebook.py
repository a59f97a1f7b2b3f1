"""What messages say in answer to a question: each entry of the phrasebooks by its own examples."""

import pytest

from bot.conversation.asides import asides, questions
from bot.conversation.carried import carriers
from bot.safety import Phrasebook
from bot.safety.typed import phrasebook
from bot.safety.worried import worries

BOOKS = {
    "in_care": phrasebook(),
    "worried": worries(),
    "asides": asides(),
    "questions": questions(),
    "carried": carriers(),
}
ENTRIES = [
    (name, entry, asked)
    for name, book in BOOKS.items()
    for entry in book.entries
    for asked in sorted(entry.after) or [""]
]
CATCHES = [(name, entry.name, asked, said) for name, entry, asked in ENTRIES for said in entry.catches]
SPARES = [(name, entry.name, asked, said) for name, entry, asked in ENTRIES for said in entry.spares]


@pytest.mark.parametrize(("book", "name", "asked", "said"), CATCHES)
def test_an_entry_catches_its_own_examples(book: str, name: str, asked: str, said: str) -> None:
    assert name in BOOKS[book].says(said, asked)


@pytest.mark.parametrize(("book", "name", "asked", "said"), SPARES)
def test_an_entry_spares_its_own_examples(book: str, name: str, asked: str, said: str) -> None:
    assert name not in BOOKS[book].says(said, asked)


BOOK = Phrasebook(
    {
        "passing": "echt",
        "sets": {"wie": ["mijn (tante|oom)"]},
        "entries": [
            {
                "name": "with",
                "say": ["{wie} .. komt|samen"],
                "unless": ["niet"],
                "after": "who",
                "words": 6,
                "catches": [],
                "spares": [],
            },
            {"name": "hello", "say": ["^ hoi"], "catches": [], "spares": []},
        ],
    }
)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("mijn tante komt", ["with"]),
        ("mijn oom die komt echt", ["with"]),
        ("we gaan samne", ["with"]),  # with a typo
        ("hoi, samen", ["with", "hello"]),  # in the order of the file
        ("mijn tante komt niet", []),
        ("mijn tante komt vanavond na het eten", []),  # too many words
        ("x" * 201 + " samen", []),
    ],
)
def test_a_message_says_what_its_patterns_hold(said: str, names: list[str]) -> None:
    assert BOOK.says(said, "who") == names


def test_what_answers_one_question_is_no_answer_to_another() -> None:
    assert BOOK.says("samen", "when") == []


def test_an_entry_without_an_example_is_refused() -> None:
    with pytest.raises(KeyError):
        Phrasebook({"passing": "", "entries": [{"name": "with", "say": ["samen"]}]})
