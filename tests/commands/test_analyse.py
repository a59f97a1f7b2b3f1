"""`bot analyse` as a process: what goes in line by line comes out line by line."""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bot.rasa import RasaAddress, free_port, read_domain

BOT = Path(sys.executable).with_name("bot")
KEYS = ["text", "tier", "by", "intent", "confidence", "place", "municipality", "choices"]


def analyse(*arguments: str, words: bytes = b"", **settings: str) -> list[dict[str, Any]]:
    environment = {"PATH": os.environ["PATH"], **settings}
    command = [str(BOT), "analyse", *arguments]
    done = subprocess.run(command, input=words, capture_output=True, check=True, env=environment)  # noqa: S603
    return [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]]


def at(rasa: RasaAddress, var: Path) -> dict[str, str]:
    return {"VAR_DIR": str(var), "RASA_URL": rasa.url, "RASA_TOKEN": rasa.token}


def test_a_message_is_shown_with_all_that_is_understood(rasa: RasaAddress, tmp_path: Path) -> None:
    alone, alarm, place, choice = analyse(
        words=b"ik voel me zo alleen\nik wil dood\nis er een groep in Zeist?\nik zoek iets in bergen\n",
        **at(rasa, tmp_path),
    )

    assert [list(row) for row in (alone, alarm, place, choice)] == [KEYS] * 4
    assert alone["intent"] == "express_loneliness"
    assert 0 < alone["confidence"] <= 1
    assert (alone["tier"], alone["by"]) == ("none", [])
    assert (alarm["tier"], alarm["by"]) == ("suicidal", ["lexicon", "model"])
    assert place["municipality"] == "Zeist"
    assert len(choice["choices"]) > 1


def test_a_misspelt_place_that_is_the_whole_message_is_found_as_in_a_talk(rasa: RasaAddress, tmp_path: Path) -> None:
    [row] = analyse(words=b"roozendaal\n", **at(rasa, tmp_path))

    assert (row["intent"], row["place"]) == ("inform_place", None)
    assert row["choices"] == ["Roosendaal", "Rozendaal"]


def test_every_line_has_its_answer_blank_and_odd_ones_too(rasa: RasaAddress, tmp_path: Path) -> None:
    lines = [
        b"hoi",
        b"",
        b"   ",
        b"/restart",
        b"  //stop",
        b"\xff\xfe",
        b"\x00",
        b"een\xe2\x80\xa8twee",
        b"x\ry",
        b"eind",
    ]

    rows = analyse(words=b"\n".join(lines), **at(rasa, tmp_path))

    assert [row["text"] for row in rows] == [line.decode(errors="replace") for line in lines]
    assert [row["intent"] for row in rows[1:3]] == [None, None]
    assert {row["intent"] for row in rows} - {None} <= read_domain(Path("domain.yml")).intents  # "restart" is none


def test_a_file_is_read_as_standard_input_is(tmp_path: Path) -> None:
    file = tmp_path / "messages.txt"
    file.write_bytes("één\r\ntwéé 👋\n".encode())

    rows = analyse(str(file), "--no-model")

    assert [row["text"] for row in rows] == ["één", "twéé 👋"]
    assert rows == analyse("--no-model", words=file.read_bytes())


def test_without_the_model_nothing_is_started_or_written(tmp_path: Path) -> None:
    var = tmp_path / "var"

    [row] = analyse("--no-model", words=b"ik wil dood\n", VAR_DIR=str(var))

    assert row["by"] == ["lexicon"]
    assert (row["intent"], row["confidence"], row["place"]) == (None, None, None)
    assert not var.exists()


def test_who_analyses_does_not_make_the_secrets_of_the_desk(rasa: RasaAddress, tmp_path: Path) -> None:
    analyse(words=b"hoi\n", **at(rasa, tmp_path))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["nergens.txt", "folder"])
def test_a_file_that_cannot_be_read_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()

    done = subprocess.run([str(BOT), "analyse", "--no-model", str(tmp_path / name)], capture_output=True, check=False)  # noqa: S603

    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"{tmp_path / name} cannot be read: ")
    assert len(done.stderr.splitlines()) == 1


def test_the_rasa_of_a_running_bot_is_used(rasa: RasaAddress, tmp_path: Path) -> None:
    # without a model in VAR_DIR no other Rasa could be started
    (tmp_path / "rasa.json").write_text(json.dumps({"url": rasa.url, "token": rasa.token}))

    [row] = analyse(words=b"hoi\n", VAR_DIR=str(tmp_path))

    assert row["intent"] == "greet"


def test_where_no_rasa_runs_any_more_one_is_started_for_as_long_as_it_takes(model: Path, tmp_path: Path) -> None:
    (tmp_path / "models").symlink_to(model.parent.absolute())
    # left behind by a bot that was killed
    (tmp_path / "rasa.json").write_text(json.dumps({"url": f"http://127.0.0.1:{free_port()}", "token": "of another"}))

    [row] = analyse(words=b"hoi\n", VAR_DIR=str(tmp_path))

    assert row["intent"] == "greet"
    assert [one for one in Path("/proc").glob("[0-9]*/cmdline") if str(tmp_path) in read(one)] == []


def read(file: Path) -> str:
    """Read what a process was started with; one that is gone by now was started with nothing."""
    with suppress(OSError):
        return file.read_bytes().decode(errors="replace")
    return ""


def test_two_hundred_lines_take_seconds(rasa: RasaAddress, tmp_path: Path) -> None:
    words = b"ik ben nieuw hier en ken nog niemand\n" * 200
    began = time.monotonic()

    rows = analyse(words=words, **at(rasa, tmp_path))

    assert len(rows) == 200
    assert time.monotonic() - began < 20  # 5 s on a quiet machine
