"""What is answered without Rasa's words: what no intent stands for, and what was told before, an age or a place."""

from dataclasses import replace

from bot.conversation import ages, fine, fitting, places, topics
from bot.conversation.asides import (
    ANYTIME,
    BESIDE,
    CALM,
    CARE,
    KNOWN,
    LIGHT,
    SEARCH,
    SHOWN,
    asides,
    is_daily,
    questions,
)
from bot.conversation.moment import Moment, Turned, fingerprint
from bot.conversation.ports import AskPlace, Heard
from bot.conversation.showing import name_of
from bot.conversation.state import Awaiting, Topic
from bot.directory import Resolution, Unknown
from bot.messages import Ask, Button, Say, words_of
from bot.safety import calm, doubted, must_call

_WOULD_JOIN = frozenset({"express_loneliness", "want_friends", "ask_join_us", "sign_up", "find_group"})
_AGREES_OR_ASKS = frozenset({"affirm", "ask_age"})
_LEADS_TO_A_GROUP = frozenset({"sign_up", "affirm"})
_OF_A_PLACE = frozenset({"sign_up", "find_group", "inform_place"})
_SHORT = 4  # words
_PLACE = 3  # words of a name: "den haag zuid"
_FEELING = "express_"
_AT_ONCE = frozenset({"sign_up_known", "let_down"})  # said of what was just shown, and else of anything
_LOOKS = Ask("find_group")
# questions of somebody who may be looking for a group in the same message
_OF_WHO_SEEKS = frozenset({"group_language", "everyone_welcome", "enough", "disability", "own_groups", "bring_someone"})
_OF_SOMEBODY = frozenset({"bring_someone", "for_another"})
_MOST = 2  # questions answered in one message
_SINGLE = 6  # words; so short a message asks one thing


def learned(moment: Moment, words: str, where: Resolution) -> Moment:
    """Keep the place and the age that a message tells, whatever else it is about."""
    there = places.learned(moment, where)
    if topics.tells_their_age(moment, words):
        return there
    age = ages.named(words) or _age_there(moment, words, where)
    answered = _answers_age(moment) and ages.only(words) is not None  # then `told_age` keeps it
    return there if age is None or answered or _keeps_own(moment, words) else there.knowing(age=age)


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
    if not fitting.of_age(ages.named(words) or ages.of_another(words)):
        names = [name for name in names if name not in _OF_SOMEBODY]  # the age is what counts
    if len(words.split()) <= _SINGLE:
        return names[:1]
    besides = questions().says(words, BESIDE) if names else []
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
    first, *others = (_in_turn(moment, name) if is_daily(name) else moment.anew(name) for name in names)
    says = replace(first, text="\n\n".join(say.text for say in (first, *others)))
    topic, asks = topics.of_question(moment, names[0]), topics.awaited(moment, says)
    return moment.apart().knowing(misunderstood=0, topic=topic, awaiting=asks).beside(says)


async def answer(moment: Moment, heard: Heard, top: str, where: Resolution) -> Turned | None:
    """Answer what no intent stands for, or with what was told before: an age, or where somebody lives."""
    words = words_of(moment.incoming.content)
    asks = any(isinstance(spoken.verb, AskPlace) for spoken in heard.spoken)
    said = beside(moment, words)
    if said and not isinstance(where, Unknown) and _seeks(moment, words):
        shown = await places.show(moment, where)
        return replace(shown, replies=(*said.replies, *shown.replies))
    own_age = ages.only(words) is not None and not topics.tells_their_age(moment, words)
    listened = None if own_age else topics.listen(moment, heard, top, placed=not isinstance(where, Unknown))
    said = said or listened or await _age_of_another(moment, words, top) or await told_age(moment, words, top, where)
    if said:
        return said
    if not isinstance(where, Unknown):
        said = await _at(moment, words, top, where)
    offers = top in _AGREES_OR_ASKS and any(spoken.text.endswith(moment.say("search").text) for spoken in heard.spoken)
    return (
        said
        or _no_age_to_join(moment, words, joins=asks or offers or top in _WOULD_JOIN)
        or (await _of_place(moment, words, top, asks=asks) if isinstance(where, Unknown) else None)
    )


