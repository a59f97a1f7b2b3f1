"""What two spellings of a word have in common."""

import re
import unicodedata

WORD = r"[^\s.,!?]+"
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_LEET = str.maketrans("0134578@$", "oieastbas")
_WITH_A_LETTER = re.compile(r"\S*[^\W\d_]\S*")  # "30" stays a number
_DOUBLED = re.compile(r"(\w)\1+")


def normalise(text: str) -> str:
    """Fold what young people vary for tone only: case, accents and drawn-out letters ("Heeeel" is "heel")."""
    plain = unicodedata.normalize("NFKD", text.lower())
    if not plain.isascii():  # most are; training asks nearly a million times
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _DRAWN_OUT.sub(r"\1\1", plain)


def fold(text: str) -> str:
    """Fold what typing does to a word besides: digits for letters ("d00d"), and letters doubled ("doood" and "dod")."""
    plain = normalise(text)
    if plain.translate(_LEET) != plain:  # word by word only where there is something to fold
        plain = _WITH_A_LETTER.sub(lambda word: word.group().translate(_LEET), plain)
    return _DOUBLED.sub(r"\1", plain)
