"""How engines are measured beside our model; what they are is no matter here."""

import json
import re
from pathlib import Path

import pytest

from bench.beside import scored
from bench.engines import OURS, PEERS, Engine, LeftOut, answer_to, ask
from bench.examples import Danger
from bench.figures import HEADS
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


def table_below(title: str) -> list[dict[str, str]]:
    """Read the first table below a title of the page that was made last, a row for each engine."""
    page = Path("docs/evaluation/peers.md").read_text(encoding="utf-8").split(f"# {title}", 1)[1]
    lines = [line.strip("| ").split(" | ") for line in page.split("\n#", 1)[0].splitlines() if line.startswith("|")]
    heads, _, *rows = lines
    return [dict(zip(heads, row, strict=False)) for row in rows]


def number(cell: str) -> float:
    return float(cell.lstrip("≥≤ ").split()[0].rstrip("%").replace(",", ""))


@pytest.mark.parametrize("figure", ["accuracy", "macro-F1"])
def test_on_the_page_nothing_understands_more_than_ours(figure: str) -> None:
    rows = table_below("Our model beside its peers")
    peers = [number(row[figure]) for row in rows if "ours" not in row["engine"]]
    ours = [number(row[figure]) for row in rows if "ours" in row["engine"]]

    assert {row["engine"] for row in rows} >= {engine.name for engine in PEERS}
    assert min(ours) > max(peers)


def test_on_the_page_gate_and_lexicon_hear_most_and_alarm_least() -> None:
    rows = table_below("Our model beside its peers")
    whole = next(row for row in rows if "gate and lexicon" in row["engine"])
    peers = [row for row in rows if "ours" not in row["engine"]]
    as_calm = [row for row in peers if number(row["false alarms"]) <= number(whole["false alarms"])]

    assert number(whole["safety recall"]) > max(number(row["safety recall"]) for row in peers)
    assert as_calm
    assert number(whole["safety recall"]) > 1.1 * max(number(row["safety recall"]) for row in as_calm)


@pytest.mark.parametrize("taught", ["8 an intent", "16 an intent", "all 11,514"])
def test_on_the_page_ours_reaches_the_aim_on_public_data_and_leads(taught: str) -> None:
    aim, ours, *peers = [number(row[taught]) for row in table_below("The public yardstick")]

    assert ours >= aim
    assert ours > max(peers)


def test_on_the_page_ours_costs_no_more_than_it_may() -> None:
    bounded = [row for row in table_below("What ours may cost") if len(row) == len(HEADS) and row["bound"].strip()]

    assert [row["what"] for row in bounded if number(row["measured"]) > number(row["bound"])] == []
    assert len(bounded) == 3
