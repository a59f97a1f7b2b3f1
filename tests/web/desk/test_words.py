"""What the desk calls things: every value has words, and times are said as people say them."""

from datetime import UTC, datetime, timedelta
from enum import Enum

import pytest

from bot.handovers import HandoverState, Refusal, Sent, Urgency, Verdict, Who
from bot.handovers.alerts import URGENCIES
from bot.messages import Language
from bot.staff import Did, Refused, Role, Unfit
from bot.web.desk import hours
from bot.web.desk.sentences import unused
from bot.web.desk.timeline import marked
from bot.web.desk.words import moment, said, span

NOW = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)  # half past eight on a Tuesday morning


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("urgency", Urgency),
        ("state", HandoverState),
        ("language", Language),
        ("role", Role),
        ("may", Role),
        ("who", Who),
        ("sent", Sent),
        ("verdict", Verdict),
        ("refusal", Refusal),
        ("door", Refused),
        ("did", Did),
        ("unfit", Unfit),
    ],
)
def test_every_value_has_words(kind: str, values: type[Enum]) -> None:
    assert all(said(kind, value, by="Sanne", about="7") for value in values)


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(seconds=-5), "minder dan 1 min"),
        (timedelta(seconds=59), "minder dan 1 min"),
        (timedelta(minutes=12, seconds=40), "12 min"),
        (timedelta(minutes=119), "1 uur"),
        (timedelta(hours=23), "23 uur"),
        (timedelta(hours=24), "1 dag"),
        (timedelta(days=9, hours=5), "9 dagen"),
    ],
)
def test_how_long(time: timedelta, words: str) -> None:
    assert span(time) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=26), "8:04"),
        (timedelta(hours=8, minutes=31), "gisteren 23:59"),
        (timedelta(days=1), "gisteren 8:30"),
        (timedelta(days=2), "zo 29 nov 8:30"),
        (timedelta(days=365), "ma 1 dec 2025 8:30"),
    ],
)
def test_when(ago: timedelta, words: str) -> None:
    assert moment(NOW - ago, NOW) == words


@pytest.mark.parametrize(
    ("spans", "html"),
    [
        ((), "a &lt; b"),
        (((0, 1),), "<mark>a</mark> &lt; b"),
        (((2, 3), (0, 3)), "<mark>a &lt;</mark> b"),
        (((0, 2), (2, 3)), "<mark>a </mark><mark>&lt;</mark> b"),
        (((4, 99), (9, 3)), "a &lt; <mark>b</mark>"),
        (((99, 120),), "a &lt; b"),
    ],
)
def test_what_is_marked(spans: tuple[tuple[int, int], ...], html: str) -> None:
    assert marked("a < b", spans) == html


def test_a_sentence_staff_have_said_is_left_out_however_it_was_typed() -> None:
    assert unused(["Dag, ik ben er.", "Hoe gaat het?"], "dag,  ik ben er. Fijn!") == ("Hoe gaat het?",)


@pytest.mark.parametrize("text", ["9-17", "9:00-17:00", "09.00 – 17.00", "9 tot 17"])
def test_a_day_may_be_written_in_many_ways(text: str) -> None:
    typed = hours.in_form({"monday": text})

    assert hours.written(hours.read(typed)).days[0] == "9:00-17:00"


def test_an_alert_calls_an_urgency_what_the_desk_calls_it() -> None:
    assert {said("urgency", urgency).lower() for urgency in Urgency} == set(URGENCIES.values())
