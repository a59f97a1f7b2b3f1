"""`bot learn FILE`: what may not be taught is named, and what is kept for testing is not shown."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bench.examples import danger, topics, trigrams, twins, unmarked
from bot.commands import logs
from bot.commands.cli import cli
from bot.commands.learn import FEW

BOT = Path(sys.executable).with_name("bot")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the logs of the tests be: a command that runs in this process would turn them to its own output."""
    monkeypatch.setattr(logs, "set_up_logs", lambda _: None)


def learn(file: Path) -> Result:
    """Run the command in this process, where the examples are read once for all tests."""
    return CliRunner().invoke(cli, ["learn", str(file)], env={"VAR_DIR": str(file.parent / "var")})


def learn_in_a_process(file: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(file.parent / "var")}
    command = [str(BOT), "learn", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603


def test_new_examples_may_go_in(tmp_path: Path) -> None:
    file = tmp_path / "new.tsv"
    file.write_text("ask_cost\tkrijg ik achteraf nog een factuurtje van zo'n zaterdagje bij jullie\n", encoding="utf-8")

    done = learn_in_a_process(file)

    assert (done.returncode, done.stdout) == (0, "all 1 may go in\n")


def test_each_line_that_may_not_go_in_is_named_with_why(tmp_path: Path) -> None:
    file = tmp_path / "new.tsv"
    lines = [
        "nergens een tab",
        "no_such_intent\thoi",
        "greet\t/start",
        "find_group\tis er iets bij [veghel](stad)",
        f"ask_cost\t{topics()['ask_cost'][0]}",
        "chitchat\tmijn goudvis heet sinds vandaag burgemeester",
        "chitchat\tmijn goudvis heet sinds vandaag burgemeesters",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")

    done = learn_in_a_process(file)

    named = {line.split(":")[1] for line in done.stdout.splitlines()}
    assert done.returncode == 1
    assert named == {"1", "2", "3", "4", "5", "7"}
    assert "6 of 7 may not go in" in done.stderr


@pytest.mark.usefixtures("here")
def test_an_example_that_is_another_with_a_typo_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "new.tsv"
    file.write_text("chitchat\tat jij ook pap\nchitchat\tat jij ouk pap\n", encoding="utf-8")

    done = learn(file)

    assert done.stdout.startswith(f"{file}:2: ")
    assert done.exit_code == 1


@pytest.mark.usefixtures("here")
def test_a_message_that_is_kept_for_testing_is_refused_without_being_shown(tmp_path: Path) -> None:
    with Path("tests/nlu/frozen.tsv").open(encoding="utf-8", newline="") as table:
        kept = max(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE), key=lambda row: len(row["text"]))
    file = tmp_path / "new.tsv"
    nearly = unmarked(kept["text"]) + " hoor"
    file.write_text(f"{kept['intent']}\t{nearly}\n", encoding="utf-8")

    done = learn(file)

    assert done.stdout == f"{file}:1: like a message that is kept for testing\n"
    assert done.exit_code == 1
    assert kept["text"][:40] not in done.stdout + done.stderr


@pytest.mark.usefixtures("here")
def test_a_message_that_is_kept_for_testing_is_refused_with_other_letters_too(tmp_path: Path) -> None:
    with Path("tests/nlu/dev.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    kept = next(row for row in rows if len(row["text"].split()) > FEW and 40 < len(row["text"]) < 44)
    letters = list(unmarked(kept["text"]))
    letters[4::12] = "xxxx"[: len(letters[4::12])]
    file = tmp_path / "new.tsv"
    file.write_text(f"{kept['intent']}\t{''.join(letters)}\n", encoding="utf-8")

    assert not twins(trigrams("".join(letters)), trigrams(unmarked(kept["text"])))
    assert learn(file).stdout == f"{file}:1: like a message that is kept for testing\n"


@pytest.mark.usefixtures("here")
def test_a_template_is_refused_once_it_is_one(tmp_path: Path) -> None:
    file = tmp_path / "new.tsv"
    sights = [
        "tramkaartje",
        "hagelbui",
        "waterskiën",
        "mandarijn",
        "zebra",
        "kapperszaak",
        "lasbril",
        "vuvuzela",
        "oliebol",
        "jeugdherberg",
    ]
    pets = [
        "zwaluwnest",
        "duikplank",
        "nijlpaard",
        "fonkelsteen",
        "bezemkast",
        "trommelvlies",
        "gymschoen",
        "knikkerzak",
        "puzzelhuis",
    ]
    lines = [f"chitchat\traad eens wat ik {one} {other}" for one in sights for other in pets]
    file.write_text("\n".join(lines), encoding="utf-8")

    refused = [line for line in learn(file).stdout.splitlines() if "begin with 'raad eens wat ik'" in line]

    assert not any(line.startswith(f"{file}:1:") for line in refused)
    assert any(line.startswith(f"{file}:{len(lines)}:") for line in refused)


@pytest.mark.usefixtures("here")
def test_a_message_with_a_tab_in_it_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "new.tsv"
    file.write_text("chitchat\tmijn goudvis heet\tburgemeester\n", encoding="utf-8")

    assert learn(file).stdout == f"{file}:1: not an intent, a tab and a message\n"


@pytest.mark.usefixtures("here")
def test_rows_for_the_safety_gate_are_checked_too(tmp_path: Path) -> None:
    stands = danger()[0]
    file = tmp_path / "hand.tsv"
    rows = [
        "tier\tcategory\tlang\ttext",
        "suicidal\tfarewell\tnl\tdit is de laatste pagina van mijn schriftje, dag lief schriftje en dag allemaal",
        "boos\tfarewell\tnl\tdag allemaal",
        "suicidal\t\tnl\tdag allemaal",
        "suicidal farewell nl dag allemaal",
        f"{stands.tier}\t{stands.category}\tnl\t{stands.text.upper()}",
        "suicidal\tfarewell\tnl\tdit is de laatste pagina van mijn schriftje, dag lief schriftje en dag allemaaal",
    ]
    file.write_text("\n".join(rows), encoding="utf-8")

    done = learn(file)

    assert {line.split(":")[1] for line in done.stdout.splitlines()} == {"3", "4", "5", "6", "7"}
    assert "5 of 6 may not go in" in done.stderr


@pytest.mark.usefixtures("here")
def test_what_is_no_text_is_said_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "new.tsv"
    file.write_bytes(b"greet\t\xff\xfe\n")

    assert learn(file).stderr == f"{file} is no text\n"
    assert "is missing" in learn(tmp_path / "nowhere.tsv").stderr
