import random
import string
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory import Ambiguous, Found, Places, Resolution, Spot, Unknown, Within
from bot.directory.gazetteer import rows

# The province is meant, and the country: a village of that name counts only beside its municipality.
NOT_BY_THEMSELVES = {"Zeeland", "Nederland"}
PLACES = Places.load()
TOWNS = [(row["place"], row["gm_code"]) for row in rows("places.csv")]
MUNICIPALITIES = [(row["municipality"], row["gm_code"]) for row in rows("municipalities.csv")]


def leads_to(resolution: Resolution, gm_code: str) -> bool:
    match resolution:
        case Found(spot):
            return spot.gm_code == gm_code
        case Ambiguous(_, spots):
            return gm_code in {spot.gm_code for spot in spots}
        case _:
            return False


def plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@pytest.mark.parametrize("form", [str, str.upper, plain, lambda name: plain(name).replace("-", " ").replace("'", "")])
def test_every_place_and_municipality_leads_to_itself(form: Callable[[str], str]) -> None:
    missed = [
        name
        for name, gm_code in TOWNS + MUNICIPALITIES
        if name not in NOT_BY_THEMSELVES and not leads_to(PLACES.resolve(form(name)), gm_code)
    ]
    assert missed == []


def test_every_place_is_found_in_a_sentence() -> None:
    asked = ((name, gm, PLACES.resolve(f"is er een groep in {name} voor mij?", sentence=True)) for name, gm in TOWNS)
    assert {name for name, gm_code, got in asked if not leads_to(got, gm_code)} <= NOT_BY_THEMSELVES


def test_every_quarter_leads_to_its_town_and_leaves_a_village_of_its_name_alone() -> None:
    quarters = [(row["nickname"], row["place"], row["gm_code"]) for row in rows("quarters.csv")]
    villages = {name for name, _ in TOWNS}
    beside = ((f"{town} {name}", gm_code) for name, town, gm_code in quarters)
    alone = ((name, gm_code) for name, _, gm_code in quarters if name not in villages)
    missed = [written for written, gm_code in (*beside, *alone) if not leads_to(PLACES.resolve(written), gm_code)]
    assert missed == []
    assert not [name for name, _, gm_code in quarters if name in villages and leads_to(PLACES.resolve(name), gm_code)]


def test_every_postcode_leads_to_its_municipality() -> None:
    missed = [row["pc4"] for row in rows("postcodes.csv") if not leads_to(PLACES.resolve(row["pc4"]), row["gm_code"])]
    assert missed == []


def test_a_slip_of_the_pen_hardly_ever_leads_to_another_place() -> None:
    chance = random.Random(20)  # noqa: S311 - slips, not secrets
    slips = [(slip(name.lower(), chance), gm) for name, gm in TOWNS if sum(map(str.isalpha, name)) >= 6]
    wrong = [written for written, gm in slips if astray(PLACES.resolve(written), gm)]
    helped = sum(leads_to(PLACES.resolve(written), gm) for written, gm in slips)
    assert len(wrong) / len(slips) < 0.02, wrong
    assert helped / len(slips) > 0.9


def astray(resolution: Resolution, gm_code: str) -> bool:
    return isinstance(resolution, Found) and resolution.spot.gm_code != gm_code


