"""Which of the lexicon's hits stand, once idiom, denial, fiction and sentences about others are taken away."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from bot.safety.helplines import OF_THEIRS
from bot.safety.lexicon import Entry, Lexicon, language, lexicon
from bot.safety.matcher import Scan
from bot.safety.patterns import BREAK
from bot.safety.tiers import Tier

_SAYS_I = frozenset({"ik", "mezelf", "i", "im", "myself"})
_AS_WELL = frozenset({"zelf", "ook", "too", "samen", "together"})  # as the other
_FIRST_PERSON = _SAYS_I | {"me", "mij"}
_THIRD_PERSON = frozenset({"hij", "zij", "ze", "hem", "haar", "ie", "he", "she", "him", "her"})


# what somebody says who leaves out "ik": "heb pillen geslikt, mama weet van niks"
_OF_ONESELF = frozenset(
    """heb had ga ben was wil kan zit sta lig loop neem nam slik slikte spring hang snijd doe moet alles sorry pillen
    geslikt genomen""".split()  # noqa: SIM905 -- words read better as words
)
_NOT_SAFE = frozenset(
    """nee neen ja ik ben voel me zit niet nie veilig bij voor met mezelf mij nu hier echt helemaal eigenlijk
    no i im am not safe here heb gelogen loog lieg lied was lying net zei sorry""".split()  # noqa: SIM905 -- likewise
) | {BREAK}
# what leads to a sentence about somebody else, and makes nobody its subject; the longest first
_LEADS = tuple(
    tuple(lead.split())
    for lead in [
        "ik heb het idee dat",
        "ik heb het gevoel dat",
        "ik maak me zorgen dat",
        "ik weet zeker dat",
        "ik ben bang dat",
        "ik denk dat",
        "ik vermoed dat",
        "ik geloof dat",
        "ik hoorde dat",
        "ik weet dat",
        "ik zag dat",
        "ik denk",
        "denk ik",
        "ik vermoed",
        "vermoed ik",
        "volgens mij",
        "i am worried that",
        "i am afraid that",
        "im worried that",
        "im afraid that",
        "im scared that",
        "i think that",
        "i know that",
        "i heard that",
        "i am worried",
        "i am afraid",
        "im worried",
        "im afraid",
        "i think",
        "i believe",
        "i know",
        "i heard",
    ]
)
_UNDERGOES = frozenset({"wordt", "word", "werd", "being", "gets", "got", "getting"})
_MY = frozenset({"mijn", "my", "onze", "our"})
_WHERE = frozenset({"uit", "in", "van", "from", "op", "bij"})  # "een meisje uit mijn straat"
_I = frozenset({"ik", "i"})
_THINKS = frozenset({"denk", "geloof", "vermoed", "vrees", "think", "believe"})
_ABOUT = frozenset({"aan", "over", "eraan", "na", "of", "about", "dat", "zelf", "ook"})  # "aan zelfmoord denk ik"
_OF = frozenset(  # "een leerling van mij", "she told me"
    {"van", "bij", "met", "tegen", "of", "to", "with", "told", "tells", "vertelde", "vertelt", "appte", "texted"}
)
_HURT_WITH = frozenset({"me", "mij", "mezelf", "ons", "us"})  # who tells of another's abuse and of their own
_WATCHES = frozenset(  # who writes of a child in their care
    """docent docente mentor leraar lerares juf meester leerkracht jongerenwerker hulpverlener begeleider buurvrouw
    leerling leerlinge teacher student""".split()  # noqa: SIM905 -- likewise
)
_PEOPLE = frozenset(
    {"meisje", "jongen", "leerling", "leerlinge", "klasgenoot", "buurman", "buurvrouw", "buren", "kind"}
)
ALSO_OF_OTHERS = frozenset({Tier.SUICIDAL, Tier.CONCERN})  # what may be said of somebody else in the same words
_SUBJECT = 4  # words a message begins with, in which its subject stands


def speaks_of_another(said: str) -> bool:
    """Tell whether somebody else is the subject of a message; in doubt it is who writes."""
    return _subject(_unled(said)) in _others()


def hurts_another(said: str) -> bool:
    """Tell whether somebody else is hurt, as a bystander, a parent or a teacher tells it."""
    words = _unled(said)
    own = {word for before, word in pairwise(["", *words]) if word in _HURT_WITH and before not in _OF}
    watches = not (_WATCHES.isdisjoint(words) or _others().isdisjoint(words))
    return not own and (speaks_of_another(said) or watches)


def befalls_another(said: str) -> bool:
    """Tell whether something befalls somebody else who is named: "mijn zus wordt gestalkt"."""
    words = _unled(said)
    owned = zip(["", *words], words, [*words[1:], ""], strict=False)
    own = any(word in _MY and after not in _others() and before not in _WHERE for before, word, after in owned)
    named = _subject(words) in _others() - _THIRD_PERSON
    return named and not own and _FIRST_PERSON.isdisjoint(words) and not _UNDERGOES.isdisjoint(words)


def thinks_of_another(said: str) -> bool:
    """Tell whether somebody says no more than what they think of another: "i think my roommate is suicidal"."""
    all_words, words = tuple(lexicon().speller.words(said)), _unled(said)
    # "sinds mijn ex weg is denk ik aan zelfmoord" thinks of no other: it has to begin with it
    led = any(all_words[: len(lead)] == lead for lead in _LEADS if lead[-1] not in _I)
    return led and _subject(words) in _others() - _THIRD_PERSON and _FIRST_PERSON.isdisjoint(words)


def _unled(said: str) -> Sequence[str]:
    """Give the words without what leads to a sentence about somebody else: "ik denk dat", "volgens mij"."""
    words = lexicon().speller.words(said)
    for lead in _LEADS:
        at = next((at for at in range(len(words)) if tuple(words[at : at + len(lead)]) == lead), None)
        if at is not None:
            return [*words[:at], *words[at + len(lead) :]]
    return words


def _subject(words: Sequence[str]) -> str:
    """Give who a sentence is about, as far as that is known; nobody where an "ik" stands in it."""
    others = _others()
    first = next((word for word in words[:_SUBJECT] if word in others or word in _OF_ONESELF), "")
    return first if _SAYS_I.isdisjoint(words) else ""


def speaks_of_both(said: str) -> bool:
    """Tell whether somebody who worries speaks of themselves too: "ik denk er zelf ook aan"."""
    words = frozenset(lexicon().speller.words(said))
    return not (_FIRST_PERSON.isdisjoint(words) or _AS_WELL.isdisjoint(words))


def may_mean_another(said: str) -> bool:
    """Tell whether a message has somebody else in it, or not oneself: "ze doet het nu", "vanavond"."""
    words = lexicon().speller.words(said)
    return not _others().isdisjoint(words) or _FIRST_PERSON.isdisjoint(words)


def _only_thinks(words: Sequence[str], at: int) -> bool:
    """Tell whether an "ik" says no more than what is thought of another: "ik denk dat hij ...", "hij wil, denk ik"."""
    after = [*words[at + 1 : at + 5], *[""] * 4]
    leads = after[0] in _THINKS and after[1] == "dat" and after[2] not in _I
    fears = after[:3] == ["ben", "bang", "dat"] and after[3] not in _I
    beside = at > 0 and words[at - 1] in _THINKS and _ABOUT.isdisjoint([*words[max(0, at - 3) : at - 1], after[0]])
    return leads or fears or beside


def says_only_not_safe(said: str) -> bool:
    """Tell whether a message says that somebody is not safe, and nothing of why: "nee, niet veilig bij mezelf"."""
    return _NOT_SAFE.issuperset(lexicon().speller.words(said))


@cache
def _others() -> frozenset[str]:
    _, sets = language()
    return (_THIRD_PERSON | _PEOPLE).union(*sets["mens_bij_mij"])


class Standing(NamedTuple):
    """One thing seen, from word `first` to word `last`."""

    tier: Tier
    category: str
    first: int
    last: int


class _Found(NamedTuple):
    entry: Entry
    first: int
    last: int
    of_self: bool  # says "ik" or "me"

    @property
    def places(self) -> int:
        """Its words as a set of places, see `spoken.py`."""
        return (2 << self.last) - (1 << self.first)


class Reading:
    """What the lexicon finds in the words of a message, in one scan; exceptions only where they may take away."""

    def __init__(self, known: Lexicon, words: Sequence[str]) -> None:
        self.words = words
        self._known = known

    @cached_property
    def _scan(self) -> Scan:
        return self._known.matcher.scan(self.words)

    @cached_property
    def _alarms(self) -> list[_Found]:
        return self._found(self._known.raising)

    @cached_property
    def _exceptions(self) -> list[_Found]:
        return self._found(self._known.excepting)

    @cached_property
    def _of_whom(self) -> Sequence[str]:
        """The words, without the "ik" of who only thinks that somebody else does something."""
        thinking = {at for at, word in enumerate(self.words) if word in _I and _only_thinks(self.words, at)}
        return ["" if at in thinking else word for at, word in enumerate(self.words)] if thinking else self.words

    def _found(self, patterns: range) -> list[_Found]:
        of_whom = self._of_whom
        return [
            _Found(self._known.owners[number], first, last, not _FIRST_PERSON.isdisjoint(of_whom[first : last + 1]))
            for number, first, last in self._scan.hits(patterns)
        ]

    @cached_property
    def standing(self) -> list[Standing]:
        """What the words signal."""
        if not self._alarms:
            return []
        hidden = _Hidden(self._exceptions)
        others = _Others([found for found in self._alarms if found.entry.tier is Tier.THIRD_PARTY])
        return [
            Standing(found.entry.tier, found.entry.category, found.first, found.last)
            for found in self._alarms
            if found.entry.tier is not None and not hidden.hides(found) and not others.are_meant(found)
        ]

    @property
    def of_others(self) -> list[Standing]:
        """What the words signal if somebody else is meant: no wish and no worry but in "ik ..." is who writes."""
        return [found for found in self.standing if found.tier not in ALSO_OF_OTHERS or self._is_own(found)]

    def _is_own(self, found: Standing) -> bool:
        """Tell whether an "ik" stands in it, or a "zelf" or "ook" in it or right before: "wil zelf ook dood"."""
        its = self._of_whom[found.first : found.last]  # "dood wil en ik" runs on into another sentence
        with_what_leads_to_it = self.words[max(0, found.first - 2) : found.last + 1]
        return not (_FIRST_PERSON.isdisjoint(its) and _AS_WELL.isdisjoint(with_what_leads_to_it))

    @property
    def only_of_others(self) -> bool:
        """Whether all the words signal is said of others, and no "ik" stands in them: "een vriend van mij wil dood"."""
        if {found.tier for found in self.standing} != {Tier.THIRD_PARTY}:
            return False
        said = self._of_whom
        return (_SAYS_I | _AS_WELL).isdisjoint(said) and _FIRST_PERSON.isdisjoint(self._beside(self.standing, said))

    @staticmethod
    def _beside(taken: Iterable[Standing | _Found], words: Sequence[str]) -> Sequence[str]:
        """Give the words that stand in none of these."""
        inside = {at for found in taken for at in range(found.first, found.last + 1)}
        return [word for at, word in enumerate(words) if at not in inside] if inside else words

    @cached_property
    def unhidden(self) -> Sequence[str]:
        """The words without those of an exception ("ik heb geen pillen geslikt"), but with those about a topic."""
        return self._beside((found for found in self._exceptions if not found.entry.topic), self.words)

    @property
    def excepted(self) -> bool:
        """Whether an exception takes words away."""
        return len(self.unhidden) < len(self.words)


class _Hidden:
    """What the exceptions take away. However many there are, one question takes as long as another."""

    def __init__(self, exceptions: Sequence[_Found]) -> None:
        self._exceptions = exceptions
        self._places: dict[tuple[str, bool], int] = {}

    def hides(self, found: _Found) -> bool:
        kind = found.entry.category, found.of_self
        if kind not in self._places:
            self._places[kind] = 0
            for exception in self._exceptions:
                self._places[kind] |= _hiding(exception, *kind)
        return bool(found.places & self._places[kind])


def _hiding(exception: _Found, category: str, of_self: bool) -> int:  # noqa: FBT001 -- a kind, not an option
    """Give the places that what is of this kind must not touch."""
    by = exception.entry
    if by.of and category not in by.of:
        return 0
    if not by.before_ik and (of_self or (by.topic and exception.of_self)):
        return 1 << exception.first  # it hides only what it begins inside of
    return exception.places


class _Others:
    """Sentences about others: "wil dood" in one of them is said of somebody else."""

    def __init__(self, others: Sequence[_Found]) -> None:
        by_first = sorted((other.first, other.last) for other in others)
        self._firsts = [first for first, _ in by_first]
        self._reached = list(accumulate((last for _, last in by_first), max))  # by those that begin no later

    def are_meant(self, found: _Found) -> bool:
        """Never with an "ik" or "me" in it, never violence, and never what is about them already."""
        if found.of_self or found.entry.tier in {Tier.THIRD_PARTY, Tier.UNSAFE} or found.entry.category in OF_THEIRS:
            return False
        before = bisect_right(self._firsts, found.first)
        return before > 0 and found.last <= self._reached[before - 1]
