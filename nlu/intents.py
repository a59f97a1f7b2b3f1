"""The intent classifier: what a message is about, by its words and letters and by its meaning.

Words are weighed by how rare they are, which stock Rasa does not do; the meaning of the sentence hears what no example
said in these words. Each alone is right for six messages of seven or so, together for nine of ten (docs/decisions/012).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from nlu.by_words import ByWords
from nlu.learnt import Learnt
from nlu.reader import EXAMPLE, meanings
from nlu.words import normalise

_A_PLACE = " plaatsnaam "  # stands for every place: what is asked does not depend on where
_LIKELIEST = 3  # meanings, as many as the bot would offer
_TINY = 1e-4  # no reader alone can rule an intent out


def without_names(message: Message) -> str:
    """Give the text with each marked place replaced by one and the same word."""
    text: str = message.get(TEXT)
    for entity in sorted(message.get(ENTITIES) or [], key=lambda entity: -entity["start"]):
        text = text[: entity["start"]] + _A_PLACE + text[entity["end"] :]
    return text


class IntentModel:
    """Two readers of a message, as sure together as both are: one of its words and letters, one of its meaning.

    `letters` is the longest piece of a word. `alpha` and `C`, how freely words and meaning learn, are for a single
    example: of many each counts for less, so that few and many are learnt from alike.
    """

    def __init__(self, letters: int, alpha: float, C: float) -> None:  # noqa: N803 -- scikit-learn's name
        self._letters, self._alpha, self._C = letters, alpha, C

    def fit(
        self,
        texts: Sequence[str],
        meant: NDArray[np.float32],
        intents: Sequence[str],
        more: Sequence[tuple[str, str]] = (),
    ) -> "IntentModel":
        """Learn; the same examples give the same model.

        `more` are texts with the intent each was written for, whose words teach where they fit: who has learnt the
        others has that intent among the likeliest. What they mean would teach nothing new (docs/decisions/019).
        """
        self._learn_words(texts, intents)
        fitting = self._fitting(more)
        if fitting:
            self._learn_words([*texts, *(text for text, _ in fitting)], [*intents, *(intent for _, intent in fitting)])
        scaler = StandardScaler()
        logistic = LogisticRegression(C=self._C / len(texts), class_weight="balanced", max_iter=100, tol=1e-3)
        logistic.fit(scaler.fit_transform(meant), intents)
        # what scales is part of the weights: for a single message the checks of scikit-learn take longer than the sums
        self._says = (logistic.coef_ / scaler.scale_).T
        self._bias = logistic.intercept_ - scaler.mean_ @ self._says
        return self

    def _learn_words(self, texts: Sequence[str], intents: Sequence[str]) -> None:
        self._by_words = ByWords(normalise, self._letters, self._alpha / len(texts), rounds=20).fit(texts, intents)
        self.intents = self._by_words.classes

    def _fitting(self, more: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        if not more:
            return []
        likeliest = (-self._by_words.odds([text for text, _ in more])).argsort(axis=1)[:, :_LIKELIEST]
        return [
            (text, intent)
            for (text, intent), first in zip(more, likeliest, strict=True)
            if intent in {self.intents[number] for number in first}
        ]

    def odds(self, texts: Sequence[str], meant: NDArray[np.float32]) -> NDArray[np.float64]:
        """Give for each message the probability of each of `intents`."""
        both: NDArray[np.float64] = np.sqrt((self._by_words.odds(texts) + _TINY) * (self._by_meaning(meant) + _TINY))
        return both / both.sum(1, keepdims=True)

    def _by_meaning(self, meant: NDArray[np.float32]) -> NDArray[np.float64]:
        odds: NDArray[np.float64] = softmax(meant @ self._says + self._bias, axis=1)
        return odds


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class EnsembleIntentClassifier(Learnt, IntentClassifier):
    """Rasa's face of the model; sets `intent` and the whole `intent_ranking` on a message."""

    learnt_with = ("by_words", "words")

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`letters`: the longest piece of a word; `alpha` and `C`: how freely words and meaning learn."""
        return {"letters": 5, "alpha": 0.05, "C": 30}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the topics, and from what the words of the gate's examples have to add."""
        told = training_data.intent_examples
        topics = [message for message in told if not message.get(EXAMPLE)]
        more = [(message.get(TEXT), message.get(INTENT)) for message in told if message.get(EXAMPLE)]
        how = {name: self._config[name] for name in self.get_default_config()}
        texts, intents = [without_names(message) for message in topics], [message.get(INTENT) for message in topics]
        return self._keep(IntentModel(**how).fit(texts, meanings(topics), intents, more))

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank all intents for each message; an empty text is left alone."""
        told = [message for message in messages if message.get(TEXT)]
        if self._model is None or not told:
            return messages
        names = self._model.intents
        all_odds = self._model.odds([without_names(message) for message in told], meanings(told))
        for message, odds in zip(told, all_odds, strict=True):
            order = odds.argsort()[::-1]
            ranking = [{"name": names[i], "confidence": float(odds[i])} for i in order]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages
