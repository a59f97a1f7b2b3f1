"""What a typed message may mean in care, and which of that may be heard at which step, after which alarm."""

from dataclasses import dataclass
from enum import StrEnum

from bot.messages import CareAnswer
from bot.safety import answering
from bot.safety.cared import DYING, Step
from bot.safety.tiers import Net


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
    LINE_HOURS = "line_hours"
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
    AS_WELL = "as_well"  # who worries thinks of death too
    LOW_TOO = "low_too"  # or is not well either
    FINE_SELF = "fine_self"  # or is
    GOES_ON = "goes_on"  # how often, since when, who: to be listened to
    BODY = "body"  # what it does to them, when, or how they regret it
    SCARED = "scared"
    WAKE = "wake"  # why nobody may be woken or told
    NOT_TODAY = "not_today"  # no to the second of two questions
    SAFE_NOT_TODAY = "safe_not_today"  # and yes to the first
    WHERE = "where"  # at home, in bed
    WORSE = "worse"  # or not as safe as was said
    GETS_AWAY = "gets_away"  # to where it is safe, from who hurts them
    AWAY = "away"  # the means were put away, or the place was left
    STOPPED = "stopped"  # bleeding
    TALKED = "talked"  # with a helpline
    TREATED = "treated"  # by a psychologist, or to see one soon
    REACHES = "reaches"  # out to somebody, or somebody comes
    OVER = "over"  # it was long ago, or has passed
    PAST = "past"  # what somebody else did to them
    HAUNTS = "haunts"  # it comes back in thoughts and dreams
    YOUNG = "young"  # their age
    GROWN = "grown"  # likewise
    LINE_OUT = "line_out"  # nobody answers
    SORRY = "sorry"
    THANKS = "thanks"
    THERE = "there"  # is the bot still there?
    WHAT_NOW = "what_now"
    WHAT_FIRST = "what_first"  # the same, by who is hurt
    WHAT_SAFE = "what_safe"  # what "safe" means
    REFUSES = "refuses"  # the helplines, or to be asked
    REASON = "reason"  # why live?
    CURIOUS = "curious"  # who asked how much of something is dangerous
    LATER = "later"  # what was offered is not for now
    CARED = "cared"  # somebody worries about who writes
    IF_SEEN = "if_seen"  # what if somebody sees the wounds
    # what is asked of help; each has an answer, or is honest that there is none here
    CONTACT_BAN = "contact_ban"
    PREGNANT = "may_be_pregnant"  # may they be, or are
    INSURED = "insured"  # do they have to be, and who pays
    NO_PARENT = "no_parent"  # is one needed
    TOO_LATE = "too_late"
    ANONYMOUS = "anonymous"  # to report what happens
    BED = "bed"  # for tonight
    STRANGER = "stranger"  # who offers one
    WILL_TELL = "will_tell"  # somebody
    WILL_CHAT = "will_chat"  # with a helpline, or call it
    AGREES = "agrees"  # to what was advised: never that they are safe
    COMES = "comes"  # somebody, or is near
    BACK = "back"  # who writes
    OPENS = "opens"  # there is something they want to tell
    IF_UNHEARD = "if_unheard"  # what if nobody answers, or believes them?
    NO_USE = "no_use"  # help that is offered
    CALL_WHAT = "call_what"  # what happens when 112 is called
    WONT_GO = "wont_go"  # to whom they should not meet
    SOMETHING_ELSE = "something_else"  # to talk about
    HOW_LONG = "how_long"
    IS_IT = "is_it"  # abuse, or do they exaggerate
    PUNISHED = "punished"  # are they themselves
    BLOCKING = "blocking"  # who threatens
    PAY = "pay"
    REMOVE = "remove"  # images
    KEEP = "keep"  # as proof
    PAPERS = "papers"  # a permit to stay, or a passport that was taken
    DOCTOR = "doctor"  # or the hospital
    WHERE_HELP = "where_help"
    LEAVE = "leave"  # whoever controls or hurts them
    FOR_MEN = "for_men"  # is help for them too
    IF_AGAIN = "if_again"  # it happens again
    PACK = "pack"  # for who leaves
    TRACKED = "tracked"  # is their telephone
    STEP_IN = "step_in"  # oneself, where somebody else is hurt
    ODD = "odd"  # to feel what they feel
    WHOM = "whom"  # can this be talked about with
    ELSEWHERE = "elsewhere"  # may they live
    PROMISED = "promised"  # to tell nobody


Meaning = CareAnswer | TakenBack | Told