async def search(moment: Moment) -> Turned:
    """Look for a group where somebody said they are, or ask where that is."""
    home = places.home(moment)
    if not fitting.of_age(moment.state.age):
        return _refused(moment, "age")
    if home is None:
        return places.ask(moment)
    shown = await places.show(moment.apart(), home)
    kept = moment.say("place_kept", place=name_of(home))
    return replace(shown, replies=(kept, *shown.replies)) if shown.state and shown.state.place_shown else shown


def offered(moment: Moment, says: Say) -> Say:
    """End an answer of Rasa with what fits: a search where somebody lives, or the sign-up of what was shown."""
    offer, home = moment.say("search").text, places.home(moment)
    if not says.text.endswith(offer):
        return says
    said = says.text.removesuffix(offer).rstrip()
    others = tuple(each for each in says.choices if not isinstance(each, Button) or each.action != _LOOKS)
    if not fitting.of_age(moment.state.age):
        return replace(says, text=said, choices=others)
    if home is None:
        return says
    if not moment.state.place_shown:
        return replace(says, text=f"{said}\n{moment.say('search_there', place=name_of(home)).text}")
    ends = moment.say("search_done")
    return replace(says, text=f"{said}\n{ends.text}", choices=(*ends.choices, *others))


async def told_age(moment: Moment, words: str, top: str, where: Resolution) -> Turned | None:
    """Answer an age: one that was asked about, or that was all that was said."""
    age, before = ages.only(words) if _answers_age(moment) else None, moment.state.age
    if age is None and top == "ask_age":
        age = ages.told(words) or ages.named(words)
    if age is None:
        return moment.beside(moment.say("whose_age")) if _tells_of_another(words, top) else None
    if age == before and ages.only(words) is not None and (again := _told_again(moment, age)):
        return again
    turned = await _of_age(moment.knowing(age=age), age, before, named=not isinstance(where, Unknown))
    own = _keeps_own(moment, words)
    return replace(turned, state=replace(turned.state, age=before)) if own and turned.state else turned


def _told_again(moment: Moment, age: int) -> Turned | None:
    """Go on where an age is told once more: "bijna 12", "bijna zestien"."""
    if _nearly(age):
        return moment.form_over().answer(moment.anew("nearly_twelve"), topic=Topic(topics.NEARLY, 1))
    if not fitting.of_age(age) or places.home(moment) or moment.state.awaiting is Awaiting.PLACE:
        return None
    return moment.answer(moment.say("age_where", age=age), awaiting=Awaiting.PLACE)


def _tells_of_another(words: str, top: str) -> bool:
    """Tell whether the age of somebody is told who may be anybody, and hardly anything else: "hij is 24"."""
    about = top == "ask_age" or (top == "sign_up_other" and len(words.split()) <= _SHORT)
    return about and ages.named(words) is None and ages.of_anybody(words)


def _answers_age(moment: Moment) -> bool:
    """Tell whether an age alone is answered: while something grave weighs on the talk it is kept, and no more."""
    return moment.state.care is None or calm(moment.state.care)


def _keeps_own(moment: Moment, words: str) -> bool:
    """Tell whether the age in a message is that of a brother or sister of somebody who can join themselves."""
    return moment.state.age is not None and fitting.of_age(moment.state.age) and ages.of_child(words)


async def _of_age(moment: Moment, age: int, before: int | None, *, named: bool) -> Turned:
    home = places.home(moment)
    if not fitting.of_age(moment.state.age):
        return _refused(moment, "age")
    asked = moment.state.awaiting is Awaiting.PLACE
    if home and moment.state.place_shown and not asked and not await places.changes(moment, home, before):
        line = await places.sign_up(moment, home)
        return replace(line, replies=(moment.say("age_ok", age=age), *line.replies))
    if home and (moment.state.place_shown or asked or named):
        shown = await places.show(moment.apart(), home)
        return replace(shown, replies=(moment.say("age_ok", age=age), *shown.replies))
    if asked and moment.state.options:
        return moment.beside(moment.say("age_ok", age=age), places.choose(moment))
    if asked:
        return moment.beside(moment.say("age_where", age=age))
    says, topic = offered(moment, moment.say("age_fits", age=age)), moment.state.topic
    return moment.answer(says, awaiting=Awaiting.SEARCH, topic=topic)


