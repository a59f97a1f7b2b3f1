"""What else there is: kept as a list, and chosen where no group is."""

from dataclasses import fields, replace
from datetime import date

import pytest

from bot.directory import (
    ALTERNATIVES,
    Alternative,
    Fault,
    Found,
    Places,
    Status,
    Within,
    alternatives_for,
    sample_alternatives,
    to_check,
)

WHOLE = """name,municipality,place,age_min,age_max,what,what_en,url,cost,status,verified_on
Jongerencafé,Deventer,Centrum,17,30,Samen eten.,Eating together.,https://cafe.example/,gratis,verified,2026-11-01
"""
CAFE = Alternative(
    id="gm0150-jongerencaf",
    name="Jongerencafé",
    gm_code="GM0150",
    municipality="Deventer",
    place="Centrum",
    age_min=17,
    age_max=30,
    what="Samen eten.",
    what_en="Eating together.",
    url="https://cafe.example/",
    cost="gratis",
    status=Status.VERIFIED,
    verified_on=date(2026, 11, 1),
)
EVERYWHERE = replace(CAFE, id="everywhere", gm_code="", municipality="", place=None)
HEADS = "name,municipality,age_min,age_max,what,url,status,verified_on"


def found(places: Places, written: str) -> Found:
    got = places.resolve(written)
    assert isinstance(got, Found)
    return got


def test_a_column_is_a_field_of_an_alternative() -> None:
    assert list(ALTERNATIVES.columns) == [field.name for field in fields(Alternative)]


def test_a_line_becomes_an_alternative(places: Places) -> None:
    assert ALTERNATIVES.read(WHOLE, places) == ((CAFE,), ())


def test_a_name_is_enough_and_it_is_for_the_whole_country_and_nobody_has_confirmed_it(places: Places) -> None:
    (one,), faults = ALTERNATIVES.read("name\n@ease\n", places)
    assert (faults, one.id, one.gm_code, one.municipality, one.status) == ((), "ease", "", "", Status.UNVERIFIED)


def test_a_town_in_place_of_its_municipality_is_where_it_is(places: Places) -> None:
    (one,), faults = ALTERNATIVES.read("name,municipality\nInloop,Uden\n", places)
    assert (faults, one.municipality, one.place) == ((), "Maashorst", "Uden")


@pytest.mark.parametrize(
    ("line", "field", "why"),
    [
        (",Uden,,,,,,", "name", "missing"),
        ("???,Uden,,,,,,", "name", "missing"),
        (f"{'x' * 61},Uden,,,,,,", "name", "too_long"),
        ("Inloop,Nergenshuizen,,,,,,", "municipality", "no_place"),
        ("Inloop,Uden,18,12,,,,", "age_max", "youngest_first"),
        ("Inloop,Uden,,,,http://inloop.example,,", "url", "no_address"),
        ("Inloop,Uden,,,,,verified,", "what", "not_verified"),
        ("Inloop,Uden,,,Thee.,,verified,2026-11-01", "url", "not_verified"),
        ("Inloop,Uden,,,Thee.,https://inloop.example,verified,", "verified_on", "not_verified"),
    ],
)
def test_what_is_wrong_is_named_by_line_and_column(places: Places, line: str, field: str, why: str) -> None:
    assert ALTERNATIVES.read(f"{HEADS}\n{line}\n", places) == ((), (Fault(2, field, why),))


def test_a_file_without_names_is_refused(places: Places) -> None:
    assert ALTERNATIVES.read("municipality\nUden\n", places) == ((), (Fault(1, "name", "missing"),))


def test_the_sample_is_unverified_and_each_of_it_has_a_name_of_its_own(places: Places) -> None:
    listed = sample_alternatives(places)
    assert len({one.id for one in listed}) == len(listed) == 34
    assert {(one.status, one.verified_on) for one in listed} == {(Status.UNVERIFIED, None)}
    assert all(one.what and one.what_en for one in listed)


def test_the_sample_holds_nothing_of_join_us_itself_and_no_helpline(places: Places) -> None:
    names = " ".join(one.name for one in sample_alternatives(places))
    assert not any(name in names for name in ("Join Us", "Social Friday ", "Kindertelefoon", "Alles Oké"))


def test_the_list_comes_back_from_its_own_file_as_it_was(places: Places) -> None:
    listed = (*sample_alternatives(places), CAFE)
    assert ALTERNATIVES.read(ALTERNATIVES.written(listed), places) == (listed, ())


def test_all_of_the_sample_is_to_be_checked_first(places: Places) -> None:
    listed = sample_alternatives(places)
    assert set(to_check([*listed, CAFE], date(2026, 11, 27), 180)) == set(listed)


def test_what_is_in_the_municipality_comes_instead_of_what_is_for_the_country(places: Places) -> None:
    assert alternatives_for(found(places, "Deventer"), [EVERYWHERE, CAFE]) == (CAFE,)
    assert alternatives_for(found(places, "Maastricht"), [EVERYWHERE, CAFE]) == (EVERYWHERE,)
    assert alternatives_for(found(places, "Maastricht"), [CAFE]) == ()


def test_a_province_has_what_is_in_its_municipalities(places: Places) -> None:
    overijssel, drenthe = places.pick("PV-Overijssel"), places.pick("PV-Drenthe")
    assert isinstance(overijssel, Within)
    assert isinstance(drenthe, Within)
    assert alternatives_for(overijssel, [EVERYWHERE, CAFE]) == (CAFE,)
    assert alternatives_for(drenthe, [EVERYWHERE, CAFE]) == (EVERYWHERE,)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.VERIFIED])
def test_what_nobody_verified_is_never_chosen(places: Places, status: Status) -> None:
    listed = [replace(CAFE, status=status), replace(EVERYWHERE, status=status)]
    assert alternatives_for(found(places, "Deventer"), listed) == ()


def test_at_most_three_are_chosen_those_open_to_most_ages_first(places: Places) -> None:
    ages = {"few": (16, 18), "all": (None, None), "adults": (18, None), "most": (12, 25)}
    listed = [replace(CAFE, id=name, age_min=low, age_max=high) for name, (low, high) in ages.items()]
    assert [one.id for one in alternatives_for(found(places, "Deventer"), listed)] == ["all", "most", "adults"]
