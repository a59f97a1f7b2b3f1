"""How engines are measured beside our model; what they are is no matter here."""

import json
import re
from pathlib import Path

import pytest

from bench.beside import scored
from bench.engines import OURS, PEERS, Engine, LeftOut, answer_to, ask
from bench.examples import Danger
from bench.gates import Share
from bench.peers.contract import Answer, Examples, Job
from bench.taught import intent_of, meant, taught
from bench.understanding import Row
from bench.yardstick import Measured, Public, few, section
from bot.safety import Tier

JOB = Job(["hoi", "doei"], ["greet", "goodbye"], ["hee", "bye"])
ANSWERED = {"engine": "none 1.0", "predicted": ["greet", "greet"], "training": 1.5, "took": [1, 2], "memory": 9.5}


@pytest.mark.parametrize(
    "tier, category, intent",
    [
        (Tier.NONE, "ask_cost", "ask_cost"),
        (Tier.EMERGENCY, "attempt", "emergency"),
        (Tier.UNSAFE, "abuse", "unsafe_situation"),
        (Tier.SUICIDAL, "farewell", "suicidality"),
        (Tier.THIRD_PARTY, "third_party", "suicidality_other"),
        (Tier.CONCERN, "self_harm", "self_harm"),
        (Tier.CONCERN, "hopelessness", "suicidality"),
    ],
)
def test_a_row_of_the_gate_teaches_an_intent(tier: Tier, category: str, intent: str) -> None:
    assert intent_of(tier, category) == intent


def test_a_row_that_was_written_for_no_intent_teaches_none() -> None:
    rows = [
        Danger(Tier.NONE, "ask_cost", "nl", "wat kost dat", "a"),
        Danger(Tier.NONE, "idiom", "nl", "ik ga stuk", "a"),
    ]

    assert list(meant(rows, frozenset({"ask_cost"}))) == [("wat kost dat", "ask_cost")]


def test_all_is_the_topics_and_more_of_the_same_intents() -> None:
    told = taught()
    topics, more = told["topics"], told["all"]

    assert more.texts[: len(topics.texts)] == topics.texts
    assert len(more.texts) > 2 * len(topics.texts)
    assert set(more.intents) == set(topics.intents)
    assert not [text for text in more.texts if "](place)" in text or "¶" in text]


def test_an_alarm_is_right_for_whichever_safety_intent_was_meant() -> None:
    rows = [Row(intent, "x", None) for intent in ("suicidality", "emergency", "greet", "thank")]

    score = scored(rows, ["self_harm", "greet", "greet", "emergency"])

    assert (score.accuracy, score.safety_recall, score.false_alarms) == (Share(1, 4), Share(1, 2), Share(1, 2))
    assert score.macro_f1 == pytest.approx(2 / 3 / 4)


def test_what_says_by_itself_that_it_is_an_alarm_is_believed() -> None:
    rows = [Row("suicidality", "x", None), Row("greet", "x", None)]

    score = scored(rows, ["greet", "emergency"], [True, False])

    assert (score.safety_recall, score.false_alarms) == (Share(1, 1), Share(0, 1))


def test_the_last_line_of_what_an_engine_prints_is_its_answer() -> None:
    assert answer_to(JOB, f"epoch 1\nepoch 2\n{json.dumps(ANSWERED)}\n") == Answer(**ANSWERED)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Traceback",
        "{}",
        json.dumps(ANSWERED | {"took": [1]}),
        json.dumps(ANSWERED | {"predicted": ["greet"], "took": [1]}),
        json.dumps(ANSWERED | {"colour": "red"}),
    ],
)
def test_what_is_no_answer_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match=r"answer|Expecting"):
        answer_to(JOB, printed)


def test_an_engine_whose_environment_is_not_made_is_left_out() -> None:
    absent = Engine("absent", "no/such/python", "linear.py")

    assert ask(absent, JOB) == LeftOut("no/such/python or its packages are not here")


def test_every_engine_has_its_program() -> None:
    assert [engine for engine in (OURS, *PEERS) if not Path("bench/peers", engine.program).exists()] == []


def test_few_are_so_many_of_each_intent_and_others_with_another_seed() -> None:
    told = Examples([str(number) for number in range(40)], ["a", "b", "b", "b"] * 10)

    chosen = few(told, 4, 0)

    assert sorted(chosen.intents) == ["a"] * 4 + ["b"] * 4
    assert chosen == few(told, 4, 0) != few(told, 4, 1)
    assert few(told, None, 0) == told


def test_the_public_table_has_what_we_aim_at_first_and_says_why_a_figure_is_missing() -> None:
    public = Public(Examples(["stil", "zet uit"], ["mute", "off"]), Examples(["ssst"], ["mute"]))

    *_, aims, found = section(public, [Measured("none", (0.5, 0.625, LeftOut("it slept")))])

    assert aims == "| *what we aim at* | ≥ 57% | ≥ 67% | ≥ 86% |"
    assert found == "| none | 50.0% | 62.5% | it slept |"


@pytest.mark.parametrize("lock", ["requirements.txt", "package-lock.json"])
def test_the_locks_of_the_peers_name_no_host(lock: str) -> None:
    text = Path("bench/peers", lock).read_text(encoding="utf-8")

    assert re.findall(r"https?:|\"resolved\"|--(?:extra-)?index-url", text) == []
    assert re.search(r"sha(256|512)[:-]", text)
