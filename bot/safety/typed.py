"""What is typed after an alarm, as an answer to a question of care: "ja", "soms", "laat maar", "ja vanavond nog".

`answers.yml` holds whole messages, `in_care.yml` patterns for what is said in more words; what neither knows is weighed
(`answering.py`), with what was asked in view.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from bot import yml
from bot.messages import CareAnswer
from bot.safety import answering
from bot.safety.cared import DYING, About, Care, Step, about, calm, doubted, hurt, must_call
from bot.safety.folding import fold
from bot.safety.kinds import STAYING
from bot.safety.meanings import (
    GRAVE,
    MAY_BE,
    OF_THEIR_LIFE,
    OF_WHAT_WAS_DONE,
    OUTRIGHT,
    TURNS,
    WHILE_CALLING,
    Meaning,
    TakenBack,
    Told,
    named,
)
from bot.safety.of_whom import speaks_of_another
from bot.safety.phrasebook import Phrasebook
from bot.safety.tiers import Net, Tier

__all__ = [
    "Meaning",
    "TakenBack",
    "Told",
    "asked",
    "asks",
    "is_cared_for",
    "leans_grave",
    "phrasebook",
    "says",
    "typed",
]

_LONGEST = 60  # characters of a whole message that is known; who writes more is telling something
_GUESSING = frozenset({Net.WEIGHTS, Net.MODEL})
# after these it is the other who is spoken of, and the question itself makes almost anything look like danger
_HEARS_OF_ANOTHER = frozenset({Step.TYPING, Step.TRUSTED, Step.TALKING})
_OF_WHAT_THEY_TOOK = frozenset({"feels_fine", "body"})
_OF_HARM = frozenset({"not_now", "harm_more", "how_stop"})
_NEARLY = 0.6  # as likely as the likeliest
# where it was just asked whether they are safe, a guess less likely than this is not acted on: it is asked once more
_ASKED_AGAIN = 0.4  # on the dev part of `tests/safety/care` nothing grave is lost by it
_NOTHING_ASKED = frozenset({Step.TALKING, Step.TRUSTED, Step.BARRIER, Step.CHECKED})  # of being safe, or of a time
_SAFETY_ASKED = frozenset({Step.SAFE, Step.SAFE_CLEAR, Step.PLAN, Step.TAKEN})
_ASKS_OF_A_WISH = _SAFETY_ASKED | {Step.OPENLY}
_OF_ONESELF = frozenset({"not_safe", "safe"})  # "ze is thuis niet veilig" says nothing of who writes
_OF_ANOTHER = frozenset({Step.TYPING, Step.DANGER})  # where it does: "hij kan meelezen"


def typed(said: str, care: Care, alarmed: Net | None = None) -> Meaning | None:
    """Read a message as an answer to what was asked last in this care; None when it is none.

    `alarmed` is the net that heard an alarm in the same message: the surer it is, the less else that may be taken for.
    """
    weighed, patterns = _weighed(said, care, alarmed), list(_own_words(said, care, alarmed))
    if weighed is Told.PLANNED and Told.NOW in patterns:
        weighed = Told.NOW  # "vandaag": the graver in doubt
    outright = patterns[:1] if about(care) is not About.SELF or OUTRIGHT.issuperset(patterns[:1]) else []
    surest = [weighed] if weighed in TURNS or isinstance(weighed, TakenBack) else []
    for meaning in (_whole(said, care), *outright, *surest, *patterns, weighed):
        # with somebody else in danger nothing was asked, and 112 has to be called whatever is said
        if isinstance(meaning, Told) or (meaning is not None and care.step is not Step.OTHER):
            return meaning
    return None


def says(said: str, care: Care, name: str) -> bool:
    """Tell whether a message says what stands under this name in `in_care.yml`."""
    return name in _said(said, care)


def asks(said: str, care: Care) -> bool:
    """Tell whether a message is a question, and no sigh in the words of one: "wat heeft het voor zin"."""
    its = says(said, care, "asks") or (said.rstrip().endswith("?") and len(said.split()) > 1)
    return its and not says(said, care, "sighs")


def is_cared_for(said: str) -> bool:
    """Tell whether a message says that somebody who was in danger is safe, or in hospital."""
    return Told.OTHER_SAFE in phrasebook().says(said, Step.OTHER.value)


def _said(said: str, care: Care) -> list[str]:
    """Name all that a message says after what was asked, of whom care is about, and of the kind of danger there is."""
    return phrasebook().says(said, care.step.value, about(care).value, care.kind)


@cache
def phrasebook() -> Phrasebook:
    """Read `in_care.yml`, once."""
    return Phrasebook.read("bot.safety", "in_care.yml")


def _whole(said: str, care: Care) -> Meaning | None:
    return _meant(_known(said), care)


def _meant(name: str, care: Care) -> Meaning | None:
    """Give what a name means as an answer; a bare yes to the first text about abuse may be to the danger in it."""
    if name == CareAnswer.YES and care.step is Step.TYPING and not care.repeated:
        return Told.UNCLEAR
    if name == Told.AGREES and calm(care) and not care.speaks:
        return None  # to what was said since
    return named(name, care.step)


def _known(said: str) -> str:
    """Give what `answers.yml` calls a message; empty for none of those."""
    return "" if len(said) > _LONGEST else _meanings().get(" ".join(fold(said)[0].split()).strip(" .!?,…"), "")


def _own_words(said: str, care: Care, alarmed: Net | None) -> Iterator[Meaning]:
    step = care.step
    # what was asked says more than the alarm
    asked_of_another = alarmed in _GUESSING and (about(care) is not About.SELF or step is Step.TAKEN)
    for name in _said(said, care):
        if step is Step.OTHER and name in GRAVE:
            continue  # 112 is what was told already
        if name in OF_THEIR_LIFE and about(care) is not About.SELF and step not in _ASKS_OF_A_WISH:
            continue
        if name in OF_WHAT_WAS_DONE and (step in _ASKS_OF_A_WISH or Tier.SUICIDAL in care.answered):
            continue
        if (name in _OF_WHAT_THEY_TOOK and not care.begun) or (name in _OF_HARM and not care.harms):
            continue
        danger = name == CareAnswer.NOT_SAFE and hurt(care)  # "hij staat voor de deur": whatever was asked
        of_another = name in _OF_ONESELF and step not in _OF_ANOTHER and speaks_of_another(said) and not danger
        where_another_is = (step in _OF_ANOTHER and name == "safe") or name == "other_safe"
        puts_right = alarmed is Net.WEIGHTS and (where_another_is or name == "meant_otherwise")
        fetches = must_call(care) and name in WHILE_CALLING
        if (name in MAY_BE[alarmed] or puts_right or fetches or asked_of_another) and not of_another:
            meaning = Told.EXPLAINED if name == Told.MEANT_OTHERWISE and step in DYING else _meant(name, care)
            if meaning is not None:  # some names only tell what a message speaks of, see `says`
                yield meaning


def _weighed(said: str, care: Care, alarmed: Net | None) -> Meaning | None:
    """Read what no pattern knows; where nothing was asked and nothing weighs on the talk, it is no answer.

    "ok" and "nee" are none either: where they say something, `answers.yml` has it for that step.
    """
    if calm(care) or _known(said) in {"agrees", "no"} or not any(map(str.isalpha, said)):
        return None
    odds = answering.odds(said, asked(care))
    name = answering.meaning(odds, _doubt(said, care, alarmed))
    if name in GRAVE and care.kind in STAYING and hurt(care) and care.step is Step.TALKING:
        return None  # nothing was asked to which it could be an answer: what is said outright is a pattern
    if name == Told.NOW and hurt(care) and care.step is Step.DANGER:
        name = CareAnswer.NOT_SAFE  # of who sits behind a door "ik heb wel water" is no plan of theirs
    if not _borne_out(name, odds, said, care):
        unclear = hurt(care) and care.step in _HEARS_OF_ANOTHER and not alarmed
        return Told.UNCLEAR if unclear and name in GRAVE and name != Told.PLANNED else None
    if name in GRAVE and doubted(care) and not alarmed and not says(said, care, "danger"):
        return Told.UNCLEAR  # of somebody who may only be lonely: it is asked before 112 is named
    if name in GRAVE and _is_faint(odds, said, care):
        return Told.UNCLEAR
    of_another = name in _OF_ONESELF and care.step not in _OF_ANOTHER and speaks_of_another(said)
    may_be = MAY_BE[alarmed] | (WHILE_CALLING if must_call(care) else set())
    if name == CareAnswer.YES and care.step is Step.TYPING:
        return Told.UNCLEAR  # a yes to something, and as likely as not to something else
    return _meant(name, care) if name in may_be and not of_another else None


def _doubt(said: str, care: Care, alarmed: Net | None) -> float:
    """Give how likely something grave has to be to be heard; who asks something hardly tells it."""
    asked_of_it = care.step in _ASKS_OF_A_WISH | {Step.CHECKED} or Tier.SUICIDAL in care.answered
    wonders = asks(said, care) and not asked_of_it
    if alarmed or (about(care) is About.SELF and (care.called or wonders)):
        return answering.SURELY
    return _ASKED_AGAIN if care.step in _SAFETY_ASKED else answering.ALARMS


def _grave(odds: Mapping[str, float]) -> float:
    return sum(odds.get(name, 0.0) for name in GRAVE)


def leans_grave(said: str, care: Care) -> bool:
    """Tell whether what is weighed makes something grave of a message, with what was asked in view."""
    of_them = _OF_ONESELF if speaks_of_another(said) else frozenset()
    odds = answering.odds(said, asked(care))
    return _grave({name: its for name, its in odds.items() if name not in of_them}) >= answering.ALARMS


def _is_faint(odds: Mapping[str, float], said: str, care: Care) -> bool:
    """Tell whether a guess about their own life is too faint to act on where nobody asked: it is asked about first."""
    nobody_asked = about(care) is About.SELF and care.step in _NOTHING_ASKED
    return nobody_asked and _grave(odds) < _ASKED_AGAIN and not says(said, care, "danger")


def _borne_out(name: str, odds: Mapping[str, float], said: str, care: Care) -> bool:
    """Tell whether a guess that weighs has more to stand on than itself; if not, what was asked is asked once more.

    A call to 112 needs a word of one. So does danger, where somebody else hurts who writes and whatever they answer
    looks like it; elsewhere it may also be nearly as likely as what is likeliest besides: a quarter of the odds is much
    where all else is unsure, and little beside "more likely than not, an excuse".
    """
    if name == Told.CALLED:
        return says(said, care, "calls") and not says(said, care, "not_called")
    if name not in GRAVE or says(said, care, "danger"):
        return True
    if hurt(care) and care.step in _HEARS_OF_ANOTHER:
        return False
    nearly = 1.0 if doubted(care) else _NEARLY
    return _grave(odds) >= nearly * max((its for name, its in odds.items() if name not in GRAVE), default=0.0)


def asked(care: Care) -> str:
    """Name what was asked last, as `nlu/care` does: where no step asks, it was how it is with them, or with whom."""
    if care.step in {Step.PLAN, Step.TAKEN}:
        return Step.SAFE.value  # which asks that too
    if care.step is not Step.TALKING:
        return care.step.value
    return "third" if care.tier is Tier.THIRD_PARTY else "self_harm"


@cache
def _meanings() -> dict[str, str]:
    text = resources.files("bot.safety").joinpath("answers.yml").read_text(encoding="utf-8")
    return {said: meaning for meaning, ways in yml.texts(text).items() for said in ways}
