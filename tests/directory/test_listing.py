"""The list of groups as a file that somebody fills in: what it changes, and what is wrong with it."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory import GROUPS, Fault, Group, Places, Status, sample, to_check

TODAY = date(2026, 11, 27)
_PLACES = Places.load()
read, changes, written = GROUPS.read, GROUPS.changes, GROUPS.written
WHOLE = """municipality,place,partner,age_min,age_max,rhythm,signup_url,status,verified_on
Meierijstad,Veghel,ONS welzijn,12,18,om de week,https://www.join-us.nu/veghel,verified,2026-11-01
"""


@pytest.fixture
def places() -> Places:
    return _PLACES


def one(places: Places, line: str, heads: str = "municipality,place,age_min,age_max,signup_url,status") -> object:
    return read(f"{heads}\n{line}\n", places)[1]


def test_a_column_is_a_field_of_a_group() -> None:
    assert set(GROUPS.columns) <= {field.name for field in fields(Group)}


def test_a_line_becomes_a_group_on_the_map(places: Places) -> None:
    (group,), faults = read(WHOLE, places)
    assert faults == ()
    assert (round(group.lat, 1), round(group.lon, 1)) == (51.6, 5.5)
    assert replace(group, lat=0, lon=0) == Group(
        id="gm1948-veghel-12-18",
        gm_code="GM1948",
        municipality="Meierijstad",
        place="Veghel",
        partner="ONS welzijn",
        age_min=12,
        age_max=18,
        rhythm="om de week",
        signup_url="https://www.join-us.nu/veghel",
        status=Status.VERIFIED,
        verified_on=date(2026, 11, 1),
        lat=0,
        lon=0,
    )


def test_a_municipality_is_enough_and_nobody_has_confirmed_it(places: Places) -> None:
    (group,), faults = read("municipality\nMaashorst\n", places)
    assert (faults, group.municipality, group.status, group.place) == ((), "Maashorst", Status.UNVERIFIED, None)


def test_a_town_in_place_of_its_municipality_is_where_the_group_is(places: Places) -> None:
    (group,), faults = read("municipality\nuden\n", places)
    assert (faults, group.municipality, group.place, group.id) == ((), "Maashorst", "Uden", "gm1991-uden")


@pytest.mark.parametrize(("name", "gm_code"), [("Hengelo", "GM0164"), ("Hoorn", "GM0405"), ("Beuningen", "GM0209")])
def test_a_municipality_comes_before_a_village_of_its_name_elsewhere(places: Places, name: str, gm_code: str) -> None:
    (group,), faults = read(f"municipality\n{name}\n", places)
    assert (faults, group.gm_code) == ((), gm_code)


def test_a_quarter_that_is_on_no_map_lies_in_the_middle_of_its_municipality(places: Places) -> None:
    (group, whole), faults = read("municipality,place\nUtrecht,Kanaleneiland-Zuid\nUtrecht,\n", places)
    assert (faults, group.place) == ((), "Kanaleneiland-Zuid")
    assert (group.lat, group.lon) == (whole.lat, whole.lon)


@pytest.mark.parametrize("kind", ["\ufeff{}", "{}\n\n  \n", "{}"])
@pytest.mark.parametrize("between", [",", ";"])
def test_what_spreadsheets_make_of_a_file_is_read(places: Places, kind: str, between: str) -> None:
    groups, faults = read(kind.format(WHOLE.replace(",", between).replace("\n", "\r\n")), places)
    assert (len(groups), faults) == (1, ())


@pytest.mark.parametrize("day", ["1-11-2026", "01/11/2026", "2026-11-01"])
def test_a_day_is_read_as_spreadsheets_write_it(places: Places, day: str) -> None:
    (group,), faults = read(WHOLE.replace("2026-11-01", day), places)
    assert (faults, group.verified_on) == ((), date(2026, 11, 1))


@pytest.mark.parametrize("day", ["31-02-2026", "11-2026", "1.11.2026", "2026-1-1", "00-00-0000", "gisteren"])
def test_what_is_no_day_is_said(places: Places, day: str) -> None:
    assert read(WHOLE.replace("2026-11-01", day), places)[1] == (Fault(2, "verified_on", "no_day"),)


def test_the_list_comes_back_from_its_own_file_as_it_was(places: Places) -> None:
    groups, faults = read(written(sample()), places)
    assert faults == ()
    found = changes(sample(), groups)
    assert (found.added, found.changed, found.gone, found.same) == ((), (), (), len(sample()))


def test_a_file_says_what_comes_what_changes_and_what_goes(places: Places) -> None:
    kept = read(WHOLE, places)[0]
    lines = WHOLE.replace(",verified,", ",full,").splitlines()
    wanted = read("\n".join([*lines, "Uden,,,,,,,,"]), places)[0]
    found = changes((*kept, replace(kept[0], id="old")), wanted)
    assert [group.municipality for group in found.added] == ["Maashorst"]
    assert [(was.status, will.status) for was, will in found.changed] == [(Status.VERIFIED, Status.FULL)]
    assert [group.id for group in found.gone] == ["old"]
    assert found.same == 0


@pytest.mark.parametrize(
    ("line", "field", "why"),
    [
        (",Veghel,,,,", "municipality", "missing"),
        ("Nergenshuizen,,,,,", "municipality", "no_place"),
        ("Bergen,,,,,", "municipality", "no_place"),
        ("Gent,,,,,", "municipality", "no_place"),
        ("Uden,,twaalf,,,", "age_min", "no_age"),
        ("Uden,,12,1000,,", "age_max", "no_age"),
        ("Uden,,18,12,,", "age_max", "youngest_first"),
        ("Uden,,,,www.join-us.nu,", "signup_url", "no_address"),
        ("Uden,,,,http://www.join-us.nu,", "signup_url", "no_address"),
        ("Uden,,,,javascript:alert(1),", "signup_url", "no_address"),
        ("Uden,,,,https://a:b@evil.example/,", "signup_url", "no_address"),
        ("Uden,,,,https://[,", "signup_url", "no_address"),
        ("Uden,,,,,open", "status", "no_status"),
        (f"Uden,{'x' * 201},,,,", "place", "too_long"),
        ("Uden,a\u202eb,,,,", "place", "too_long"),
        ("Uden,,,,,,,", "", "too_long_a_line"),
    ],
)
def test_what_is_wrong_is_named_by_line_and_column(places: Places, line: str, field: str, why: str) -> None:
    assert one(places, line) == (Fault(2, field, why),)


def test_every_fault_of_a_file_is_named_at_once(places: Places) -> None:
    lines = "municipality,age_min\nUden,\nNergenshuizen,\n\nUtrecht,x\nUden,\n"
    assert read(lines, places)[1] == (
        Fault(3, "municipality", "no_place"),
        Fault(5, "age_min", "no_age"),
        Fault(6, "id", "twice"),
    )


@pytest.mark.parametrize(
    ("heads", "faults"),
    [
        ("", (Fault(1, "municipality", "missing"),)),
        ("gemeente", (Fault(1, "gemeente", "no_column"), Fault(1, "municipality", "missing"))),
        ("municipality,municipality", (Fault(1, "", "column_twice"),)),
    ],
)
def test_headings_that_are_none_are_named(places: Places, heads: str, faults: tuple[Fault, ...]) -> None:
    assert read(f"{heads}\nUden\n", places) == ((), faults)


def test_an_id_can_stand_in_an_address(places: Places) -> None:
    assert read("id,municipality\n../Een Twee?,Uden\n", places)[0][0].id == "een-twee"


def test_a_file_that_is_far_too_long_is_not_read(places: Places) -> None:
    assert read("municipality\n" + "Uden\n" * 1001, places)[1] == (Fault(1002, "", "too_many"),)


@given(st.text(max_size=300))
def test_whatever_is_uploaded_is_read_or_refused(text: str) -> None:
    groups, faults = read(text, _PLACES)
    assert faults or not groups or "municipality" in text


def test_a_file_holds_no_formula_for_a_spreadsheet(places: Places) -> None:
    (group,), _ = read("municipality,partner\nUden,=cmd()\n", places)
    assert "'=cmd()" in written([group])
    assert read(written([group]), places)[0] == (group,)


def test_a_group_that_nobody_verified_for_half_a_year_is_to_be_checked(places: Places) -> None:
    (group,), _ = read(WHOLE, places)
    last = [None, date(2026, 5, 31), date(2026, 5, 30), date(2020, 1, 1)]
    groups = [replace(group, id=str(at), verified_on=day) for at, day in enumerate(last)]
    ended = replace(groups[3], id="ended", status=Status.ENDED)
    assert [each.id for each in to_check([*groups, ended], TODAY, 180)] == ["0", "3", "2", "1"]
    full = replace(groups[0], id="full", status=Status.FULL)
    assert [each.id for each in to_check([full], TODAY, 180)] == ["full"]  # there may be room again
    assert [each.id for each in to_check(groups, TODAY, 181)] == ["0", "3", "2"]
