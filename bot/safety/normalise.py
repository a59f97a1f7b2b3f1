"""A message as the words the lexicon knows, however they were typed, and where each stands in what was typed."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from ahocorasick_rs import AhoCorasick

from bot.safety.folding import fold, plain
from bot.safety.patterns import BREAK, Phrase

_TOKEN = re.compile(r"[a-z0-9@$*|][a-z0-9@$*|']*|[!?\n]+|(?<!\.)\.(?=\s|$)")
_LEET = str.maketrans("01345789@$|", "oieastbgasi", "*'")
_ENDS = ".!?\n"  # a token that begins with one of these ends a sentence
_LETTERS = re.compile(b"\x01{3,}")  # tokens of one letter in a row; "k u" and "t s" are just short words
_RUN = re.compile(r"(.)\1+")
_LONG_RUN = re.compile(r"(.)\1\1+")
_GLUED_FROM = 7  # letters; a shorter unknown word is no two words written as one
_TYPO_FROM = 5  # letters of a word that may lack one, have one too many or two swapped
_SQUEEZED_FROM = 4  # letters of a word that may have any of them doubled
_SWAP_FROM = 8  # letters of a word in which one may be another; "geven" is not "leven"
_SHORT_PARTS = frozenset(  # what two or three letters may be glued to
    [
        "ik",
        "me",
        "er",
        "zo",
        "te",
        "my",
        "to",
        "it",
        "is",
        "nu",
        "ni",
        "ga",
        "wil",
        "wou",
        "kan",
        "ben",
        "heb",
        "zie",
        "dat",
        "het",
        "een",
        "mij",
        "weg",
        "nie",
        "was",
        "zou",
        "pil",
        "mes",
        "moe",
        "met",
    ]
)
_LONGEST_WORD = 18  # letters
_LONGEST = 400  # letters; nothing glued together that is longer gets taken apart
_REMEMBERED = 16_384  # tokens that mean nothing; more than any talk has


class Speller:
    """Knows the words of the lexicon and finds them back behind abbreviations, leet, doubled letters and typos."""

    def __init__(self, spelling: Mapping[str, Phrase], vocabulary: frozenset[str], ordinary: frozenset[str]) -> None:
        """Take the written variants of words, the words to look for, and words never to be seen as a typo of them."""
        self._known: dict[str, Phrase] = {word: (word,) for word in vocabulary | ordinary | {BREAK}} | dict(spelling)
        long = sorted(word for word in vocabulary if len(word) >= _TYPO_FROM and word.isalpha())
        self._squeezed = {_RUN.sub(r"\1", word): word for word in sorted(vocabulary) if len(word) >= _SQUEEZED_FROM}
        self._one_off = {typo: word for word in long for typo in _shorter(word)}
        self._one_off |= {word: word for word in vocabulary if len(word) >= _TYPO_FROM - 1}
        self._parts = sorted(word for word in vocabulary | spelling.keys() if _is_part(word))
        self._finder = AhoCorasick(self._parts)
        self._meaningless: set[int] = set()

    def words(self, text: str) -> list[str]:
        """Give the words of a text in order, with `BREAK` at the end of each sentence and of the whole."""
        return self.spell(text).words

    def spell(self, text: str) -> "Spelt":
        """Give the words with what tells where they stand."""
        tokens = _TOKEN.findall(plain(text))
        runs = _spelt_out(tokens)
        for run in runs:
            tokens[run] = ["".join(tokens[run])]
        known = self._known
        read = {token: known.get(token) or self._read(token) for token in set(tokens)}  # once, however often it is said
        phrases = list(map(read.__getitem__, tokens))
        return Spelt(text, [*chain.from_iterable(phrases), BREAK], runs, list(map(len, phrases)))

    def _read(self, token: str) -> Phrase:
        """Give what a token it does not know may be in the lexicon; one that means nothing comes back as it is."""
        if token[0] in _ENDS:
            return (BREAK,)
        number = hash(token)
        if number in self._meaningless:
            return (token,)
        read = self._guess(token.replace("'", ""))
        if read == (token,):
            self._remember(number)
        return read

    def _remember(self, number: int) -> None:
        """Keep the hash of a token that means nothing, as most do: words come again, and are not kept themselves."""
        if len(self._meaningless) >= _REMEMBERED:
            self._meaningless.clear()
        self._meaningless.add(number)

    def _guess(self, token: str) -> Phrase:
        if token in self._known:
            return self._known[token]
        if not token.isalpha() or _LONG_RUN.search(token):
            for guess in _guesses(token):
                if guess in self._known:
                    return self._known[guess]
            token = token.translate(_LEET) if not token.isdigit() else token
        if "*" in token:
            return (self._uncensored(token),)
        size = len(token)
        if size < _TYPO_FROM:
            return (token,)
        return self._nearly(token) or (self._apart(token) if size >= _GLUED_FROM else ()) or (token,)

    def _uncensored(self, token: str) -> str:
        letters = [(at, letter) for at, letter in enumerate(token) if letter != "*"]
        if len(letters) < 2 or len(token) > 20:  # noqa: PLR2004 -- one letter and stars could be anything
            return token
        fits = (
            word
            for word in self._parts
            if len(word) == len(token) and all(word[at] == letter for at, letter in letters)
        )
        return max(fits, key=len, default=token)

    def _nearly(self, token: str) -> Phrase:
        if len(token) > _LONGEST_WORD:
            return ()
        off = self._one_off
        word = off.get(token) or self._squeezed.get(_RUN.sub(r"\1", token))
        if word is None:
            near = [off[shorter] for at in range(len(token)) if (shorter := token[:at] + token[at + 1 :]) in off]
            word = next((word for word in near if _likely(word, token)), None)
        return (word,) if word else ()

    def _apart(self, token: str) -> Phrase:
        """Take "wilniet" apart into "wil niet": fewest letters left over, then fewest words."""
        size = len(token)
        if size > _LONGEST:
            return ()
        found = self._finder.find_matches_as_indexes(token, overlapping=True)
        allowed = size // 3 if size > _LONGEST_WORD else 0  # letters left over: a long one may hold a name or two
        if not allowed and not (any(not start for _, start, _ in found) and any(end == size for _, _, end in found)):
            return ()
        best = _cheapest(size, [(start, end, self._parts[part]) for part, start, end in found])
        if best[size][0] > allowed:
            return ()
        return tuple(word for part in _walk_back(best) for word in self._known.get(part, (part,)))


@dataclass(frozen=True, slots=True)
class Spelt:
    """A text as the lexicon spells it; `many` says how many words each piece of it became, once `runs` were joined."""

    text: str
    words: list[str]
    runs: list[slice]
    many: list[int]

    def places(self, words: Iterable[int] | None = None) -> list[tuple[int, int]]:
        """Give for each of these words, or for all, from where to where it stands in the text; seldom needed."""
        folded, places = fold(self.text)
        spans = [found.span() for found in _TOKEN.finditer(folded)]
        for run in self.runs:
            spans[run] = [(spans[run][0][0], spans[run][-1][1])]
        ends = list(accumulate(self.many))
        after_all = len(self.text), len(self.text)

        def place(word: int) -> tuple[int, int]:
            piece = bisect_right(ends, word)
            if piece == len(spans):
                return after_all
            start, end = spans[piece]
            return places[start], places[end - 1] + 1

        return list(map(place, range(len(self.words)) if words is None else words))


_Way = tuple[int, int, int, str]  # letters left over, words, where the last word begins, the last word


def _cheapest(size: int, parts: list[tuple[int, int, str]]) -> list[_Way]:
    """Give the best way to read each beginning of a token."""
    begins: dict[int, list[tuple[int, str]]] = {}
    for start, end, part in parts:
        begins.setdefault(start, []).append((end, part))
    best: list[_Way] = [(0, 0, 0, "")] + [(size, size, 0, "")] * size
    for at in range(size):
        lost, many, _, _ = best[at]
        best[at + 1] = min(best[at + 1], (lost + 1, many, at, ""))
        for end, part in begins.get(at, ()):
            best[end] = min(best[end], (lost, many + 1, at, part))
    return best


def _walk_back(best: list[tuple[int, int, int, str]]) -> list[str]:
    parts: list[str] = []
    at = len(best) - 1
    while at:
        _, _, before, part = best[at]
        parts.append(part or "-")
        at = before
    return parts[::-1]


def _spelt_out(tokens: Sequence[str]) -> list[slice]:
    """Tell which tokens are the letters of a word typed as "d o o d", the last word first."""
    short = {token for token in set(tokens) if len(token) == 1 or token[1] == "'"}
    letters = {token for token in short if token.rstrip("'").isalnum()}
    alone = bytes(map(letters.__contains__, tokens))
    return [slice(*run.span()) for run in _LETTERS.finditer(alone)][::-1]


def _guesses(token: str) -> Iterator[str]:
    leet = token if token.isdigit() else token.translate(_LEET)
    for letters in dict.fromkeys((token, leet)):
        yield letters
        if _LONG_RUN.search(letters):
            yield _LONG_RUN.sub(r"\1\1", letters)
            yield _LONG_RUN.sub(r"\1", letters)
            yield _RUN.sub(r"\1", letters)


def _shorter(token: str) -> list[str]:
    return [token[:at] + token[at + 1 :] for at in range(len(token))]


def _likely(word: str, typed: str) -> bool:
    """Tell a slip from another word: a letter too many, two swapped, or another letter in a long word."""
    if len(word) < _TYPO_FROM:
        return False
    return len(word) != len(typed) or sorted(word) == sorted(typed) or len(word) >= _SWAP_FROM


def _is_part(word: str) -> bool:
    return word.isalpha() and (len(word) > 3 or word in _SHORT_PARTS)  # noqa: PLR2004 -- other short ones fit anywhere
