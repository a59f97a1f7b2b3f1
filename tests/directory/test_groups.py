from dataclasses import replace

import pytest

from bot.directory import (
    Found,
    Group,
    Here,
    InArea,
    Near,
    Nowhere,
    Places,
    Status,
    Within,
    answer,
    sample,
)

VEGHEL = next(group for group in sample() if group.id == "gm1948-veghel-12-25")


def found(places: Places, written: str) -> Found:
    got = places.resolve(written)
    assert isinstance(got, Found)
    return got


def ids(groups: tuple[Group, ...]) -> list[str]:
    return [group.id for group in groups]


def test_the_groups_of_the_municipality_come_nearest_first(places: Places) -> None:
    got = answer(found(places, "schijndel"), sample())
    assert isinstance(got, Here)
    assert ids(got.groups) == ["gm1948-schijndel-12", "gm1948-veghel-12", "gm1948-veghel-12-25"]


def test_without_one_of_its_own_at_most_three_within_reach_are_shown(places: Places) -> None:
    got = answer(found(places, "oss"), sample())
    assert isinstance(got, Near)
    assert [nearby.group.place for nearby in got.groups] == ["Heesch", "Uden", "'s-Hertogenbosch"]
    assert [nearby.km for nearby in got.groups] == sorted(nearby.km for nearby in got.groups)
    assert got.groups[-1].km <= 25


def test_far_from_every_group_there_is_none(places: Places) -> None:
    assert answer(found(places, "maastricht"), sample()) == Nowhere()


def test_a_province_gives_the_groups_in_it(places: Places) -> None:
    where = places.pick("PV-Utrecht")
    assert isinstance(where, Within)
    got = answer(where, sample())
    assert isinstance(got, InArea)
    assert {group.municipality for group in got.groups} >= {"Utrecht", "Zeist", "Houten"}


def test_an_area_without_groups_has_none(places: Places) -> None:
    where = places.pick("PV-Drenthe")
    assert isinstance(where, Within)
    assert answer(where, sample()) == Nowhere()


@pytest.mark.parametrize("status", [Status.ENDED, Status.PAUSED, Status.FULL])
def test_a_group_one_cannot_join_is_never_shown(places: Places, status: Status) -> None:
    assert answer(found(places, "veghel"), [replace(VEGHEL, status=status)]) == Nowhere()


def test_a_verified_group_is_shown(places: Places) -> None:
    group = replace(VEGHEL, status=Status.VERIFIED)
    assert answer(found(places, "veghel"), [group]) == Here((group,))


def test_the_sample_keeps_its_ids_apart() -> None:
    assert len({group.id for group in sample()}) == len(sample()) == 30


def test_the_sample_claims_nothing_as_verified() -> None:
    assert {group.status for group in sample()} == {Status.UNVERIFIED, Status.ENDED}
    assert {group.verified_on for group in sample()} == {None}


def test_the_sample_speaks_dutch() -> None:
    assert {group.rhythm for group in sample()} == {"om de week", None}
