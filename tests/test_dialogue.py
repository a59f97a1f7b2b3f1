"""Whole conversations, in the words of visitors, through Rasa's own test runner (tests/dialogue/*.yml)."""

import os
import subprocess
from pathlib import Path

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


def test_a_reader_that_is_in_the_cache_can_be_asked_for_its_fingerprint() -> None:
    # Rasa then gives what it holds in place of the settings; who trained again with the same examples got an error
    asked = "from nlu.reader import MessageReader as R; print(R.fingerprint_addon({'output': 1}) == '')"
    done = subprocess.run([RASA.with_name("python"), "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout.strip() == "True"


def _told() -> int:
    files = Path("tests/dialogue").glob("*.yml")
    return sum(file.read_text(encoding="utf-8").count("\n- story:") for file in files)
