"""What the slash commands do, in every state."""

from dataclasses import replace

from bot.conversation import arriving, language, person, places, talk
from bot.conversation.moment import Moment, Turned
from bot.handovers import Close
from bot.messages import Called, Choice, Command, words_of
from bot.safety import help_now


async def run(moment: Moment, called: Called) -> Turned:  # noqa: C901 -- one arm a command
    """Carry out a command; what was being asked is over."""
    match called.command:
        case Command.START if moment.talk:
            return talk.goes_on(moment, moment.talk)
        case Command.START:
            return await arriving.start(moment, called.argument)
        case Command.MENU:
            return moment.answer(moment.say("menu"))
        case Command.GROUP:
            if not called.argument.strip():
                return places.ask(moment)
            return await places.show(moment, moment.parts.places.resolve(called.argument))
        case Command.HELP_NOW:
            return moment.answer(*help_now(moment.care_context()))
        case Command.HUMAN:
            return person.hand_over(moment, called.argument) if called.argument.strip() else person.ask(moment)
        case Command.LANGUAGE:
            return change_language(moment)
        case Command.PRIVACY:
            kept = moment.parts.texts.days(moment.parts.days_kept(), moment.language)
            return moment.answer(moment.say("privacy", kept=kept))
        case Command.FORGET:
            return forget(moment)
        case Command.STOP:
            return replace(left(), replies=(moment.say("stopped"),))


def change_language(moment: Moment) -> Turned:
    """Go on in the other language, and stay there whatever is typed."""
    other = moment.knowing(language=moment.language.other, language_chosen=True)
    return other.answer(other.say("language_switched"))


def speak_as_asked(moment: Moment) -> Turned:
    """Go on in the language somebody asks for in words; a button has none, so it asks for the other one."""
    words = words_of(moment.incoming.content)
    if not words.strip():
        return change_language(moment)
    named = language.named(words)
    asked = named or language.spoken(words, moment.language)
    there = moment.knowing(language=asked, language_chosen=named is not None or moment.state.language_chosen)
    changed = moment.switched or asked is not moment.language
    return there.answer(there.say("language_switched" if changed else "language_is_already"))


def forget(moment: Moment) -> Turned:
    """Delete everything at once."""
    return Turned((moment.say("forgotten"),), None, forgets=True)


def chosen(moment: Moment, choice: Choice) -> Turned:
    """Settle a yes or no that the bot asked outside Rasa."""
    match choice:
        case Choice.FORGET_ALL:
            return forget(moment)
        case Choice.KEEP:
            return moment.answer(moment.say("kept"))
        case Choice.NO_MESSAGE:
            return person.without_message(moment)
        case Choice.HAND_ON:
            return person.hand_on(moment)
        case Choice.NEVER_MIND:
            return person.never_mind(moment)
        case Choice.LEAVE:
            return talk.left(moment)


def left() -> Turned:
    """Drop everything of somebody no message can reach; an open handover is closed."""
    return Turned((), None, handover=Close())
