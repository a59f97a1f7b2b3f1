"""A typed message or a pressed button: what it answers, or what Rasa makes of it."""

from dataclasses import replace

from bot.campaigns import Count, Step
from bot.conversation import (
    aged,
    alarms,
    arriving,
    at_home,
    carried,
    choosing,
    commands,
    cut,
    doing,
    gate,
    homes,
    known,
    meanings,
    person,
    places,
    truth,
)
from bot.conversation.asides import FORGETTING, SEARCH, THERE, asides
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import (
    DialogueDownError,
    Heard,
    Listen,
    OfferMeanings,
    Spoken,
)
from bot.conversation.state import AT_EASE, Awaiting
from bot.directory import Resolution, Unknown
from bot.messages import Action, Ask, Care, Choice, Choose, ChoosePlace, Run, words_of
from bot.messages import Called as CalledCommand
from bot.safety import Payload, Safe, Tier, calm, check, model_alarm, must_call

LONG = 1000  # characters; what is longer Rasa reads in part
_PLACE_INTENTS = frozenset({"find_group", "inform_place", "sign_up"})
_SILENT = "?!.,;…-–"  # who types nothing else has said nothing yet
_WAITING = ".,;…-–"  # nor asked anything
_TOLD = 3  # words behind a greeting, from which it is not all that is said


async def typed(moment: Moment, words: str, message: Safe) -> Turned:
    """Answer a typed message: both nets first, then what was awaited, then whatever Rasa makes of it."""
    if not message.message.strip(f"{_SILENT} "):
        return _nothing_said(moment)
    arrived = await arriving.typed(moment, words)
    if arrived:
        return arrived
    line = words
    moment, words, message = _whole(moment, words, message)
    breaks_off = cut.is_broken_off(moment, line)
    where = places.named(moment, words)
    moment = known.learned(moment, words, where)
    try:
        heard = await _heard(moment, words, message, where)
    except DialogueDownError:
        return await _without_rasa(moment, words, where)
    words = cut.behind_greeting(words, _TOLD) or words
    doubtful = breaks_off and heard.tier is Tier.CONCERN and not heard.sure  # it is heard again with what follows
    if not doubtful and (judged := gate.judged(moment, words, heard)):
        return judged
    if breaks_off:
        return moment.beside(moment.anew("broken_off"))
    turned = await _awaited(moment, words, where) or await homes.shown(moment, words)
    if turned is None and not moment.state.care and _is_unclear(heard) and (action := moment.parts.texts.action(words)):
        turned = await pressed(moment, action)  # who types what stands on a button means that button
    if turned is None and _is_unclear(heard):
        turned = truth.typed(moment, words)
    if turned is None:
        turned = await doing.carried_out(moment, await _carried(moment, words, heard), where)
        turned = person.held(moment, turned) if moment.state.awaiting in person.AWAITED else turned
    return _excuse(moment, words, _with_feeling(moment, words, choosing.still_to_choose(moment, turned)))


def _whole(moment: Moment, words: str, message: Safe) -> tuple[Moment, str, Safe]:
    """Read a line with those before it that broke off; what alarms then was looked at together before."""
    joined = cut.whole(moment, words)
    said = words_of(joined.incoming.content)
    together = check(said) if joined is not moment else message
    return (joined, said, together) if isinstance(together, Safe) else (moment, words, message)


async def _heard(moment: Moment, words: str, message: Safe, where: Resolution) -> Heard:
    """Ask Rasa; of what it takes for a greeting and no more, what follows the greeting is asked by itself."""
    ask, rasa_id, language = moment.parts.dialogue.ask, moment.state.rasa_id, moment.language
    heard = await ask(rasa_id, message, language, place_named=not isinstance(where, Unknown))
    greets = bool(heard.ranking) and heard.ranking[0].intent == "greet"
    behind = check(cut.behind_greeting(words)) if greets and heard.tier is Tier.NONE else None
    if not isinstance(behind, Safe) or not behind.message:
        return heard
    again = await ask(rasa_id, behind, language, place_named=not isinstance(where, Unknown))
    return heard if _is_unclear(again) and again.tier is Tier.NONE else again


def _nothing_said(moment: Moment) -> Turned:
    """Answer a question mark or three dots; what was awaited still is, and what weighs on the talk stays in view."""
    if moment.state.care is None or calm(moment.state.care):
        typed = words_of(moment.incoming.content).strip(" /\u200b")
        if not any(sign in typed for sign in _SILENT):
            return moment.beside(moment.say("empty_message"))
        return moment.beside(moment.anew("only_dots" if typed.strip(_WAITING) == "" else "only_question_mark"))
    stays = alarms.wait_for(moment, moment.state.care)
    awaited = replace(moment.state, care=stays.state.care) if stays.state else None
    return replace(stays, state=awaited)


async def pressed(moment: Moment, action: Action) -> Turned:
    """Do what a button stands for."""
    match action:
        case Ask(intent):
            return await _asked(moment, intent)
        case ChoosePlace(code):
            where = moment.parts.places.pick(code)
            known = not isinstance(where, Unknown)
            return await places.show(moment.form_over(), where) if known else old_button(moment)
        case Care(answer):
            return alarms.care_answer(moment, answer)
        case Run(command):
            return await commands.run(moment.form_over(), CalledCommand(command))
        case Choose(choice):
            return commands.chosen(moment.form_over(), choice)


