"""Whose age a number in a message is, if it is an age at all."""

import pytest

from bot.conversation import ages

TOLD = [
    ("ik ben 14 en woon in Ede", 14),
    ("heeey ik ben sanne 15 uit veghel en ik heb geen vriendinnen", 15),
    ("ben 31 maar voel me heel alleen", 31),
    ("im 25 living in Eindhoven", 25),
    ("i am 16 years old", 16),
    ("Utrecht, ben 24", 24),
    ("zwerf een beetje rond in Utrecht, 17", 17),
    ("ik woon al 3 jaar in Ede en ben 22", 22),
    ("en voor 13 jaar?", 13),
    ("13", 13),
    ("mijn dochter is 13", 13),
    ("mijn dochter ze is 15 en wij wonen in Den Bosch", 15),
    ("ik ben moeder van een jongen van 15", 15),
    ("mantelzorger van mn broertje van 11", 11),
    ("ik ben 45 en zoek iets voor mijn dochter van 16 in Weert", 16),
    ("mijn kleindochter is 10", 10),
    ("im fifteen and from zwolle", 15),
    ("ik ben zestien", 16),
    ("bijna 12", 11),
    ("over 2 weken word ik 12", 11),
    ("ik ben 11 bijna 12 uit Weert", 11),
    ("bn 15 1/2", 15),
    ("veertien en een half", 14),
    ("ik ben 14,5", 14),
    ("im 15 and a half", 15),
]
NO_AGE = [
    "na 6 jaar depressie ben ik er klaar mee",
    "zit al 9 jaar bij de ggz",
    "ik ben al 9 jaar alleen",
    "5 jaar samen",
    "heb het uitgemaakt na 5 jaar samen, geen spijt",
    "na 16 jaar ben ik weg bij mn ouders",
    "i have been alone for 6 years",
    "6 jaar geleden",
    "hij is 24",
    "hij is denk 19",
    "zij wordt 13",
    "mijn moeder is 45",
    "een jongen van 24 wil afspreken",
    "ik heb een vriend van 24 ontmoet",
    "toen ik 12 was",
    "vanaf 12 jaar",
    "van 12 tot 18?",
    "om 19 uur",
    "10 vrienden",
    "bus 14 gaat naar eindhoven",
    "3822",
]
ALONE = [
    ("13", 13),
    ("maar ik ben 13", 13),
    ("en voor 13 jaar?", 13),
    ("ik ben 27, is dat te oud", 27),
    ("im 11", 11),
    ("hij is 24", None),
    ("ik ben 13 en alleen", None),
    ("na 13 jaar", None),
    ("5", None),
]


@pytest.mark.parametrize(("words", "age"), TOLD)
def test_an_age_is_that_of_who_is_to_join(words: str, age: int) -> None:
    assert ages.named(words) == age


@pytest.mark.parametrize("words", NO_AGE)
def test_a_time_a_limit_or_the_age_of_another_is_none(words: str) -> None:
    assert ages.named(words) is None


@pytest.mark.parametrize(("words", "age"), ALONE)
def test_a_message_may_be_nothing_but_an_age(words: str, age: int | None) -> None:
    assert ages.only(words) == age


@pytest.mark.parametrize(("words", "age"), [("hij is 24", 24), ("he is 31", 31), ("ik ben 24", None)])
def test_the_age_of_another_is_known_for_one(words: str, age: int | None) -> None:
    assert ages.of_another(words) == age
