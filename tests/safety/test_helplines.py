"""The helplines: their data, their order, their hours."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, product

import pytest

from bot.messages import Language
from bot.safety import (
    Answer,
    Context,
    StaffLine,
    Tier,
    answering_lines,
    help_now,
    helplines,
    lines_for,
    merge,
    model_alarm,
    open_now,
    raised,
    stale,
)
from bot.safety.helplines import checked
from bot.texts import Texts
from tests.safety.alarmed import alarm_of
from tests.safety.faults import known_numbers, numbers

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday
NIGHT = datetime(2026, 11, 22, 2, tzinfo=UTC)
GOOD = {
    "name": "A", "phone": "0800-1234", "url": "https://a.nl", "hours": "24/7", "cost": "free", "source": "https://a.nl",
    "last_verified": "2026-11-22", "country": "nl", "verified": "true",
}  # fmt: skip

KINDS_OF_DANGER = [
    "iemand chanteert me met nudes en ik wil dood", "ik word geslagen op school", "ik ben dakloos en kan niet meer",
    "mijn ouders zijn aan de drank en ik kan niet meer", "ik zie dingen die er niet zijn", "ik eet niet meer",
    "ik lig in het ziekenhuis na een poging", "ik hoor een stem die zegt dat ik moet springen",
    "ik ben zwanger denk ik en ik kan niet meer",
]  # fmt: skip
AGES = [None, "under12", "12-17", "18-24", "25-30", "over30"]
TEXTS = Texts.load()

# Worked out by hand: weekday (Monday 0) and hour in the Netherlands -> open or not, for every way hours are written.
IS_OPEN: dict[str, Callable[[int, int], bool]] = {
    "24/7": lambda _day, _hour: True,
    "": lambda _day, _hour: False,
    "11:00-21:00": lambda _day, hour: 11 <= hour <= 20,
    "14:00-22:00": lambda _day, hour: 14 <= hour <= 21,
    "mon-fri 09:00-17:00": lambda day, hour: day <= 4 and 9 <= hour <= 16,
}
# Clocks go forward on the last Sunday of March, back on that of October, both at 1:00 UTC.
SUMMER = (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC))
WEEKS = {
    "in winter": datetime(2027, 1, 11, tzinfo=UTC),
    "in summer": datetime(2027, 7, 12, tzinfo=UTC),
    "forward": datetime(2027, 3, 25, tzinfo=UTC),
    "back": datetime(2027, 10, 28, tzinfo=UTC),
}


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


@pytest.mark.parametrize(("hour", "last"), [(11, "alles_oke"), (20, "kindertelefoon")])  # UTC, 30 minutes past
def test_closed_lines_go_last_where_a_kind_of_danger_has_lines_of_its_own_too(hour: int, last: str) -> None:
    lines = lines_for(alarm_of("iemand chanteert me met nudes"), None, "nl", NOON.replace(hour=hour, minute=30))
    young = [line.key for line in lines if line.key in {"kindertelefoon", "alles_oke"}]
    assert young[1:] == [last]


def test_hours_are_dutch_hours_in_summer_too() -> None:
    line = helplines()["kindertelefoon"]
    assert not open_now(line, datetime(2026, 7, 1, 8, 59, tzinfo=UTC))
    assert open_now(line, datetime(2026, 7, 1, 9, tzinfo=UTC))
    assert not open_now(line, datetime(2026, 12, 1, 9, tzinfo=UTC))


@pytest.mark.parametrize("key", helplines())
@pytest.mark.parametrize("week", WEEKS)
def test_a_line_is_open_when_its_hours_say_so_in_every_hour_of_the_week(key: str, week: str) -> None:
    line = helplines()[key]
    moments = [WEEKS[week] + timedelta(hours=hour, minutes=minute) for hour in range(7 * 24) for minute in (0, 59)]
    wrong = [at for at in moments if open_now(line, at) is not IS_OPEN[line.hours](*weekday_and_hour(at))]
    assert wrong == []


def weekday_and_hour(at: datetime) -> tuple[int, int]:
    begins, ends = SUMMER
    here = at + timedelta(hours=2 if begins <= at < ends else 1)
    return here.weekday(), here.hour


def test_the_hour_that_comes_twice_and_the_one_that_is_left_out_move_the_hours_by_one() -> None:
    line = helplines()["kindertelefoon"]
    begins, ends = SUMMER
    opens = {
        day: next(hour for hour in range(24) if open_now(line, day + timedelta(hours=hour)))
        for change in (begins, ends)
        for day in (change.replace(hour=0) - timedelta(days=1), change.replace(hour=0))
    }
    assert list(opens.values()) == [10, 9, 9, 10]  # UTC: 11:00 in Amsterdam every time


@pytest.mark.parametrize("age", AGES)
def test_a_dutch_visitor_is_never_shown_a_line_of_another_country(age: str | None) -> None:
    sets = [tiers for size in range(1, len(Tier) + 1) for tiers in combinations(Tier, size)]
    assert {line.country for tiers in sets for line in lines_for(tiers, age, "nl", NOON)} == {"nl"}


@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize("tier", [tier for tier in Tier if tier is not Tier.NONE])
def test_a_belgian_visitor_keeps_the_dutch_line_that_matters_first(tier: Tier, age: str | None) -> None:
    first, *_ = lines_for((tier,), age, "be", NOON)
    assert first.key == ("112" if tier in {Tier.EMERGENCY, Tier.UNSAFE} else "113")


@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize("tier", [Tier.UNSAFE, Tier.SUICIDAL, Tier.CONCERN, Tier.THIRD_PARTY])
def test_a_belgian_visitor_keeps_both_lines_there_at_every_hour(tier: Tier, age: str | None) -> None:
    shown = [lines_for((tier,), age, "be", NOON.replace(hour=hour)) for hour in range(24)]
    assert max(map(len, shown)) <= 5
    assert [hour for hour in range(24) if not {"zelfmoordlijn", "awel"} <= {line.key for line in shown[hour]}] == []


@pytest.mark.parametrize("hour", [2, 12, 16])
@pytest.mark.parametrize("country", ["nl", "be"])
@pytest.mark.parametrize("said", KINDS_OF_DANGER)
def test_a_kind_of_danger_with_a_wish_or_a_concern_keeps_113_in_either_country(
    said: str, country: str, hour: int
) -> None:
    alarm = alarm_of(said)
    lines = {line.key for line in lines_for(alarm, None, country, NOON.replace(hour=hour))}
    there = {"113", "zelfmoordlijn"} if country == "be" else {"113"}
    assert there <= lines or not alarm.tiers & {Tier.SUICIDAL, Tier.CONCERN}


@pytest.mark.parametrize(("country", "language", "age"), list(product(["nl", "be"], Language, AGES)))
def test_no_answer_has_a_number_that_is_not_in_the_file_or_of_another_country(
    country: str, language: Language, age: str | None
) -> None:
    ctx = Context(TEXTS, language, StaffLine.LATER, NOON, country, age)
    alarms = [model_alarm(tier) for tier in Tier if tier is not Tier.NONE]
    alarms += [merge(one, other) for one, other in combinations(alarms, 2)]
    answers: list[Answer] = []
    for alarm in alarms:
        answers += [raised(None, alarm, ctx), raised(answers[-1].care if answers else None, alarm, ctx)]
    says = [*help_now(ctx), *(reply for answer in answers for reply in answer.replies)]
    said = "\n".join([answering_lines(ctx), *(say.text for say in says)])
    assert numbers(said) <= known_numbers(*{"nl", country})


@pytest.mark.parametrize("language", list(Language))
def test_no_text_of_the_bot_names_a_number_that_is_not_in_the_file(language: Language) -> None:
    said = [(key, text) for key in sorted(TEXTS.keys()) for text in TEXTS.variants(key, language)]
    unknown = {key: numbers(text) - known_numbers("nl", "be") for key, text in said}
    assert {key: found for key, found in unknown.items() if found} == {}


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


@pytest.mark.parametrize("same", ["name", "phone", "url"])
def test_two_lines_share_nothing(same: str) -> None:
    other = {"name": "B", "phone": "0800-4321", "url": "https://b.nl"}
    assert len(checked({"a": GOOD, "b": {**GOOD, **other}})) == 2
    with pytest.raises(ValueError, match=f"same {same}"):
        checked({"a": GOOD, "b": {**GOOD, **other, same: GOOD[same]}})


@pytest.mark.parametrize(("days", "named"), [(89, ()), (90, ()), (91, ("a",))])
def test_a_line_is_named_once_nobody_verified_it_for_90_days(days: int, named: tuple[str, ...]) -> None:
    assert stale(date(2026, 11, 22) + timedelta(days), checked({"a": GOOD})) == named


def test_a_line_nobody_verified_is_named() -> None:
    assert set(stale(date(2026, 11, 22))) == {key for key, line in helplines().items() if line.last_verified is None}
