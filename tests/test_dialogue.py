"""Whole conversations, in the words of visitors, through Rasa's own test runner (tests/dialogue/*.yml)."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

RASA = Path("nlu/.venv/bin/rasa")
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}


def rasa(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [RASA, *arguments]
    environment = {**os.environ, **QUIET}
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=environment)  # noqa: S603


def stories(model: Path, results: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    # `--e2e` reads the words and not the intents beside them; without endpoints it would look for a file of its own
    told = ("--e2e", "--stories", "tests/dialogue", "--model", model, "--endpoints", "nlu/endpoints.yml")
    return rasa("test", "core", *told, "--no-plot", "--no-warnings", "--out", results, *flags)


def test_every_story_goes_as_it_is_told(model: Path, tmp_path: Path) -> None:
    done = stories(model, tmp_path, "--fail-on-prediction-errors")

    if done.returncode:  # Rasa stops at the first that fails: without the flag it names them all
        stories(model, tmp_path)
        failed = tmp_path / "failed_test_stories.yml"
        raise AssertionError(failed.read_text(encoding="utf-8") if failed.exists() else done.stderr[-3000:])
    assert f"{_told()} / {_told()}" in done.stdout + done.stderr  # files not called test_*.yml are skipped in silence


def test_rasa_finds_nothing_wrong_with_the_training_data() -> None:
    policies = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["policies"]
    remembered = str(next(policy["max_history"] for policy in policies if "max_history" in policy))

    data = ("--data", "nlu/topics", "stories")
    done = rasa("data", "validate", *data, "--max-history", remembered, "--fail-on-warnings")

    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.usefixtures("model")
def test_who_trains_again_while_nothing_changed_gets_a_model_too(tmp_path: Path) -> None:
    # what is in Rasa's cache is asked for its fingerprint in another way than what is trained
    data = ("--skip-validation", "--data", "nlu/topics", "stories")
    done = rasa("train", *data, "--fixed-model-name", "again", "--out", tmp_path)

    assert done.returncode == 0, done.stderr[-3000:]
    assert (tmp_path / "again.tar.gz").exists()


def test_a_new_name_in_the_directory_is_learnt(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        shutil.copytree("bot/directory/data", folder)
    with (after / "nicknames.csv").open("a", encoding="utf-8") as file:
        file.write("Vlinderstad,Veghel\n")
    ask = "print(*(PlaceExtractor.fingerprint_addon({'names': folder}) for folder in sys.argv[1:]))"
    asked = f"import sys; from nlu.places import PlaceExtractor; {ask}"
    folders = ["bot/directory/data", str(before), str(after)]
    command = [str(RASA.with_name("python")), "-c", asked, *folders]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603

    now, same, other = done.stdout.split()
    assert now == same != other


def _told() -> int:
    files = Path("tests/dialogue").glob("*.yml")
    return sum(file.read_text(encoding="utf-8").count("\n- story:") for file in files)
