"""Whether a named place is where somebody lives now, lived before, or only goes to."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import IntEnum
from itertools import pairwise

from bot.directory.cues import JOINS, LIVING, Mention
from bot.directory.names import Word, vocabulary


class Standing(IntEnum):
    """What the words around a place make of it; a place counts only where none stands higher."""

    FORMER = 0
    ELSEWHERE = 1  # school, work, or a place somebody is going to move to
    PLAIN = 2
    PRESENT = 3  # above PLAIN only between places that are pointed at alike


_FORMER = vocabulary(
    "eerst vroeger voorheen eerder vorig vorige woonde woonden gewoond geboren opgegroeid oorspronkelijk "
    "originally formerly used lived born grew previously last",
)
_PRESENT = vocabulary("nu tegenwoordig inmiddels sindsdien momenteel now nowadays currently")
_LATER = vocabulary("binnenkort straks volgend volgende later soon next verhuizen verhuis moving")
_MOVED = vocabulary("verhuisd verhuisde moved")
_MOVES: dict[str, Standing | None] = {
    **dict.fromkeys(("in", "te"), None),
    **dict.fromkeys(("van", "uit", "vanuit", "vanaf", "from"), Standing.FORMER),
    **dict.fromkeys(("naar", "to"), Standing.PRESENT),
}
_ELSEWHERE = vocabulary(
    "school werk werkte werken studeer studeert gestudeerd studie stage opleiding sport sporten college uni "
    "universiteit hbo mbo work works study studying",
)
_I = frozenset({"ik", "i", "k"})
_ANOTHER = vocabulary(
    "zij ze hij ie vriendin vriend ex oma opa moeder vader mama papa ouders broer broertje zus zusje tante oom neef "
    "nicht she he friend girlfriend boyfriend mother mum mom father dad parents brother sister grandma grandpa cousin",
)
_TURNS = vocabulary("maar en but and want terwijl while of or")
_TAKES_BACK = vocabulary("nee neen wacht eigenlijk bedoel bedoelde sorry liever actually wait mean meant rather")
_AT_ONCE = 5  # words within which a place is taken back and another named
_TOLD = {
    **dict.fromkeys(_ELSEWHERE | _LATER, Standing.ELSEWHERE),
    **dict.fromkeys(_FORMER, Standing.FORMER),
    **dict.fromkeys(_PRESENT, Standing.PRESENT),
}


def current(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Mention]:
    """Leave out former places and those one only goes to, where another is named; mark those of now."""
    standings = _standings(words, mentions)
    least = min(max(standings, default=Standing.PLAIN), Standing.PLAIN)
    named = zip(standings, mentions, strict=True)
    return [replace(mention, now=each is Standing.PRESENT) for each, mention in named if each >= least]


def put_right(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Mention]:
    """Leave out what a visitor takes back: "in Haarlem. nee wacht, Hoofddorp", "Utrecht, of eigenlijk Zeist"."""
    gaps = ([word.text for word in words[one.end : other.start]] for one, other in pairwise(mentions))
    taken = [at + 1 for at, gap in enumerate(gaps) if len(gap) <= _AT_ONCE and _TAKES_BACK.intersection(gap)]
    return list(mentions[max(taken, default=0) :])


def _standings(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Standing]:
    moved = any(word.text in _MOVED for word in words)
    found: list[Standing] = []
    starts = [0, *(mention.end for mention in mentions)]
    leads = [[word.text for word in words[start : m.start]] for start, m in zip(starts, mentions, strict=False)]
    tells_own = any(not _I.isdisjoint(lead) for lead in leads)
    for place, (mention, before) in enumerate(zip(mentions, leads, strict=True)):
        later = mentions[place + 1].start if place + 1 < len(mentions) else len(words)
        if place and len(before) == 1 and before[0] in JOINS:
            found.append(found[-1])
        elif tells_own and _I.isdisjoint(before) and not _ANOTHER.isdisjoint(before):
            found.append(Standing.ELSEWHERE)  # "zij woont in Arnhem, ik in Tilburg"
        else:
            went = _moved(before) if moved else None
            found.append(_standing(before, _behind(words, mention.end, later)) if went is None else went)
    return found


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
