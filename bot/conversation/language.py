"""Which language a message is in; slow to switch, since young people mix."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.messages import Language

_WORDS = 4  # fewer say too little
_SURE = 0.85
# a detector calls "ik ben echt depressed" English; one of these small words settles it
_DUTCH = "ik je jij het een niet mijn mn van ben heb maar ook wat wil voor met er geen nog k ni nie gwn"
_ENGLISH = "i the my you is are and to of it not im dont what have for with do am"
_TELLING = {Language.NL: frozenset(_DUTCH.split()), Language.EN: frozenset(_ENGLISH.split())}

_NAMES = {
    **dict.fromkeys(("nederlands", "nederlandse", "hollands", "dutch"), Language.NL),
    **dict.fromkeys(("engels", "engelse", "english"), Language.EN),
}
_NOT = frozenset("geen niet nie ni not dont no cant cannot doesnt stop zonder without".split())  # noqa: SIM905
_NEAR = 3  # words between a no and the language it is about: "I can't speak any Dutch"
# small words of who asks for a language without naming it
_ASKING = {
    Language.NL: frozenset("taal talen andere kan kun kunnen we praten graag aub alsjeblieft".split()),  # noqa: SIM905
    Language.EN: frozenset("language languages other another can could speak talk please".split()),  # noqa: SIM905
}


def switch(words: str, present: Language) -> Language:
    """Give the other language when a message of four words or more is plainly in it, else the present one."""
    said = words.lower().replace("'", "").split()
    telling = sum(word in _TELLING[present] for word in said), sum(word in _TELLING[present.other] for word in said)
    if len(said) < _WORDS or telling[0] >= telling[1]:
        return present
    language, sure = detects_languages().classify(words)
    return present.other if language == present.other and sure >= _SURE else present


def named(words: str) -> Language | None:
    """Give the language a message asks for by name; a name after "geen" or "don't" asks for the other one."""
    said = re.findall(r"\w+", words.lower().replace("'", "").replace("\u2019", ""))
    wanted: set[Language] = set()
    refused: set[Language] = set()
    for at, word in enumerate(said):
        if word in _NAMES:
            is_refused = any(before in _NOT for before in said[max(0, at - _NEAR) : at])
            (refused if is_refused else wanted).add(_NAMES[word])
    asked = wanted - refused or {language.other for language in refused}
    return asked.pop() if len(asked) == 1 else None


def spoken(words: str, present: Language) -> Language:
    """Give the language a message is in, however short; the present one when nothing tells."""
    said = set(words.lower().replace("'", "").split())
    here, there = (len(said & (_TELLING[each] | _ASKING[each])) for each in (present, present.other))
    return present.other if there > here else present


@cache
def detects_languages() -> LanguageIdentifier:
    """Load the detector, once; takes half a second."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([language.value for language in Language])
    return identifier
