"""Which language a message is in; slow to switch, since young people mix."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.messages import Language

_WORDS = 4  # fewer say too little
_SURE = 0.85
# a detector calls "ik ben echt depressed" English; one of these small words settles it
_DUTCH = "ik je jij het een niet mijn mn van ben heb maar ook wat wil voor met er geen nog k ni nie gwn"
_ENGLISH = "i the my you is are and to of it not im dont what have for with do am"
_TELLING = {Language.NL: frozenset(_DUTCH.split()), Language.EN: frozenset(_ENGLISH.split())}


def switch(words: str, present: Language) -> Language:
    """Give the other language when a message of four words or more is plainly in it, else the present one."""
    said = words.lower().replace("'", "").split()
    telling = sum(word in _TELLING[present] for word in said), sum(word in _TELLING[present.other] for word in said)
    if len(said) < _WORDS or telling[0] >= telling[1]:
        return present
    language, sure = detects_languages().classify(words)
    return present.other if language == present.other and sure >= _SURE else present


@cache
def detects_languages() -> LanguageIdentifier:
    """Load the detector, once; takes half a second."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([language.value for language in Language])
    return identifier
