"""What typing does to a message: each transform changes how it is written and not what it says.

Chance is seeded by the message itself, so that the same message is always spoilt in the same way.
"""

from collections.abc import Callable, Mapping
from random import Random

_LEET = str.maketrans("aeiost", "431057")
_ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
_EMOJI = ("😭", "🙃", "😂", "💔", "🥲", "✨")
_NEAR = {"a": "s", "e": "r", "i": "o", "o": "p", "n": "m", "d": "f", "t": "y", "s": "d", "r": "t", "l": "k"}


def _capitals(said: str, _: Random) -> str:
    return said.upper()


def _typo(said: str, chance: Random) -> str:
    """Leave out, swap or miss one letter of one word of four letters or more."""
    words = said.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not long:
        return said
    at = chance.choice(long)
    word, place = words[at], chance.randrange(1, len(words[at]) - 1)
    spoilt = [
        word[:place] + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        word[:place] + _NEAR.get(word[place].lower(), word[place]) + word[place + 1 :],
    ]
    words[at] = chance.choice(spoilt)
    return " ".join(words)


def _doubled(said: str, chance: Random) -> str:
    """Draw out one letter of one word in three."""
    words = said.split(" ")
    for at, word in enumerate(words):
        if len(word) > 2 and chance.random() < 1 / 3:
            place = chance.randrange(1, len(word))
            words[at] = word[:place] + word[place] * 2 + word[place:]
    return " ".join(words)


def _leet(said: str, chance: Random) -> str:
    """Write one word in three with digits for letters."""
    return " ".join(word.translate(_LEET) if chance.random() < 1 / 3 else word for word in said.split(" "))


def _glued(said: str, chance: Random) -> str:
    """Leave out one space in three."""
    first, *rest = said.split(" ")
    return first + "".join(word if chance.random() < 1 / 3 else f" {word}" for word in rest)


def _emoji(said: str, chance: Random) -> str:
    """Put an emoji between two words and one at the end."""
    words = said.split(" ")
    words.insert(chance.randrange(len(words) + 1), chance.choice(_EMOJI))
    return f"{' '.join(words)} {chance.choice(_EMOJI)}"


def _accents(said: str, chance: Random) -> str:
    """Write one word in three with accents on its vowels."""
    return " ".join(word.translate(_ACCENTS) if chance.random() < 1 / 3 else word for word in said.split(" "))


NOISES: Mapping[str, Callable[[str, Random], str]] = {
    "capitals": _capitals,
    "one typo": _typo,
    "doubled letters": _doubled,
    "leet": _leet,
    "spaces left out": _glued,
    "emoji": _emoji,
    "accents": _accents,
}


def spoil(said: str, noise: str) -> str:
    """Write a message with one kind of noise.

    Raises:
        KeyError: there is no such noise.
    """
    return NOISES[noise](said, Random(f"{noise} {said}"))  # noqa: S311 -- must be the same every time
