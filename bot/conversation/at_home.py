"""What is said of the groups where somebody lives, once that is known: that they are looked at, far, or wanted."""

from dataclasses import replace

from bot.conversation import ages, fitting, places, refusing
from bot.conversation.asides import KNOWN, SEARCH, SHOWN, asides
from bot.conversation.asking import asks_something
from bot.conversation.moment import Moment, Turned
from bot.conversation.showing import name_of
from bot.conversation.state import Awaiting
from bot.directory import Resolution
from bot.messages import Ask, Button, Say

_LEADS_TO_A_GROUP = frozenset({"sign_up", "affirm"})
_OF_A_PLACE = frozenset({"sign_up", "find_group", "inform_place"})
_SHORT = 4  # words
_FEELING = "express_"
_AT_ONCE = frozenset({"sign_up_known", "let_down"})  # said of what was just shown, and else of anything
_WANTS = frozenset({"show_again", "changes_mind", "signs_up"})  # the groups where somebody said they live
_LOOKS = Ask("find_group")


async def search(moment: Moment) -> Turned:
    """Look for a group where somebody said they are, or ask where that is."""
    home = places.home(moment)
    if not fitting.of_age(moment.state.age):
        return refusing.refused(moment, "age")
    if home is None:
        return places.ask(moment)
    shown = await places.show(moment.apart(), home)
    kept = moment.say("place_kept", place=name_of(home))
    return replace(shown, replies=(kept, *shown.replies)) if shown.state and shown.state.place_shown else shown


def offered(moment: Moment, says: Say) -> Say:
    """End an answer of Rasa with what fits: a search where somebody lives, or the sign-up of what was shown."""
    offer, home = moment.say("search").text, places.home(moment)
    said = says.text.removesuffix(offer).rstrip()
    others = tuple(each for each in says.choices if not isinstance(each, Button) or each.action != _LOOKS)
    if not fitting.of_age(moment.state.age):
        return replace(says, text=said, choices=others)
    if home is None or not says.text.endswith(offer):
        return says
    if not moment.state.place_shown:
        return replace(says, text=f"{said}\n{moment.say('search_there', place=name_of(home)).text}")
    ends = moment.say("search_done")
    return replace(says, text=f"{said}\n{ends.text}", choices=(*ends.choices, *others))


async def at(moment: Moment, words: str, top: str, where: Resolution) -> Turned | None:
    """Answer what is asked of a place that is named: a yes to the groups there needs no list again."""
    there = places.home(moment)
    if there and moment.state.place_shown and (_names_again(moment, words, top, where) or asides().says(words, SEARCH)):
        return await places.sign_up(moment.form_over(), there)
    unfit = top in _OF_A_PLACE and not fitting.of_age(moment.state.age)
    looks = unfit or (not top.startswith(_FEELING) and "search" in asides().says(words, KNOWN))
    return await places.show(moment.form_over(), where) if looks else None


async def of_place(moment: Moment, words: str, top: str, *, asks: bool) -> Turned | None:
    """Answer what is said of the groups that were shown, or of where somebody lives."""
    of_place, home = asides().says(words, KNOWN), places.home(moment)
    if "everywhere" in of_place:
        return await places.everywhere(moment)
    if moment.state.awaiting is Awaiting.PLACE:
        return None
    over = moment.apart() if asks else moment
    about = asides().says(words, SHOWN) if moment.state.groups_shown or moment.state.place_shown else []
    about = [each for each in about if moment.state.groups_shown or each not in _AT_ONCE]
    if "elsewhere" in about:
        return over.answer(moment.say("elsewhere"), awaiting=Awaiting.PLACE, unknown_places=0)
    asked = next((each for each in about if each != "sign_up_known"), None)
    if asked:
        return over.beside(moment.anew(asked))
    seeks, wants = "search" in of_place, bool(home) and not _WANTS.isdisjoint(of_place)
    agrees = about or seeks or wants or (asks and (moment.state.groups_shown or top in _LEADS_TO_A_GROUP))
    if home and moment.state.place_shown and agrees and "show_again" not in of_place:
        return await places.sign_up(over, home)
    if home and moment.state.place_shown and "what_else" in of_place:
        return over.beside(moment.say("otherwise"))
    looks = wants or (seeks and (home or not moment.state.care))
    return await search(over) if looks or (home and asks) else None


async def how_far(moment: Moment, words: str) -> Turned | None:
    """Answer how far it is to a group, asked by who has seen those where they live."""
    home = places.home(moment)
    asks = home and moment.state.place_shown and moment.state.care is None and "how_far" in asides().says(words, SHOWN)
    return await places.how_far(moment, home) if asks and home else None


def _names_again(moment: Moment, words: str, top: str, where: Resolution) -> bool:
    """Tell whether the place that was just shown is named beside something else; alone it may be looked at again."""
    there = places.home(moment)
    if there is None or where != there or not moment.state.groups_shown or top.startswith(_FEELING):
        return False
    short = len(name_of(there).split()) < len(words.split()) <= _SHORT
    return (short or asks_something(words)) and ages.named(words) is None
