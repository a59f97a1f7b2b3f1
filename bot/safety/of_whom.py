"""Of whom a message speaks: who writes, somebody else, or both; in words alone, whatever else is known."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from bot.safety.lexicon import language, lexicon
from bot.safety.patterns import BREAK

SAYS_I = frozenset({"ik", "mezelf", "i", "im", "myself"})
AS_WELL = frozenset({"zelf", "ook", "too", "samen", "together"})  # as the other
FIRST_PERSON = SAYS_I | {"me", "mij"}
_THIRD_PERSON = frozenset({"hij", "zij", "ze", "hem", "haar", "ie", "he", "she", "him", "her", "hes", "shes"})
# what somebody says who leaves out "ik": "heb pillen geslikt, mama weet van niks"
_OF_ONESELF = frozenset(
    """heb had ga ben was wil kan zit sta lig loop neem nam slik slikte spring hang snijd doe moet alles sorry pillen
    geslikt genomen""".split()  # noqa: SIM905 -- words read better as words
)
_NOT_SAFE = frozenset(
    """nee neen ja ik ben voel me zit niet veilig bij voor met mezelf mij nu hier echt helemaal eigenlijk
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
        "ik vrees dat",
        "ik geloof dat",
        "ik hoorde dat",
        "hoorde ik dat",
        "ik weet dat",
        "ik zag dat",
        "ik denk",
        "denk ik",
        "ik vermoed",
        "vermoed ik",
        "ik vrees",
        "vrees ik",
        "volgens mij",
        "die ik ken",
        "die ik heb ontmoet",
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
        "i met",
        "ik ken een",
    ]
)
_UNDERGOES = frozenset({"wordt", "word", "werd", "being", "gets", "got", "getting"})
_BECOMES = frozenset(  # "mijn vriend wordt agressief" befalls whoever is with him
    """agressief gewelddadig boos kwaad woest woedend driftig jaloers dronken angry mad aggressive violent jealous
    drunk""".split()  # noqa: SIM905 -- likewise
)
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
    leerling teacher student""".split()  # noqa: SIM905 -- likewise
)
_KIN = frozenset({"oma", "opa", "moeder", "vader", "tante", "oom", "zus", "broer", "ouder", "trainer", "coach"})
_PEOPLE = frozenset({"meisje", "jongen", "gast", "buren", "girl", "boy", "kid", "guy"})
_SAYS = frozenset(  # what somebody else told
    """zegt zei zeggen appt appte stuurt stuurde schrijft schreef post postte vertelt vertelde roept says said told
    tells texted texts wrote posted""".split()  # noqa: SIM905 -- likewise
)
_TOLD = frozenset(
    {"verteld", "gezegd", "gestuurd", "geappt", "gebeld", "zien", "appt", "belt", "sent", "showed", "calls"}
)
_HAVE = frozenset({"heeft", "had", "has"})
_TO_ME = frozenset({"me", "mij", "us", "ons", "tegen", "to", "aan"})
# after which it is not only told: of who writes, of whom it is said to, or of who leaves out "ik"
_NOT_ONLY_TOLD = (
    FIRST_PERSON
    | AS_WELL
    | frozenset({"mijn", "my", "je", "jij", "jou", "jouw", "you", "your", "ons", "us", "maar", "but"})
    | frozenset({"oplossing", "laf", "egoistisch", "zwak", "solution", "selfish", "weak"})  # what they think of it
    | frozenset({"heb", "ben", "ga", "sta", "lig", "loop", "neem", "slik", "snij", "snijd", "spring", "hang"})
)
_QUOTED = re.compile(
    r"""[:,]?\s*(?:'[^']{3,}'(?!\w)|"[^"]{3,}"|[‘“][^’”]{3,}[’”])"""
)  # their words, whoever "I" is in them
_BY = frozenset({"door", "by"})
_THEIR = frozenset({"zijn", "haar", "hun", "his", "her", "their"})
_SUBJECT = 4  # words a message begins with, in which its subject stands


def speaks_of_another(said: str) -> bool:
    """Tell whether somebody else is the subject of a message; in doubt it is who writes."""
    return _subject(_unled(said)) in _others()


def hurts_another(said: str) -> bool:
    """Tell whether somebody else is hurt, as a bystander, a parent or a teacher tells it."""
    words = _unled(said)
    watches = not (_WATCHES.isdisjoint(words) or _others().isdisjoint(words))
    return not hurts_oneself(said) and (speaks_of_another(said) or watches or FIRST_PERSON.isdisjoint(words))


def hurts_oneself(said: str) -> bool:
    """Tell whether who writes stands in it as one who is hurt: "hij slaat mijn zusje en mij"."""
    return not _HURT_WITH.isdisjoint(_but_a_friend_of_mine(_unled(said)))


def befalls_another(said: str) -> bool:
    """Tell whether something befalls somebody else who is named: "mijn zus wordt gestalkt"."""
    words = _unled(said)
    owned = zip(["", *words], words, [*words[1:], ""], strict=False)
    own = any(word in _MY and after not in _others() and before not in _WHERE for before, word, after in owned)
    by_theirs = any(word in _BY and after in _THEIR for word, after in pairwise(words))  # "she is hit by her dad"
    subject = _subject(words)
    if (
        own
        or not _BECOMES.isdisjoint(words)
        or subject not in (_others() if by_theirs else _others() - _THIRD_PERSON)
        or not FIRST_PERSON.isdisjoint(_but_a_friend_of_mine(words))
    ):
        return False
    return not _UNDERGOES.isdisjoint(words[words.index(subject) :])  # "word geslagen door een vriend" is oneself


