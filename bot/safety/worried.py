"""What somebody says who worries about another: one table of meanings, `worried.yml`, each with a text of its name.

Who is near, whether it is meant, a secret, what to say, what was done, how it is for who writes: whatever comes after
the first answer finds its place there. What is grave is read before it (`in_care.yml`), and a cry of their own is no
worry.
"""

from functools import cache

from bot.messages import Say
from bot.safety import answering
from bot.safety.care_words import Words
from bot.safety.cared import OTHERS, About, Care, Step, about, must_call
from bot.safety.fitting import text_for
from bot.safety.meanings import Told
from bot.safety.moves import beside
from bot.safety.phrasebook import Phrasebook
from bot.safety.raising import Answer
from bot.safety.tiers import Alarm, Tier
from bot.safety.typed import asked, says, typed

# read before any worry: what cannot wait, or is of who writes, or says that help is there
_FIRST = (
    "now", "planned", "as_well", "low_too", "other_safe", "help_here", "help_gone", "may_i_call", "cannot_call",
    "fine_self", "line_wait", "line_out",
)  # fmt: skip
_FEELINGS = frozenset(
    {"feels_angry", "feels_tired", "feels_scared"}
)  # a guess of a wish to die beside one may be right
_TALKING = frozenset({"will_tell", "tells_later", "contact_them"})  # tonight is when somebody will talk
_LISTENS = "stay"  # in the file: where no entry knows what was said
_HELPING = frozenset(
    {"on_my_way", "help_coming", "stays", "with_them"}
)  # what is being done is no danger that is told of
_OF_CALLING = frozenset(
    {"call_anyway", "call_still", "doing_something", "what_was_taken", "awake", "no_address"}
)  # say themselves that 112 comes first


@cache
def worries() -> Phrasebook:
    """Read `worried.yml`, once."""
    return Phrasebook.read("bot.safety", "worried.yml")


def worry(said: str, care: Care, alarm: Alarm | None = None) -> str:
    """Name what a message says of a worry about somebody else; empty where it is none, or more than that."""
    if about(care) not in OTHERS or any(says(said, care, name) for name in _FIRST):
        return ""
    whom = care.step if care.step is Step.OTHER else about(care)  # where 112 is to be called, little else helps
    name = next(iter(worries().says(said, whom.value)), "")
    # "heb haar moeder gebeld" is no call to 112
    called = care.step is Step.OTHER and name != "answered" and typed(said, care) in {Told.CALLED, Told.HELP_HERE}
    more = name and ((name not in _TALKING and _is_grave(said, care)) or (alarm and _is_more(alarm, name, said, care)))
    return "" if called or more else name


def answer_worry(care: Care, name: str, words: Words) -> Answer:
    """Answer it, behind 112 where that is to be called first."""
    first: tuple[Say, ...] = ()
    if must_call(care) and name not in _OF_CALLING:
        first = (words.say("care_call_first"),)
    return beside(care, words, *first, text_for(care, words, name))


def listening(said: str, care: Care, words: Words) -> Answer | None:
    """Listen to who tells what no entry knows; None for a question, and where 112 comes first."""
    told = about(care) in OTHERS and care.step is Step.TALKING and worries().says(said, _LISTENS)
    return beside(care, words, text_for(care, words, told[0])) if told else None


def _is_grave(said: str, care: Care) -> bool:
    """Tell whether a message is likelier something grave than not, and has a word that bears it out."""
    weighed = answering.meaning(answering.odds(said, asked(care)), answering.SURELY)
    return weighed in answering.GRAVE and says(said, care, "danger")


def _is_more(alarm: Alarm, name: str, said: str, care: Care) -> bool:
    """Tell whether an alarm in the same message is more than the worry: it stands in words, or is of who writes.

    So is an emergency that the bot itself weighs, or that a word bears out. Where 112 is to be called, any guess is: it
    is said in full once more.
    """
    of_theirs = {Tier.THIRD_PARTY, *({Tier.UNSAFE} if about(care) is About.UNSAFE_OTHER else set())}
    if not {signal.tier for signal in alarm.in_words} <= of_theirs:
        return True
    if care.step is Step.OTHER and alarm.tier is not Tier.THIRD_PARTY:
        return name not in _OF_CALLING or alarm.has(Tier.SUICIDAL)
    graver = alarm.weighs_for_life or (alarm.tier is Tier.EMERGENCY and says(said, care, "danger"))
    if graver and name not in _HELPING:
        return True
    return name in _FEELINGS and not alarm.tiers <= {*of_theirs, Tier.CONCERN}
