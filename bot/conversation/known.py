"""What is answered without Rasa's words: what no intent stands for, and what was told before, an age or a place."""

from dataclasses import replace

from bot.conversation import aged, ages, at_home, fine, fitting, places, topics
from bot.conversation.asides import (
    ANYTIME,
    BESIDE,
    CALM,
    CARE,
    KNOWN,
    LIGHT,
    asides,
    is_daily,
    questions,
)
from bot.conversation.asking import asks_something
from bot.conversation.moment import Moment, Turned, fingerprint
from bot.conversation.ports import AskPlace, Heard
from bot.directory import Resolution, Unknown
from bot.messages import Say, words_of
from bot.safety import doubted, must_call

_AGREES_OR_ASKS = frozenset({"affirm", "ask_age"})
_PLACE = 3  # words of a name: "den haag zuid"
# questions of somebody who may be looking for a group in the same message
_OF_WHO_SEEKS = frozenset(
    "group_language everyone_welcome enough disability own_groups bring_someone over_the_border".split()  # noqa: SIM905
)
_INVITES = frozenset({"bring_someone", "for_another", "just_look", "enough", "for_me", "everyone_welcome"})
_ONCE_SHOWN = {"ages_together": "ages_there"}  # what is said instead to who has seen the groups where they live
# what the model takes for these needs a word of them too, or certainty: one text has to answer all of it
_NEIGHBOURHOODS = frozenset("ask_intake ask_activities ask_cost ask_schedule ask_online_group".split())  # noqa: SIM905
_CERTAIN = 0.9
_FEELING = "express_"
_DOUBTS = frozenset({"express_social_anxiety", "ask_join_us"})  # "zij denkt dat het voor zielige mensen is"
_MOST = 2  # questions answered in one message
_SINGLE = 6  # words; so short a message asks one thing


def learned(moment: Moment, words: str, where: Resolution) -> Moment:
    """Keep the place and the age that a message tells, whatever else it is about."""
    there = places.learned(moment, where)
    if topics.tells_their_age(moment, words):
        return there
    age = ages.named(words) or _age_there(moment, words, where)
    if "turning_30" in questions().says(words):
        return there  # they ask what becomes of them one day
    answered = aged.answers(moment) and ages.only(words) is not None  # then `told_age` keeps it
    return there if age is None or answered or aged.keeps_own(moment, words) else there.knowing(age=age)


def only_where(moment: Moment, words: str, where: Resolution) -> bool:
    """Tell whether a message is a place, with an age beside it or not, and nothing else."""
    _, place = ages.beside(words) or (0, words)
    return (
        not isinstance(where, Unknown) and len(place.split()) <= _PLACE and moment.parts.places.resolve(place) == where
    )


def _age_there(moment: Moment, words: str, where: Resolution) -> int | None:
    """Give the age beside a place: "16 bussum"."""
    told = ages.beside(words)
    return told[0] if told and only_where(moment, words, where) else None


def asked(moment: Moment, words: str) -> list[str]:
    """Name the plain questions in a typed message; to who is in care a question has to be about Join Us.

    Where the model only doubted whether there is more than loneliness, it has to be no small talk.
    """
    care, names = moment.state.care, questions().says(words, *topics.asked(moment))
    if care and "about_us" not in asides().says(words, CARE):
        names = [name for name in names if doubted(care) and not is_daily(name)]
    if not fitting.of_age(ages.named(words) or ages.of_another(words) or moment.state.age):
        names = [name for name in names if name not in _INVITES]  # the age is what counts
    names = [name for name in names if not is_daily(name)] or names  # a question about a group is no small talk
    if len(words.split()) <= _SINGLE or (names and is_daily(names[0])):
        return names[:1]
    besides = [name for name in questions().says(words, BESIDE) if not is_daily(name)] if names else []
    return list(dict.fromkeys([*names, *besides]))[:_MOST]


def beside(moment: Moment, words: str, *, small_talk: bool = True) -> Turned | None:
    """Answer what no intent stands for: somebody has died, a member stays away tonight, life is good.

    Without `small_talk` an ordinary day is none of it: while Rasa is down the helplines come first.
    """
    if moment.state.care and must_call(moment.state.care):
        return None
    light = small_talk and moment.state.care is None
    said = asides().says(words, ANYTIME) or (asides().says(words, LIGHT) if light else [])
    if said:
        topic = topics.of_aside(said[0])
        return topics.again(moment, said[0]) or moment.apart().answer(_in_turn(moment, said[0]), topic=topic)
    if moment.state.care is None and (why := asides().says(words, CALM)):
        return moment.beside(moment.anew(why[0]))
    names = [name for name in asked(moment, words) if small_talk or not is_daily(name)]
    return _answer(moment, names) if names else fine.beside(moment, words)


