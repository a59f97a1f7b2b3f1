"""What is said in care to whatever is no answer: it goes on, and what was told to be done first stays first."""

from dataclasses import replace

from bot.messages import Say
from bot.safety.care_words import Context, Words
from bot.safety.cared import About, Care, Question, Stands, Step, about, calm, hurt, must_call
from bot.safety.fitting import chat_for, text_for
from bot.safety.kinds import STAYING
from bot.safety.meanings import Told
from bot.safety.moves import CALL_NOW, again_asked, again_whether, beside, call_again, move_on
from bot.safety.raising import Answer
from bot.safety.tiers import Tier


def stay(care: Care, ctx: Context, *, asks: bool = False) -> Answer:
    """Answer whatever else is said in care: nothing new is asked, and what was told to be done first stays first.

    `asks`: it is a question, so nobody is comforted in place of an answer.
    """
    words = Words(ctx, care.variant + 1)
    if asks:
        return _unknown(care, words)
    match care.step:
        case step if step in CALL_NOW:
            return _while_calling(care, words)
        case Step.OTHER:
            return beside(care, words, words.say("care_other_again"))
        case Step.TYPING if ctx.asks:
            return again_whether(care, words)
        case _ if calm(care) and care.kind not in STAYING:
            return beside(care, words, words.say("care_stay_calm"))
        case _ if hurt(care) and care.tier is Tier.EMERGENCY and care.questions.get(Question.SAFE) is not Stands.YES:
            says = text_for(care, words, Told.CALLED) if care.called else words.say("care_unsafe_again")
            return beside(care, words, says)
        case _ if care.called and about(care) is About.SELF:
            return beside(care, words, words.say("care_stay_helped"))
        case _ if care.called and hurt(care) and care.questions.get(Question.SAFE) is not Stands.YES:
            return beside(care, words, text_for(care, words, Told.CALLED))
        case _:
            return again_asked(care, words, _staying(care, words))


def _while_calling(care: Care, words: Words) -> Answer:
    """Keep 112 in view of who was told to call it; who did is told so no more."""
    match care.step:
        case _ if care.called:
            return beside(care, words, text_for(care, words, Told.CALLED))
        case Step.EMERGENCY:
            return move_on(care, words, Step.WITH_YOU, words.say(call_again(care)), words.say("care_emergency_with"))
        case Step.WITH_YOU:
            return move_on(care, words, Step.EMERGENCY, words.say("care_emergency_else"))
        case _:
            return still_in_danger(care, words)


def begun(care: Care, words: Words) -> Answer:
    """Keep 112 in view of who feels fine after what they took or did."""
    return stay(care, words.ctx) if care.called else move_on(care, words, Step.EMERGENCY, words.say("care_begun"))


def still_in_danger(care: Care, words: Words) -> Answer:
    """Say 112 once more; who goes on about something else even then is asked whether there is danger still.

    Who tells of what was long ago, or of what they would like, must not hear of locked doors at every turn.
    """
    if care.repeated and words.ctx.asks:
        asked = move_on(care, words, Step.TYPING, words.say("care_danger_still"))
    else:
        asked = beside(care, words, words.say(call_again(care)))
    return replace(asked, care=replace(asked.care, repeated=True))


def silent(care: Care, ctx: Context) -> Answer:
    """Answer who types nothing but three dots."""
    words = Words(ctx, care.variant + 1)
    return stay(care, ctx) if must_call(care) else again_asked(care, words, words.say("care_silent"))


def alongside(care: Care, ctx: Context) -> tuple[Say, ...]:
    """Say what goes with an answer about something else: 112 where it has to be called, else who can be talked with."""
    if calm(care):
        return ()
    if must_call(care):
        return stay(care, ctx).replies[:1]
    whom = "unsafe" if about(care) in {About.UNSAFE, About.UNSAFE_OTHER} else "self"
    return (Words(ctx, care.variant).say(f"care_alongside_{whom}"),)


def _unknown(care: Care, words: Words) -> Answer:
    """Be honest about a question that has no answer of its own, and say who may have one; what was asked stays open."""
    match care.step:
        case _ if must_call(care):
            return beside(care, words, words.say("care_unknown_call"))
        case _ if care.called and care.step in CALL_NOW:
            return beside(care, words, words.say("care_unknown_helped"))
        case Step.TYPING if words.ctx.asks and not care.repeated:
            again = again_whether(care, words)
            return replace(again, replies=(text_for(care, words, "unknown"), *again.replies))
        case _ if calm(care) and care.kind not in STAYING:
            return beside(care, words, words.say("care_unknown_calm"))
        case _:
            return again_asked(care, words, text_for(care, words, "unknown"))


def _staying(care: Care, words: Words) -> Say:
    """Stay with somebody, with a chat below it where they do not call."""
    says = text_for(care, words, "stay")
    return words.with_chat(says, chat_for(care)) if care.types else says
