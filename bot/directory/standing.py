"""Whether a named place is where somebody lives now, lived before, or only goes to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise
from typing import Self

from bot.directory.cues import JOINS, LIVING, SPEAKER, Cue, Mention
from bot.directory.names import Word, vocabulary


class Standing(IntEnum):
    """What the words around a place make of it; a place counts only where none stands higher."""

    LEFT_OUT = -1  # does not count, also where no other is named
    FORMER = 0
    ELSEWHERE = 1  # school, work, or a place somebody is going to move to
    PLAIN = 2
    PRESENT = 3  # above PLAIN only between places that are pointed at alike


FORMER = vocabulary(
    "eerst vroeger voorheen eerder vorig vorige woonde woonden gewoond geboren opgegroeid oorspronkelijk "
    "originally formerly used lived born grew previously last",
)
_PRESENT = vocabulary("nu tegenwoordig inmiddels sindsdien momenteel now nowadays currently")
_LATER = vocabulary("binnenkort straks volgend volgende later soon next verhuizen verhuis moving")
_MOVED = vocabulary("verhuisd verhuisde gegaan gekomen vertrokken moved")
_TO_HERE = frozenset({("naar", "hier"), ("moved", "here"), ("over", "here")})  # "van Meppel naar hier verhuisd"
_COMES = vocabulary("kom komt kwam afkomstig from")
_DWELLS = vocabulary("woon wonen woont woonachtig kamers live living lives")
_NOT, _THERE = vocabulary("niet not dont"), vocabulary("daar er ik zelf me i there woon live")
_MOVES: dict[str, Standing | None] = {
    **dict.fromkeys(("in", "te"), None),
    **dict.fromkeys(("van", "uit", "vanuit", "vanaf", "from"), Standing.FORMER),
    **dict.fromkeys(("naar", "to"), Standing.PRESENT),
}
_ELSEWHERE = vocabulary(
    "school werk werkte werken studeer studeert gestudeerd studie stage opleiding sport sporten college uni "
    "universiteit hbo mbo work works study studying",
)
_ANOTHER = vocabulary(
    "zij ze hij ie vriendin vriend ex oma opa moeder vader mama papa ma pa ouders broer broertje zus zusje tante oom "
    "neef nicht she he friend girlfriend boyfriend mother mum mom father dad parents brother sister grandma grandpa "
    "cousin",
)
_WITH = frozenset({"bij", "with"})
_TURNS = vocabulary("maar en but and want terwijl while of or")
_SO = vocabulary("dus so")
_TAKES_BACK = vocabulary("nee neen wacht eigenlijk bedoel bedoelde sorry liever actually wait mean meant rather")
_AT_ONCE = 5  # words within which a place is taken back and another named
_TOLD = {
    **dict.fromkeys(_ELSEWHERE | _LATER, Standing.ELSEWHERE),
    **dict.fromkeys(FORMER, Standing.FORMER),
    **dict.fromkeys(_PRESENT, Standing.PRESENT),
}


def current(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Mention]:
    """Leave out former places and those one only goes to, where another is named; mark those of now."""
    standings = _standings(words, mentions)
    least = max(min(max(standings, default=Standing.PLAIN), Standing.PLAIN), Standing.FORMER)
    named = zip(standings, mentions, strict=True)
    return [
        _of_now(words, mention) if each is Standing.PRESENT else mention for each, mention in named if each >= least
    ]


def _of_now(words: Sequence[Word], mention: Mention) -> Mention:
    bare = mention.cue is Cue.BARE and any(word.text in _PRESENT for word in words[: mention.start][-2:])
    return replace(mention, now=True, cue=Cue.HOME if bare else mention.cue)  # "in Delft, nu nog Rijswijk"


def put_right(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Mention]:
    """Leave out what a visitor takes back: "in Haarlem. nee wacht, Hoofddorp", "Utrecht, of eigenlijk Zeist"."""
    gaps = ([word.text for word in words[one.end : other.start]] for one, other in pairwise(mentions))
    taken = [at + 1 for at, gap in enumerate(gaps) if len(gap) <= _AT_ONCE and _TAKES_BACK.intersection(gap)]
    return list(mentions[max(taken, default=0) :])


def _standings(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Standing]:
    texts = [word.text for word in words]
    starts = [0, *(mention.end for mention in mentions)]
    leads = [texts[start : m.start] for start, m in zip(starts, mentions, strict=False)]
    story = _Story.of(texts)
    found: list[Standing] = []
    for place, (mention, before) in enumerate(zip(mentions, leads, strict=True)):
        later = mentions[place + 1].start if place + 1 < len(mentions) else len(words)
        if place and len(before) == 1 and before[0] in JOINS:
            found.append(found[-1])
            continue
        clause = _clause(words[mention.start - len(before) : mention.start])
        settled = story.standing(mention, before, texts[mention.end : later], clause)
        found.append(_standing(before, _behind(words, mention.end, later)) if settled is None else settled)
    return found


@dataclass(frozen=True, slots=True)
class _Story:
    """What a whole message tells: that somebody moved, and to here; where they dwell; of themselves."""

    moved: bool
    came_here: bool
    dwells: bool
    own: bool

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        return cls(
            moved=not _MOVED.isdisjoint(texts),
            came_here=not _TO_HERE.isdisjoint(pairwise(texts)),
            dwells=not _DWELLS.isdisjoint(texts),
            own=not (SPEAKER | {"zelf"}).isdisjoint(texts),
        )

    def standing(
        self, mention: Mention, before: Sequence[str], behind: Sequence[str], clause: Sequence[str]
    ) -> Standing | None:
        """Give how a place stands in it; None where only the words right around it can tell."""
        anothers = SPEAKER.isdisjoint(clause) and _is_of_another(clause)
        if _denied(behind) or (anothers and mention.name.belgian and not mention.name.spots):
            return Standing.LEFT_OUT  # the helplines of another country are nobody's for a cousin there
        if anothers and self.own:
            return Standing.ELSEWHERE  # "zij woont in Arnhem, ik in Tilburg"
        if self.dwells and _DWELLS.isdisjoint(before) and not _COMES.isdisjoint(before):
            return Standing.FORMER  # "ik woon in Utrecht maar kom uit Zwolle"
        went = _moved(before) if self.moved else None
        return Standing.LEFT_OUT if went is Standing.FORMER and self.came_here else went


def _clause(lead: Sequence[Word]) -> list[str]:
    """Give the words of a lead that belong to the place: "ik zit op kamers, mijn ouders wonen in"."""
    begins = max((at for at, word in enumerate(lead) if word.comma), default=0)
    return [word.text for word in lead[begins:]]


def _is_of_another(clause: Sequence[str]) -> bool:
    """Say whether a clause is about where another lives, and not of who stays with them: "bij mijn pa in"."""
    return any(word in _ANOTHER and _WITH.isdisjoint(clause[max(0, at - 2) : at]) for at, word in enumerate(clause))


def _denied(behind: Sequence[str]) -> bool:
    """Say whether the words behind a place end in "dus daar niet" or "maar ik niet"."""
    turns = [at for at, word in enumerate(behind) if word in _TURNS | _SO]
    said = set(behind[turns[-1] + 1 :] if turns else behind)
    return bool(said & _NOT and said & _THERE and said <= _NOT | _THERE)


def _standing(before: Sequence[str], behind: Sequence[str]) -> Standing:
    told = _first(reversed(before))
    if told is Standing.ELSEWHERE and LIVING & set(before) - _LATER:
        return Standing.PLAIN  # "ik woon en werk in"
    if told is None and LIVING & set(before):
        told = _first(word for word in behind if _TOLD.get(word) is not Standing.ELSEWHERE)
    elif told is None:
        told = _first(behind)
    return Standing.PLAIN if told is None else told


def _first(words: Iterable[str]) -> Standing | None:
    return next((_TOLD[word] for word in words if word in _TOLD), None)


def _moved(before: Sequence[str]) -> Standing | None:
    """Tell "verhuisd van Almere" from "verhuisd naar Lelystad"."""
    return next((_MOVES[word] for word in reversed(before) if word in _MOVES), None)


def _behind(words: Sequence[Word], start: int, end: int) -> list[str]:
    """Give the words of the same clause behind a name; none when another name stands in it."""
    turns = (at for at in range(start, end) if words[at].comma or words[at].text in _TURNS)
    close = next(turns, end if end == len(words) else start)
    return [word.text for word in words[start:close]]