_TOLD_TO_CALL = DYING | {Step.DANGER}  # for themselves
GRAVE = frozenset(answering.GRAVE)
# what is weighed as one of these was weighed more carefully than any pattern could
TURNS = frozenset({Told.NOW, Told.PLANNED, CareAnswer.NOT_SAFE, CareAnswer.SAFE, CareAnswer.NO, Told.MEANT_OTHERWISE})
# what is asked of help, in so plain words that no net that guesses knows better
ASKED_OF_HELP = frozenset(
    {
        Told.CONTACT_BAN, Told.PREGNANT, Told.INSURED, Told.NO_PARENT, Told.TOO_LATE, Told.ANONYMOUS, Told.BED,
        Told.STRANGER, Told.HOW_LONG, Told.IS_IT, Told.PUNISHED, Told.BLOCKING, Told.PAY, Told.REMOVE, Told.KEEP,
        Told.PAPERS, Told.DOCTOR, Told.WHERE_HELP, Told.IF_SEEN, Told.WILL_TELL, Told.WONT_GO,
        Told.SOMETHING_ELSE, Told.LEAVE, Told.FOR_MEN, Told.PROMISED, Told.WHOM, Told.ELSEWHERE,
        Told.IF_AGAIN, Told.PACK, Told.TRACKED, Told.ODD, Told.STEP_IN,
    }
)  # fmt: skip
# said in so few plain words that what is weighed, or the model, knows no better
PLAIN = frozenset(
    {
        Told.NOT_TODAY, Told.SAFE_NOT_TODAY, Told.WORSE, Told.AWAY, Told.STOPPED, Told.BODY, Told.SCARED, Told.WAKE,
        Told.YOUNG, Told.GROWN, Told.PAST, Told.HAUNTS, Told.GETS_AWAY, Told.LINE_OUT, Told.SORRY, Told.THANKS,
        Told.BYE, Told.THERE, Told.WHAT_NOW, Told.WHAT_FIRST, Told.WHAT_SAFE, Told.REFUSES, Told.WHERE,
        Told.HARM_MORE, Told.NOT_NOW, Told.TREATED, Told.CURIOUS, Told.LATER, Told.CARED, Told.HOW_STOP,
        Told.WILL_CHAT, Told.AGREES, Told.COMES, Told.BACK, Told.OPENS, Told.IF_UNHEARD, Told.NO_USE, Told.CALL_WHAT,
    }
) | ASKED_OF_HELP  # fmt: skip
# heard before anything is weighed
OUTRIGHT = PLAIN | {
    TakenBack(),
    CareAnswer.SAFE,
    CareAnswer.YES,
    CareAnswer.NO,
    CareAnswer.SOMEBODY,
    CareAnswer.AFRAID_HEARD,
    CareAnswer.NO_WORDS,
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
# said by who speaks of their own life; beside violence or a worry it says something else
OF_THEIR_LIFE = frozenset(
    {
        Told.WORSE, Told.AWAY, Told.STOPPED, Told.TALKED, Told.OVER, Told.NOT_TODAY, Told.SAFE_NOT_TODAY, Told.REACHES,
        Told.REFUSES, Told.REASON, Told.WHAT_NOW, Told.WHAT_SAFE, Told.LINE_OUT, Told.HOW_STOP,
        Told.HARM_MORE, Told.NOT_NOW, Told.TREATED, Told.CURIOUS, Told.CARED,
    }
)  # fmt: skip
# said by who tells of what another did; where a wish to die was spoken of, the same words may be of that
OF_WHAT_WAS_DONE = frozenset({Told.PAST, Told.HAUNTS})
WHILE_CALLING = {Told.CALLED, CareAnswer.SOMEBODY}  # these keep 112 in view; who called is not told to call again
_DIRECT = GRAVE | PLAIN | {"only_joking", "safe", "no", "yes", "sometimes", "taken_back", "meant_otherwise", "over"}
MAY_BE = {
    Net.LEXICON: GRAVE | {"only_joking"},  # a cry in plain words is never taken for less
    Net.WEIGHTS: GRAVE | PLAIN | {"only_joking"},  # nor what was weighed by the bot itself, but for the plainest words
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
    "taken": {**_ALWAYS, "yes": "yes", "sometimes": "yes", "no": "no", "dont_know": "dont_know"},
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
    "talking": {"nobody": "nobody"},
    # "is there something true in it?"
    "checked": {"not_today": "sometimes"} | {name: name for name in ("yes", "sometimes", "dont_know")},
}


def named(name: str, step: Step) -> Meaning | None:
    """Give what a name of `answers.yml`, of `in_care.yml` or of what is weighed means as an answer at this step."""
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
