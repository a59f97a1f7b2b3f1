"""Where a place is named in a message: a CRF that knows the names of the country and the words around them.

The stock extractor learns names by heart from the examples and misses every village that is not among them. This one
never sees a name, only that it is one (exactly, or but for a letter), so few examples teach it all of them.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn_crfsuite import CRF

from nlu.learnt import Learnt

PLACE = "place"
_NAMES = {
    "places.csv": ("place", "base_name"),
    "municipalities.csv": ("municipality",),
    "aliases.csv": ("alias",),
    "nicknames.csv": ("nickname",),
    "regions.csv": ("region", "aliases"),
    "provinces.csv": ("province", "aliases"),
    "belgium.csv": ("place",),
}
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’\-][^\W\d_]+)*|['’]s\b|\S")
_LONGEST = 5  # tokens in a name ("wijk bij duurstede" has three, "'s-gravenhage" one)
_COMMON = 3  # examples that must use a word
_SPELT = 5  # letters from which a name may be a letter off


def fold(word: str) -> str:
    """Fold case, accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in plain if letter.isalnum() or letter in " -")


@dataclass(frozen=True)
class Token:
    """A word and where it stands in the message."""

    text: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """Cut a message into words, numbers and signs; "5462gx" is a number and a word."""
    return [Token(found.group(), *found.span()) for found in _TOKEN.finditer(text)]


class Gazetteer:
    """The names there are, as tuples of folded words, and the single words one letter away from one."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = {tuple(fold(token.text) for token in tokenise(name)) for name in names}
        single = (name[0] for name in self.names if len(name) == 1 and len(name[0]) >= _SPELT)
        self.nearly = {less for name in single for less in _shortened(name)}

    def spans(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """Give the longest names in a message, from the left, as (first, after last)."""
        at = 0
        while at < len(words):
            reach = min(_LONGEST, len(words) - at)
            longest = next((n for n in range(reach, 0, -1) if tuple(words[at : at + n]) in self.names), 0)
            if longest:
                yield at, at + longest
            at += max(1, longest)

    def misspells(self, word: str) -> bool:
        """Tell whether a word is a name but for a letter too many, too few, wrong or swapped."""
        return len(word) >= _SPELT and not self.nearly.isdisjoint(_shortened(word))


def _shortened(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def read_names(folder: Path) -> set[str]:
    """Read the names from the directory's data; lists in a column are separated by |."""
    names: set[str] = set()
    for file, columns in _NAMES.items():
        with (folder / file).open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                names |= {name for column in columns for name in row[column].split("|") if name}
    return names


def common_words(told: list[tuple[list[Token], list[str]]]) -> set[str]:
    """Give the words that several examples use outside a place.

    A word that only one uses stays unknown, so that training meets unknown words that are no places.
    """
    outside = Counter(
        word
        for tokens, labels in told
        for word in {fold(token.text) for token, label in zip(tokens, labels, strict=True) if label == "O"}
    )
    return {word for word, times in outside.items() if times >= _COMMON}


def features(tokens: list[Token], gazetteer: Gazetteer, common: set[str]) -> list[dict[str, Any]]:
    """Describe each word by what it is, never by which name it is."""
    words = [fold(token.text) for token in tokens]
    named = ["-"] * len(words)
    for first, last in gazetteer.spans(words):
        named[first:last] = ["B"] + ["I"] * (last - first - 1)
    own = [_own(token, word, name, gazetteer, common) for token, word, name in zip(tokens, words, named, strict=True)]
    return [_with_neighbours(at, own, words) for at in range(len(words))]


def _own(token: Token, word: str, name: str, gazetteer: Gazetteer, common: set[str]) -> dict[str, Any]:
    is_common = word in common
    digits = len(word) if word.isdigit() else 0
    described = {
        "name": name,
        "nearly": name == "-" and not is_common and gazetteer.misspells(word),
        "common": is_common,
        "name+common": f"{name} {is_common}",
        "title": token.text[:1].isupper() and not token.text.isupper(),
        "digits": f"{digits}{'0' if digits and word[0] == '0' else ''}",
        "letters": min(len(word), 7) if word.isalpha() else 0,
        "two": len(word) == 2 and word.isalpha() and not is_common,  # noqa: PLR2004 -- the letters of a postcode
    }
    if is_common:
        described["word"] = word
    elif name == "-":
        described["ends"] = word[-3:]
    return described


def _with_neighbours(at: int, own: list[dict[str, Any]], words: list[str]) -> dict[str, Any]:
    described = {"bias": 1.0, "only": len(words) == 1, **own[at]}
    described["only+name"] = f"{len(words) == 1} {own[at]['name+common']}"
    for step in (-2, -1, 1):
        near = at + step
        if not 0 <= near < len(words):
            described[f"{step}:edge"] = True
            continue
        described[f"{step}:name"] = own[near]["name"]
        described[f"{step}:digits"] = own[near]["digits"]
        described[f"{step}:word"] = own[near].get("word", "?")
        described[f"{step}:word+name"] = f"{own[near].get('word', '?')} {own[at]['name+common']}"
    return described


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PlaceExtractor(Learnt, EntityExtractorMixin):
    """Rasa's face of the CRF: marks the `place` entities of a message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`names`: the folder with the directory's data; `c1`, `c2`: the strength of regularisation."""
        return {"names": "bot/directory/data", "c1": 0.2, "c2": 0.1}

    @classmethod
    def learnt_from(cls, config: dict[str, Any]) -> list[Path]:
        """Give the files with the names there are."""
        return [Path(config["names"]) / name for name in _NAMES]

    def train(self, training_data: TrainingData) -> Resource:
        """Learn where places stand from the marked spans of all examples."""
        examples = [message for message in training_data.nlu_examples if message.get(TEXT)]
        gazetteer = Gazetteer(read_names(Path(self._config["names"])))
        told = [(tokenise(message.get(TEXT)), _labels(message)) for message in examples]
        common = common_words(told)
        crf = CRF(algorithm="lbfgs", c1=self._config["c1"], c2=self._config["c2"], max_iterations=100)
        described = [features(tokens, gazetteer, common) for tokens, _ in told]
        return self._keep((crf.fit(described, [labels for _, labels in told]), gazetteer, common))

    def process(self, messages: list[Message]) -> list[Message]:
        """Mark the places of each message."""
        for message in messages:
            if self._model is not None and message.get(TEXT):
                found = self.add_extractor_name(list(self._places(message.get(TEXT))))
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _places(self, text: str) -> Iterator[dict[str, Any]]:
        tokens = tokenise(text)
        if not tokens:
            return
        crf, gazetteer, common = self._model
        labels = crf.predict_single(features(tokens, gazetteer, common))
        at = 0
        while at < len(labels):
            last = at
            while labels[at] != "O" and last + 1 < len(labels) and labels[last + 1] == "I":
                last += 1
            if labels[at] != "O":
                start, end = tokens[at].start, tokens[last].end
                yield {"entity": PLACE, "value": text[start:end], "start": start, "end": end}
            at = last + 1


def _labels(message: Message) -> list[str]:
    tokens = tokenise(message.get(TEXT))
    labels = ["O"] * len(tokens)
    for entity in message.get(ENTITIES, []):
        inside = [at for at, token in enumerate(tokens) if entity["start"] <= token.start < entity["end"]]
        for order, at in enumerate(inside):
            labels[at] = "I" if order else "B"
    return labels
