"""How a message in care becomes an answer: what it means there, and what of an alarm in it is only a guess.

A visitor is in care for 24 hours; what is said first stands in `raising.py`, what follows in `steps.py` and `told.py`.
"""

from dataclasses import replace
from typing import assert_never

from bot.messages import CareAnswer
from bot.safety.care_words import Context, Words
from bot.safety.cared import DYING, OTHERS, About, Care, Step, about, calm, heard, hurt, must_call
from bot.safety.checking import check
from bot.safety.fitting import kind_of_danger, text_for
from bot.safety.helplines import SEXUAL
from bot.safety.meanings import ASKED_OF_HELP, PLAIN, Meaning, TakenBack, Told
from bot.safety.moves import ONCE_MORE, beside, unsure_whether
from bot.safety.of_whom import (
    hurts_oneself,
    may_mean_another,
    says_only_not_safe,
    speaks_as_hurt,
    speaks_of_another,
    speaks_of_both,
)
from bot.safety.raising import Answer, raised
from bot.safety.staying import stay
from bot.safety.steps import answered, in_danger, taken_back
from bot.safety.tiers import Alarm, Net, Tier, model_alarm
from bot.safety.told import answer_told
from bot.safety.typed import asks, leans_grave, says, typed
from bot.safety.worried import answer_worry, listening, worry

_ANSWER = 4  # words: "nee, niet echt veilig"
_OF_WHO_WORRIES = {  # what holds back who worries is how to speak to the other, not how to speak of oneself
    CareAnswer.SAFE: Told.FINE_SELF,
    CareAnswer.NO_WORDS: Told.HOW_TO_ASK,
    CareAnswer.NO_CALL: Told.HOW_TO_ASK,
}
# by who knows what was asked: better than by any guess, and better than by a guess of our own
_KNOWN_BETTER = PLAIN | {CareAnswer.SAFE, Told.CALLED, Told.OTHER_SAFE}
# said to help more than to who asked: as grave as the bot's own weights make it, it may be a leave-taking
_GOES_ALONG = frozenset({Told.AGREES, Told.WILL_TELL, Told.WILL_CHAT, Told.COMES, Told.BACK, Told.NO_USE})
_PUT_RIGHT = frozenset({Told.MEANT_OTHERWISE, Told.EXPLAINED})
_NOTHING_NEW = frozenset({Tier.CONCERN, Tier.THIRD_PARTY})  # to who wished to die, was hurt, or worries about somebody
_WISHES = frozenset({Tier.CONCERN, Tier.SUICIDAL})  # of who writes


def follow(care: Care, said: str, ctx: Context, alarm: Alarm | None = None) -> Answer | None:
    """Take a typed message as the answer to what was asked; None when it is a message like any other.

    What a net heard in it as an `alarm` is never met with less than that: the answer has to be as grave. An emergency
    in plain words is answered as the one it is, unless it says that 112 was called. One that was only weighed is not:
    the weights do not know that "nee hij is nu weg" answers whether he can read along.
    """
    answers = _was_asked(care) or care.harms or care.step in ONCE_MORE
    alarm = _by_itself(alarm, said) if alarm and answers else alarm
    if name := worry(said, care, alarm):
        return answer_worry(care, name, Words(ctx, care.variant + 1))
    by = surest(alarm) if alarm else None
    meant = typed(said, care, by)
    if meant is None and alarm and _known(alarm, care) and (its := typed(said, care)) in ASKED_OF_HELP:
        return _followed(care, its, said, ctx)
    if alarm and _outright(alarm) and meant not in {Told.CALLED, Told.HELP_HERE}:
        return None
    if meant is None and alarm and _tells_more(alarm, care, said):
        return _as_an_alarm(stay(care, ctx), ctx)
    answer = _followed(care, meant, said, ctx)
    if alarm is None:
        return answer
    if answer is None and _doubtful(alarm, care, said):
        return unsure_whether(care, Words(ctx, care.variant + 1))
    if answer is None:
        return stays(care, said, ctx) if _guessed(alarm, care, said) else None
    guess = by is Net.MODEL or (by is Net.WEIGHTS and meant not in _GOES_ALONG)
    guess = guess and (meant in _KNOWN_BETTER or _was_asked(care))
    known_better = guess or meant in {Told.CALLED, Told.HELP_HERE} or (by is Net.WEIGHTS and meant in _PUT_RIGHT)
    less = answer.care.tier.rank < alarm.tier.rank and not known_better
    if less or (meant not in {Told.HARM_MORE, Told.COMES} and _tells_of_abuse(alarm, care, said)):
        return None
    return answer if known_better else _as_an_alarm(answer, ctx)


