"""Decides whether a name that is also a word, a person or a country counts as a place here."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What else a name is, besides a place (the column `kind` of ordinary.csv)."""

    LIGHT = "light"  # a word or half a name: counts after a preposition, with a capital, or alone
    PERSON = "person"  # a first name or surname: a capital proves nothing
    HEAVY = "heavy"  # a common word: counts as a home, or alone where a place was asked for
    ARTICLE = "article"  # "de wijk", "het zand": also after "ik woon in" no place, unless with a capital
    COUNTRY = "country"  # "Nederland": a hamlet too, only with its province or municipality
    FUNCTION = "function"  # "een", "echt", "best": never but as the whole answer or with a sign


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a name being a place."""

    asked: bool  # the message is an answer to the question for a place, or a marked span
    whole: bool  # nothing else is said
    alone: bool  # nothing else but words that lead up to a name, and other names
    opens: bool  # it is the first word, or stands behind a comma
    closes: bool  # what follows leaves it a name
    inside: bool  # "in", "uit" or a home points at it
    home: bool  # "ik woon in" points at it
    led: bool  # a preposition or "het dorp" stands right before it
    articled: bool  # an article stands right before it
    capital: bool
    named: bool  # another place is named besides it
    joined: bool  # "of" or "en" ties it to another place: "Roermond of Weert"
    told: bool  # its own province, region or bigger neighbour stands beside it


def counts(kind: Kind, signs: Signs) -> bool:
    """Say whether the signs are enough for a name of this kind."""
    match kind:
        case Kind.LIGHT:
            named = signs.asked and signs.led and signs.closes  # "een kwartier van Leiden"
            return signs.alone or signs.inside or signs.capital or signs.joined or named
        case Kind.PERSON:
            return signs.whole or signs.inside or (signs.alone and signs.named)
        case Kind.HEAVY:
            return (signs.inside and signs.capital) if signs.articled else _heavy(signs)
        case Kind.ARTICLE:
            told = signs.told and (signs.alone or signs.inside)
            return (signs.whole and signs.asked) or ((signs.inside or signs.told) and signs.capital) or told
        case Kind.COUNTRY:
            return signs.alone and signs.named
        case Kind.FUNCTION:
            return _function(signs)


def _heavy(signs: Signs) -> bool:
    at_home = (signs.home or (signs.inside and signs.asked)) and signs.closes
    alone = signs.alone and (signs.inside or signs.named or signs.asked)
    told = signs.told and (signs.led or signs.capital)
    return at_home or alone or told or (signs.inside and signs.capital)


def _function(signs: Signs) -> bool:
    if signs.told and (signs.led or signs.capital or (signs.alone and signs.opens)):
        return True  # "Een in Drenthe", not "is er een in Drenthe"
    if signs.inside and (signs.capital or (signs.home and signs.led and signs.closes)):
        return True
    return signs.asked and signs.alone and (signs.whole or (signs.inside and signs.closes and signs.led))
