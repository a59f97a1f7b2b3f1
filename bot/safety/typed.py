"""What is typed after an alarm, as an answer to a question of care: "ja", "soms", "laat maar", "ja vanavond nog".

`answers.yml` holds whole messages, `in_care.yml` patterns for what is said in more words; what neither knows is weighed
(`answering.py`), with what was asked in view.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from bot import yml
from bot.messages import CareAnswer
from bot.safety import answering
from bot.safety.cared import DYING, About, Care, Step, about, calm, hurt, must_call
from bot.safety.folding import fold
from bot.safety.phrasebook import Phrasebook
from bot.safety.standing import speaks_of_another
from bot.safety.tiers import Net, Tier

_LONGEST = 60  # characters of a whole message that is known; who writes more is telling something


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Said to take it back ("just kidding", "never mind"): no answer, but not nothing either."""


class Told(StrEnum):
    """What a message says that no button does; each has a text of its own, or is an alarm."""

    NOW = "now"  # it will be done soon, or has begun, or the means are there
    PLANNED = "planned"  # there is a day, a plan, a letter
    GUILT = "guilt"
    LINE_BILL = "line_bill"
    LINE_COST = "line_cost"
    LINE_WAIT = "line_wait"
    LINE_WHAT = "line_what"
    TELLS = "tells"
    CANNOT_CALL = "cannot_call"
    HARM_MORE = "harm_more"  # where, when, with what
    NOT_NOW = "not_now"  # do they hurt themselves
    HOW_STOP = "how_stop"  # hurting themselves
    HOW_TO_ASK = "how_to_ask"
    MAY_I_CALL = "may_i_call"
    MAY_I_TELL = "may_i_tell"
    CALLED = "called"
    HELP_GONE = "help_gone"  # which was called: sent away, or not let in
    OTHER_SAFE = "other_safe"  # whom 112 was named for
    SAME = "same"
    WHY = "why"  # why that is asked
    MEANT_OTHERWISE = "meant_otherwise"
    EXPLAINED = "explained"  # the same in plain words, by who was told to call 112: a guess is not enough for that
    HELP_HERE = "help_here"
    ABOUT_ANOTHER = "about_another"  # and not who writes
    FEELS_FINE = "feels_fine"  # who was told to call 112
    UNCLEAR = "unclear"  # what may be danger, by a guess that nothing in the words bears out
    ASLEEP = "asleep"  # who hurts them
    BYE = "bye"  # or stop, or thank you
    WHICH_NUMBER = "which_number"
    NO_CREDIT = "no_credit"
    LANGUAGE = "language"  # of a helpline
    KIDS_WHAT = "kids_what"  # what De Kindertelefoon is
    POLICE = "police"  # what they do
    TAKEN_AWAY = "taken_away"  # from home
    REPORT = "report"  # to the police
    WHERE_TO = "where_to"
    ADDRESS = "address"  # where help should come
    DISBELIEVED = "disbelieved"
    LOVES = "loves"  # who hurts them, or says that it is not so bad
    NO_HELP = "no_help"  # of who was asked for it
    NO_ADDRESS = "no_address"  # of whom 112 is to be called for
    AS_WELL = "as_well"  # who worries thinks of death too
    LOW_TOO = "low_too"  # or is not well either
    FINE_SELF = "fine_self"  # or is
    NEAR = "near"  # where whom they worry about is, so that somebody can go there
    GOES_ON = "goes_on"  # how often, since when, who: to be listened to
    BODY = "body"  # what it does to them, when, or how they regret it
    SCARED = "scared"
    WAKE = "wake"  # why nobody may be woken or told
    NOT_TODAY = "not_today"  # no to the second of two questions
    SAFE_NOT_TODAY = "safe_not_today"  # and yes to the first
    WHERE = "where"  # at home, in bed
    WORSE = "worse"  # or not as safe as was said
    AWAY = "away"  # the means were put away, or the place was left
    STOPPED = "stopped"  # bleeding
    TALKED = "talked"  # with a helpline
    TREATED = "treated"  # by a psychologist, or to see one soon
    REACHES = "reaches"  # out to somebody, or somebody comes
    OVER = "over"  # it was long ago, or has passed
    YOUNG = "young"  # their age
    LINE_OUT = "line_out"  # nobody answers
    SORRY = "sorry"
    THANKS = "thanks"
    THERE = "there"  # is the bot still there?
    WHAT_NOW = "what_now"
    WHAT_SAFE = "what_safe"  # what "safe" means
    REFUSES = "refuses"  # the helplines, or to be asked
    REASON = "reason"  # why live?


