"""`bot learn`: what is shown of dev, and of examples that the others contradict."""

import json
import subprocess

import pytest

from bench.examples import topics, unmarked
from bench.understanding import Heard, Row
from bot.commands.learn import contradicted, on_dev
from bot.conversation import Meaning
from bot.rasa import Parse
from bot.rasa.server import PYTHON
from bot.safety import Tier

PLANTED = "moet je betalen om mee te doen en hoeveel kost dat dan"
SCRIPT = """
import json, sys
from rasa.shared.nlu.training_data.message import Message
from nlu.doubts import doubted, odds
examples = [Message.build(text, intent) for intent, text in json.load(sys.stdin)]
print(*doubted(examples, odds(examples)), sep="\\n")
"""


def read_as(meant: str, likeliest: str, likelihood: float, tier: Tier = Tier.NONE) -> Heard:
    ranking = (Meaning(likeliest, likelihood), Meaning("greet", 0.05))
    return Heard(Row(meant, f"{meant} taken for {likeliest}", None), Parse(ranking, None, tier))


@pytest.fixture(scope="module")
def shown() -> str:
    wrong = read_as("ask_cost", "ask_age", 0.9)
    unsure = read_as("ask_age", "ask_age", 0.3)
    right = read_as("thank", "thank", 0.95)
    alarmed = read_as("chitchat", "suicidality", 0.9, Tier.SUICIDAL)
    return "\n".join(on_dev([wrong, unsure, right, alarmed], 0.4, 0.03))


def test_what_is_answered_wrongly_is_shown_with_what_it_was_taken_for(shown: str) -> None:
    assert "# Answered wrongly: 1 of 4 of dev" in shown
    assert "| ask_cost | ask_age | 0.90 | ask_cost taken for ask_age |" in shown


def test_what_the_model_is_unsure_of_is_shown_though_it_is_right(shown: str) -> None:
    assert "# Asked what was meant: 1 of 4 of dev" in shown
    assert "| ask_age | ask_age | 0.30 | ask_age taken for ask_age |" in shown


def test_which_intents_are_confused_is_counted(shown: str) -> None:
    assert "| ask_cost | ask_age | 1 |" in shown
    assert "thank" not in shown


def test_examples_that_the_others_contradict_are_shown_with_the_intents_they_confuse() -> None:
    found = "\n".join(
        contradicted(["greet\task_cost\t0.01\t0.90\twat kost het", "greet\task_cost\t0.02\t0.80\tgratis"])
    )

    assert "# Examples the others contradict: 2, the surest 2" in found
    assert "| greet | ask_cost | 0.01 | 0.90 | wat kost het |" in found
    assert "| greet | ask_cost | 2 |" in found


def test_an_example_under_the_wrong_intent_is_found_by_those_of_the_others() -> None:
    told = [(intent, unmarked(text)) for intent in ("greet", "ask_cost") for text in topics()[intent][:25]]
    examples = json.dumps([*told, ("greet", PLANTED)])
    done = subprocess.run([PYTHON, "-c", SCRIPT], input=examples, capture_output=True, text=True, check=True)  # noqa: S603

    first = done.stdout.splitlines()[0].split("\t")
    assert (first[0], first[1], first[-1]) == ("greet", "ask_cost", PLANTED)
