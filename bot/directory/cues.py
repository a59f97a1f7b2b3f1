"""The words around a name: how they point at it, refuse it, or only lead up to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from bot.directory.names import Name, Word, vocabulary


class Cue(IntEnum):
    """How the words before a name point at it; the higher wins."""

    BARE = 0
    BY = 1
    IN = 2
    HOME = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a message, from word `start` up to word `end`."""

    start: int
    end: int
    name: Name
    cue: Cue
    refused: bool = False  # "niet in Utrecht"
    postcode: bool = False
    now: bool = False  # "nu in Utrecht", beside a place of before


ARTICLES = vocabulary("de het een the a mijn onze")
JOINS = frozenset({"en", "of", "and", "or"})
SPEAKER = frozenset({"ik", "i", "k"})
LIVING = vocabulary(
    "woon woont wonen woonde woonplaats woonachtig kom komt kwam komen afkomstig live living lives "
    "based verhuis verhuisd verhuizen woonik wone",
)
_AT = vocabulary("in te nabij vlakbij dichtbij omgeving rond rondom near around regio buurt tussen between")
_TOWARDS = vocabulary("bij naar van to at richting by onder naast school werk")
_FROM = vocabulary("uit from")
_AT_HOME = LIVING | {"thuis", "kamers"}
_THERE = {frozenset({"daar", "woon"}), frozenset({"live", "there"})}
_SOON = 4  # words behind a name in which it is said that somebody lives there
_OF_OTHERS = frozenset({"werkt", "studeert", "studies", "works"})  # "mijn vriendin die studeert in Gent"
_VILLAGE = vocabulary("dorp dorpje stadje plaats plaatsje gehucht village town woonplaats")
_BETWEEN = vocabulary(
    "de het een the stad dorp dorpje stadje plaats plaatsje gehucht gemeente regio omgeving buurt van klein "
    "kleine t nu ergens tegenwoordig gewoon hier provincie prov vlak dicht of village town city",
)
_REFUSALS = vocabulary("niet geen not nooit behalve except")
_BETWEEN_REFUSED = frozenset({"die", "zin"})  # "niet die in Brabant", "geen zin in Rotterdam"
_AGE = 2  # digits: "16, leiden"
_CLUBS = frozenset({"fc", "sc", "vv"})
_RIDES = frozenset({"trein", "train"})
_RIDING = frozenset({"naar", "nr", "van", "uit", "to", "from"})
_RIDE = 4  # words
_FILLERS = (
    _AT
    | _TOWARDS
    | _FROM
    | LIVING
    | _BETWEEN
    | vocabulary(
        "ik i wij we zoek groep groepen een is er ook mijn me my mij postcode nederland holland nl ja yes hoi hallo "
        "hey hi hee haha lol pls please graag aub dus ok oke en and wat welke join us im m ben am a the for voor nog "
        "dat op hier daar dan toch maar want denk volgens uh eh ehm hmm groetjes iets something group any there zit "
        "eerst vroeger voorheen inmiddels now net jaar jr years year old",
    )
)
_AFTER_A_HOME = vocabulary(
    "en maar dus of is want kan waar ik vlakbij bij in heb ben and but er zijn wil zit vlak dicht is are i can "
    "ook nu gemeente provincie net samen met sinds al nabij near ga werk studeer",
)


def filler(word: Word) -> bool:
    """Say whether a word only leads up to a name."""
    return word.text in _FILLERS or (word.text.isdigit() and len(word.text) <= _AGE)


def refused(words: Sequence[Word], start: int) -> bool:
    """Say whether a name is named to leave it out, or is that of a football club or of where a train goes."""
    *before, last = ["", *(word.text for word in words[max(0, start - _RIDE) : start])]
    rides = last in _RIDING and not _RIDES.isdisjoint(before)
    return last in _CLUBS or rides or _left_out(words, start)


def _left_out(words: Sequence[Word], start: int) -> bool:
    """Say whether "niet" stands before a name, in the same breath: "niet Ede, Wageningen" leaves out one."""
    near = 3 if start > 1 and words[start - 2].text in _BETWEEN_REFUSED else 2
    for at in range(start, max(0, start - near), -1):
        if words[at].comma:
            return False
        if words[at - 1].text in _REFUSALS:
            return True
    return False


def closes(words: Sequence[Word], end: int) -> bool:
    """Say whether the words behind a name leave it a name: in "in best wel een huis" it is none."""
    return end == len(words) or words[end].comma or words[end].text in _AFTER_A_HOME


def led(words: Sequence[Word], start: int) -> bool:
    """Say whether a preposition or "het dorp" stands right before a name."""
    said = words[start - 1].text if start else ""
    return said in _VILLAGE or said in _AT | _FROM | _TOWARDS - {"school", "werk"}


def pointed(words: Sequence[Word], start: int, end: int) -> Cue:
    """Say how the words around a name point at it: "iets in Houten, want daar woon ik"."""
    behind = [word.text for word in words[end : end + _SOON]]
    i_in = start > 1 and words[start - 2].text in SPEAKER and words[start - 1].text == "in"
    if (i_in and (end == len(words) or words[end].comma)) or any({*pair} in _THERE for pair in pairwise(behind)):
        return Cue.HOME  # "mijn zus woont in Ede, ik in Houten"
    return cue(words, start)


def cue(words: Sequence[Word], start: int) -> Cue:
    """Say how the words before a name point at it."""
    at = start - 1
    while at >= 0 and words[at].text in _BETWEEN and words[at].text not in _AT:
        at -= 1
    if at < 0:
        return Cue.BY if any(word.text == "van" for word in words[:start]) else Cue.BARE
    before = {word.text for word in words[max(0, at - 4) : at]}
    said = words[at].text
    if said in LIVING or (said in _AT | _TOWARDS | _FROM and before & _AT_HOME):
        return Cue.HOME
    if said in _FROM:
        return Cue.HOME if at == 0 and start == 1 else Cue.IN
    if said == "te":
        return Cue.BY  # "te Komen", "te komen": a capital must tell
    if said in _AT:
        return Cue.BY if {word.text for word in words[max(0, at - 2) : at]} & _OF_OTHERS else Cue.IN
    passed = {word.text for word in words[at + 1 : start]}
    return Cue.BY if said in _TOWARDS or "van" in passed else Cue.BARE
