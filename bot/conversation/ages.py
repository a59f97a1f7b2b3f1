"""An age that a visitor tells: of their own, or of the child, pupil or client they look for a group for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import yml
from bot.directory import Group
from bot.safety import helplines

YOUNGEST, OLDEST = 12, 30  # FACTS: for young people of 12 to 30
ADULT = 18  # FACTS: the online groups are for 18 to 30
_LIKELY = range(5, 100)
_BARE = 10  # a smaller number by itself may be anything
_TOKEN = re.compile(r"\d+(?:[:.,/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?|[,.;:!?()\n-]")
_NO_AGE = re.compile(  # half a year counts for nothing, and "18+" is an age of nobody
    r"(?<=\d)(?:[.,]5|\s*½|\s+1/2|\s+en een half|\s+and a half)(?!\w)|\b\d+\s?\+"
)
_BESIDE = re.compile(r"(?P<first>[1-9]\d)[\s,]+(?P<behind>\D+)|(?P<before>\D+?)[\s,]+(?P<last>[1-9]\d)")
_STOPS = frozenset(",.;:!?()\n-")


_WORDS = {
    name: str(words).split()
    for name, words in yml.values(Path(__file__).with_name("ages.yml").read_text(encoding="utf-8")).items()
}


def _set(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in _WORDS[name])


_YEARS = _set("years")
_OLD = _set("old")
_MEASURES = _set("measures")
_AM = _set("am")
_PASSING = _set("passing")
_ALMOST = _set("almost")
_SOON = _set("soon")
_IS = _set("is")
_SOUGHT = _set("sought")
_YOUNG = _set("young")
_ELDERS = _set("elders")
_OTHERS = _set("others")
_KIN = _set("kin")
_SPAN = _set("span")
_DURING = _set("during")
_JOINS = _set("joins")
_GOES_ON = _set("goes_on")
_FROM = _set("from")
_ALONE = _set("am", "passing", "old", "years", "joins", "fillers")
_SPELT_OUT = {word: age for name in ("spelt_nl", "spelt_en") for age, word in enumerate(_WORDS[name], 10)}
_SPELT = re.compile(rf"\b(?:{'|'.join(_SPELT_OUT)})\b")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a message that can be an age, with the words around it."""

    value: int
    before: Sequence[str]
    behind: Sequence[str]

    @property
    def lead(self) -> str:
        """The word before it that counts; empty where a sentence begins."""
        at = len(self.before)
        while at and self.before[at - 1] in _PASSING:
            at -= 1
        return self.before[at - 1] if at and self.before[at - 1] not in _STOPS else ""

    @property
    def passed(self) -> frozenset[str]:
        """The words that were passed over: "al", "bijna"."""
        at = len(self.before)
        while at and self.before[at - 1] in _PASSING:
            at -= 1
        return frozenset(self.before[at:])

    @property
    def in_years(self) -> bool:
        """Whether "jaar" stands behind it."""
        return bool(self.behind) and self.behind[0] in _YEARS

    @property
    def rest(self) -> Sequence[str]:
        """What stands behind it and its "jaar oud"."""
        return [word for at, word in enumerate(self.behind) if at > 1 or word not in _YEARS | _OLD]

    @property
    def age(self) -> int:
        """The age it says; who is nearly twelve is eleven."""
        soon = self.before[-2:-1] == ["word"] and _SOON & set(self.before)
        return self.value - (bool(self.passed & _ALMOST) or bool(soon))


_BANDS = {"under12": 11, "12-17": 17, "18-24": 24, "25-30": 30, "over30": 100}  # and the oldest of each


def told(words: str) -> int | None:
    """Give the age in a message that asks about ages, in years; None when there is none, or more than one number."""
    numbers = list(_numbers(words))
    if len(numbers) != 1:
        return None
    one = numbers[0]
    return None if _another(one, _OTHERS | _KIN) or _lasts(one) else one.age


def named(words: str) -> int | None:
    """Give the age in a message about anything, in years: "ik ben 14 en woon in Ede", "mijn dochter is 13".

    None for none: how long something lasted ("na 6 jaar") is no age, and that of somebody else ("hij is 24") is not
    the age of who is to join.
    """
    numbers = list(_numbers(words))
    own = [number.age for number in numbers if _own(number)]
    theirs = [number.age for number in numbers if _sought(number)]
    plain = [number.age for number in numbers if _plain(number)] if len(numbers) == 1 else []
    parents = own and theirs and own[0] > OLDEST  # "ik ben 45 en zoek iets voor mijn dochter van 16"
    return next(iter((*(theirs if parents else own), *theirs, *plain)), None)


def of_another(words: str) -> int | None:
    """Give the age of somebody else a message speaks of, whoever that is: "hij is 24", "mijn broer van 33"."""
    return next((number.age for number in _numbers(words) if _another(number, _OTHERS | _KIN)), None)


def of_anybody(words: str) -> bool:
    """Tell whether a message gives the age of "hij" or "zij", who may be anybody: no brother or friend is named."""
    return any(_another(number, _OTHERS) and not _another(number, _KIN) for number in _numbers(words))