def slip(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    letter = chance.choice(string.ascii_lowercase)
    before, here, after = name[:at], name[at], name[at + 1 :]
    return chance.choice([before + after, before + letter + here + after, before + letter + after, swapped(name, at)])


def swapped(name: str, at: int) -> str:
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


@given(st.text(max_size=200), st.booleans())
def test_any_text_at_all_is_answered(written: str, sentence: bool) -> None:  # noqa: FBT001 - hypothesis calls it
    assert PLACES.resolve(written, sentence=sentence) is not None


@given(
    st.lists(
        st.sampled_from(["in", "bij", "5462", "st.", "hengelo", "de", "wijk", "mol", "ij", "a/d", ","]), max_size=9
    )
)
def test_any_heap_of_place_words_is_answered(parts: list[str]) -> None:
    assert PLACES.resolve(" ".join(parts)) is not None


def test_an_answer_takes_a_few_thousandths_of_a_second() -> None:
    sentences = [f"hoi ik woon in {name.lower()[:-1]}x" for name, _ in TOWNS[::10]]
    taken = sorted(seconds(sentence) for sentence in sentences)
    assert taken[len(taken) // 2] < 0.01  # a loose bound: the machines that test are slow and shared


def seconds(written: str) -> float:
    start = time.perf_counter()
    PLACES.resolve(written)
    return time.perf_counter() - start


def test_the_places_of_a_shared_name_come_largest_first() -> None:
    got = PLACES.resolve("velp")
    assert isinstance(got, Ambiguous)
    assert (got.name, [spot.municipality for spot in got.spots]) == ("Velp", ["Rheden", "Land van Cuijk"])


@pytest.mark.parametrize("written", ["utrecht of amersfoort", "arnhem of nijmegen", "zutphen of apeldoorn"])
def test_one_or_the_other_is_a_question(written: str) -> None:
    """Not Amersfoort in the province of Utrecht."""
    got = PLACES.resolve(written)
    assert isinstance(got, Ambiguous)
    assert {spot.name.lower() for spot in got.spots} == set(written.split()) - {"of"}


def test_a_city_comes_before_its_province_and_offers_it() -> None:
    got = PLACES.resolve("groningen")
    assert isinstance(got, Found)
    assert got.instead is not None
    assert (got.spot.name, got.instead.code) == ("Groningen", "PV-Groningen")


@pytest.mark.parametrize("code, name", [("WP2827", "Veghel"), ("GM0344", "Utrecht"), ("PC5462", "Veghel")])
def test_a_pressed_button_finds_its_spot(code: str, name: str) -> None:
    got = PLACES.pick(code)
    assert isinstance(got, Found)
    assert (got.spot.code, got.spot.name) == (code, name)


def test_a_pressed_button_finds_its_area() -> None:
    got = PLACES.pick("RG-Twente")
    assert isinstance(got, Within)
    assert got.area.name == "Twente"


@pytest.mark.parametrize("code", ["", "WP", "GM9999", "Utrecht", "PV-Atlantis"])
def test_a_button_of_another_version_is_unknown(code: str) -> None:
    assert PLACES.pick(code) == Unknown()


def test_a_code_fits_in_a_button() -> None:
    codes = [f"PV-{row['province']}" for row in rows("provinces.csv")] + [
        f"RG-{row['region']}" for row in rows("regions.csv")
    ]
    assert max(len(f"1:p:{code}".encode()) for code in codes) <= 64


def test_a_shared_location_finds_the_municipality() -> None:
    got = PLACES.near(51.6177, 5.5494)
    assert isinstance(got, Found)
    assert got.spot.municipality == "Meierijstad"


@pytest.mark.parametrize(
    "where",
    [(50.85, 4.35), (52.212, 7.025), (51.05, 3.72), (50.776, 6.084), (0.0, 0.0), (float("nan"), 5.0), (1e308, 5.0)],
)
def test_a_location_abroad_is_unknown(where: tuple[float, float]) -> None:
    assert PLACES.near(*where) == Unknown()


def test_no_place_in_the_netherlands_is_taken_for_abroad() -> None:
    spots = [PLACES.pick(f"PC{row['pc4']}") for row in rows("postcodes.csv")]
    located = [each.spot for each in spots if isinstance(each, Found)]
    assert [spot.code for spot in located if not at_home(spot)] == []


def at_home(spot: Spot) -> bool:
    got = PLACES.near(spot.lat, spot.lon)
    return isinstance(got, Found) and got.spot.gm_code == spot.gm_code
