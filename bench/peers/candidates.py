"""What the intents could be learnt with instead, in the environment of our own: each of `LEARNS` on the same examples.

What reads words gets each place as one word, what reads meaning gets the message as typed, and what does both gets it
with its places marked as in an example of Rasa. `places` and `shipped` are parts of config.yml through Rasa itself.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
import yaml
from numpy.typing import NDArray
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.entities_parser import parse_training_example
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_union
from sklearn.preprocessing import StandardScaler

from bench.peers.contract import Learn, Predict, run
from bench.peers.linear import LETTERS, MODELS, learning
from bench.peers.stock_rasa import learnt, named
from nlu.apart import Apart
from nlu.intents import EnsembleIntentClassifier, IntentModel, without_names
from nlu.reader import meant
from nlu.words import WORD, normalise

Floats = NDArray[np.float32]
SETTINGS = EnsembleIntentClassifier.get_default_config()
_FOLDS = 5
_TINY = 1e-4


class Meaning(BaseEstimator, TransformerMixin):
    """Says what texts mean, as `nlu.reader` does."""

    def fit(self, texts: Sequence[str], _: object = None) -> "Meaning":
        """Learn which words are said."""
        self._apart = Apart(texts)
        return self

    def transform(self, texts: Sequence[str]) -> Floats:
        """Give a row for each text."""
        return meant(texts, self._apart)


def meaning(texts: Sequence[str], intents: Sequence[str]) -> Predict:
    """Learn from meaning by logistic regression, as freely as ours."""
    logistic = LogisticRegression(C=SETTINGS["C"] / len(texts), class_weight="balanced", max_iter=100, tol=1e-3)
    return learning(Meaning(), StandardScaler(), logistic)(texts, intents)


class Words(IntentModel):
    """Ours, deaf to meaning."""

    def odds(self, texts: Sequence[str], meant: Floats) -> NDArray[np.float64]:  # noqa: ARG002 -- deaf
        """Give what the reader of words and letters says."""
        return self._by_words.odds(texts)


class Averaged(IntentModel):
    """Ours, the mean of both readers in place of the root of their product."""

    def odds(self, texts: Sequence[str], meant: Floats) -> NDArray[np.float64]:
        """Give the mean."""
        return (self._by_words.odds(texts) + self._by_meaning(meant)) / 2


class Stacked(IntentModel):
    """Ours, a third model in place of the root: it learnt how far to trust each reader, from what neither had seen."""

    def fit(self, texts: Sequence[str], meant: Floats, intents: Sequence[str]) -> "Stacked":
        """Learn each reader six times."""
        held = np.zeros((len(texts), 2 * len(set(intents))))
        for told, asked in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(texts, intents):
            super().fit([texts[at] for at in told], meant[told], [intents[at] for at in told])
            held[asked] = self._heard([texts[at] for at in asked], meant[asked])
        super().fit(texts, meant, intents)
        self._judge = LogisticRegression(max_iter=1_000).fit(held, intents)
        return self

    def odds(self, texts: Sequence[str], meant: Floats) -> NDArray[np.float64]:
        """Give what the third model makes of both."""
        return self._judge.predict_proba(self._heard(texts, meant))

    def _heard(self, texts: Sequence[str], meant: Floats) -> NDArray[np.float64]:
        return np.log(np.hstack([self._by_words.odds(texts), self._by_meaning(meant)]) + _TINY)


def ensemble(kind: type[IntentModel]) -> Learn:
    """Tell how a model of words and meaning learns, from messages with their places marked."""

    def learn(texts: Sequence[str], intents: Sequence[str]) -> Predict:
        told = [parse_training_example(text) for text in texts]
        plain = [message.get(TEXT) for message in told]
        apart = Apart(plain)
        model = kind(**SETTINGS).fit([without_names(message) for message in told], meant(plain, apart), intents)

        def predict(text: str) -> str:
            message = parse_training_example(text)
            odds = model.odds([without_names(message)], meant([message.get(TEXT)], apart))
            return model.intents[int(odds[0].argmax())]

        return predict

    return learn


def words(texts: Sequence[str], intents: Sequence[str]) -> Predict:
    """Learn as our reader of words does; the other one is shown nothing."""
    nothing = np.zeros((len(texts), 1), dtype=np.float32)
    model = Words(**SETTINGS).fit(texts, nothing, intents)
    return lambda text: model.intents[int(model.odds([text], nothing)[0].argmax())]


def places(_: Sequence[str], __: Sequence[str]) -> Predict:
    """Learn from the topics where a place stands; what is then predicted is the message with its places marked."""
    parse = learnt(_parts("nlu.places.PlaceExtractor"), Path("nlu/topics"))

    def marked(text: str) -> str:
        for entity in sorted(parse(text)[ENTITIES], key=lambda entity: -entity["start"]):
            start, end = entity["start"], entity["end"]
            text = f"{text[:start]}[{text[start:end]}](place){text[end:]}"
        return text

    return marked


def shipped(_: Sequence[str], __: Sequence[str]) -> Predict:
    """Learn all that names an intent, as config.yml has it, from the files that it has."""
    names = "nlu.places.PlaceExtractor", "nlu.reader.MessageReader", "nlu.intents.EnsembleIntentClassifier"
    parse = learnt(_parts(*names), Path("nlu/topics"))
    return lambda text: named(parse(text))


def _parts(*names: str) -> list[Any]:
    pipeline = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]
    return [part for part in pipeline if part["name"] in names]


_WORDS = {"token_pattern": WORD, "ngram_range": (1, 2)}
_TFIDF = TfidfVectorizer(preprocessor=normalise, sublinear_tf=True, **_WORDS)
_LETTERS = TfidfVectorizer(preprocessor=normalise, **LETTERS)
_NETWORK = MLPClassifier((256,), alpha=1.0, early_stopping=True, n_iter_no_change=5, max_iter=40, random_state=0)
_LOGISTIC = MODELS["logistic"]
LEARNS: dict[str, Learn] = {
    "counts": learning(CountVectorizer(**_WORDS), _LOGISTIC),
    "counts-normalised": learning(CountVectorizer(preprocessor=normalise, **_WORDS), _LOGISTIC),
    "tfidf": learning(_TFIDF, _LOGISTIC),
    "tfidf-letters": learning(make_union(_TFIDF, _LETTERS), _LOGISTIC),
    "words": words,
    "meaning": meaning,
    "network": learning(Meaning(), StandardScaler(), _NETWORK),
    "ours": ensemble(IntentModel),
    "averaged": ensemble(Averaged),
    "stacked": ensemble(Stacked),
    "places": places,
    "shipped": shipped,
}


if __name__ == "__main__":
    run(f"scikit-learn {sklearn.__version__}", LEARNS[sys.argv[1]])