def stays(care: Care, said: str, ctx: Context) -> Answer:
    """Stay with somebody who says something else."""
    return listening(said, care, Words(ctx, care.variant + 1)) or stay(care, ctx, asks=asks(said, care))


def _was_asked(care: Care) -> bool:
    """Tell whether a message goes on from what was asked more than from what was said before."""
    return about(care) is not About.SELF or care.step in {Step.TAKEN, *DYING}


def _known(alarm: Alarm, care: Care) -> bool:
    """Tell whether an alarm names no more than the abuse that was told of: "is dat dan mishandeling"."""
    return alarm.tiers == {Tier.UNSAFE} and Tier.UNSAFE in care.answered


def _was_told_to_call(care: Care, alarm: Alarm) -> bool:
    """Tell whether who is in danger of another was told of 112 last, and spoke of no wish to die."""
    return (
        care.step is Step.DANGER and alarm.tiers <= {Tier.EMERGENCY, Tier.UNSAFE} and care.answered.isdisjoint(_WISHES)
    )


def _tells_more(alarm: Alarm, care: Care, said: str) -> bool:
    """Tell whether no more is heard than what was told of, where that has its answer.

    Who is in danger is still to call 112 first; of a friend who is hurt "hij heeft blauwe plekken" is the friend's.
    """
    if alarm.tiers != {Tier.UNSAFE} or any(signal.category == SEXUAL for signal in alarm.signals):
        return False
    theirs = about(care) is About.UNSAFE_OTHER and may_mean_another(said)
    return (hurt(care) and must_call(care)) or (theirs and not (hurts_oneself(said) or speaks_of_both(said)))


def _as_an_alarm(answer: Answer, ctx: Context) -> Answer:
    """Begin the day of care anew and say what a bot cannot do, as after any alarm."""
    limits, said = Words(ctx, answer.care.variant).limits(), answer.replies
    replies = said if any(limits.text in say.text for say in said) else (*said[:1], limits, *said[1:])
    return replace(answer, replies=replies, care=replace(answer.care, since=ctx.now))


def _by_itself(alarm: Alarm, said: str) -> Alarm:
    """Take for a guess what no message says by itself: "slaat me" and then "nu niet" is no "slaat me nu"."""
    alone = check(said)
    known = {(signal.tier, signal.category) for signal in alone.signals} if isinstance(alone, Alarm) else set()
    signals = (
        signal
        if (signal.tier, signal.category) in known or signal.net is not Net.LEXICON
        else replace(signal, net=Net.WEIGHTS)
        for signal in alarm.signals
    )
    return replace(alarm, signals=tuple(signals))


def _guessed(alarm: Alarm, care: Care, said: str) -> bool:
    """Tell whether an alarm is only what a net makes of words that here say nothing new.

    Nets hear each message by itself: "hij is beneden" is no emergency of his where he is who hits, "vandaag na school"
    no wish of who worries, and a concern leaves what was asked about a wish to die. Who was told to call 112 hears that
    again, and not all of it anew. What the lexicon hears in so many words is never only that.
    """
    if alarm.in_words:
        return False
    if about(care) is About.SELF and care.step in DYING:
        return must_call(care) and (alarm.tier is not Tier.UNSAFE or alarm.unsure)
    if about(care) is About.SELF:
        return alarm.tier in _NOTHING_NEW and Tier.SUICIDAL in care.answered and not calm(care)
    if hurt(care):
        of_them = speaks_of_another(said) and alarm.tiers <= {*_NOTHING_NEW, Tier.UNSAFE, Tier.EMERGENCY}
        told_of = (_known(alarm, care) or of_them) and not says(said, care, "danger")
        return alarm.tiers <= _NOTHING_NEW or told_of or _was_told_to_call(care, alarm)
    own = not alarm.tiers.isdisjoint({Tier.SUICIDAL, Tier.CONCERN}) and speaks_of_both(said)
    own = own or (alarm.has(Tier.SUICIDAL) and not may_mean_another(said))
    if about(care) is About.UNSAFE_OTHER:
        graver = set() if says(said, care, "danger") else {Tier.SUICIDAL, Tier.EMERGENCY}
        return not own and alarm.tiers <= {*_NOTHING_NEW, Tier.UNSAFE, *graver}
    borne_out = alarm.weighs_for_life or speaks_as_hurt(said) or says(said, care, "danger")
    graver = set() if borne_out else {Tier.UNSAFE, Tier.EMERGENCY}
    return about(care) in OTHERS and not own and alarm.tiers <= {*_NOTHING_NEW, Tier.SUICIDAL, *graver}


