"""The helplines: their data, their order, their hours."""

from datetime import UTC, date, datetime

import pytest

from bot.safety import Tier, helplines, lines_for, open_now, stale
from bot.safety.helplines import checked

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday
NIGHT = datetime(2026, 11, 22, 2, tzinfo=UTC)
GOOD = {
    "name": "A", "phone": "0800-1234", "url": "https://a.nl", "hours": "24/7", "cost": "free", "source": "https://a.nl",
    "last_verified": "2026-11-22", "country": "nl", "verified": "true",
}  # fmt: skip


def keys(*tiers: Tier, age: str | None = None, country: str = "nl") -> list[str]:
    return [line.key for line in lines_for(tiers, age, country, NOON)]


def test_an_emergency_has_112_first_and_113_with_it() -> None:
    assert keys(Tier.EMERGENCY) == ["112", "113"]


def test_who_is_unsafe_gets_112_and_veilig_thuis_first() -> None:
    assert keys(Tier.UNSAFE, age="12-17")[:2] == ["112", "veilig_thuis"]
    assert {"kindertelefoon", "centrum_seksueel_geweld"} <= set(keys(Tier.UNSAFE))


@pytest.mark.parametrize("other", [Tier.UNSAFE, Tier.CONCERN, Tier.THIRD_PARTY, Tier.EMERGENCY])
@pytest.mark.parametrize("country", ["nl", "be"])
def test_113_is_there_whenever_a_suicidal_signal_is(other: Tier, country: str) -> None:
    assert "113" in keys(Tier.SUICIDAL, other, country=country)


def test_everybody_else_gets_113_first() -> None:
    assert {keys(tier)[0] for tier in (Tier.SUICIDAL, Tier.CONCERN, Tier.THIRD_PARTY)} == {"113"}


def test_an_unknown_age_shows_both_youth_lines_and_a_known_one_its_own() -> None:
    assert {"kindertelefoon", "alles_oke"} <= set(keys(Tier.CONCERN))
    assert keys(Tier.CONCERN, age="18-24") == ["113", "alles_oke"]
    assert keys(Tier.CONCERN, age="over30") == ["113", "luisterlijn"]


def test_a_belgian_visitor_gets_1813_and_awel_beside_the_dutch_lines() -> None:
    assert {"zelfmoordlijn", "awel", "113"} <= set(keys(Tier.SUICIDAL, country="be"))


def test_closed_lines_go_last() -> None:
    early = datetime(2026, 11, 22, 11, tzinfo=UTC)  # noon in Amsterdam: one of the two is open
    assert [line.key for line in lines_for((Tier.CONCERN,), None, "nl", early)] == [
        "113",
        "kindertelefoon",
        "alles_oke",
    ]
    late = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
    assert [line.key for line in lines_for((Tier.CONCERN,), None, "nl", late)] == ["113", "alles_oke", "kindertelefoon"]


def test_hours_are_dutch_hours_in_summer_too() -> None:
    line = helplines()["kindertelefoon"]
    assert not open_now(line, datetime(2026, 7, 1, 8, 59, tzinfo=UTC))
    assert open_now(line, datetime(2026, 7, 1, 9, tzinfo=UTC))
    assert not open_now(line, datetime(2026, 12, 1, 9, tzinfo=UTC))


def test_a_line_of_working_days_is_closed_on_sunday() -> None:
    assert not open_now(helplines()["mind_korrelatie"], NOON)
    assert open_now(helplines()["113"], NIGHT)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("phone", "bel ons"),
        ("phone", "0800"[:2]),
        ("url", "http://a.nl"),
        ("hours", "altijd"),
        ("cost", "gratis"),
        ("country", "de"),
    ],
)
def test_a_badly_written_line_is_refused(field: str, wrong: str) -> None:
    with pytest.raises(ValueError, match="helpline a has a wrong"):
        checked({"a": {**GOOD, field: wrong}})


def test_a_number_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="same"):
        checked({"a": GOOD, "b": {**GOOD, "name": "B"}})


def test_a_line_nobody_verified_is_named() -> None:
    assert set(stale(date(2026, 11, 22))) == {key for key, line in helplines().items() if line.last_verified is None}
