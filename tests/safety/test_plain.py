"""What is plainly fine takes back what weights and model guess, and never a cry that stands beside it."""

import csv
from pathlib import Path

import pytest

from bench.corpus import read
from bot.safety import AFTER_ALARM, GOING_ON, SHOWN, Alarm, Net, Plain, Safe, Tier, check, plainly
from bot.safety.plain import OPENING, PlainBook, plain_book

ENTRIES = plain_book().entries
CATCHES = [(entry, said) for entry in ENTRIES for said in entry.catches]
SPARES = [(entry, said) for entry in ENTRIES for said in entry.spares]
CRIES = [
    line.rstrip("\n").partition("\t")[2]
    for line in Path("tests/safety/heard.tsv").read_text(encoding="utf-8").splitlines()
]
TAUGHT = [
    row["text"]
    for file in sorted(Path("nlu/danger").glob("*.tsv"))
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if row["tier"] != Tier.NONE
]


def plain_anywhere(said: str) -> list[Plain]:
    """Tell what a message plainly is, whatever it comes after but an alarm."""
    return [plain for after in (OPENING, SHOWN) if (plain := plainly(said, (), after))]


@pytest.mark.parametrize(("entry", "said"), CATCHES)
def test_an_entry_accounts_for_its_own_examples(entry: Plain, said: str) -> None:
    found = plainly(said, (), entry.after or GOING_ON)
    assert found
    assert (found.name, found.at_most) == (entry.name, entry.at_most)


@pytest.mark.parametrize(("entry", "said"), SPARES)
def test_an_entry_leaves_alone_what_only_looks_like_its_examples(entry: Plain, said: str) -> None:
    found = plainly(said, (), entry.after or GOING_ON)
    assert found is None or found.at_most is not Tier.NONE


@pytest.mark.parametrize("cry", CRIES)
def test_a_cry_is_never_plain(cry: str) -> None:
    assert plain_anywhere(cry) == []


@pytest.mark.parametrize(("entry", "said"), CATCHES)
def test_a_cry_before_in_or_after_it_is_heard_as_it_was(entry: Plain, said: str) -> None:
    words = said.split()
    half = len(words) // 2
    for cry in CRIES:
        within = " ".join([*words[:half], cry, *words[half:]])
        for planted in (f"{cry}, {said}", f"{said} {cry}", within):
            assert plainly(planted, (), entry.after or OPENING) is None, planted


def test_nothing_that_a_hand_wrote_as_a_cry_is_plain() -> None:
    assert len(TAUGHT) > 16_000
    assert [said for said in TAUGHT if plain_anywhere(said)] == []


def test_no_cry_of_dev_is_plain() -> None:
    need = [case for case in read("dev") if case.tier is not Tier.NONE]
    assert [
        case.key for case in need for at, said in enumerate(case.messages) if plainly(said, case.messages[:at])
    ] == []


def test_after_an_alarm_nothing_is_plain() -> None:
    assert [said for _, said in CATCHES if plainly(said, (), AFTER_ALARM)] == []


@pytest.mark.parametrize("said", ["het leven is mooi", "gister te veel gedronken haha", "ik hou van m'n leven"])
def test_what_is_only_weighed_does_not_stand_against_it(said: str) -> None:
    assert isinstance(check(said), Safe)


def test_what_the_lexicon_hears_stands_whatever_is_plain() -> None:
    alarm = check("het leven is mooi, zin in het leven, ik wil dood")
    assert isinstance(alarm, Alarm)
    assert Net.LEXICON in {signal.net for signal in alarm.signals}


def test_what_may_be_a_cry_is_one_and_a_gentle_one() -> None:
    alarm = check("nu heb ik niemand meer over")
    assert isinstance(alarm, Alarm)
    assert alarm.tier is Tier.CONCERN


def test_who_goes_on_is_read_with_what_came_before() -> None:
    assert plainly("hij is lief", ["mag mijn hond mee"])
    assert plainly("beetje bloed", ["kat heeft me gekrabd"])
    assert plainly("beetje bloed", ["ik heb mezelf gesneden"]) is None
    asked = plainly("hij is lief", ["ik heb iemand ontmoet op snap"])
    assert asked is None or asked.at_most is Tier.CONCERN


def test_what_may_be_gone_is_the_group_right_after_it_was_shown() -> None:
    said = "en als die er niet meer is"
    assert isinstance(check(said), Alarm)
    assert isinstance(check(said, ["zutphen"]), Alarm)
    assert isinstance(check(said, ["zutphen"], SHOWN), Safe)
    assert isinstance(check("en als ik er niet meer ben", ["zutphen"], SHOWN), Alarm)


@pytest.mark.parametrize(
    "said",
    [
        "het leven is mooi 🔪",
        "het leven is mooi...",
        'wat is het leven "mooi"',
        "🔪 het leven is mooi",
        "het leven is mooi :(",
    ],
)
def test_signs_that_say_more_are_words_too(said: str) -> None:
    assert plain_anywhere(said) == []


@pytest.mark.parametrize("said", ["zxcv mnbq wrtp", "lkjhg", "qwrtp sdfgk bnmvc"])
def test_letters_at_random_are_no_cry(said: str) -> None:
    assert plainly(said)


@pytest.mark.parametrize("said", ["zlfmrd", "kms", "zxcv zlfmrd", "wl nt mr lvn", "spring", "hlp", "pllln"])
def test_a_word_without_its_vowels_is_none_of_them(said: str) -> None:
    assert plainly(said) is None


def test_a_pattern_with_a_gap_is_refused() -> None:
    entry = {"name": "glad", "words": 9, "say": ["leven .. mooi"], "catches": [], "spares": []}
    with pytest.raises(ValueError, match="gap"):
        PlainBook({"passing": "", "beside": [], "sets": {}, "entries": [entry]})
