"""Whom to tell, when, through what and in which words."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.handovers import Urgency
from bot.handovers.alerts import Alert, Channel, Telling, Time, due, route, tellings, worded

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TEN = timedelta(minutes=10)
DESK = "https://bot.example/desk/zaak"
TELEGRAM, MAIL = Channel.TELEGRAM, Channel.MAIL
BOTH = (TELEGRAM, MAIL)


def alert(number: int = 1, urgency: Urgency = Urgency.SUICIDAL, told: float | None = None, **more: object) -> Alert:
    """An alert about handover 10 + `number`, told so many minutes ago."""
    first = None if told is None else NOW - timedelta(minutes=told)
    return Alert(number, 10 + number, urgency, first, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (alert(), Time.FIRST),
        (alert(acknowledged_at=NOW), Time.FIRST),
        (alert(resolved=True), Time.FIRST),
        (alert(told=0), None),
        (alert(told=9.99), None),
        (alert(told=10), Time.SECOND),
        (alert(told=10_000), Time.SECOND),
        (alert(told=10, acknowledged_at=NOW), None),
        (alert(told=10, resolved=True), None),
        (alert(told=30, second_sent_at=NOW), None),
    ],
)
def test_staff_are_told_once_always_and_again_while_nobody_looks(one: Alert, expected: Time | None) -> None:
    assert due(one, NOW, TEN) is expected


@pytest.mark.parametrize(
    ("channels", "time", "first_by", "expected"),
    [
        (BOTH, Time.FIRST, None, (TELEGRAM, MAIL)),
        (BOTH, Time.SECOND, None, (MAIL, TELEGRAM)),
        (BOTH, Time.SECOND, TELEGRAM, (MAIL, TELEGRAM)),
        (BOTH, Time.SECOND, MAIL, (TELEGRAM, MAIL)),
        ((MAIL,), Time.FIRST, None, (MAIL,)),
        ((MAIL,), Time.SECOND, MAIL, (MAIL,)),
        ((MAIL,), Time.SECOND, TELEGRAM, (MAIL,)),
        ((), Time.SECOND, None, ()),
    ],
)
def test_the_second_time_begins_with_another_channel(
    channels: tuple[Channel, ...], time: Time, first_by: Channel | None, expected: tuple[Channel, ...]
) -> None:
    assert route(channels, time, first_by) == expected


def test_what_waits_goes_in_one_message_a_time_and_route_with_the_gravest_on_top() -> None:
    quiet, grave = alert(1), alert(2, Urgency.EMERGENCY)
    by_mail, by_telegram = alert(3, told=10, first_by=MAIL), alert(4, told=10, first_by=TELEGRAM)
    told = alert(5, told=1)

    assert tellings([quiet, by_mail, grave, by_telegram, told], BOTH, NOW, TEN) == [
        Telling(Time.FIRST, (grave, quiet), (TELEGRAM, MAIL)),
        Telling(Time.SECOND, (by_telegram,), (MAIL, TELEGRAM)),
        Telling(Time.SECOND, (by_mail,), (TELEGRAM, MAIL)),
    ]


def test_a_hundred_that_wait_take_five_messages_that_telegram_accepts() -> None:
    made = tellings([alert(number) for number in range(10**6, 10**6 + 100)], BOTH, NOW, TEN)

    assert [len(one.alerts) for one in made] == [20] * 5
    assert max(len(worded(one, "https://" + "x" * 100)) for one in made) < 4_096


WORDED = [
    (Time.FIRST, Urgency.EMERGENCY, DESK, f"Nieuw alarm: noodgeval, melding 11\n{DESK}/11\nOpen de desk."),
    (Time.FIRST, Urgency.UNSAFE, None, "Nieuw alarm: onveilig, melding 11\nOpen de desk."),
    (
        Time.SECOND,
        Urgency.SUICIDAL,
        None,
        "Nog niet bekeken: zelfmoordgedachten, melding 11\nNiemand heeft dit geopend. Wie kijkt nu?",
    ),
]


@pytest.mark.parametrize(("time", "urgency", "desk", "expected"), WORDED)
def test_a_message_holds_an_urgency_a_number_and_a_link(
    time: Time, urgency: Urgency, desk: str | None, expected: str
) -> None:
    assert worded(Telling(time, (alert(1, urgency),), BOTH), desk) == expected


def test_several_are_listed_each_handover_once_with_its_gravest() -> None:
    twice = (Alert(9, 11, Urgency.EMERGENCY), alert(2, Urgency.UNSAFE), alert(1))

    assert worded(Telling(Time.FIRST, twice, BOTH), DESK).splitlines() == [
        "Nieuw alarm: 2 meldingen",
        f"- noodgeval, melding 11: {DESK}/11",
        f"- onveilig, melding 12: {DESK}/12",
        "Open de desk.",
    ]


@pytest.mark.parametrize("urgency", Urgency)
def test_every_urgency_has_a_word(urgency: Urgency) -> None:
    assert worded(Telling(Time.FIRST, (alert(1, urgency),), BOTH), None).splitlines()[0].endswith(", melding 11")
