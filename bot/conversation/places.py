"""From what a visitor wrote about where they are to the groups there."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.campaigns import Count, Step
from bot.conversation import ages, choosing, fitting, topics
from bot.conversation.asides import SHOWN, asides
from bot.conversation.moment import Moment, Turned, fingerprint
from bot.conversation.options import picked, set_right
from bot.conversation.ports import StoreDownError
from bot.conversation.showing import name_of, said
from bot.conversation.state import Awaiting
from bot.directory import (
    NATIONAL_SIGN_UP,
    Abroad,
    Alternative,
    Ambiguous,
    Answer,
    Belgian,
    Found,
    Group,
    Here,
    Near,
    Nowhere,
    Resolution,
    Unknown,
    Within,
    alternatives_for,
    answer,
)
from bot.messages import Ask, Button, Located, Say, words_of
from bot.safety import alongside, belgian_lines

_ONLINE = Ask("ask_online_group")
_TRIES = 2
_TICKET = 8  # characters: 32 bits tell apart who opens a sign-up on one day
_SHORT = 3  # words; so short an answer to "waar woon je?" is a place and nothing else
_LIVING = re.compile(r"\b(?:woon|live)\b", re.IGNORECASE)


def named(moment: Moment, words: str) -> Resolution:
    """Find the place a typed message names; bold only when the bot has just asked for one, or is set right."""
    asked = moment.state.awaiting is Awaiting.PLACE
    if moment.state.groups_shown and "let_down" in asides().says(words, SHOWN):
        return Unknown()  # "balen" is a town too
    if asked and moment.state.options:
        narrowed = picked(moment.parts.places, moment.state.options, words)
        if narrowed is not None:
            return narrowed
    if not asked and not corrects(moment, words):
        return moment.parts.places.resolve(words, sentence=True)
    return moment.parts.places.resolve(set_right(words) or words)


def corrects(moment: Moment, words: str) -> bool:
    """Say whether a message sets right the place that was just answered: "nee, ik bedoel Zwolle"."""
    right = set_right(words)
    return moment.state.groups_shown and right != words.strip() and 0 < len(right.split()) <= _SHORT


def learned(moment: Moment, where: Resolution) -> Moment:
    """Remember a place, whatever the message was about; after one in Belgium its helplines are needed too."""
    match where:
        case Found() | Within():
            shown = moment.state.place_shown and moment.state.place == _code(where)
            return moment.knowing(place=_code(where), place_shown=shown)
        case Belgian():
            return moment.knowing(country="be")
        case _:
            return moment


def home(moment: Moment) -> Found | Within | None:
    """Give the place that was named last; None when none was."""
    place = moment.parts.places.pick(moment.state.place or "")
    return None if isinstance(place, Unknown) else place


def lives(moment: Moment, words: str, where: Resolution) -> Moment:
    """Go back to the Dutch helplines when somebody says they live here, asked where; a mere question does not."""
    asked = moment.state.awaiting is Awaiting.PLACE and not moment.state.options
    clear = len(set_right(words).split()) <= _SHORT or _LIVING.search(words)
    return moment.knowing(country="nl") if asked and clear and isinstance(where, Found | Within) else moment


async def show(moment: Moment, where: Resolution, *, asked: bool = True) -> Turned:
    """Show the groups of a place, ask which place was meant, or say honestly that it is not known.

    Unless `asked`, the place is that of a poster: it is neither kept nor counted for its municipality.
    """
    match where:
        case Found() | Within():
            moment = learned(moment, where) if asked else moment
            if not fitting.of_age(moment.state.age):
                says = moment.say(f"place_{ages.fits(moment.state.age or 0)}", 0, place=name_of(where), **ages.lines())
                return moment.answer(says, *_still_there(moment), unknown_places=0)
            return await _shown(moment, where, asked=asked)
        case Ambiguous(_, spots):
            codes = tuple(spot.code for spot in spots)
            return moment.answer(moment.showing().choice(where), awaiting=Awaiting.PLACE, options=codes)
        case Belgian():
            lines = belgian_lines(moment.care_context())
            says = moment.say("belgium", lines=lines)
            return moment.answer(says, country="be", groups_shown=True)
        case Abroad():
            return moment.answer(moment.say("abroad"), groups_shown=True)
        case Unknown():
            return unknown(moment)


async def show_marked(moment: Moment, span: str) -> Turned:
    """Show the groups of what Rasa marked as a place; one that the message leaves out is asked about."""
    words = words_of(moment.incoming.content)
    where = moment.parts.places.marked(span, words)
    if isinstance(where, Unknown) and not isinstance(moment.parts.places.resolve(span), Unknown):
        return moment.answer(moment.say("other_place"), awaiting=Awaiting.PLACE)
    return await show(moment, where)


async def _shown(moment: Moment, where: Found | Within, *, asked: bool) -> Turned:
    groups = await _listed(moment)
    if groups is None:
        return moment.answer(moment.say("groups_unavailable", url=NATIONAL_SIGN_UP))
    age, moment = moment.state.age, _ticketed(moment)
    found = fitting.chosen(where, groups, age)
    passed_over = isinstance(found, Near) and isinstance(answer(where, groups), Here)
    gm_code = where.spot.gm_code if asked and isinstance(where, Found) else None
    farther = fitting.nearest_for(where, groups, age)
    others = await _alternatives(moment, where, found)
    showing = moment.knowing(municipality=gm_code).showing()
    shown = showing.groups(where, found, others, farther=farther, age=age if passed_over else None)
    return moment.answer(
        *_with_age(moment, shown, found),
        *_still_there(moment),
        once=_seen(gm_code, found),
        municipality=gm_code or moment.state.municipality,
        unknown_places=0,
        groups_shown=True,
        place_shown=asked,
    )


async def sign_up(moment: Moment, where: Found | Within) -> Turned:
    """Lead to the sign-up of the groups that were shown, without showing them again; where none is, that is held to."""
    groups = await _listed(moment)
    if groups is None:
        return moment.answer(moment.say("groups_unavailable", url=NATIONAL_SIGN_UP))
    age, moment = moment.state.age, _ticketed(moment)
    found = fitting.chosen(where, groups, age)
    found = Nowhere() if fitting.differ(found, age) else found
    says = moment.showing().sign_up(where, found, farther=fitting.nearest_for(where, groups, age), age=age)
    if topics.is_about_another(moment):
        says = replace(says, text=f"{says.text}\n{moment.say('sign_up_theirs').text}")
    (says,) = _with_age(moment, (says,), found)
    if fingerprint(says.text) in moment.state.said:
        says = replace(says, text=moment.anew("sign_up_again").text)
    return moment.answer(says, *_still_there(moment), groups_shown=True)


async def how_far(moment: Moment, where: Found | Within) -> Turned:
    """Say how far the nearest group of the list is from where somebody lives, in a straight line."""
    groups = await _listed(moment) or ()
    near = fitting.nearest_for(where, groups, moment.state.age)
    if near is None:
        return moment.beside(moment.say("how_far"))
    place = said(near.group.place or near.group.municipality)
    if isinstance(fitting.chosen(where, groups, moment.state.age), Here):
        return moment.beside(moment.say("how_far_here", place=place))
    return moment.beside(moment.say("how_far_there", place=place, home=name_of(where), km=max(1, round(near.km))))


async def changes(moment: Moment, where: Found | Within, before: int | None) -> bool:
    """Tell whether the age that was told makes another answer than was given with the one of `before`."""
    groups = await _listed(moment)
    if groups is None:
        return False
    return fitting.changes(where, groups, before, moment.state.age)


async def everywhere(moment: Moment) -> Turned:
    """Say in which provinces groups are known; what was asked still stands."""
    groups = await _listed(moment)
    if groups is None:
        return moment.answer(moment.say("groups_unavailable", url=NATIONAL_SIGN_UP))
    here = [moment.parts.places.pick(group.gm_code) for group in groups]
    names = sorted({where.spot.province for where in here if isinstance(where, Found)})
    provinces = [moment.parts.places.resolve(f"provincie {name}") for name in names]
    return moment.beside(moment.showing().everywhere([each.area for each in provinces if isinstance(each, Within)]))


def unknown(moment: Moment) -> Turned:
    """Ask once more; after the second time give the national sign-up."""
    tries = moment.state.unknown_places + 1
    if tries >= _TRIES:
        says = moment.say("place_unknown_again", url=NATIONAL_SIGN_UP)
        return moment.answer(says, counts=(Count("place_unknown"),), unknown_places=0)
    if moment.state.options:
        return replace(
            moment.knowing(unknown_places=tries).beside(choosing.choose(moment)), counts=(Count("place_unknown"),)
        )
    short = len(words_of(moment.incoming.content).split()) <= _SHORT
    says = moment.say("place_unknown" if short else "place_not_seen")
    return moment.answer(says, counts=(Count("place_unknown"),), unknown_places=tries, awaiting=Awaiting.PLACE)


def ask(moment: Moment) -> Turned:
    """Ask for the place without Rasa, as /groep does."""
    return moment.answer(moment.say("ask_place"), awaiting=Awaiting.PLACE, unknown_places=0)


async def glimpse(moment: Moment, where: Found | Within) -> Turned:
    """Show the groups of a place for this one answer: neither it nor the municipality it lies in is kept."""
    shown, before = await show(moment, where), moment.state
    if shown.state is None:
        return shown
    kept = replace(shown.state, municipality=before.municipality, place=before.place, place_shown=before.place_shown)
    return replace(shown, state=kept)


async def located(moment: Moment, at: Located) -> Turned:
    """Use a shared location, and forget it."""
    where = moment.parts.places.near(at.lat, at.lon)
    if isinstance(where, Unknown):
        return moment.answer(moment.say("location_outside"))
    return await glimpse(moment, where)


def _with_age(moment: Moment, shown: tuple[Say, ...], found: Answer) -> tuple[Say, ...]:
    """Say too when all of these groups are for others than the age that was told, or when online is."""
    age, (first, *others) = moment.state.age, shown
    if fitting.online_is_not(found, age):
        choices = tuple(each for each in first.choices if not isinstance(each, Button) or each.action != _ONLINE)
        text = f"{first.text}\n\n{moment.say('online_from_18').text}"
        return replace(first, text=text, choices=choices), *others
    if fitting.differ(found, age):
        return replace(first, text=f"{first.text}\n\n{moment.say('ages_differ', age=age).text}"), *others
    return shown


def _still_there(moment: Moment) -> tuple[Say, ...]:
    """Keep in view what weighs on the talk of somebody in care: a place may only be where they are."""
    care = moment.state.care
    return () if care is None else alongside(care, moment.care_context())


async def _listed(moment: Moment) -> Sequence[Group] | None:
    """Give the groups that may be shown; None while the store is down."""
    try:
        return await moment.parts.store.shown_groups()
    except StoreDownError:
        return None


async def _alternatives(moment: Moment, where: Found | Within, found: Answer) -> tuple[Alternative, ...]:
    """Look for something else where no group is; without the list the sign-up is still an answer."""
    if not isinstance(found, Nowhere):
        return ()
    try:
        return alternatives_for(where, await moment.parts.store.shown_alternatives())
    except StoreDownError:
        return ()


def _code(where: Found | Within) -> str:
    return where.spot.code if isinstance(where, Found) else where.area.code


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