Meaning = CareAnswer | TakenBack | Told


def typed(said: str, care: Care, alarmed: Net | None = None) -> Meaning | None:
    """Read a message as an answer to what was asked last in this care; None when it is none.

    `alarmed` is the net that heard an alarm in the same message: the surer it is, the less else that may be taken for.
    """
    weighed, patterns = _weighed(said, care, alarmed), list(_own_words(said, care, alarmed))
    if weighed is Told.PLANNED and Told.NOW in patterns:
        weighed = Told.NOW  # "vandaag": the graver in doubt
    outright = patterns[:1] if about(care) is not About.SELF or _OUTRIGHT.issuperset(patterns[:1]) else []
    surest = [weighed] if weighed in _TURNS or isinstance(weighed, TakenBack) else []
    for meaning in (_whole(said, care.step), *outright, *surest, *patterns, weighed):
        # with somebody else in danger nothing was asked, and 112 has to be called whatever is said
        if isinstance(meaning, Told) or (meaning is not None and care.step is not Step.OTHER):
            return meaning
    return None


def says(said: str, care: Care, name: str) -> bool:
    """Tell whether a message says what stands under this name in `in_care.yml`."""
    return name in phrasebook().says(said, care.step.value, about(care).value)


@cache
def phrasebook() -> Phrasebook:
    """Read `in_care.yml`, once."""
    return Phrasebook.read("bot.safety", "in_care.yml")


def _whole(said: str, step: Step) -> Meaning | None:
    return _named(_known(said), step)


def _known(said: str) -> str:
    """Give what `answers.yml` calls a message; empty for none of those."""
    return "" if len(said) > _LONGEST else _meanings().get(" ".join(fold(said)[0].split()).strip(" .!?,…"), "")


def _own_words(said: str, care: Care, alarmed: Net | None) -> Iterator[Meaning]:
    step = care.step
    asked_of_another = alarmed in _GUESSING and about(care) is not About.SELF  # what was asked says more than the alarm
    for name in phrasebook().says(said, step.value, about(care).value):
        if step is Step.OTHER and name in _GRAVE:
            continue  # 112 is what was told already
        if name in _OF_THEIR_LIFE and about(care) is not About.SELF and step not in _ASKS_OF_A_WISH:
            continue
        if (name in _OF_WHAT_WAS_DONE and not care.begun) or (name in _OF_HARM and not care.harms):
            continue
        of_another = name in _OF_ONESELF and step not in _OF_ANOTHER and speaks_of_another(said)
        where_another_is = (step in _OF_ANOTHER and name == "safe") or name == "other_safe"
        puts_right = alarmed is Net.WEIGHTS and (where_another_is or name == "meant_otherwise")
        fetches = must_call(care) and name in _WHILE_CALLING
        if (name in _MAY_BE[alarmed] or puts_right or fetches or asked_of_another) and not of_another:
            meaning = Told.EXPLAINED if name == Told.MEANT_OTHERWISE and step in DYING else _named(name, step)
            if meaning is not None:  # some names only tell what a message speaks of, see `says`
                yield meaning


def _weighed(said: str, care: Care, alarmed: Net | None) -> Meaning | None:
    """Read what no pattern knows; where nothing was asked and nothing weighs on the talk, it is no answer.

    "ok" and "nee" are none either: where they say something, `answers.yml` has it for that step.
    """
    if calm(care) or _known(said) in {"agrees", "no"} or not any(map(str.isalpha, said)):
        return None
    odds = answering.odds(said, asked(care))
    name = answering.meaning(odds, _doubt(care, alarmed))
    if not _borne_out(name, odds, said, care):
        unclear = hurt(care) and care.step in _HEARS_OF_ANOTHER and not alarmed
        return Told.UNCLEAR if unclear and name in _GRAVE and name != Told.PLANNED else None
    of_another = name in _OF_ONESELF and care.step not in _OF_ANOTHER and speaks_of_another(said)
    may_be = _MAY_BE[alarmed] | (_WHILE_CALLING if must_call(care) else set())
    return _named(name, care.step) if name in may_be and not of_another else None


