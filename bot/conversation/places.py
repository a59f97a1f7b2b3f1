"""From what a visitor wrote about where they are to the groups there."""

import re
from dataclasses import replace

from bot.campaigns import Count, Step
from bot.conversation import ages
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import StoreDownError
from bot.conversation.state import Awaiting
from bot.directory import (
    NATIONAL_SIGN_UP,
    Alternative,
    Ambiguous,
    Answer,
    Belgian,
    Found,
    Near,
    Nowhere,
    Resolution,
    Spot,
    Unknown,
    Within,
    alternatives_for,
    answer,
    groups_of,
)
from bot.messages import Located, Say, Text
from bot.safety import alongside, belgian_lines

_TRIES = 2
_TICKET = 8  # characters: 32 bits tell apart who opens a sign-up on one day
_SHORT = 3  # words; so short an answer to "waar woon je?" is a place and nothing else
_CORRECTION = re.compile(r"(?:(?:nee+|no+|sorry|ik bedoel(?:de)?|i mean|i meant)\b[\s,.!:-]*)+", re.IGNORECASE)
_LIVING = re.compile(r"\b(?:woon|live)\b", re.IGNORECASE)


def named(moment: Moment, words: str) -> Resolution:
    """Find the place a typed message names; bold only when the bot has just asked for one, or is set right."""
    asked = moment.state.awaiting is Awaiting.PLACE
    if asked and moment.state.options:
        narrowed = _among_options(moment, words)
        if narrowed is not None:
            return narrowed
    if not asked and not corrects(moment, words):
        return moment.parts.places.resolve(words, sentence=True)
    return moment.parts.places.resolve(_set_right(words) or words)


def corrects(moment: Moment, words: str) -> bool:
    """Say whether a message sets right the place that was just answered: "nee, ik bedoel Zwolle"."""
    said = _set_right(words)
    return moment.state.groups_shown and said != words.strip() and 0 < len(said.split()) <= _SHORT


def learned(moment: Moment, where: Resolution) -> Moment:
    """Remember a place in Belgium, however it was named: its helplines are needed too from now on."""
    return moment.knowing(country="be") if isinstance(where, Belgian) else moment


def lives(moment: Moment, words: str, where: Resolution) -> Moment:
    """Go back to the Dutch helplines when somebody says they live here, asked where; a mere question does not."""
    asked = moment.state.awaiting is Awaiting.PLACE and not moment.state.options
    clear = len(_set_right(words).split()) <= _SHORT or _LIVING.search(words)
    return moment.knowing(country="nl") if asked and clear and isinstance(where, Found | Within) else moment


async def show(moment: Moment, where: Resolution, *, asked: bool = True) -> Turned:
    """Show the groups of a place, ask which place was meant, or say honestly that it is not known.

    Unless `asked`, the place is that of a poster: it is neither kept nor counted for its municipality.
    """
    match where:
        case Found() | Within():
            try:
                groups = await moment.parts.store.shown_groups()
            except StoreDownError:
                return moment.answer(moment.say("groups_unavailable", url=NATIONAL_SIGN_UP))
            found, moment = answer(where, groups), _ticketed(moment)
            gm_code = where.spot.gm_code if asked and isinstance(where, Found) else None
            showing = moment.knowing(municipality=gm_code).showing()
            shown = showing.groups(where, found, await _alternatives(moment, where, found))
            once, kept = _seen(gm_code, found), gm_code or moment.state.municipality
            replies = *_with_age(moment, shown, found), *_still_there(moment)
            return moment.answer(*replies, once=once, municipality=kept, unknown_places=0, groups_shown=True)
        case Ambiguous(_, spots):
            codes = tuple(spot.code for spot in spots)
            return moment.answer(moment.showing().choice(where), awaiting=Awaiting.PLACE, options=codes)
        case Belgian():
            lines = belgian_lines(moment.care_context())
            says = moment.say("belgium", lines=lines)
            return moment.answer(says, country="be", groups_shown=True)
        case Unknown():
            return unknown(moment)


