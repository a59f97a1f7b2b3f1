"""Which language a message is in; slow to switch once somebody has spoken one, since young people mix."""

import re
from collections.abc import Iterable
from pathlib import Path

from bot import yml
from bot.messages import Language

_WORDS = 4  # fewer say too little to who has spoken the other language before
_OPENING = 2  # and at first one word by itself is no language yet: "hello"
_TWICE = 2  # as many words of the other language, and two more: "ik ben echt depressed" stays Dutch
_WORD = re.compile(r"[^\W\d_]+")
_FILE = yml.values(Path(__file__).with_name("telling.yml").read_text(encoding="utf-8"))
TELLING = {language: frozenset(_FILE[language.value].split()) for language in Language}
_TOO = {language: TELLING[language].union(_FILE[f"{language.value}_too"].split()) for language in Language}
_BORROWED = re.compile(  # the longest first: "fuck off" is gone before "fuck" is
    rf"\b(?:{'|'.join(map(re.escape, sorted(_FILE['borrowed'].splitlines(), key=len, reverse=True)))})\b"
)
_LETTERS = frozenset("i u k".split())  # noqa: SIM905 -- the only words of one letter: "a a a a" is no English

_NAMES = {
    **dict.fromkeys(("nederlands", "nederlandse", "hollands", "dutch"), Language.NL),
    **dict.fromkeys(("engels", "engelse", "english"), Language.EN),
}
_NOT = frozenset("geen niet nie ni not dont no cant cannot doesnt stop zonder without".split())  # noqa: SIM905
_OWN = frozenset("my mijn mn".split())  # noqa: SIM905
_POOR = frozenset("not no bad poor little niet slecht slechte weinig beetje good goed well".split())  # noqa: SIM905
_SUBJECT = frozenset(  # of a language that is taught at school
    """toets cijfer vak les huiswerk examen proefwerk onvoldoende herkansing leraar lerares docent juf mondeling
    schriftelijk repetitie tentamen boekverslag woordjes homework exam teacher class""".split()  # noqa: SIM905
)
_NEAR = 3  # words between a no and the language it is about: "I can't speak any Dutch"
# whose language it is, or who wants to learn one: no wish to speak it here
_OTHERS = frozenset(  # right before the name of a language
    """they he she people everyone everybody others friends housemates roommates classmates colleagues mom mum mother
    dad father parents family worker workers leader leaders learn ze zij hij iedereen mensen anderen vrienden
    huisgenoten collegas moeder vader ouders familie begeleider begeleiders jongerenwerker leer leren leert learning
    practice oefenen""".split()  # noqa: SIM905
)
# small words of who asks for a language without naming it
_ASKING = {
    Language.NL: frozenset("taal talen andere kan kun kunnen we praten graag aub alsjeblieft".split()),  # noqa: SIM905
    Language.EN: frozenset("language languages other another can could speak talk please".split()),  # noqa: SIM905
}


def switch(words: str, present: Language, before: Iterable[str] = ()) -> Language:
    """Give the other language when a message is plainly in it, else the present one.

    Plainly: four words or more, far more of them of the other language. Until somebody has said a word of the present
    one, `before` or now, two words are enough.
    """
    said = _words(words)
    here, there = (sum(word in TELLING[each] for word in said) for each in (present, present.other))
    plainly = there >= here + _TWICE and there >= here * _TWICE
    if len(said) >= _WORDS and plainly:
        return present.other
    is_opening = not any(_TOO[present].intersection(_words(line)) for line in (*before, words))
    return present.other if is_opening and there and len(said) >= _OPENING else present


def in_doubt(words: str, present: Language) -> bool:
    """Tell whether a message may well be in the other language: more of its words are of that one."""
    said = set(_words(words))
    return len(said & _TOO[present.other]) > len(said & _TOO[present])


def named(words: str) -> Language | None:
    """Give the language a message asks for by name; a name after "geen" or "don't" asks for the other one."""
    said = _all_words(words)
    if _SUBJECT.intersection(said):
        return None  # "mijn cijfer van Engels"
    if _OWN.intersection(said) and _POOR.intersection(said):
        return None  # "my Dutch is not so good" asks for nothing
    wanted: set[Language] = set()
    refused: set[Language] = set()
    for at, word in enumerate(said):
        if word in _NAMES and said[at - 1 : at] != ["voor"]:  # "een 4 voor Engels"
            before = said[max(0, at - _NEAR) : at]
            if not _OTHERS.isdisjoint(before):
                continue
            is_refused = not _NOT.isdisjoint(before)
            (refused if is_refused else wanted).add(_NAMES[word])
    asked = wanted - refused or {language.other for language in refused}
    return asked.pop() if len(asked) == 1 else None


def spoken(words: str, present: Language) -> Language:
    """Give the language a message is in, however short; the present one when nothing tells."""
    said = set(_all_words(words))
    here, there = (len(said & (TELLING[each] | _ASKING[each])) for each in (present, present.other))
    return present.other if there > here else present


def _words(words: str) -> list[str]:
    """List the words that may tell, each once: not what is borrowed, nor single letters."""
    kept = _BORROWED.sub(" ", _plain(words))
    return [word for word in dict.fromkeys(_WORD.findall(kept)) if len(word) > 1 or word in _LETTERS]


def _all_words(words: str) -> list[str]:
    return _WORD.findall(_plain(words))


def _plain(words: str) -> str:
    return words.lower().replace("'", "").replace("\u2019", "").replace("-", " ")