def _doubt(care: Care, alarmed: Net | None) -> float:
    """Give how likely something grave has to be to be heard."""
    if alarmed or (care.called and about(care) is About.SELF):
        return answering.SURELY
    return _ASKED_AGAIN if care.step in _SAFETY_ASKED else answering.ALARMS


def _borne_out(name: str, odds: Mapping[str, float], said: str, care: Care) -> bool:
    """Tell whether a guess that weighs has more to stand on than itself; if not, what was asked is asked once more.

    A call to 112 needs a word of one. So does danger, where somebody else hurts who writes and whatever they answer
    looks like it; elsewhere it may also be nearly as likely as what is likeliest besides: a quarter of the odds is much
    where all else is unsure, and little beside "more likely than not, an excuse".
    """
    if name == Told.CALLED:
        return says(said, care, "calls") and not says(said, care, "not_called")
    if name not in _GRAVE or says(said, care, "danger"):
        return True
    if hurt(care) and care.step in _HEARS_OF_ANOTHER:
        return False
    grave = sum(odds.get(name, 0.0) for name in _GRAVE)
    return grave >= _NEARLY * max((its for name, its in odds.items() if name not in _GRAVE), default=0.0)


def asked(care: Care) -> str:
    """Name what was asked last, as `nlu/care` does: where no step asks, it was how it is with them, or with whom."""
    if care.step is Step.PLAN:
        return Step.SAFE.value  # which asks that too
    if care.step is not Step.TALKING:
        return care.step.value
    return "third" if care.tier is Tier.THIRD_PARTY else "self_harm"


def _named(name: str, step: Step) -> Meaning | None:
    if name in {"taken_back", "only_joking"} or (name == "no" and step is Step.CHECKED):
        return TakenBack()
    if name == Told.HELP_HERE and step not in _TOLD_TO_CALL | {Step.TALKING}:
        return Told.CALLED
    if name == "cannot":  # to call, or to type
        name = "not_safe" if step is Step.TYPING else "no_call"
    answer = (_ALWAYS | _BY_STEP.get(step.value, {})).get(name)
    if answer is None and name in set(Told):
        return Told(name)
    return CareAnswer(answer) if answer else None


@cache
def _meanings() -> dict[str, str]:
    text = resources.files("bot.safety").joinpath("answers.yml").read_text(encoding="utf-8")
    return {said: meaning for meaning, ways in yml.texts(text).items() for said in ways}