def _doubtful(alarm: Alarm, care: Care, said: str) -> bool:
    """Tell whether the model alone hears danger, in doubt, and what is weighed here hears none."""
    its = all(signal.net is Net.MODEL for signal in alarm.signals)
    unsure = alarm.unsure and alarm.tier in {Tier.EMERGENCY, Tier.UNSAFE}
    own = about(care) is About.SELF and care.step not in DYING and not care.begun
    return its and unsure and own and not leans_grave(said, care) and not says(said, care, "danger")


def _followed(care: Care, meant: Meaning | None, said: str, ctx: Context) -> Answer | None:
    match meant:
        case None:
            return None
        case TakenBack():
            return taken_back(care, ctx)
        case Told.NOW | CareAnswer.NOT_SAFE if care.tier is Tier.THIRD_PARTY and may_mean_another(said):
            return raised(care, model_alarm(Tier.EMERGENCY), ctx, of_another=True)
        case CareAnswer.NOT_SAFE if hurt(care) and (where := kind_of_danger(said, care)):
            return in_danger(heard(care, CareAnswer.NOT_SAFE), Words(ctx, care.variant + 1), where)
        case Told.GOES_ON:
            return stays(care, said, ctx)
        case CareAnswer() as answer if answer in _OF_WHO_WORRIES and about(care) in OTHERS:
            words = Words(ctx, care.variant + 1)
            return beside(care, words, text_for(care, words, _OF_WHO_WORRIES[answer]))
        case CareAnswer() as answer:
            return answered(care, answer, ctx)
        case Told.ABOUT_ANOTHER:
            return _about_another(care, ctx)
        case Told() as told:
            return answer_told(care, told, ctx)
        case _ as never:
            assert_never(never)


def _outright(alarm: Alarm) -> bool:
    return any(signal.tier is Tier.EMERGENCY and signal.net is Net.LEXICON for signal in alarm.signals)


def surest(alarm: Alarm) -> Net:
    """Give the surest net that heard an alarm; an emergency is not talked away whoever heard it."""
    nets = {signal.net for signal in alarm.signals}
    if Net.LEXICON in nets:
        return Net.LEXICON
    return Net.WEIGHTS if Net.WEIGHTS in nets or alarm.tier is Tier.EMERGENCY else Net.MODEL


def _tells_of_abuse(alarm: Alarm, care: Care, said: str) -> bool:
    """Tell whether abuse is told of for the first time; "nee ik ben niet veilig bij mezelf" is only an answer."""
    answers = len(said.split()) <= _ANSWER or says_only_not_safe(said)
    return alarm.has(Tier.UNSAFE) and Tier.UNSAFE not in care.answered and not answers


def _about_another(care: Care, ctx: Context) -> Answer | None:
    """Speak of the other from now on; who was hurt at home was hurt all the same."""
    if care.begun or care.tier is Tier.UNSAFE or care.step in {Step.DANGER, Step.OTHER}:
        return None
    tier = Tier.EMERGENCY if care.step in DYING else Tier.THIRD_PARTY
    return raised(replace(care, tier=Tier.NONE, step=Step.TALKING), model_alarm(tier), ctx, of_another=True)
