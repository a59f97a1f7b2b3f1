"""What Rasa remembers is bounded in turns, conversations and time."""

import json
import subprocess
from collections.abc import Mapping
from typing import Any

import pytest

from bot.rasa.server import PYTHON


@pytest.fixture(scope="module")
def kept() -> Mapping[str, Any]:
    # Rasa cannot live in the environment of the bot
    command = [str(PYTHON), "-W", "ignore", "-m", "tests.rasa.remembering"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 -- our own
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout))


def test_a_history_is_cut_to_twice_its_newest_turns(kept: Mapping[str, Any]) -> None:
    assert kept["long"]["most"] == 6
    assert kept["long"]["last"] == "message 49"


def test_slots_and_the_open_form_survive_the_cut(kept: Mapping[str, Any]) -> None:
    assert kept["long"]["slots"] == {"language": "en", "requested_slot": "place", "place": None}
    assert kept["long"]["loop"] == "place_form"


def test_the_conversation_that_was_quiet_longest_makes_room(kept: Mapping[str, Any]) -> None:
    assert kept["many"] == ["first", "third"]


def test_a_conversation_outlives_its_time_nowhere(kept: Mapping[str, Any]) -> None:
    assert kept["old"] == {"before": True, "after": False, "kept": ["new"]}
