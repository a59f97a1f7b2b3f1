"""What is answered without Rasa's words: what no intent stands for, an age that was told, a group that was shown."""

from dataclasses import replace

from bot.conversation import ages, places, topics
from bot.conversation.asides import ANYTIME, BESIDE, CARE, SHOWN, asides, questions
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import AskPlace, Heard
from bot.conversation.state import Awaiting
from bot.directory import Resolution, Unknown
from bot.messages import Say, words_of
from bot.safety import must_call

_WOULD_JOIN = frozenset({"express_loneliness", "want_friends", "ask_join_us", "sign_up", "find_group"})
_LEADS_TO_A_GROUP = frozenset({"sign_up", "affirm"})
# questions of somebody who may be looking for a group in the same message
_OF_WHO_SEEKS = frozenset({"group_language", "everyone_welcome", "enough", "disability", "own_groups", "bring_someone"})
_AT_ONCE = 2  # questions answered in one message
_SINGLE = 6  # words; so short a message asks one thing


def asked(moment: Moment, words: str) -> list[str]:
    """Name the plain questions in a typed message; to who is in care a question has to be about Join Us."""
    if moment.state.care and "about_us" not in asides().says(words, CARE):
        return []
    names = questions().says(words, *topics.asked(moment))
    if len(words.split()) <= _SINGLE:
        return names[:1]
    besides = questions().says(words, BESIDE) if names else []
    return list(dict.fromkeys([*names, *besides]))[:_AT_ONCE]


def beside(moment: Moment, words: str) -> Turned | None:
    """Answer what no intent stands for: somebody has died, a member stays away tonight."""
    if moment.state.care and must_call(moment.state.care):
        return None
    said = asides().says(words, ANYTIME)
    if said:
        return _apart(moment).answer(moment.say(said[0]), topic=topics.of_aside(said[0]))
    names = asked(moment, words)
    if not names:
        return None
    first, *others = (moment.say(name) for name in names)
    text = "\n\n".join(say.text for say in (first, *others))
    topic = topics.of_question(moment, names[0])
    return _apart(moment).knowing(misunderstood=0, topic=topic).beside(replace(first, text=text))


async def answer(moment: Moment, heard: Heard, top: str, where: Resolution) -> Turned | None:
    """Answer what no intent stands for, or with what was told before: an age, or where somebody lives."""
    words = words_of(moment.incoming.content)
    said = beside(moment, words)
    if said and not isinstance(where, Unknown) and _seeks(moment, words):
        shown = await places.show(moment, where)
        return replace(shown, replies=(*said.replies, *shown.replies))
    said = said or topics.listen(moment, heard, top) or _age_of_another(moment, words, top)
    if said or not isinstance(where, Unknown):
        return said
    age = _telling_age(words, top)
    if age is not None:
        return moment.form_over().beside(await _age(moment, age))
    if moment.state.awaiting is Awaiting.PLACE:
        return None
    about = asides().says(words, SHOWN) if moment.state.groups_shown else []
    if about and about[0] != "sign_up_known":
        return _apart(moment).beside(moment.say(about[0]))
    asks = any(isinstance(spoken.verb, AskPlace) for spoken in heard.spoken)
    if moment.state.municipality is None or not (about or (asks and top in _LEADS_TO_A_GROUP)):
        return None
    home = moment.parts.places.pick(moment.state.municipality)
    shown = await places.show(moment.knowing(rasa_id=moment.parts.new_id()), home)
    return replace(shown, replies=(moment.say("sign_up_known"), *shown.replies))


def _apart(moment: Moment) -> Moment:
    """Have Rasa begin anew: it would take "ja" for the answer to what it said itself, which nobody has read."""
    return moment.knowing(rasa_id=moment.parts.new_id())


def _seeks(moment: Moment, words: str) -> bool:
    return not _OF_WHO_SEEKS.isdisjoint(asked(moment, words))


def _age_of_another(moment: Moment, words: str, top: str) -> Turned | None:
    """Say whether somebody can join whom the visitor asks for; Rasa answers about those who can, at first."""
    about = topics.is_about_another(moment)
    age = ages.of_another(words) if about or top == "sign_up_other" else None
    if age is None or (not about and ages.fits(age) == "fits"):
        return None
    return _apart(moment).beside(moment.say(f"age_{ages.fits(age)}_other", 0, age=age, **ages.lines()))


def _telling_age(words: str, top: str) -> int | None:
    """Give the age to answer: the one that was asked about, or that of somebody who would join and cannot."""
    if top == "ask_age":
        return ages.told(words)
    age = ages.named(words) if top in _WOULD_JOIN else None
    return None if age is None or ages.fits(age) == "fits" else age


async def _age(moment: Moment, age: int) -> Say:
    """Say whether somebody of this age can join, and when the groups that were found are for others."""
    fits = ages.fits(age)
    if fits == "fits" and await places.for_others(moment, age):
        return moment.say("age_fits_elsewhere", age=age)
    return moment.say(f"age_{fits}", 0, age=age, **ages.lines())
