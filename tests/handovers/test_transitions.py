"""Where something that a person should see goes: a handover of its own, the open one, or the one of yesterday."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.handovers import Add, Handover, HandoverState, Open, Raise, Reopen, Urgency, decide

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def raised(urgency: Urgency = Urgency.CONCERN) -> Raise:
    return Raise(urgency, b"sealed", "nl")


def latest(state: HandoverState, urgency: Urgency = Urgency.CONCERN, resolved: timedelta | None = None) -> Handover:
    return Handover(7, "stille otter", urgency, state, None if resolved is None else NOW - resolved)


def test_the_first_one_opens() -> None:
    assert decide(raised(), None, NOW) == Open()


@pytest.mark.parametrize("state", [HandoverState.OPEN, HandoverState.CLAIMED])
@pytest.mark.parametrize("before", Urgency)
@pytest.mark.parametrize("now", Urgency)
def test_while_one_is_open_it_is_added_and_never_less_urgent(
    state: HandoverState, before: Urgency, now: Urgency
) -> None:
    assert decide(raised(now), latest(state, before), NOW) == Add(7, max(before, now))


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(hours=23), timedelta(hours=24)])
def test_within_a_day_of_resolving_it_opens_again_as_urgent_as_it_is_now(ago: timedelta) -> None:
    before = latest(HandoverState.RESOLVED, Urgency.EMERGENCY, ago)
    assert decide(raised(Urgency.ASKED), before, NOW) == Reopen(7, Urgency.ASKED)


def test_after_a_day_it_is_a_new_one() -> None:
    before = latest(HandoverState.RESOLVED, resolved=timedelta(hours=24, seconds=1))
    assert decide(raised(), before, NOW) == Open()


def test_the_queue_is_ordered_by_danger() -> None:
    assert sorted(Urgency, reverse=True) == [
        Urgency.EMERGENCY,
        Urgency.UNSAFE,
        Urgency.SUICIDAL,
        Urgency.CONCERN,
        Urgency.ASKED,
    ]
