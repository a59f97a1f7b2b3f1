"""What is counted of a visitor: each step once a day, due to the code they came by last."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.campaigns import Count, Step, Touches

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
START, GROUP = frozenset({Count(Step.START)}), frozenset({Count(Step.GROUP), Count(Step.GROUP, "gm:GM0344")})


def test_a_step_counts_once_a_day() -> None:
    touches, first = Touches().took(GROUP, MONDAY)
    touches, again = touches.took(GROUP, MONDAY)
    _, tomorrow = touches.took(GROUP, TUESDAY)
    assert (first, again, tomorrow) == (GROUP, frozenset(), GROUP)


def test_who_comes_by_the_same_code_again_does_not_start_twice() -> None:
    touches, _ = Touches().came_by("k7x9mq", MONDAY).took(START, MONDAY)
    _, again = touches.came_by("k7x9mq", MONDAY).took(START, MONDAY)
    assert again == frozenset()


def test_coming_by_another_code_is_a_start_of_its_own_and_repeats_no_other_step() -> None:
    touches, _ = Touches().came_by("k7x9mq", MONDAY).took(START | GROUP, MONDAY)
    touches = touches.came_by("t4rw6c", MONDAY)
    _, counted = touches.took(START | GROUP, MONDAY)
    assert (touches.first, touches.last, counted) == ("k7x9mq", "t4rw6c", START)


def test_codes_that_are_scanned_by_turns_start_once_each() -> None:
    touches, starts = Touches(), 0
    for code in ("k7x9mq", "t4rw6c", "k7x9mq", "t4rw6c"):
        touches, counted = touches.came_by(code, MONDAY).took(START, MONDAY)
        starts += len(counted)
    _, tomorrow = touches.came_by("k7x9mq", TUESDAY).took(START, TUESDAY)
    assert (starts, tomorrow) == (2, START)


def test_another_municipality_counts_beside_the_first() -> None:
    touches, _ = Touches().took(GROUP, MONDAY)
    _, counted = touches.took(frozenset({Count(Step.GROUP), Count(Step.GROUP, "gm:GM0796")}), MONDAY)
    assert counted == frozenset({Count(Step.GROUP, "gm:GM0796")})


@given(st.lists(st.tuples(st.frozensets(st.builds(Count, st.sampled_from(Step))), st.sampled_from([MONDAY, TUESDAY]))))
def test_whatever_somebody_does_nothing_counts_twice_on_a_day(
    turns: list[tuple[frozenset[Count], date]],
) -> None:
    touches, seen = Touches(), []
    for once, day in sorted(turns, key=lambda turn: turn[1]):
        touches, counted = touches.took(once, day)
        seen += [(day, count) for count in counted]
    assert sorted(seen) == sorted({(day, count) for once, day in turns for count in once})
