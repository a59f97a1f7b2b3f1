"""Names told by the words beside them: a province, a neighbour, a country, a part of a town."""

import pytest

from bench.resolved import short
from bot.directory import Places

VILLAGES = [
    ("echt, limburg", "GM1711"), ("Echt in Limburg", "GM1711"), ("limburg, echt", "GM1711"),
    ("enter overijssel", "GM0189"), ("ik woon in twente, in enter", "GM0189"), ("een in drenthe", "GM1699"),
    ("dat dorp een in drenthe", "GM1699"), ("best bij eindhoven", "GM0753"), ("best, eindhoven", "GM0753"),
    ("america in limburg", "GM1507"), ("made bij oosterhout", "GM1719"), ("dorst bij oosterhout", "GM0826"),
    ("well bij bergen", "GM0893"), ("vries (drenthe)", "GM1730"), ("vries bij assen", "GM1730"),
    ("dieren, gelderland", "GM0275"), ("leek in groningen", "GM1969"), ("hall in gelderland", "GM0213"),
    ("ee in friesland", "GM1970"), ("Nuenen, Eindhoven", "GM0820"), ("brabant best", "GM0753"),
    ("huizen in het gooi", "GM0406"), ("de wijk bij meppel", "GM1690"), ("De Wijk, Drenthe", "GM1690"),
    ("ik woon in de wijk, drenthe", "GM1690"),
]  # fmt: skip
AREAS = [
    ("een plek in drenthe", "province:Drenthe"), ("is er een in drenthe?", "province:Drenthe"),
    ("ik woon echt in limburg", "province:Limburg"), ("best ver in brabant", "province:Noord-Brabant"),
    ("noord holland boven amsterdam", "province:Noord-Holland"),
    ("een klein dorp in twente", "region:Twente"), ("ik woon het best in limburg", "province:Limburg"),
]  # fmt: skip
COUNTRIES = [
    ("Leiden, Netherlands", "GM0546"), ("Gouda in NL", "GM0513"), ("delft holland", "GM0503"),
    ("Best, The Netherlands", "GM0753"), ("nederland, venlo", "GM0983"), ("twente, nederland", "region:Twente"),
    ("Baarle-Nassau, Nederland", "GM0744"), ("hoek van holland", "GM0599"), ("zwole, nederland", "GM0193"),
    ("the netherlands", "unknown"), ("uit holland", "unknown"), ("nederland in overijssel", "GM1708"),
]  # fmt: skip
ACROSS = [
    ("mol over de grens", "belgium"), ("essen, over de grens", "belgium"), ("Hasselt (BE)", "belgium"),
    ("geel, be", "belgium"), ("lier in vlaanderen", "belgium"), ("putte over de grens", "belgium"),
    ("putte", "GM0873"), ("hulst zeeuws vlaanderen", "GM0677"), ("ik wil over de grens", "unknown"),
]  # fmt: skip
PARTS = [
    ("middelbeers", "GM0823"), ("middelbers", "GM0823"), ("oostelbeers", "GM0823"), ("dinther", "GM1721"),
    ("rdam zuid", "GM0599"), ("amstrdam noord", "GM0363"), ("010 zuid", "GM0599"), ("a'dam oost", "GM0363"),
    ("dordt west", "GM0505"), ("leiden zuid", "GM0546"), ("haarlem schalkwijk", "GM0392"),
    ("zuilen", "GM0344"), ("ik woon in laak", "choice:GM1641|GM0518"), ("schilderswijk", "choice:GM0014|GM0518"),
    ("050 stad", "GM0014"),
]  # fmt: skip


@pytest.mark.parametrize("written, expected", VILLAGES)
def test_a_village_with_its_area_or_neighbour_beside_it_is_that_village(
    places: Places, written: str, expected: str
) -> None:
    assert short(places.resolve(written)) == expected


@pytest.mark.parametrize("written, expected", AREAS)
def test_an_ordinary_word_beside_an_area_leaves_the_area(places: Places, written: str, expected: str) -> None:
    assert short(places.resolve(written)) == expected


@pytest.mark.parametrize("written, expected", COUNTRIES)
def test_the_name_of_the_country_says_nothing(places: Places, written: str, expected: str) -> None:
    assert short(places.resolve(written)) == expected


@pytest.mark.parametrize("written, expected", ACROSS)
def test_a_sign_of_the_border_makes_a_shared_name_belgian(places: Places, written: str, expected: str) -> None:
    assert short(places.resolve(written)) == expected


@pytest.mark.parametrize("written, expected", PARTS)
def test_a_part_of_a_name_or_of_a_town_leads_to_it(places: Places, written: str, expected: str) -> None:
    assert short(places.resolve(written)) == expected


def test_a_province_counts_only_where_no_place_in_it_is_named(places: Places) -> None:
    assert short(places.resolve("in drenthe zoek ik iets, hoogeveen ofzo")) == "GM0118"
