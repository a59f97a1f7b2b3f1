"""How the ways to learn the intents are compared; how good they are is no matter here."""

import json
import subprocess
from pathlib import Path

import pytest

from bench.engines import PYTHON, RASA, Engine, LeftOut, ask
from bench.peers.contract import Answer, Job
from bench.pipelines import (
    BESIDE,
    CANDIDATES,
    CHOICE,
    CHOSEN,
    FINDER,
    LONGEST,
    PLACE,
    answers,
    chance,
    lines,
    masked,
    page_of,
    taught,
)
from bench.spans import Named, exact_f1, partial_f1
from bench.understanding import Row, read

# what takes a moment to learn; the others read the weights of an encoder, or start all of Rasa
QUICK = ("counts", "counts-normalised", "tfidf", "tfidf-letters", "words")
TOLD = {
    "ask_cost": ["wat kost het", "is het duur", "moet ik ervoor betalen", "kost dat geld"],
    "greet": ["hoi", "hallo", "hoi allemaal", "hallo daar"],
}
TEXTS = [text for told in TOLD.values() for text in told]
INTENTS = [intent for intent, told in TOLD.items() for _ in told]
ASKED = ["KOST het geld", "hallo hoi"]
SCRIPT = """
import json, sys
from bench.peers.candidates import LEARNS
quick, texts, intents, asked = json.load(sys.stdin)
learnt = {name: LEARNS[name](texts, intents) for name in quick}
json.dump({name: [predict(text) for text in asked] for name, predict in learnt.items()}, sys.stdout)
"""


def _answer(names: list[str]) -> Answer:
    return Answer("none 1.0", names, 1.5, [2.0] * len(names), 9.5)


def _fake(engine: Engine, job: Job) -> Answer | LeftOut:
    """Find no place, understand all as a greeting; DIET never ends."""
    if engine.how.startswith("diet"):
        return LeftOut(f"stopped after {engine.longest // 60} minutes")
    return _answer(job.test if engine == FINDER else ["greet"] * len(job.test))


def test_every_candidate_has_a_name_a_line_and_a_program_of_its_own() -> None:
    engines = [candidate.engine for candidate in CANDIDATES]

    assert len({engine.name for engine in engines}) == len(engines)
    assert len({(engine.program, engine.how) for engine in engines}) == len(engines)
    assert [engine for engine in engines if not Path("bench/peers", engine.program).exists()] == []
    assert all(candidate.what and candidate.engine.longest == LONGEST for candidate in CANDIDATES)
    assert {BESIDE, CHOSEN} <= set(CANDIDATES)


def test_the_quick_ones_learn_and_answer_right() -> None:
    done = subprocess.run(  # noqa: S603
        [RASA, "-c", SCRIPT], input=json.dumps([QUICK, TEXTS, INTENTS, ASKED]), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout) == {name: ["ask_cost", "greet"] for name in QUICK}


@pytest.mark.skipif(not Path(PYTHON).exists(), reason="make bench-pipelines makes it")
@pytest.mark.parametrize("engine", [candidate.engine for candidate in CANDIDATES if candidate.engine.runs_in == PYTHON])
def test_stems_are_learnt_in_the_environment_of_the_peers(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.engines.KEPT", tmp_path)

    answer = ask(engine, Job(TEXTS, INTENTS, ASKED))

    assert isinstance(answer, Answer)
    assert answer.predicted == ["ask_cost", "greet"]


def test_only_dev_is_read_and_nothing_frozen_need_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Path.cwd()
    for shown in ("nlu/topics", "nlu/danger", "tests/nlu/dev.tsv"):
        (tmp_path / shown).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / shown).symlink_to(here / shown)
    monkeypatch.chdir(tmp_path)
    rows, told, tests = read("dev"), taught(), []

    def asked(engine: Engine, job: Job) -> Answer | LeftOut:
        tests.append(job.test)
        return _fake(engine, job)

    page = page_of("here", told, lines(rows, answers(rows, told, asked)))

    assert tests == [[row.text.lstrip("/ ") for row in rows]] * len(tests)
    assert len(tests) == 1 + sum(len(candidate.learns_from) for candidate in CANDIDATES)
    assert [candidate for candidate in CANDIDATES if f"\n| {candidate.engine.name} | " not in page] == []


def test_who_is_stopped_keeps_its_line() -> None:
    rows = [Row("greet", "hoi", None), Row("suicidality", "x", None)]

    found = lines(rows, answers(rows, taught(), _fake))

    [line] = [line for line in found if line[0] == "DIET, 100 epochs"]
    assert line[:3] == ("DIET, 100 epochs", "topics", "stopped after 10 minutes")
    assert {len(line) for line in found} == {10}


def test_each_is_held_against_words_and_meaning_that_learnt_from_the_same() -> None:
    rows = [Row("greet", "hoi", None), Row("thank", "dank", None), Row("deny", "nee", None)]
    other = (BESIDE.engine.name, "topics")
    found = {("a", "topics"): _answer(["greet", "greet", "deny"]), other: _answer(["thank", "thank", "thank"])}

    first, second = lines(rows, found)

    assert (first[-1], second[-1]) == ("+2 -1 (1.00)", "")


@pytest.mark.parametrize("gains, losses, expected", [(0, 0, 1.0), (1, 0, 1.0), (0, 6, 2 / 64), (9, 1, 22 / 1024)])
def test_chance_is_that_of_a_coin(gains: int, losses: int, expected: float) -> None:
    assert chance(gains, losses) == chance(losses, gains) == pytest.approx(expected)


def test_harmless_examples_come_behind_the_topics_and_no_row_of_need_is_among_them() -> None:
    topics, more = taught().values()

    assert more.texts[: len(topics.texts)] == topics.texts
    harmless = set(more.intents[len(topics.intents) :])
    assert "ask_cost" in harmless
    assert not harmless & {"suicidality", "self_harm", "emergency", "unsafe_situation", "suicidality_other"}


def test_a_place_is_the_word_that_our_own_model_puts_for_one() -> None:
    assert f'"{PLACE}"' in Path("nlu/intents.py").read_text(encoding="utf-8")
    assert masked("ik woon in [den haag](place) ja").split() == ["ik", "woon", "in", "plaatsnaam", "ja"]


def test_the_page_says_what_was_chosen_and_why() -> None:
    assert CHOICE[0].startswith("**Chosen:")
    assert CHOSEN.engine.name.startswith("**")


@pytest.mark.parametrize(
    "found, exact, partial",
    [("den haag", 1.0, 1.0), ("haag", 0.0, 1.0), ("in den", 0.0, 1.0), ("woon", 0.0, 0.0), (None, 0.0, 0.0)],
)
def test_a_place_is_found_in_part_when_the_spans_overlap(found: str | None, exact: float, partial: float) -> None:
    told = [Named("ik woon in den haag", "den haag", found)]

    assert (exact_f1(told), partial_f1(told)) == (exact, partial)


def test_a_place_that_nobody_marked_counts_against_both() -> None:
    told = [Named("in den haag", "den haag", "haag"), Named("hallo daar", None, "daar"), Named("hoi", None, None)]

    assert exact_f1(told) == 0.0
    assert partial_f1(told) == pytest.approx(2 / 3)
    assert partial_f1(told[2:]) == 1.0
