"""A message as the words the lexicon knows, however they were typed, each with its place in the visitor's own text."""

import re
from collections.abc import Iterator, Mapping

from ahocorasick_rs import AhoCorasick

from bot.safety.folding import fold
from bot.safety.patterns import BREAK, Phrase

_TOKEN = re.compile(r"[a-z0-9@$*|][a-z0-9@$*|']*|[!?\n]+|(?<!\.)\.(?=\s|$)")
_LEET = str.maketrans("01345789@$|", "oieastbgasi", "*'")
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


Word = tuple[str, int, int]  # in the lexicon's spelling, and from where to where it stands in the visitor's own text


class Speller:
    """Knows the words of the lexicon and finds them back behind abbreviations, leet, doubled letters and typos."""

    def __init__(self, spelling: Mapping[str, Phrase], vocabulary: frozenset[str], ordinary: frozenset[str]) -> None:
        """Take the written variants of words, the words to look for, and words never to be seen as a typo of them."""
        self._spelling = spelling
        self._plain = (vocabulary | ordinary | {BREAK}) - spelling.keys()
        long = sorted(word for word in vocabulary if len(word) >= _TYPO_FROM and word.isalpha())
        self._squeezed = {_RUN.sub(r"\1", word): word for word in sorted(vocabulary) if len(word) >= _SQUEEZED_FROM}
        self._typos = {typo: word for word in long for typo in _shorter(word)}
        self._one_off = self._typos | {word: word for word in vocabulary if len(word) >= _TYPO_FROM - 1}
        self._parts = sorted(word for word in vocabulary | spelling.keys() if _is_part(word))
        self._finder = AhoCorasick(self._parts)

    def words(self, text: str) -> list[Word]:
        """Give the words of a text in order, with `BREAK` at the end of each sentence and of the whole."""
        folded, places = fold(text)
        plain = self._plain
        words: list[Word] = []
        for token, start, end in _tokens(folded):
            first, last = places[start], places[end - 1] + 1
            if token in plain:
                words.append((token, first, last))
            else:
                words += [(word, first, last) for word in self.canonical(token)]
        words.append((BREAK, len(text), len(text)))
        return words

    def canonical(self, token: str) -> Phrase:
        """Give the lexicon's spelling of one token; a token that means nothing to it comes back as it is."""
        if token in self._spelling:
            return self._spelling[token]
        if not token.isalpha() or _LONG_RUN.search(token):
            for guess in _guesses(token):
                if guess in self._spelling:
                    return self._spelling[guess]
                if guess in self._plain:
                    return (guess,)
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
        word = self._typos.get(token) or self._squeezed.get(_RUN.sub(r"\1", token))
        if word is None:
            off = self._one_off
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
        return tuple(word for part in _walk_back(best) for word in self._spelling.get(part, (part,)))


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


def _tokens(folded: str) -> Iterator[tuple[str, int, int]]:
    singles: list[tuple[str, int, int]] = []
    for found in _TOKEN.finditer(folded):
        token, (start, end) = found.group(), found.span()
        if "'" in token:
            token = token.replace("'", "")
        if len(token) == 1 and token.isalnum():
            singles.append((token, start, end))
            continue
        if singles:
            yield from _joined(singles)
            singles = []
        yield (BREAK if token[0] in ".!?\n" else token), start, end
    yield from _joined(singles)


def _joined(singles: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Read "d o o d" as one word."""
    if len(singles) < 3:  # noqa: PLR2004 -- "k u" and "t s" are just short words
        return singles
    return [("".join(letter for letter, _, _ in singles), singles[0][1], singles[-1][2])]


def _guesses(token: str) -> Iterator[str]:
    leet = token if token.isdigit() else token.translate(_LEET)
    for plain in dict.fromkeys((token, leet)):
        yield plain
        if _LONG_RUN.search(plain):
            yield _LONG_RUN.sub(r"\1\1", plain)
            yield _LONG_RUN.sub(r"\1", plain)
            yield _RUN.sub(r"\1", plain)


def _shorter(token: str) -> list[str]:
    return [token[:at] + token[at + 1 :] for at in range(len(token))]


def _likely(word: str, typed: str) -> bool:
    """Tell a slip from another word: a letter too many, two swapped, or another letter in a long word."""
    if len(word) < _TYPO_FROM:
        return False
    return len(word) != len(typed) or sorted(word) == sorted(typed) or len(word) >= _SWAP_FROM


def _is_part(word: str) -> bool:
    return word.isalpha() and (len(word) > 3 or word in _SHORT_PARTS)  # noqa: PLR2004 -- other short ones fit anywhere