def _but_a_friend_of_mine(words: Sequence[str]) -> list[str]:
    """Give the words without the "mij" of "een vriend van mij", and the "me" of "she told me"."""
    return [word for before, word in pairwise(["", *words]) if before not in _OF]


def thinks_of_another(said: str) -> bool:
    """Tell whether somebody says no more than what they think of another: "i think my roommate is suicidal"."""
    all_words, words = tuple(lexicon().speller.words(said)), _unled(said)
    # "sinds mijn ex weg is denk ik aan zelfmoord" thinks of no other: it has to begin with it
    led = any(all_words[: len(lead)] == lead for lead in _LEADS if lead[-1] not in _I)
    return led and _subject(words) in _others() - _THIRD_PERSON and FIRST_PERSON.isdisjoint(words)


def reports_another(said: str) -> bool:
    """Tell whether a message says no more than what somebody else told: "ze zegt dat het leven geen zin meer heeft"."""
    words = [word for word in lexicon().speller.words(_QUOTED.sub(" dat ", said)) if word != BREAK]
    at = next((at for at, word in enumerate(words) if word in _SAYS), len(words))
    told = words[at + 1 :]
    while told and told[0] in _TO_ME:
        told = told[1:]
    by = frozenset(words[max(0, at - _SUBJECT) : at])
    return bool(told) and not by.isdisjoint(_others()) and SAYS_I.isdisjoint(by) and _NOT_ONLY_TOLD.isdisjoint(told)


def reports_what_befell(said: str) -> bool:
    """Tell whether it is what somebody undergoes that was told: a threat in other words is meant for who tells it."""
    return reports_another(said) and not _UNDERGOES.isdisjoint(lexicon().speller.words(said))


def speaks_as_hurt(said: str) -> bool:
    """Tell whether who writes is one to whom something is done: "met mij", "me"; but not "told me"."""
    words = lexicon().speller.words(said)
    told = not _TOLD.isdisjoint(words)
    return any(
        word in _HURT_WITH and before not in _SAYS | _TOLD and not (told and before in _HAVE)
        for before, word in pairwise(["", *words])
    )


def _unled(said: str) -> Sequence[str]:
    """Give the words without what leads to a sentence about somebody else: "ik denk dat", "volgens mij"."""
    words = _unintroduced(lexicon().speller.words(said))
    for lead in _LEADS:
        at = next((at for at in range(len(words)) if tuple(words[at : at + len(lead)]) == lead), None)
        if at is not None:
            return [*words[:at], *words[at + len(lead) :]]
    return words


def _unintroduced(words: Sequence[str]) -> Sequence[str]:
    """Give the words without who somebody says to be to the other: "ik ben haar oma"."""
    am = next((at for at, pair in enumerate(pairwise(words)) if pair in {("ik", "ben"), ("i", "am")}), None)
    if am is None:
        return words
    at = next((at for at in range(am + 2, min(am + 4, len(words))) if words[at] in _WATCHES | _KIN), None)
    return words if at is None else [*words[:am], *words[at + 1 :]]


def _subject(words: Sequence[str]) -> str:
    """Give who a sentence is about, as far as that is known; nobody where an "ik" stands in it."""
    others = _others()
    first = next((word for word in words[:_SUBJECT] if word in others or word in _OF_ONESELF), "")
    return first if SAYS_I.isdisjoint(words) else ""


def speaks_of_both(said: str) -> bool:
    """Tell whether somebody who worries speaks of themselves too: "ik denk er zelf ook aan"."""
    words = frozenset(lexicon().speller.words(said))
    return not (FIRST_PERSON.isdisjoint(words) or AS_WELL.isdisjoint(words))


def may_mean_another(said: str) -> bool:
    """Tell whether a message has somebody else in it, or not oneself: "ze doet het nu", "vanavond"."""
    words = lexicon().speller.words(said)
    return not _others().isdisjoint(words) or FIRST_PERSON.isdisjoint(words)


def only_thinking(words: Sequence[str]) -> frozenset[int]:
    """Give where an "ik" says no more than what is thought of another: "ik denk dat hij ...", "hij wil, denk ik"."""
    return frozenset(at for at, word in enumerate(words) if word in _I and _only_thinks(words, at))


def _only_thinks(words: Sequence[str], at: int) -> bool:
    after = [*words[at + 1 : at + 5], *[""] * 4]
    leads = after[0] in _THINKS and after[1] == "dat" and after[2] not in _I
    fears = after[:3] == ["ben", "bang", "dat"] and after[3] not in _I
    beside = at > 0 and words[at - 1] in _THINKS and _ABOUT.isdisjoint([*words[max(0, at - 3) : at - 1], after[0]])
    return leads or fears or beside


def says_something(said: str) -> bool:
    """Tell whether any word of a message is known: "flenk moors tabe" speaks of nobody and nothing."""
    return not lexicon().words.isdisjoint(lexicon().speller.words(said))


def says_only_not_safe(said: str) -> bool:
    """Tell whether a message says that somebody is not safe, and nothing of why: "nee, niet veilig bij mezelf"."""
    return _NOT_SAFE.issuperset(lexicon().speller.words(said))


@cache
def _others() -> frozenset[str]:
    _, sets = language()
    return (_THIRD_PERSON | _PEOPLE).union(*sets["mens_bij_mij"])
