"""What is said to somebody who was not understood, or who only wants to be heard after an alarm."""

from dataclasses import replace

from bot.campaigns import Count
from bot.conversation import ages, alarms, places, topics
from bot.conversation.asides import CARE, KNOWN, asides
from bot.conversation.asking import asks_something
from bot.conversation.carried import asks_for_a_language
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import AskPlace, Heard, ShowMenu
from bot.conversation.state import AT_EASE, Awaiting
from bot.directory import Resolution, Unknown
from bot.messages import Button, Pressed, words_of
from bot.safety import Care, calm, doubted, in_doubt, must_call, says_something, telling

_OFFERED, _LIKELY = 3, 0.12  # meanings offered at most, and how likely one must be
_GRAVE_LIKELY = 0.33  # a guess that may frighten, or that is odd to be asked, must be likelier
_GRAVE = frozenset(
    """ask_about_suicide ask_human sign_up_other express_loneliness express_social_anxiety express_bullying
    express_sadness""".split()  # noqa: SIM905
)
# nobody means these by what they typed: answers to what was not asked, mere manners, and what must be said to be done
_NEVER_OFFERED = frozenset(
    """affirm deny greet goodbye thank chitchat insult feedback_negative out_of_scope inform_place change_language
    delete_data""".split()  # noqa: SIM905
)
_FEW = 4  # words: so short a message goes on with what was told
_SHORT = 3  # words; a shorter message may be anything
_PAIR = 2  # words, and signs, from which something is told
_OWN = frozenset("ik k kben kheb kzit mij me mijn mn we wij ons i im ive my".split())  # noqa: SIM905 -- of who tells
_ALWAYS = frozenset({"find_group", "inform_place", "sign_up", "ask_bot", "ask_privacy", "change_language"})
SURELY = 0.7  # the confidence from which a meaning is trusted: in dev all 31 of `LONELY` were right from there on
LONELY = frozenset({"express_loneliness", "want_friends"})
# after an alarm these get warmth: what Rasa says to them leads on to Join Us
_WARM = frozenset(
    """express_loneliness express_social_anxiety express_bullying express_sadness tell_more greet goodbye thank affirm
    deny help chitchat feedback_negative insult out_of_scope""".split()  # noqa: SIM905 -- words read better as words
)
# and these are answered whatever the words: a true answer is owed always
_OUTRIGHT = frozenset(
    "find_group inform_place sign_up ask_human ask_bot ask_privacy change_language delete_data".split()  # noqa: SIM905
)
_OF_US = frozenset(topics.TOPICS[topics.JOINING]["intents"]) - {"inform_place"}
_OF_A_PLACE = frozenset({"find_group", "inform_place", "sign_up"})  # "waar kan ik heen" is no search for a group


def wants_warmth(moment: Moment, care: Care, heard: Heard, where: Resolution) -> bool:
    """Say whether somebody in care spoke of how they are, or said nothing to be answered otherwise.

    While something grave weighs on the talk, a question about the groups has to name them: "over een uur" is none, and
    a place is where somebody is. An age that is all that was said is theirs, and no question whether they may join.
    """
    if not heard.ranking:
        return False
    words = words_of(moment.incoming.content)
    if not calm(care) and heard.ranking[0].intent == "change_language" and not asks_for_a_language(words):
        return not isinstance(moment.incoming.content, Pressed)
    if not calm(care) and ages.only_told(words):
        return not moment.state.groups_shown
    if not isinstance(where, Unknown):
        return only_says_where(moment, care)
    if isinstance(moment.incoming.content, Pressed):
        return must_call(care)
    intent = heard.ranking[0].intent
    if heard.ranking[0].confidence >= SURELY and (in_doubt(care) or (doubted(care) and intent in _OF_US)):
        return False  # who goes on about something else did mean something else; who may only be lonely asks of us
    if _goes_on(care, intent, words):
        return True
    # what was not understood may still be a misspelt place: `offer` sees to that first
    only_talk = all(isinstance(spoken.verb, ShowMenu | AskPlace | None) for spoken in heard.spoken)
    if intent == "affirm" and calm(care) and not care.speaks:
        return False  # to what was asked since
    if intent in _WARM:
        return bool(heard.spoken) and only_talk
    grave = not calm(care) and not asks_for_a_group(words)
    return grave and (intent not in _OUTRIGHT or (intent in _OF_A_PLACE and moment.state.awaiting is Awaiting.NOTHING))


def only_says_where(moment: Moment, care: Care) -> bool:
    """Tell whether a place in a message is where somebody in need is, and no question for the groups there."""
    asks = moment.state.groups_shown or asks_for_a_group(words_of(moment.incoming.content))
    return not calm(care) and not asks


def asks_for_a_group(words: str) -> bool:
    """Tell whether somebody in care speaks of the groups, and not only of where or how old they are."""
    return not {"about_us", "wants_group"}.isdisjoint(asides().says(words, CARE))