def _in_turn(moment: Moment, name: str) -> Say:
    """Say small talk in one wording after the other as the talk goes on."""
    says = moment.say(name, len(moment.earlier))
    return moment.anew(name) if fingerprint(says.text) in moment.state.said else says


def _answer(moment: Moment, names: list[str]) -> Turned:
    if goes_on := topics.again(moment, names[0]):
        return goes_on
    if places.home(moment) and moment.state.place_shown:
        names = [_ONCE_SHOWN.get(name, name) for name in names]
    first, *others = (_in_turn(moment, name) if is_daily(name) else moment.anew(name) for name in names)
    says = replace(first, text="\n\n".join(say.text for say in (first, *others)))
    topic, asks = topics.of_question(moment, names[0]), topics.awaited(moment, says)
    return moment.apart().knowing(misunderstood=0, topic=topic, awaiting=asks).beside(says)


async def answer(moment: Moment, heard: Heard, top: str, where: Resolution) -> Turned | None:
    """Answer what no intent stands for, or with what was told before: an age, or where somebody lives."""
    words = words_of(moment.incoming.content)
    asks = any(isinstance(spoken.verb, AskPlace) for spoken in heard.spoken)
    said = await at_home.how_far(moment, words) or beside(moment, words)
    if said and not isinstance(where, Unknown) and _seeks(moment, words):
        shown = await places.show(moment, where)
        topic = said.state.topic if said.state else None
        state = shown.state and replace(shown.state, topic=topic)
        return replace(shown, replies=(*said.replies, *shown.replies), state=state)
    own_age = ages.only(words) is not None and not topics.tells_their_age(moment, words)
    listened = None if own_age else topics.listen(moment, heard, top, placed=not isinstance(where, Unknown))
    said = (
        said or listened or await aged.of_another(moment, words, top) or await aged.told_age(moment, words, top, where)
    )
    if said:
        return said
    if not isinstance(where, Unknown):
        said = await at_home.at(moment, words, top, where)
    offers = top in _AGREES_OR_ASKS and any(spoken.text.endswith(moment.say("search").text) for spoken in heard.spoken)
    return (
        said
        or aged.no_age_to_join(moment, words, top, joins=asks or offers)
        or (await at_home.of_place(moment, words, top, asks=asks) if isinstance(where, Unknown) else None)
        or _more_of_another(moment, words, top)
        or _ages_there(moment, top)
        or _not_known(moment, words, heard)
    )


def _more_of_another(moment: Moment, words: str, top: str) -> Turned | None:
    """Go on with who tells more of somebody they ask for: how that one signs up was said already."""
    of_them = (top.startswith(_FEELING) or top in _DOUBTS) and "of_them" in asides().says(words, KNOWN)
    if moment.state.care or not topics.is_about_another(moment) or not (of_them or top == "sign_up_other"):
        return None
    if asks_something(words) or "about_us" in asides().says(words, CARE):
        return None
    more = "other_more_there" if places.home(moment) else "other_more"
    says = moment.anew("other_hesitates" if top in _DOUBTS else more)
    return moment.apart().answer(says)


def _ages_there(moment: Moment, top: str) -> Turned | None:
    """Point to the groups that were shown who asks for ages and has told their own: they fit, and know it."""
    told = moment.state.age is not None and moment.state.place_shown and moment.state.care is None
    of_ages = "of_ages" in asides().says(words_of(moment.incoming.content), KNOWN)
    return moment.beside(moment.say("ages_there")) if top == "ask_age" and told and of_ages else None


def _not_known(moment: Moment, words: str, heard: Heard) -> Turned | None:
    """Say honestly that it is not known to who asks what the model only takes for one of its neighbourhoods."""
    top = heard.ranking[0] if heard.ranking else None
    if top is None or top.intent not in _NEIGHBOURHOODS or top.confidence >= _CERTAIN or moment.state.care:
        return None
    asks = asks_something(words) or words.endswith("?") or "asks_on" in asides().says(words, KNOWN)
    return moment.beside(moment.anew("not_known")) if asks and not asides().says(words, top.intent) else None


def _seeks(moment: Moment, words: str) -> bool:
    return not _OF_WHO_SEEKS.isdisjoint(asked(moment, words))
