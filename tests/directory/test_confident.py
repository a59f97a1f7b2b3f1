"""What a message in which nobody marked a place may be taken for."""

import pytest

from bench.resolved import short
from bot.directory import Places
from bot.directory.gazetteer import rows

NO_PLACES = [
    "ik loop door de wijk", "ik woon in de wijk", "in de wijk is niks te doen", "in het dorp ken ik niemand",
    "ik ga naar de stad", "groet, sanne", "met vriendelijke groet", "dat kan nergens toe leiden",
    "hoe kan ik een groep leiden", "ik wil uit het leven stappen", "uit het niets", "ik kom er niet uit",
    "ik woon in een dorp", "ik kom uit een, hoe zeg je dat, moeilijk gezin", "is er een in de buurt",
    "ik wil echt best wel een vriend", "ik werk met dieren", "to be or not to be",
    "mijn vriendin die studeert in gent is verdrietig", "komen er nog groepen bij in het noorden", "in de muur",
    "mijn neef is net in belgië, ik vraag het voor hem",
    "is die film over die zanger verboden", "hoe schrijf ik mij uit voor na de zomer", "ik kom halen wat ik vergat",
    "ik zit in de trein naar amersfoort", "hoe laat gaat de trein van deventer naar enschede",
    "al sinds we van meppel naar hier verhuisd zijn", "sinds ik van zwolle naar hier ben gekomen",
    "elkaar meppen", "hij geeft mij alleen loon als ik mee ga",
]  # fmt: skip
PLACES = [
    ("ik studeer in leiden", "GM0546"), ("groetjes uit leiden", "GM0546"), ("ik woon in De Wijk", "GM1690"),
    ("ik woon in de wijk, drenthe", "GM1690"), ("ik woon in groet", "GM0373"), ("ik woon in 010 zuid", "GM0599"),
    ("ik kom uit amstrdam noord", "GM0363"), ("ik kom uit het dorp een in drenthe", "GM1699"),
    ("ik woon in arnem", "GM0202"),
    ("ik wil naar een groep in roermond of weert", "choice:GM0988|GM0957"),
    ("is er een in drenthe", "province:Drenthe"), ("het is echt saai in limburg", "province:Limburg"),
]  # fmt: skip
ONE_SLIP = [
    ("heilo", "GM0399"), ("amstredam", "GM0363"), ("eindhovn", "GM0772"), ("maastrigt", "GM0935"),
    ("nijmgen", "GM0268"),
    ("gorichem", "GM0512"), ("bergen op zom", "GM0748"), ("den bosh", "GM0796"), ("harderwik", "GM0243"),
    ("oldenzal", "GM0173"), ("krimpen aan den ysel", "GM0542"),
]  # fmt: skip
ONLY_WORDS = [
    "appelen", "vrienden", "helemaal", "eenzaam", "anoniem", "dankjewel", "hallooo", "verdriet", "zelfmoord",
    "boer", "buren", "groet", "punt", "winkel", "komen", "doel", "namen", "zolder", "loser",
    "de donder", "de inhoud", "please help", "geen zin", "planningen", "mohammed", "whatever",
]  # fmt: skip
POSTCODES = [
    ("2011 MB", "GM0392"), ("2011mb", "GM0392"), ("2013 EN", "GM0392"), ("ik woon op 2012 ab", "GM0392"),
    ("postcode 2013 en", "GM0392"), ("mijn huis staat op 3511 IN", "GM0344"), ("7255mm", "GM1876"),
]  # fmt: skip
YEARS = [
    "in 2011 is het begonnen", "in 2013 en 2014 was het leuk", "sinds 2012 ik alleen", "1995 AB",
    "ik heb 5462 km gelopen", "ik heb 1500 mm regen gezien", "geboren 2011 en nu 14",
]  # fmt: skip


@pytest.mark.parametrize("written", NO_PLACES + ONLY_WORDS + YEARS)
def test_talk_of_something_else_names_no_place(places: Places, written: str) -> None:
    assert short(places.resolve(written, sentence=True)) == "unknown"


@pytest.mark.parametrize("written, expected", PLACES)
def test_a_place_plainly_named_in_a_sentence_counts(places: Places, written: str, expected: str) -> None:
    assert short(places.resolve(written, sentence=True)) == expected


@pytest.mark.parametrize("written, expected", ONE_SLIP)
def test_a_message_that_is_one_misspelt_name_counts(places: Places, written: str, expected: str) -> None:
    assert short(places.resolve(written, sentence=True)) == expected


@pytest.mark.parametrize("sentence", [False, True])
@pytest.mark.parametrize("written, expected", POSTCODES)
def test_four_digits_with_their_letters_are_a_postcode(
    places: Places,
    written: str,
    expected: str,
    sentence: bool,  # noqa: FBT001 - parametrized
) -> None:
    assert short(places.resolve(written, sentence=sentence)) == expected


def test_an_everyday_word_that_looks_like_a_name_is_no_name(places: Places) -> None:
    everyday = [row["word"] for row in rows("everyday.csv")]
    assert [word for word in everyday if short(places.resolve(word, sentence=True)) != "unknown"] == []
