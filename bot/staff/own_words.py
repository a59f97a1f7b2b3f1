"""Whether an example may be kept: in words of one's own, and with nothing in it that leads to somebody."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum

from bot.staff.examples import LONGEST_EXAMPLE

_RUN = 4  # words in a row that somebody else wrote too
# The part of the runs of three letters that two texts share. Of copies with every third word changed this finds 99 %,
# with a typo in each word 93 %; of what another hand wrote on the same subject it refuses 1 % beside one message and
# 10 % beside eight, which costs them another try (rows of nlu/danger).
_ALIKE = 0.55
_TELLS = 3  # words; a shorter message is only alike to itself

_WORD = re.compile(r"[^\W_]+")
_AGAIN = re.compile(r"([^\W\d_])\1+")  # "heeel" and "heel" are one word
_LEADS_TO_SOMEBODY = re.compile(
    r"""
      @\w | \w@  # an e-mail address, a name on a platform
    | https?:// | \bwww\.
    | \w\.(?:nl|be|com|net|org|eu|io|gg|tv|app|link|info)(?!\w) | \bt\.me/
    | \d(?:[\s.()/+-]{0,3}\d){7,}  # a telephone number, a date of birth
    | (?<!\d)[1-9]\d{3}(?:[A-Za-z]{2}|\ [A-Z]{2})(?!\w)  # a postcode
    | (?<!\d)(?!19|20)[1-9]\d{3}\ [a-z]{2}(?!\w)  # in small letters too, unless it may be a year
    """,
    re.VERBOSE,
)


class Unfit(StrEnum):
    """Why an example is not kept."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    PERSONAL = "personal"
    COPIED = "copied"


def tidied(typed: str) -> str:
    """Give an example as it is kept: one line, one space between words, no control characters."""
    return " ".join("".join(char for char in typed if char.isspace() or unicodedata.category(char) != "Cc").split())


def unfit(example: str, said: Sequence[str]) -> Unfit | None:
    """Say why a tidied example may not be kept beside what was `said`, message by message; None when it may."""
    if not example:
        return Unfit.EMPTY
    if len(example) > LONGEST_EXAMPLE:
        return Unfit.TOO_LONG
    if _LEADS_TO_SOMEBODY.search(unicodedata.normalize("NFKC", example)):
        return Unfit.PERSONAL
    return Unfit.COPIED if _copied(example, said) else None


def _copied(example: str, said: Sequence[str]) -> bool:
    """Tell whether an example is too much like what somebody said: the same, a run of words of it, or nearly it."""
    own, messages = _words(example), [_words(message) for message in said]
    # a sentence sent in pieces is one sentence
    together = [word for message in messages for word in message]
    return _share_a_run(own, together) or any(_alike(own, message) for message in messages)


def _words(text: str) -> list[str]:
    """Fold what does not make words one's own: case, accents, punctuation, letters held down.

    What holds no word, such as an emoji, is one.
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _WORD.findall(_AGAIN.sub(r"\1", plain.casefold())) or plain.split()


def _share_a_run(one: Sequence[str], other: Sequence[str]) -> bool:
    return not _runs(one).isdisjoint(_runs(other))


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    if "".join(one) == "".join(other):
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _TELLS:
        return False
    letters = _trigrams(shorter)
    return any(_share(letters, _trigrams(piece)) > _ALIKE for piece in _pieces(longer, len(shorter)))


def _pieces(words: Sequence[str], length: int) -> Iterator[Sequence[str]]:
    """Cut a text into pieces of twice a length, so that no run of that length is cut in two."""
    for at in range(0, max(1, len(words) - length), length):
        yield words[at : at + 2 * length]


def _trigrams(words: Sequence[str]) -> frozenset[str]:
    text = f" {' '.join(words)} "
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other))
