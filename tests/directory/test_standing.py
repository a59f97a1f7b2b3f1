"""Several places in one message: where somebody lives now goes before the rest."""

import pytest

from bench.resolved import agrees, short
from bot.directory import Places, Unknown

BEFORE_AND_NOW = [
    ("eerst woonde ik in zwolle nu in meppel", "GM0119"), ("vroeger in groningen, nu in assen", "GM0106"),
    ("vorig jaar nog in tilburg, nu breda", "GM0758"), ("I used to live in Leiden, now in Delft", "GM0503"),
    ("ik woon nu in ede, eerst in arnhem", "GM0228"), ("in zwolle woonde ik vroeger, nu in kampen", "GM0166"),
    ("vroeger in zwolle en deventer, nu ede", "GM0228"), ("ik woonde eerst in uden", "GM1991"),
    ("opgegroeid in gouda, woon in delft", "GM0503"), ("nu assen eerst groningen", "GM0106"),
    ("ik kom oorspronkelijk uit venlo maar woon nu in weert", "GM0988"),
    ("ik woon in utrecht maar kom uit zwolle", "GM0344"), ("from groningen but live in utrecht", "GM0344"),
    ("ik zit op kamers in nijmegen maar kom uit venray", "GM0268"),
    ("over een maand woon ik in delft, nu nog ede", "GM0228"),
    ("binnenkort verhuis ik naar tiel, nu woon ik nog in ede", "GM0228"),
]  # fmt: skip
MOVED = [
    ("ik ben verhuisd van almere naar lelystad", "GM0995"), ("verhuisd naar gouda vanuit utrecht", "GM0513"),
    ("I moved from Zwolle to Haarlem", "GM0392"), ("I moved to Haarlem from Zwolle", "GM0392"),
    ("we zijn vanuit almere naar gouda gegaan", "GM0513"),
    ("i used to live in madrid, now in utrecht", "GM0344"),
    ("used to be in utrecht, moved to almere", "GM0034"), ("net verhuisd naar veghel", "GM1948"),
]  # fmt: skip
HOME_AND_SCHOOL = [
    ("ik kom uit best maar ga in eindhoven naar school", "GM0753"), ("uit best, school in eindhoven", "GM0753"),
    ("uit echt, werk in roermond", "GM1711"), ("ik kom uit een, werk in assen", "GM1699"),
    ("ik woon in enter maar werk in almelo", "GM0189"), ("woon in houten werk in utrecht", "GM0321"),
    ("ik zit in tilburg op school maar woon in goirle", "GM0785"),
    ("I live in Best but study in Eindhoven", "GM0753"), ("werk: utrecht, woon: zeist", "GM0355"),
    ("ik woon in made maar werk in breda", "GM1719"),
    ("werk in utrecht maar wil iets in houten want daar woon ik", "GM0321"),
    ("I work in Utrecht but want something in Houten, I live there", "GM0321"),
]  # fmt: skip
TAKEN_BACK = [
    ("in Haarlem. nee wacht, Hoofddorp", "GM0394"), ("in de buurt van Utrecht, of eigenlijk Zeist", "GM0355"),
    ("niet die in brabant, oosterhout gelderland", "GM1734"),
    ("niet amsterdam, amstelveen", "GM0362"), ("je kent het vast niet: oudeschoot", "GM0074"),
    ("Zutphen. o nee Veghel", "GM1948"), ("breda, sorry tilburg", "GM0855"), ("Best, I mean Eindhoven", "GM0772"),
    ("ik woon in Ede en durf eigenlijk niet naar een groep in Utrecht", "GM0228"),
    ("eigenlijk in ede", "GM0228"), ("mijn moeder woont in Breda en mijn vader in Tilburg", "choice:GM0758|GM0855"),
]  # fmt: skip
WITH_ANOTHER = [
    ("nee zij woont in arnhem ik in tilburg", "GM0855"), ("ik in tilburg, zij woont in arnhem", "GM0855"),
    ("mijn oma woont in assen maar ik in groningen", "GM0014"), ("mijn ouders wonen in Ede en ik in Uden", "GM1991"),
    ("ik woon bij mijn vader in tilburg en mijn moeder woont in breda", "GM0855"),
    ("in leiden zit ik op kamers, mn ouders wonen in ede", "GM0546"), ("ouders in ede maar zelf in leiden", "GM0546"),
    ("ik zit bij mn moeder in ede en weekend bij mn pa in barneveld", "choice:GM0228|GM0203"),
    ("ik woon half in ede en half in barneveld", "choice:GM0228|GM0203"),
    ("mijn vriendin woont in zwolle en ik in kampen", "GM0166"), ("mn pa zit in ede, ik bij mn ma in oss", "GM0828"),
    ("mijn zus woont in utrecht, ik nog thuis in houten", "GM0321"),
    ("mijn vriendin woont in utrecht en ik woon in ede", "GM0228"), ("mijn vriendin woont in utrecht", "GM0344"),
]  # fmt: skip
CLUBS = ["ajax of feyenoord", "feyenoord is de beste", "feyenoord", "ik ben voor fc utrecht", "fan van fc groningen"]
ALONE = [
    ("ik werk in zwolle", "GM0193"), ("school in oss", "GM0828"), ("ik woon en werk in utrecht", "GM0344"),
]  # fmt: skip


@pytest.mark.parametrize("written, expected", BEFORE_AND_NOW)
def test_the_place_of_now_goes_before_the_old_one(places: Places, written: str, expected: str) -> None:
    assert short(places.resolve(written)) == expected


@pytest.mark.parametrize("written, expected", WITH_ANOTHER)
def test_where_who_writes_lives_goes_before_where_another_does(places: Places, written: str, expected: str) -> None:
    assert short(places.resolve(written, sentence=True)) == expected


@pytest.mark.parametrize("written", CLUBS)
def test_a_football_club_is_no_place(places: Places, written: str) -> None:
    assert places.resolve(written, sentence=True) == Unknown()


@pytest.mark.parametrize("written, expected", TAKEN_BACK)
def test_what_is_taken_back_leaves_the_place_after_it(places: Places, written: str, expected: str) -> None:
    assert agrees(short(places.resolve(written)), expected)


@pytest.mark.parametrize("written, expected", MOVED)
def test_the_place_somebody_moved_to_goes_before_the_one_left(places: Places, written: str, expected: str) -> None:
    assert short(places.resolve(written)) == expected


@pytest.mark.parametrize("sentence", [False, True])
@pytest.mark.parametrize("written, expected", HOME_AND_SCHOOL)
def test_a_home_goes_before_a_school_or_work(places: Places, written: str, expected: str, sentence: bool) -> None:  # noqa: FBT001 - parametrized
    assert short(places.resolve(written, sentence=sentence)) == expected


@pytest.mark.parametrize("written, expected", ALONE)
def test_a_school_or_work_will_do_where_nothing_else_is_named(places: Places, written: str, expected: str) -> None:
    assert short(places.resolve(written)) == expected
