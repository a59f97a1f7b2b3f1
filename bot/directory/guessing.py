"""Finds misspelt names in a message and decides whether a guess may stand or must be asked about."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.directory.cues import SPEAKER, Cue, Mention, cue, filler
from bot.directory.names import MOST_WORDS, Index, Name, Trust, Word, glued, key, one_each
from bot.directory.qualifying import covers
from bot.directory.spelling import Guess, Speller

_OFFERED = 3
_LEADING = frozenset({"de", "den", "het", "t"})
_NOUN_FOLLOWS = frozenset({"de", "het", "een", "the", "a", "mijn", "onze"})  # in "in de keuken" no place is misspelt
_FEW, _A_CITY = 100, 100_000  # inhabitants
_ONE, _SHORT = 1.0, 4  # slips that are seen in a sentence, in a word of more letters, each asking for one more
_ODD = 3  # letters; fewer are no part of a name
_DRAWN_OUT = ((re.compile(r"(.)\1{2,}"), r"\1"), (re.compile(r"(.)\1{2,}"), r"\1\1"), (re.compile(r"(.)\1+$"), r"\1"))
_LEAD = 0.45  # slips that the best guess must be ahead of the next to stand alone
_WEIGHT = 0.12  # of a slip, for a town ten times as large
_BARELY = 0.5  # slips, when words must be joined to read a name of one word
_MOST_WINDOWS = 3  # a guess costs about half a millisecond
_SHORTEST_ONLY = 6  # letters of a message that is one misspelt name and nothing else
_SHORTEST_SLIP = 5  # letters of one in which a letter is doubled that should not be, or the other way round
_A_TOWN = 10_000  # inhabitants of what it may be then
_MOST_ONLY = 4  # words of it: "krimpen aan den ysel"
_CERTAIN = 0.76  # slips in such a message, less what the size of the town is worth
_FAR_AHEAD = 0.7
_SURE = ((8, 2.0), (6, 1.2), (4, 1.0))


@dataclass(frozen=True, slots=True)
class Guesser:
    """Guesses names; made once."""

    index: Index
    speller: Speller
    words: frozenset[str]  # words of every day that look like a name
    sizes: Mapping[str, int]
    openings: frozenset[str]  # first words of the names of several words
    foreign: frozenset[str]  # places abroad: not misspelt

    def more(self, words: Sequence[Word], found: Sequence[Mention], *, sentence: bool) -> list[Mention]:
        """Give the mentions of a message with the misspelt ones added, in order."""
        if sentence and not found:
            only = self._only(words)
            if only is not None:
                return [only]
        found = self._within(words, found)
        core = None if sentence else self._core(words)
        if core is not None and all(mention.end - mention.start < core[1] - core[0] for mention in found):
            whole = self._long_name(words, core)
            if whole is not None:
                return [whole]
        found = [
            self._longer(words, mention, found) if place < _MOST_WINDOWS else mention
            for place, mention in enumerate(found)
        ]
        taken = {at for mention in found for at in range(mention.start, mention.end)}
        guessed: list[Mention] = []
        for start, end in self._windows(words, taken, sentence=sentence):
            if taken & set(range(start, end)):
                continue
            joined = _ONE if not sentence and end - start == len(words) else _BARELY
            name = self._name(words[start:end], cue(words, start), sentence=sentence, joined=joined)
            if name is not None:
                guessed.append(Mention(start, end, name, cue(words, start)))
                taken |= set(range(start, end))
        return sorted([*found, *guessed], key=lambda mention: mention.start)

    def _within(self, words: Sequence[Word], found: Sequence[Mention]) -> Sequence[Mention]:
        """Read what stands beside a province, and is no name in it, as one there: "rozendaal in brabant"."""
        areas = [mention for mention in found if mention.name.area]
        if len(areas) != 1:
            return found
        area, named = areas[0], [mention for mention in found if mention is not areas[0]]
        rest = [at for at, word in enumerate(words) if not (area.start <= at < area.end or filler(word))]
        said = words[rest[0] : rest[-1] + 1] if rest else []
        if len(said) != len(rest) or not (named or any(self._odd(word) for word in said)):
            return found
        there = self._there(said, area.name)
        if there is None or any(covers(area.name, spot) for mention in named for spot in mention.name.spots):
            return found
        return sorted([area, Mention(rest[0], rest[-1] + 1, there, area.cue)], key=lambda each: each.start)

    def _there(self, said: Sequence[Word], area: Name) -> Name | None:
        """Give the one name in an area that words are a slip away from."""
        written = key([word.text for word in said])
        near = [guess for guess in self.speller.guesses(written) if guess.cost <= _ONE and len(written) > _SHORT]
        names = [self.index[guess.key] for guess in near]
        return next((name for name in names if any(covers(area, spot) for spot in name.spots)), None)

    def _only(self, words: Sequence[Word]) -> Mention | None:
        """Read a message that is nothing but one misspelt name, when it can hardly be anything else."""
        parts = [word.text for word in words]
        written = key(parts)
        everyday = any(not part.isalpha() or (len(part) >= _ODD and part in self.words) for part in parts)
        if everyday or len(written) < _SHORTEST_SLIP or parts[0] in _NOUN_FOLLOWS or self._known(parts):
            return None
        if len(parts) > _MOST_ONLY or not any(self._odd(word) for word in words):
            return None
        guesses = self.speller.guesses(written)
        if not guesses or not self._certain(guesses):
            return None
        if len(written) < _SHORTEST_ONLY and not (guesses[0].cost <= _BARELY and self._people(guesses[0]) >= _A_TOWN):
            return None
        best = guesses[0].key
        alike = parts[0][0] == best[0] and (len(parts) == 1 or self.index[best].words > 1)
        return Mention(0, len(words), self.index[best], Cue.BARE) if alike else None

    def _certain(self, guesses: Sequence[Guess]) -> bool:
        """Say whether the first guess is near, well known enough for how near it is, and far ahead of the next."""
        best = self.index[guesses[0].key]
        known = best.trust is Trust.OFFICIAL or (best.trust is Trust.NICKNAME and self._people(guesses[0]) >= _A_CITY)
        if not known or not best.spots or self._value(guesses[0]) > _CERTAIN:
            return False
        rivals = (self._value(guess) for guess in guesses if not _same(self.index[guess.key], best))
        return all(value >= self._value(guesses[0]) + _FAR_AHEAD for value in rivals)

    def _windows(self, words: Sequence[Word], taken: set[int], *, sentence: bool) -> list[tuple[int, int]]:
        free = [at for at in range(len(words)) if at not in taken]
        led = [at for at in free if _points(words, at) and not (at and words[at - 1].text in _NOUN_FOLLOWS)]
        windows = [window for at in led for window in _from(words, at, taken)]
        core = None if sentence or taken else self._core(words)
        if core is not None:
            windows = [core, *windows, *((at, at + 1) for at in range(*core) if _names(words, at))]
        return list(dict.fromkeys(windows))[:_MOST_WINDOWS]

    def _core(self, words: Sequence[Word]) -> tuple[int, int] | None:
        """Give what is left of a short answer without "ik woon in" before it and "groetjes" behind."""
        core = [at for at, word in enumerate(words) if not filler(word)]
        if not core or core[-1] - core[0] >= MOST_WORDS:
            return None
        led = core[0] > 0 and words[core[0] - 1].text in _LEADING
        return core[0] - led, core[-1] + 1

    def _name(self, said: Sequence[Word], pointed: Cue, *, sentence: bool, joined: float) -> Name | None:
        parts = [word.text for word in said]
        if not any(self._odd(word) for word in said) or self._known(parts):
            return None
        written = key(parts)
        guesses = self.speller.guesses(written)
        if parts[0] in _NOUN_FOLLOWS and pointed >= Cue.IN:
            guesses = [] if sentence else [guess for guess in guesses if guess.cost <= _BARELY]
        if len(parts) > 1:
            guesses = [guess for guess in guesses if self.index[guess.key].words > 1 or guess.cost <= joined]
        if sentence:
            guesses = [guess for guess in guesses if guess.cost <= _ONE and len(written) > _SHORT + guess.cost]
        name = self._decided(guesses, len(written))
        unsure = name is not None and not name.label
        return None if sentence and unsure and pointed is not Cue.HOME else name

    def _decided(self, guesses: Sequence[Guess], letters: int) -> Name | None:
        ranked = sorted(((self._value(guess), guess) for guess in guesses), key=lambda each: each[0])
        if not ranked:
            return None
        best = self.index[ranked[0][1].key]
        if not (best.spots or best.area or ranked[0][1].cost <= _ONE):
            return None  # a Belgian name, and not quite
        near = [self.index[guess.key] for value, guess in ranked if value < ranked[0][0] + _LEAD]
        if best.spots:
            near = [name for name in near if name.spots or name.area]  # a Belgian name only looks like it too
        sure = next((slips for least, slips in _SURE if letters >= least), 0.0)
        if all(_same(best, name) for name in near) and ranked[0][0] <= sure:
            return best
        spots = one_each(spot for name in near for spot in name.towns)[:_OFFERED]
        return Name("", Trust.SHORT, spots) if len(spots) > 1 else None

    def _value(self, guess: Guess) -> float:
        return guess.cost - _WEIGHT * math.log10(max(self._people(guess), _FEW) / _FEW)

    def _people(self, guess: Guess) -> int:
        return max((self.sizes.get(spot.code, 0) for spot in self.index[guess.key].spots), default=0)

    def _longer(self, words: Sequence[Word], mention: Mention, found: Sequence[Mention]) -> Mention:
        """Prefer "bergen op zom" as a slip in a longer name over the Bergen that stands in it."""
        if words[mention.start].text not in self.openings:
            return mention
        taken = {at for each in found if each is not mention for at in range(each.start, each.end)}
        last = mention.end
        while last < min(len(words), mention.start + MOST_WORDS) and last not in taken:
            last += 1
        ends = (end for end in range(last, mention.end, -1) if self._odd(words[end - 1]))
        longer = (self._long_name(words, (mention.start, end)) for end in ends)
        return next((each for each in longer if each is not None), mention)

    def _long_name(self, words: Sequence[Word], window: tuple[int, int]) -> Mention | None:
        """Read several words as one name of several words with a small slip in it."""
        start, end = window
        if end - start == 1:
            return None
        written = key([word.text for word in words[start:end]])
        best = next((each for each in self.speller.guesses(written) if self.index[each.key].words > 1), None)
        most = _BARELY if words[start].text in _NOUN_FOLLOWS else len(written) / 8
        if best is None or not 0 < best.cost <= most:
            return None
        return Mention(start, end, self.index[best.key], cue(words, start))

    def _known(self, parts: Sequence[str]) -> bool:
        """Say whether words are a name as they stand: set aside with reason, or abroad, but not misspelt."""
        return self.index.get(parts) is not None or glued(parts) in self.foreign

    def _odd(self, word: Word) -> bool:
        """Say whether a word is none of every day, nor one that is drawn out: "hallooo"."""
        said = {word.text, *(drawn.sub(short, word.text) for drawn, short in _DRAWN_OUT)}
        everyday = any(each in self.words or filler(Word(each, capital=False)) for each in said)
        return not (everyday or word.text.isdigit() or len(word.text) < _ODD)


def _points(words: Sequence[Word], at: int) -> bool:
    """Say whether a name is to be expected: after "in", or after "bij" if no noun follows ("van de brug")."""
    return cue(words, at) >= (Cue.IN if words[at].text in _NOUN_FOLLOWS else Cue.BY)


def _names(words: Sequence[Word], at: int) -> bool:
    """Say whether one word of an answer may be a misspelt name: not the verb of "ik logeer bij een vriend"."""
    return not (filler(words[at]) or (at and words[at - 1].text in SPEAKER))


def _from(words: Sequence[Word], start: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    end = start + 1
    while end < min(len(words), start + 4) and end not in taken and not words[end].comma:
        end += 1
    if filler(words[start]) and end == start + 1:
        return
    yield from ((start, last) for last in range(end, start, -1) if not filler(words[last - 1]))


def _same(one: Name, other: Name) -> bool:
    return {spot.gm_code for spot in one.spots} == {spot.gm_code for spot in other.spots} and one.area == other.area