def _no_age_to_join(moment: Moment, words: str, *, joins: bool) -> Turned | None:
    """Invite nobody who told that they are too young or too old; who said so before is heard, and told where to go."""
    if (
        fitting.of_age(moment.state.age)
        or not _answers_age(moment)
        or not (joins or "let_down" in asides().says(words, SHOWN))
    ):
        return None
    return _refused(moment, "company" if ages.named(words) is None else "age")


def _refused(moment: Moment, about: str) -> Turned:
    """Say that somebody cannot join; who nearly can may go on about that."""
    age = moment.state.age or 0
    topic = Topic(topics.NEARLY) if _nearly(age) else moment.state.topic
    says = moment.say(f"{about}_{ages.fits(age)}", 0, age=age, **ages.lines())
    return moment.form_over().answer(says, topic=topic)


def _nearly(age: int) -> bool:
    return age == ages.YOUNGEST - 1


async def _at(moment: Moment, words: str, top: str, where: Resolution) -> Turned | None:
    """Answer what is asked of a place that is named: a yes to the groups there needs no list again."""
    there = places.home(moment)
    if there and moment.state.place_shown and asides().says(words, SEARCH):
        return await places.sign_up(moment.form_over(), there)
    unfit = top in _OF_A_PLACE and not fitting.of_age(moment.state.age)
    looks = unfit or (not top.startswith(_FEELING) and "search" in asides().says(words, KNOWN))
    return await places.show(moment.form_over(), where) if looks else None


async def _of_place(moment: Moment, words: str, top: str, *, asks: bool) -> Turned | None:
    """Answer what is said of the groups that were shown, or of where somebody lives."""
    of_place, home = asides().says(words, KNOWN), places.home(moment)
    if "everywhere" in of_place:
        return await places.everywhere(moment)
    if moment.state.awaiting is Awaiting.PLACE:
        return None
    over = moment.apart() if asks else moment
    about = asides().says(words, SHOWN) if moment.state.groups_shown or moment.state.place_shown else []
    about = [each for each in about if moment.state.groups_shown or each not in _AT_ONCE]
    asked = next((each for each in about if each != "sign_up_known"), None)
    if asked:
        return over.beside(moment.say(asked))
    agrees = about or (asks and top in _LEADS_TO_A_GROUP)
    if home and moment.state.place_shown and agrees:
        return await places.sign_up(over, home)
    looks = "search" in of_place and (home or not moment.state.care)
    return await search(over) if looks or (home and asks) else None


def _seeks(moment: Moment, words: str) -> bool:
    return not _OF_WHO_SEEKS.isdisjoint(asked(moment, words))


async def _age_of_another(moment: Moment, words: str, top: str) -> Turned | None:
    """Say whether somebody can join whom the visitor asks for; Rasa answers about those who can, at first."""
    about, before, child = topics.is_about_another(moment), moment.state.age, ages.of_child(words)
    age = ages.named(words) if child else ages.of_another(words)
    named = top == "sign_up_other" and not ages.of_anybody(words)
    asks = about or named or (child and top in _WOULD_JOIN | _AGREES_OR_ASKS)
    if age is None or not asks or top.startswith(_FEELING) or not _answers_age(moment):
        return None
    fits = ages.fits(age)
    if fits != "fits":
        return moment.apart().beside(moment.say(f"age_{fits}_other", 0, age=age, **ages.lines()))
    if not about:
        return None
    sought = moment.knowing(age=age)
    if places.home(moment):
        return await _of_age(sought, age, before, named=True)
    return sought.apart().beside(moment.say("age_fits_other", 0, age=age))
