"""Whether a message asks something."""

_QUESTION = frozenset(
    """hoe wat wie waar wanneer waarom hoezo welke moet mag kan kun kunnen is zijn heb hebben doen krijg krijgt
    past werkt leest lees how what who where when why which must may can do does are""".split()  # noqa: SIM905 -- words read better as words
)
_BEFORE = frozenset("en maar ok oke ja want and but so".split())  # noqa: SIM905
_SENTENCE = 3  # words from which a message may be a question by its first word alone


def asks_something(words: str) -> bool:
    """Tell whether a message is a question, and so hardly a place: "moet ik dan elke keer komen"."""
    said = words.lower().split()
    said = said[1:] if said[:1] and said[0] in _BEFORE else said
    return len(said) >= _SENTENCE and (said[0] in _QUESTION or words.rstrip().endswith("?"))