def unknown(moment: Moment) -> Turned:
    """Ask once more; after the second time give the national sign-up."""
    tries = moment.state.unknown_places + 1
    if tries >= _TRIES:
        says = moment.say("place_unknown_again", url=NATIONAL_SIGN_UP)
        return moment.answer(says, counts=(Count("place_unknown"),), unknown_places=0)
    says = moment.say("place_unknown")
    return moment.answer(says, counts=(Count("place_unknown"),), unknown_places=tries, awaiting=Awaiting.PLACE)


def ask(moment: Moment) -> Turned:
    """Ask for the place without Rasa, as /groep does."""
    return moment.answer(moment.say("ask_place"), awaiting=Awaiting.PLACE, unknown_places=0)


async def glimpse(moment: Moment, where: Found | Within) -> Turned:
    """Show the groups of a place for this one answer: the municipality it lies in is not kept."""
    shown = await show(moment, where)
    return replace(shown, state=shown.state and replace(shown.state, municipality=moment.state.municipality))


async def located(moment: Moment, at: Located) -> Turned:
    """Use a shared location, and forget it."""
    where = moment.parts.places.near(at.lat, at.lon)
    if isinstance(where, Unknown):
        return moment.answer(moment.say("location_outside"))
    return await glimpse(moment, where)


async def for_others(moment: Moment, age: int) -> bool:
    """Tell whether the groups of where a visitor lives are all for other ages; not if that is not known."""
    home = moment.parts.places.pick(moment.state.municipality or "")
    if not isinstance(home, Found):
        return False
    try:
        groups = groups_of(answer(home, await moment.parts.store.shown_groups()))
    except StoreDownError:
        return False
    return bool(groups) and not ages.admit(groups, age)


def _with_age(moment: Moment, shown: tuple[Say, ...], found: Answer) -> tuple[Say, ...]:
    """Say too when all of these groups are for others than who told an age in the same message."""
    content, groups = moment.incoming.content, groups_of(found)
    age = ages.named(content.words) if isinstance(content, Text) else None
    if age is None or not groups or ages.admit(groups, age):
        return shown
    first, *others = shown
    return replace(first, text=f"{first.text}\n\n{moment.say('ages_differ', age=age).text}"), *others


def _still_there(moment: Moment) -> tuple[Say, ...]:
    """Keep in view what weighs on the talk of somebody in care: a place may only be where they are."""
    care = moment.state.care
    return () if care is None else alongside(care, moment.care_context())


async def _alternatives(moment: Moment, where: Found | Within, found: Answer) -> tuple[Alternative, ...]:
    """Look for something else where no group is; without the list the sign-up is still an answer."""
    if not isinstance(found, Nowhere):
        return ()
    try:
        return alternatives_for(where, await moment.parts.store.shown_alternatives())
    except StoreDownError:
        return ()


def _ticketed(moment: Moment) -> Moment:
    """Have something that the links to the sign-up have in common."""
    touches = moment.state.touches
    return moment.knowing(touches=replace(touches, ticket=touches.ticket or moment.parts.new_id()[:_TICKET]))


def _seen(gm_code: str | None, found: Answer) -> frozenset[Count]:
    """Count that a group was shown, and for which municipality one was asked for that has none."""
    of_place = {f"gm:{gm_code}"} if gm_code else set()
    shown = set() if isinstance(found, Nowhere) else {Count(Step.GROUP, about) for about in {"", *of_place}}
    missed = {Count("no_group", about) for about in of_place} if isinstance(found, Near | Nowhere) else set()
    return frozenset(shown | missed)


def _among_options(moment: Moment, words: str) -> Found | None:
    """Pick from the places that were offered by a word only one of them has: "die in gelderland"."""
    said = words.casefold()
    offered = [place for code in moment.state.options if isinstance(place := moment.parts.places.pick(code), Found)]
    meant = [place for place in offered if any(word in said for word in _tells_apart(place.spot))]
    return meant[0] if len(meant) == 1 else None


def _tells_apart(spot: Spot) -> set[str]:
    province = spot.province.casefold()
    return {province, province.rpartition("-")[2], spot.municipality.casefold()} - {spot.name.casefold()}


def _set_right(words: str) -> str:
    """Leave out the "nee sorry, ik bedoelde" before a place."""
    said = words.strip()
    start = _CORRECTION.match(said)
    return said[start.end() :] if start else said
