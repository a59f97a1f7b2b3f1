"""What is answered without Rasa's words: what no intent stands for, an age that was told, a group that was shown."""

from dataclasses import replace

from bot.conversation import ages, places
from bot.conversation.asides import ANYTIME, SHOWN, asides
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import AskPlace, Heard
from bot.conversation.state import Awaiting
from bot.directory import Resolution, Unknown
from bot.messages import Say, words_of
from bot.safety import must_call

_WOULD_JOIN = frozenset({"express_loneliness", "want_friends", "ask_join_us", "sign_up", "find_group"})
_LEADS_TO_A_GROUP = frozenset({"sign_up", "affirm"})


def beside(moment: Moment, words: str) -> Turned | None:
    """Answer what no intent stands for: somebody has died, a member stays away tonight."""
    if moment.state.care and must_call(moment.state.care):
        return None
    said = asides().says(words, ANYTIME)
    return moment.form_over().answer(moment.say(said[0])) if said else None


async def answer(moment: Moment, heard: Heard, top: str, where: Resolution) -> Turned | None:
    """Answer what no intent stands for, or with what was told before: an age, or where somebody lives."""
    words = words_of(moment.incoming.content)
    said = beside(moment, words)
    if said or not isinstance(where, Unknown):
        return said
    age = _telling_age(words, top)
    if age is not None:
        return moment.form_over().beside(await _age(moment, age))
    if moment.state.awaiting is Awaiting.PLACE:
        return None
    about = asides().says(words, SHOWN) if moment.state.groups_shown else []
    if about and about[0] != "sign_up_known":
        return moment.form_over().beside(moment.say(about[0]))
    asks = any(isinstance(spoken.verb, AskPlace) for spoken in heard.spoken)
    if moment.state.municipality is None or not (about or (asks and top in _LEADS_TO_A_GROUP)):
        return None
    home = moment.parts.places.pick(moment.state.municipality)
    shown = await places.show(moment.knowing(rasa_id=moment.parts.new_id()), home)
    return replace(shown, replies=(moment.say("sign_up_known"), *shown.replies))


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
