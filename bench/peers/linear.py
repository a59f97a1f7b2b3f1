"""scikit-learn: TF-IDF of words and letters with a linear model, `logistic` or `svm`."""

import sys
from collections.abc import Sequence

import sklearn
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from bench.peers.contract import Learn, Predict, run

MODELS = {
    "logistic": LogisticRegression(C=10, class_weight="balanced", max_iter=300),
    "svm": LinearSVC(class_weight="balanced", random_state=0),
}

LETTERS = {"analyzer": "char_wb", "ngram_range": (2, 5), "sublinear_tf": True}


def learn(texts: Sequence[str], intents: Sequence[str]) -> Predict:
    """Learn with the model of the command line."""
    grams = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(**LETTERS),
    )
    return learning(grams, MODELS[sys.argv[1]])(texts, intents)


def learning(*steps: object) -> Learn:
    """Tell how a pipeline of these steps learns."""

    def learn(texts: Sequence[str], intents: Sequence[str]) -> Predict:
        fitted = clone(make_pipeline(*steps)).fit(texts, intents)
        return lambda text: str(fitted.predict([text])[0])

    return learn


if __name__ == "__main__":
    run(f"scikit-learn {sklearn.__version__}", learn)