def old_button(moment: Moment) -> Turned:
    """Refuse a button nobody knows any more, with new ones."""
    return moment.answer(moment.say("old_button"))


async def _asked(moment: Moment, intent: str) -> Turned:
    tier = moment.parts.escalations.get(intent)
    if tier is not None:
        return alarms.sound(moment, model_alarm(tier))
    message = check(Payload(intent))
    if not isinstance(message, Safe):
        return old_button(moment)
    try:
        heard = await moment.parts.dialogue.ask(moment.state.rasa_id, message, moment.language, place_named=False)
    except DialogueDownError:
        if intent in _PLACE_INTENTS:
            return await at_home.search(moment)
        return truth.of_intent(moment, intent) or moment.answer(moment.say("rasa_down"))
    tier = gate.wanted(heard)
    if tier is not Tier.NONE:
        return alarms.sound(moment, model_alarm(tier))
    true = truth.of_intent(moment, intent) if _is_unclear(heard) else None
    return true or await doing.carried_out(moment, heard, Unknown())


async def _carried(moment: Moment, words: str, heard: Heard) -> Heard:
    """Have what has consequences carried by a word for it, and listen to who tells more than yes or no."""
    meant = carried.carried(heard, words)
    at_ease = moment.state.care is None and moment.state.awaiting in AT_EASE
    if isinstance(meant, Heard) and at_ease and not _is_unclear(meant) and carried.tells(meant, words):
        listens = replace(meant, spoken=(Spoken("", verb=Listen()),))
        meant = carried.felt(meant) or listens
    if isinstance(meant, Heard):
        return meant
    message = check(Payload(meant))
    if not isinstance(message, Safe):
        return heard
    try:
        return await moment.parts.dialogue.ask(moment.state.rasa_id, message, moment.language, place_named=False)
    except DialogueDownError:
        return heard


def _is_unclear(heard: Heard) -> bool:
    return not heard.spoken or any(isinstance(spoken.verb, OfferMeanings) for spoken in heard.spoken)


async def _awaited(moment: Moment, words: str, where: Resolution) -> Turned | None:
    followed = alarms.care_follow(moment, words)
    if followed and followed.state and followed.state.care and must_call(followed.state.care):
        return followed  # whatever else was asked
    if moment.state.awaiting in person.AWAITED:
        if moment.state.care is None and known.only_where(moment, words, where):  # who looks for a group
            return person.held(moment, await places.show(moment.form_over(), where))
        return person.told(moment, words)
    if told := person.waits(moment, words):
        return told
    if moment.state.awaiting is Awaiting.FORGETTING and (settled := asides().says(words, FORGETTING)):
        return commands.chosen(moment, Choice(settled[0]))
    spoke = moment.state.care is not None and moment.state.care.speaks
    if (followed is None or not spoke) and (agreed := await _agreed(moment, words)):
        return agreed
    asked = moment.state.awaiting is Awaiting.PLACE or places.corrects(moment, words)
    if followed and not (asked and not isinstance(where, Unknown)):
        return followed
    if asked and not isinstance(where, Unknown):
        # the form at Rasa may still wait for the place that is known now
        return await places.show(places.lives(moment, words, where).form_over(), where)
    return choosing.evaded(moment, words) if moment.state.awaiting is Awaiting.PLACE else None


async def _agreed(moment: Moment, words: str) -> Turned | None:
    """Do what the bot offered, for who says yes."""
    if not asides().says(words, SEARCH):
        return None
    match moment.state.awaiting:
        case Awaiting.SEARCH:
            return await at_home.search(moment)
        case Awaiting.TELLING:
            return await pressed(moment, Ask("ask_join_us"))
        case _:
            return None


async def _without_rasa(moment: Moment, words: str, where: Resolution) -> Turned:
    if (tier := gate.about(moment, words)) is not Tier.NONE:
        return alarms.sound(moment, model_alarm(tier))
    awaited = await _awaited(moment, words, where)
    if awaited:
        return awaited
    if moment.state.awaiting in person.AWAITED:
        return person.held(moment, moment.beside())
    said = truth.typed(moment, words) or known.beside(moment, words, small_talk=False)
    if said := said or await aged.told_age(moment, words, "", where):
        return said
    care = moment.state.care
    if not isinstance(where, Unknown) and not (care and meanings.only_says_where(moment, care)):
        return await places.show(moment, where)
    if moment.state.awaiting is Awaiting.PLACE:
        return places.unknown(moment)
    counts = (Count("rasa_down"),)
    if care:
        return replace(meanings.caring(moment, care), counts=counts)
    return moment.answer(moment.say("rasa_down"), counts=counts)


def _with_feeling(moment: Moment, words: str, turned: Turned) -> Turned:
    """Say something kind before the groups of a place to who told with it how they feel."""
    shown = any(count.name == Step.GROUP for count in turned.once) and moment.state.care is None
    if not shown or "feeling_there" not in asides().says(words, THERE):
        return turned
    return replace(turned, replies=(moment.anew("feeling_there"), *turned.replies))


def _excuse(moment: Moment, words: str, turned: Turned) -> Turned:
    if len(words) <= LONG or turned.handover is not None:  # a person gets all of it
        return turned
    return replace(turned, replies=(*turned.replies, moment.say("too_long")))