def of_child(words: str) -> bool:
    """Tell whether a message gives the age of whom somebody looks for a group for, and none of their own."""
    numbers = list(_numbers(words))
    return any(map(_sought, numbers)) and not any(map(_own, numbers))


def only(words: str) -> int | None:
    """Give the age in a message that says nothing else: "13", "maar ik ben 13", "en voor 13 jaar?"."""
    number, tokens = told(words), _TOKEN.findall(_plainly(words))
    digits = [token for token in tokens if token.isdigit()]
    others = [token for token in tokens if not token.isdigit() and token not in _STOPS]
    if number is None or not set(others) <= _ALONE:
        return None
    return None if not others and int(digits[0]) < _BARE else number


def beside(words: str) -> tuple[int, str] | None:
    """Split a bare number from the words it stands before or behind: "16 bussum" is an age if those are a place."""
    split = _BESIDE.fullmatch(words.strip(" .!?"))
    if split is None:
        return None
    return int(split["first"] or split["last"]), (split["behind"] or split["before"]).strip(" ,")


def only_told(words: str) -> bool:
    """Tell whether an age is all that a message says, whoever it is of: "14", "ik ben 15", "ze is 13 jaar"."""
    others = {token for token in _TOKEN.findall(_plainly(words)) if not token.isdigit()}
    return only(words) is not None or (of_another(words) is not None and others <= _ALONE | _OTHERS | _IS | _STOPS)


def band(age: int) -> str:
    """Give the band of an age, as `bot.safety.lines_for` knows them."""
    return next(name for name, until in _BANDS.items() if age <= until)


def admit(groups: Iterable[Group], age: int) -> bool:
    """Tell whether one of these may be for somebody of this age."""
    return any(admits(group, age) for group in groups)


def admits(group: Group, age: int) -> bool:
    """Tell whether a group may be for somebody of this age; one without ages may."""
    return (group.age_min or 0) <= age <= (group.age_max or age)


def fits(age: int) -> str:
    """Say whether somebody of this age can join: "fits", "young" or "old"."""
    return "young" if age < YOUNGEST else "old" if age > OLDEST else "fits"


def lines() -> dict[str, str]:
    """Give whom those can call or chat with who are too young or too old."""
    kids, adults = helplines()["kindertelefoon"], helplines()["luisterlijn"]
    return {"kids": kids.phone, "kids_chat": kids.chat, "adults": adults.phone}


def _plainly(words: str) -> str:
    return _NO_AGE.sub("", _SPELT.sub(lambda word: str(_SPELT_OUT[word[0]]), words.lower().replace("\u2019", "'")))


def _numbers(words: str) -> Iterator[_Number]:
    tokens = _TOKEN.findall(_plainly(words))
    for at, token in enumerate(tokens):
        behind = tokens[at + 1 :]
        counted = bool(behind) and behind[0] in _MEASURES
        if token.isdigit() and token[0] != "0" and int(token) in _LIKELY and not counted:
            yield _Number(int(token), tokens[:at], behind)


def _own(number: _Number) -> bool:
    """Tell "ik ben 14" and "word ik 12" from "ik ben al 9 jaar alleen" and "toen ik 12 was"."""
    asks = number.lead in {"ik", "i"} and (set(number.before[-2:-1]) & _AM or set(number.behind[:1]) & _FROM)
    closes = number.lead in {"ik", "i"} and (not number.behind or number.behind[0] in _STOPS)  # "hij is 15, ik 16"
    if number.lead not in _AM and not asks and not closes:
        return False
    whose = number.before[:-1]
    return not _lasts(number) and not (number.lead == "wordt" and _OTHERS & set(whose))


def _sought(number: _Number) -> bool:
    """Tell the age of a daughter or a pupil from that of whomever a visitor speaks of."""
    before = set(number.before)
    child = before & _SOUGHT or (before & _YOUNG and before & _ELDERS)
    return number.lead in _IS and bool(child) and not _lasts(number)


def _another(number: _Number, others: frozenset[str]) -> bool:
    return number.lead in _IS and bool(others & set(number.before))


def _plain(number: _Number) -> bool:
    """Tell "sanne, 15 uit veghel" and "en voor 13 jaar?" from a number of anything else."""
    follows = number.rest[0] if number.rest else ""
    if follows in _FROM and number.lead not in _SPAN | _IS:
        return True
    closed = not follows or follows in _STOPS or (number.in_years and follows in _GOES_ON)
    if number.lead in _JOINS:
        return number.in_years and closed
    return not number.lead and closed and (number.in_years or number.value >= _BARE) and not _lasts(number)


def _lasts(number: _Number) -> bool:
    """Tell a time that something lasted, or a limit: "na 6 jaar", "al 9 jaar bij", "5 jaar samen", "vanaf 12 jaar"."""
    follows = number.rest[0] if number.rest else ""
    if number.lead in _SPAN - {"van"}:
        return True
    if not number.in_years:
        return False
    long = "al" in number.passed or "already" in number.passed
    return follows in _DURING or (long and bool(follows) and follows not in _STOPS | _GOES_ON)
