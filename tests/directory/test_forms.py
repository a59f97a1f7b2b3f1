"""An independent table of ways to write a place; `python -m bench.places` lists the misses."""

from bot.directory import Places
from tests.directory.scoring import scored

ENOUGH = 0.97
MISLED = 0.01


def test_ninety_seven_of_a_hundred_ways_to_write_a_place_are_understood(places: Places) -> None:
    forms = scored(places)

    assert len(forms) >= 300
    assert sum(form.right for form in forms) / len(forms) >= ENOUGH


def test_hardly_anybody_is_sent_to_a_wrong_place(places: Places) -> None:
    forms = scored(places)

    assert sum(form.misleads for form in forms) / len(forms) <= MISLED
