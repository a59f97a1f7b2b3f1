"""Who lives in another country than these two: said as an answer, or plainly in a sentence."""

import pytest

from bot.directory import Abroad, Places, Unknown

ANSWERS = [
    "Duitsland",
    "Aachen",
    "New York",
    "curacao",
    "in Parijs nu",
    "ik zit in het buitenland nu",
    "Germany, Berlin",
    "Nordhorn",
    "ik woon in Duitsland vlakbij Enschede",
]
SENTENCES = ["ik woon in Duitsland en voel me alleen", "i live in Berlin and know nobody"]
NO_HOME = [
    "mijn vader woont in Polen",
    "ik kom uit Syrië en ken hier niemand",
    "we moved here from Brazil last year",
    "im 24 and just moved from Portugal",
    "we gaan op vakantie naar Spanje",
    "ik leer voor een toets over Frankrijk",
]


@pytest.mark.parametrize("written", ANSWERS)
def test_a_country_or_a_city_there_is_an_answer(places: Places, written: str) -> None:
    assert places.resolve(written) == Abroad()


@pytest.mark.parametrize("written", SENTENCES)
def test_in_a_sentence_it_must_be_lived_in(places: Places, written: str) -> None:
    assert places.resolve(written, sentence=True) == Abroad()


@pytest.mark.parametrize("written", [*NO_HOME, *ANSWERS[:4], "nice", "leer", "ik ben thuis"])
def test_a_mere_mention_is_no_home(places: Places, written: str) -> None:
    assert places.resolve(written, sentence=True) == Unknown()