_GUESSING = frozenset({Net.WEIGHTS, Net.MODEL})
# after these it is the other who is spoken of, and the question itself makes almost anything look like danger
_HEARS_OF_ANOTHER = frozenset({Step.TYPING, Step.TRUSTED, Step.TALKING})
_TOLD_TO_CALL = DYING | {Step.DANGER}  # for themselves
_GRAVE = frozenset(answering.GRAVE)
# what is weighed as one of these was weighed more carefully than any pattern could
_TURNS = frozenset({Told.NOW, Told.PLANNED, CareAnswer.NOT_SAFE, CareAnswer.SAFE, CareAnswer.NO, Told.MEANT_OTHERWISE})
# said in so few plain words that what is weighed, or the model, knows no better
PLAIN = frozenset(
    {
        Told.NOT_TODAY, Told.SAFE_NOT_TODAY, Told.WORSE, Told.AWAY, Told.STOPPED, Told.BODY, Told.SCARED, Told.WAKE,
        Told.YOUNG, Told.LINE_OUT, Told.SORRY, Told.THANKS, Told.BYE, Told.THERE, Told.WHAT_NOW, Told.WHAT_SAFE,
        Told.REFUSES, Told.WHERE, Told.HARM_MORE, Told.NOT_NOW, Told.TREATED,
    }
)  # fmt: skip
# heard before anything is weighed
_OUTRIGHT = PLAIN | {
    CareAnswer.SAFE,
    CareAnswer.YES,
    CareAnswer.NO,
    CareAnswer.AFRAID_HEARD,
    Told.OTHER_SAFE,
    Told.HELP_HERE,
    Told.CALLED,
    Told.HELP_GONE,
    Told.CANNOT_CALL,
    Told.TALKED,
    Told.OVER,
    Told.REASON,
    Told.MEANT_OTHERWISE,
    Told.EXPLAINED,
    Told.ABOUT_ANOTHER,
    Told.FEELS_FINE,
}
_OF_WHAT_WAS_DONE = frozenset({"feels_fine", "body"})
_OF_HARM = frozenset({"not_now", "harm_more", "how_stop"})
# said by who speaks of their own life; beside violence or a worry it says something else
_OF_THEIR_LIFE = frozenset(
    {
        Told.WORSE, Told.AWAY, Told.STOPPED, Told.TALKED, Told.OVER, Told.NOT_TODAY, Told.SAFE_NOT_TODAY, Told.REACHES,
        Told.REFUSES, Told.REASON, Told.WHAT_NOW, Told.WHAT_SAFE, Told.LINE_OUT, Told.YOUNG, Told.HOW_STOP,
        Told.HARM_MORE, Told.NOT_NOW, Told.TREATED,
    }
)  # fmt: skip
_NEARLY = 0.6  # as likely as the likeliest
# where it was just asked whether they are safe, a guess less likely than this is not acted on: it is asked once more
_ASKED_AGAIN = 0.4  # on the dev part of `tests/safety/care` nothing grave is lost by it
_SAFETY_ASKED = frozenset({Step.SAFE, Step.SAFE_CLEAR, Step.PLAN})
_ASKS_OF_A_WISH = _SAFETY_ASKED | {Step.OPENLY}
_WHILE_CALLING = {Told.CALLED, CareAnswer.SOMEBODY}  # these keep 112 in view; who called is not told to call again
_OF_ONESELF = frozenset({"not_safe", "safe"})  # "ze is thuis niet veilig" says nothing of who writes
_OF_ANOTHER = frozenset({Step.TYPING, Step.DANGER})  # where it does: "hij kan meelezen"
_DIRECT = _GRAVE | PLAIN | {"only_joking", "safe", "no", "yes", "sometimes", "taken_back", "meant_otherwise", "over"}
_MAY_BE = {
    Net.LEXICON: _GRAVE | {"only_joking"},  # a cry in plain words is never taken for less
    Net.WEIGHTS: _GRAVE | PLAIN | {"only_joking"},  # nor what was weighed by the bot itself, but for the plainest words
    Net.MODEL: _DIRECT,  # the model hears each message by itself, and does not know what was asked
    None: _DIRECT | set(Told) | set(CareAnswer),
}
# said outright it counts whatever was asked
_ALWAYS = {name: name for name in ("safe", "not_safe", "no_call", "no_words", "only_talk")}
_SAFE = {**_ALWAYS, "fine": "safe", "dont_know": "dont_know", "sometimes": "dont_know"}
_CLEAR = {**_SAFE, "yes": "safe", "no": "not_safe"}
_BARRIERS = {name: name for name in ("only_talk", "afraid_heard", "no_words", "no_call")}
# After "call 112" a yes, an "ok" or an "i am fine" says nothing about being safe.
_EMERGENCY = {
    **_BARRIERS,
    **{name: name for name in ("yes", "no", "sometimes", "dont_know", "somebody", "nobody")},
    "agrees": "yes",
    "fine": "yes",
}
_BY_STEP = {
    "openly": {"not_today": "sometimes"} | {name: name for name in ("yes", "sometimes", "no", "dont_know")},
    # two questions at once: each is asked by itself
    "safe": {**_SAFE, "yes": "yes", "no": "no", "sometimes": "no"},
    "plan": {
        **_ALWAYS,
        "yes": "yes",
        "no": "no",
        "not_today": "no",
        **dict.fromkeys(("sometimes", "dont_know"), "dont_know"),
    },
    "safe_clear": _CLEAR,
    "emergency": _EMERGENCY,
    "with_you": {**_EMERGENCY, "yes": "somebody", "no": "nobody"},
    "danger": _EMERGENCY,
    "typing": {**_CLEAR, "afraid_heard": "afraid_heard"},
    "barrier": {**_BARRIERS, "nobody": "nobody"},
    "trusted": {
        "afraid_heard": "afraid_heard",
        "yes": "somebody",
        "somebody": "somebody",
        "no": "nobody",
        "nobody": "nobody",
    },
    # "is there something true in it?"
    "checked": {"not_today": "sometimes"} | {name: name for name in ("yes", "sometimes", "dont_know")},
}