def _goes_on(care: Care, intent: str, words: str) -> bool:
    """Say whether a short message goes on with what was told: "alles" asks for no deleting.

    A group, a person, or to be forgotten has to be asked for by name.
    """
    if care.mistaken or not (telling(care) or not calm(care)) or len(words.split()) > _FEW:
        return False
    return intent not in _ALWAYS and not {"about_us", "wants_group", "by_name"} & set(asides().says(words, CARE))


def caring(moment: Moment, care: Care) -> Turned:
    """Stay with somebody in care; who asks for a group, whatever the model took it for, is asked where, after 112."""
    asks = "wants_group" in asides().says(words_of(moment.incoming.content), CARE)
    return places.ask(moment) if asks and not must_call(care) else alarms.stay_with(moment, care)


def listen(moment: Moment) -> Turned:
    """Have somebody go on who tells something."""
    return moment.answer(moment.anew("listen"))


async def offer(moment: Moment, heard: Heard, where: Resolution) -> Turned:
    """Offer what may have been meant, or take it for a place."""
    if not isinstance(where, Unknown):
        return await places.show(moment, where)
    words = words_of(moment.incoming.content)
    if moment.state.awaiting is Awaiting.PLACE and not asks_something(words):
        return places.unknown(moment)
    if moment.state.care:  # a short word is hardly a place then
        return caring(moment, moment.state.care)
    misspelt = moment.parts.places.misspelt(words)
    if not isinstance(misspelt, Unknown):
        return await places.show(moment, misspelt)
    return _asks(moment, _likely(moment, heard))


def _likely(moment: Moment, heard: Heard) -> list[str]:
    grave = _GRAVE | moment.parts.escalations.keys()
    offered = moment.parts.texts.askable - _NEVER_OFFERED
    likely = [m.intent for m in heard.ranking if m.confidence >= (_GRAVE_LIKELY if m.intent in grave else _LIKELY)]
    return [f"a:{intent}" for intent in likely if intent in offered][:_OFFERED]


def _tells(moment: Moment, words: str) -> bool:
    """Tell whether somebody tells something, of themselves or in answer: it is listened to, whatever it is about.

    Two of three say so: it is about them, the talk goes on, it has some length.
    """
    said = words.lower().replace("'", "").replace("\u2019", "").split()
    if len(said) < _PAIR or asks_something(words) or "?" in words or not says_something(words):
        return False
    signs = (not _OWN.isdisjoint(said), bool(moment.earlier), len(said) >= _SHORT)
    return sum(signs) >= _PAIR


def _asks(moment: Moment, offered: list[str]) -> Turned:
    if _asks_of_groups(moment):
        says = moment.anew("not_known")
        says = replace(says, choices=_buttons(moment, offered)) if offered else says
        return replace(moment.beside(says), counts=(Count("asked_meaning"),))
    at_ease = not moment.state.misunderstood and moment.state.awaiting in AT_EASE
    if at_ease and _tells(moment, words_of(moment.incoming.content)):
        listens = moment.anew(_listening(moment))
        buttons = _buttons(moment, offered) if offered else listens.choices
        topic = topics.of_another(moment) or topics.of_aside("told_unclear")
        says = replace(listens, choices=buttons)
        return moment.answer(says, counts=(Count("asked_meaning"),), misunderstood=1, topic=topic)
    if moment.state.misunderstood or not offered:
        return moment.answer(moment.anew("not_understood_again"), counts=(Count("misunderstood"),))
    key = "question_unclear" if asks_something(words_of(moment.incoming.content)) else "offer_meanings"
    asks = replace(moment.anew(key), choices=_buttons(moment, offered))
    still = Awaiting.PLACE if moment.state.awaiting is Awaiting.PLACE else Awaiting.NOTHING
    return moment.answer(asks, counts=(Count("asked_meaning"),), misunderstood=1, awaiting=still)


def _listening(moment: Moment) -> str:
    """Choose what is said to who tells what is not understood: it goes on with what the talk is about."""
    if topics.is_about_another(moment):
        return "other_more_there" if places.home(moment) else "other_more"
    return "told_there" if _is_about_groups(moment) else "told_unclear"


def _asks_of_groups(moment: Moment) -> bool:
    """Tell whether a question that has no answer of its own is about a group: Join Us knows more of those."""
    words = words_of(moment.incoming.content)
    asks = asks_something(words) or words.rstrip().endswith("?")
    return asks and _is_about_groups(moment)


def _is_about_groups(moment: Moment) -> bool:
    """Tell whether what is said may be about a group: the talk is, and no word of it is about oneself."""
    about = topics.JOINING in topics.asked(moment) or topics.is_about_groups(moment.state)
    return about and "of_oneself" not in asides().says(words_of(moment.incoming.content), KNOWN)


def _buttons(moment: Moment, offered: list[str]) -> tuple[Button, ...]:
    return tuple(moment.parts.texts.button(action, moment.language) for action in (*offered, "r:menu"))
