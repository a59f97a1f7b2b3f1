"""An age that was told: whether somebody can join, and which groups are then for them."""

from dataclasses import replace

from bot.conversation import ages, at_home, choosing, fitting, places, refusing, topics
from bot.conversation.asides import KNOWN, SHOWN, asides
from bot.conversation.moment import ANOTHER, Moment, Turned
from bot.conversation.state import Awaiting, Topic
from bot.directory import Resolution, Unknown
from bot.safety import calm

_WOULD_JOIN = frozenset({"express_loneliness", "want_friends", "ask_join_us", "sign_up", "find_group", "ask_intake"})
_AGREES_OR_ASKS = frozenset({"affirm", "ask_age"})
_SHORT = 4  # words
_FEELING = "express_"


async def told_age(moment: Moment, words: str, top: str, where: Resolution) -> Turned | None:
    """Answer an age: one that was asked about, or that was all that was said."""
    age, before = ages.only(words) if answers(moment) else None, moment.state.age
    if age is None and top == "ask_age":
        age = ages.told(words) or ages.named(words)
    if age is None:
        return moment.beside(moment.say("whose_age")) if _tells_of_another(words, top) else None
    if age == before and ages.only(words) is not None and (again := _told_again(moment, age)):
        return again
    turned = await _of_age(moment.knowing(age=age), age, before, named=not isinstance(where, Unknown))
    own = keeps_own(moment, words)
    return replace(turned, state=replace(turned.state, age=before)) if own and turned.state else turned


def no_age_to_join(moment: Moment, words: str, top: str, *, joins: bool) -> Turned | None:
    """Invite nobody who told that they are too young or too old; who said so before is heard, and told where to go."""
    if fitting.of_age(moment.state.age) or not answers(moment):
        return None
    asks_on = {"let_down", "what_else"}.intersection(asides().says(words, SHOWN, KNOWN))
    if not (joins or top in _WOULD_JOIN or asks_on):
        return None
    return refusing.refused(moment, "company" if ages.named(words) is None else "age")


async def of_another(moment: Moment, words: str, top: str) -> Turned | None:
    """Say whether somebody can join whom the visitor asks for; Rasa answers about those who can, at first."""
    about, before, child = topics.is_about_another(moment), moment.state.age, ages.of_child(words)
    age = ages.named(words) if child else ages.of_another(words)
    named = top == "sign_up_other" and not ages.of_anybody(words)
    asks = about or named or (child and top in _WOULD_JOIN | _AGREES_OR_ASKS)
    if age is None or not asks or top.startswith(_FEELING) or not answers(moment):
        return None
    fits = ages.fits(age)
    if fits != "fits":
        says = moment.say(f"age_{fits}_other", 0, age=age, **ages.lines())
        return moment.apart().knowing(topic=Topic(ANOTHER)).beside(says)
    if not about:
        return None
    sought = moment.knowing(age=age)
    if places.home(moment):
        return await _of_age(sought, age, before, named=True)
    return sought.apart().beside(moment.say("age_fits_other", 0, age=age))


def answers(moment: Moment) -> bool:
    """Tell whether an age alone is answered: while something grave weighs on the talk it is kept, and no more."""
    return moment.state.care is None or calm(moment.state.care)


def keeps_own(moment: Moment, words: str) -> bool:
    """Tell whether the age in a message is that of a brother or sister of somebody who can join themselves."""
    return moment.state.age is not None and fitting.of_age(moment.state.age) and ages.of_child(words)


async def _of_age(moment: Moment, age: int, before: int | None, *, named: bool) -> Turned:
    home = places.home(moment)
    if not fitting.of_age(moment.state.age):
        return refusing.refused(moment, "age")
    asked = moment.state.awaiting is Awaiting.PLACE
    if home and moment.state.place_shown and not asked and not await places.changes(moment, home, before):
        line = await places.sign_up(moment, home)
        return replace(line, replies=(moment.say("age_ok", age=age), *line.replies))
    if home and (moment.state.place_shown or asked or named):
        shown = await places.show(moment.apart(), home)
        return replace(shown, replies=(moment.say("age_ok", age=age), *shown.replies))
    if asked and moment.state.options:
        return moment.beside(moment.say("age_ok", age=age), choosing.choose(moment))
    if asked:
        return moment.beside(moment.say("age_where", age=age))
    says, topic = at_home.offered(moment, moment.say("age_fits", age=age)), moment.state.topic
    return moment.answer(says, awaiting=Awaiting.SEARCH, topic=topic)


def _told_again(moment: Moment, age: int) -> Turned | None:
    """Go on where an age is told once more: "bijna 12", "bijna zestien"."""
    if refusing.nearly(age):
        return moment.form_over().answer(moment.anew("nearly_twelve"), topic=Topic(topics.NEARLY, 1))
    if not fitting.of_age(age) or places.home(moment) or moment.state.awaiting is Awaiting.PLACE:
        return None
    return moment.answer(moment.say("age_where", age=age), awaiting=Awaiting.PLACE)


def _tells_of_another(words: str, top: str) -> bool:
    """Tell whether the age of somebody is told who may be anybody, and hardly anything else: "hij is 24"."""
    about = top == "ask_age" or (top == "sign_up_other" and len(words.split()) <= _SHORT)
    return about and ages.named(words) is None and ages.of_anybody(words)
