"""Whether a message asks something."""

_ASKING = frozenset("hoe wat wie waar wanneer waarom hoezo welke how what who where when why which".split())  # noqa: SIM905
_VERBS = frozenset(
    """moet moeten mag mogen kan kun kunnen is zijn heb heeft hebben doen komt komen krijg krijgt krijgen past werkt
    leest lees duurt zullen wordt worden must may can do does are will would should could""".split()  # noqa: SIM905 -- words read better as words
)
# behind a verb these go on with what is told: "kan niet kiezen", "heb geen zin"
_TOLD = frozenset("niet nie nooit echt geen gewoon al ook altijd net nog wel slecht ruzie not never no".split())  # noqa: SIM905
# and these ask when it is of "je" or of "ik": "ken je nog films", "ben ik te oud"
_OF_US_TWO = frozenset("ken weet vind wil ga hou zou ben snap kom zit woon speel kijk am".split())  # noqa: SIM905
_US_TWO = frozenset("je jij jullie u ik i you".split())  # noqa: SIM905
_BEFORE = frozenset("en maar ok oke ja want and but so".split())  # noqa: SIM905
_SENTENCE = 3  # words from which a message may be a question by its first word alone


def asks_something(words: str) -> bool:
    """Tell whether a message is a question, and so hardly a place: "moet ik dan elke keer komen"."""
    said = _behind(words)
    return len(said) >= _SENTENCE and (_begins(said) or words.rstrip().endswith("?"))


def may_ask(words: str) -> bool:
    """Tell whether a message, however short, may be a question: "hoe vaak", "en de kosten?"."""
    said = _behind(words)
    return "?" in words or (bool(said) and _begins(said))


def _behind(words: str) -> list[str]:
    said = words.lower().split()
    return said[1:] if said[:1] and said[0] in _BEFORE else said


def _begins(said: list[str]) -> bool:
    first, second = said[0], said[1:2]
    asks_of_us = first in _OF_US_TWO and not _US_TWO.isdisjoint(second)
    return first in _ASKING or asks_of_us or (first in _VERBS and _TOLD.isdisjoint(second))
