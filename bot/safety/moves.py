"""The single moves of care: say something, and what is asked in it, or what stands, is answered next."""

from dataclasses import replace

from bot.messages import CareAnswer, Say
from bot.safety.care_words import Words
from bot.safety.cared import DYING, Care, Step, asking, heard
from bot.safety.fitting import text_for
from bot.safety.kinds import PLACED, READ_ALONG
from bot.safety.raising import Answer

CALL_NOW = DYING | {Step.DANGER}  # 112 was said last, and only who says to be safe gets out of it
# an open question, put once more: in which words, and as which step
ONCE_MORE = {
    Step.OPENLY: ("care_ask_openly", Step.OPENLY),
    Step.SAFE: ("care_ask_unsure", Step.SAFE_CLEAR),
    Step.SAFE_CLEAR: ("care_ask_unsure", Step.SAFE_CLEAR),
    Step.PLAN: ("care_ask_plan", Step.PLAN),
    Step.TAKEN: ("care_ask_taken", Step.TAKEN),
}


def move_on(care: Care, words: Words, step: Step, *says: Say) -> Answer:
    """Say something, and take what is asked in it as the step that is answered next."""
    return Answer(says, asking(beside(care, words).care, step, words.ctx.now))


def beside(care: Care, words: Words, *says: Say) -> Answer:
    """Say something while what was asked last still stands."""
    turns = care.turns_since_block + 1
    return Answer(says, replace(care, turns_since_block=turns, variant=words.variant, speaks=True))


def again_asked(care: Care, words: Words, *says: Say) -> Answer:
    """Say something, and put a question that still stands once more, in other words."""
    if care.step not in ONCE_MORE or care.repeated or not words.ctx.asks:
        return beside(care, words, *says)
    key, step = ONCE_MORE[care.step]
    answer = move_on(care, words, step, *says, words.say(key))
    return replace(answer, care=replace(answer.care, repeated=True))


def again_whether(care: Care, words: Words) -> Answer:
    """Ask who is hurt once more, in other words, whether there is danger; then listen."""
    if care.step is Step.TYPING and not care.repeated:
        unclear = replace(heard(care, CareAnswer.DONT_KNOW), repeated=True)
        return beside(unclear, words, words.say("care_typing_again"))
    step = Step.TALKING if care.step is Step.TYPING else care.step
    return move_on(care, words, step, text_for(care, words, "stay"))


def unsure_whether(care: Care, words: Words) -> Answer:
    """Name 112 and ask whether they are safe, where nobody can tell whether something grave was said."""
    says = words.say("care_emergency_unsure"), words.say("care_ask_unsure")
    return move_on(care, words, Step.SAFE_CLEAR, *says)


def call_again(care: Care) -> str:
    """Name the text that says 112 once more."""
    if care.step is not Step.DANGER:
        return "care_emergency_else" if care.types else "care_emergency_again"
    if care.kind in {*PLACED, READ_ALONG}:
        return f"care_{care.kind}"  # who is behind a door stays there
    return "care_no_voice" if care.types else "care_violence"


def safe_now(care: Care, words: Words) -> Answer:
    """Be glad of who says to be safe, and listen."""
    return move_on(care, words, Step.TALKING, words.say("care_safe"))
