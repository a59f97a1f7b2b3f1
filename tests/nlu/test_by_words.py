"""The reader of words gives for one message what scikit-learn gives for many: held against it, with real examples."""

import json
import subprocess
from typing import Any

import pytest

from bench.examples import topics, unmarked
from bot.rasa.server import PYTHON

SEVERAL, TWO = ("ask_cost", "express_loneliness", "find_group", "greet"), ("ask_cost", "greet")
ODD = ["", " ", "?!", "ẞ İ ﷺ", "hoi " * 3000, "🙂", "\x00"]

# scikit-learn lives in Rasa's environment
SCRIPT = """
import json, sys
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import make_pipeline, make_union
from nlu.by_words import ByWords
from nlu.words import WORD, normalise
texts, intents, asked = json.load(sys.stdin)
how = {"preprocessor": normalise, "sublinear_tf": True, "dtype": np.float32, "min_df": 2}
theirs = make_pipeline(
    make_union(
        TfidfVectorizer(token_pattern=WORD, ngram_range=(1, 2), **how),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **how),
    ),
    SGDClassifier(loss="log_loss", class_weight="balanced", alpha=1e-4, max_iter=5, tol=None, random_state=0),
).fit(texts, intents)
ours = ByWords(normalise, letters=5, alpha=1e-4, rounds=5, seen=2).fit(texts, intents)
json.dump({
    "theirs": theirs.predict_proba(asked).tolist(), "ours": ours.odds(asked).tolist(),
    "classes": [theirs[-1].classes_.tolist(), ours.classes],
}, sys.stdout)
"""


@pytest.fixture(scope="module", params=[SEVERAL, TWO], ids=["several", "two"])
def read(request: pytest.FixtureRequest) -> dict[str, Any]:
    told = [(unmarked(example), intent) for intent in request.param for example in topics()[intent]]
    texts, intents = zip(*told[::2], strict=True)
    asked = [text for text, _ in told[1::2]] + ODD
    done = subprocess.run(  # noqa: S603
        [PYTHON, "-c", SCRIPT],
        input=json.dumps([texts, intents, asked]),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def test_the_classes_are_those_of_the_examples(read: dict[str, Any]) -> None:
    theirs, ours = read["classes"]

    assert ours == theirs
    assert ours in (sorted(SEVERAL), sorted(TWO))


def test_every_text_is_judged_as_by_scikit_learn(read: dict[str, Any]) -> None:
    assert len(read["ours"]) > 100
    for ours, theirs in zip(read["ours"], read["theirs"], strict=True):
        assert ours == pytest.approx(theirs, abs=1e-5)


def test_the_odds_of_a_text_add_up_to_one(read: dict[str, Any]) -> None:
    assert [sum(odds) for odds in read["ours"]] == pytest.approx([1] * len(read["ours"]))
