"""What Rasa wants said is said, and the last thing it wants done is done."""

from dataclasses import replace

from bot.conversation import at_home, commands, known, meanings, person, places, topics
from bot.conversation.counting import of_intent
from bot.conversation.moment import Moment, Turned
from bot.conversation.ports import (
    AskPerson,
    AskPlace,
    ChangeLanguage,
    ConfirmForget,
    Heard,
    Listen,
    OfferMeanings,
    ShowGroups,
    ShowMenu,
    Spoken,
    Verb,
)
from bot.conversation.state import Awaiting
from bot.directory import Resolution, Unknown
from bot.messages import Called as CalledCommand
from bot.messages import Command, words_of


async def carried_out(moment: Moment, heard: Heard, where: Resolution) -> Turned:
    """Show what Rasa says and do the last thing it wants done."""
    top = heard.ranking[0].intent if heard.ranking else "unknown"
    care = moment.state.care
    if care and meanings.wants_warmth(moment, care, heard, where):
        turned = meanings.caring(moment, care)
        return replace(turned, counts=(*turned.counts, *of_intent(top)))
    told = await known.answer(moment, heard, top, where)
    if told:
        return replace(told, counts=(*told.counts, *of_intent(top)))
    moment, said = _without_form(moment, heard.spoken)
    says = [at_home.offered(moment, spoken.say) for spoken in said if spoken.text]
    verbs = [spoken.verb for spoken in said if spoken.verb]
    if not says and not verbs:
        verbs = [OfferMeanings()]  # an empty answer of Rasa is never silence
    if not verbs:
        return topics.of_intent(moment, moment.answer(*says, counts=of_intent(top)), top)
    if isinstance(verbs[-1], AskPlace):
        if not isinstance(written := _misspelt(moment, top), Unknown):
            return await places.show(moment.form_over(), written)
        *others, question = says or [moment.say("ask_place")]
        if top == "inform_place" and moment.state.awaiting is Awaiting.PLACE and not moment.state.options:
            question = moment.say("which_place")  # "op zuid": asked the same again they would say the same
        says = [*others, replace(question, ask_location=True)]
    turned = await _do(moment, verbs[-1], heard, where)
    done = replace(turned, replies=(*says, *turned.replies))
    if isinstance(verbs[-1], OfferMeanings):
        return done
    return topics.of_intent(moment, replace(done, counts=(*turned.counts, *of_intent(top))), top)


def _misspelt(moment: Moment, top: str) -> Resolution:
    """Read what is a place, but none that is spelt like this."""
    return moment.parts.places.misspelt(words_of(moment.incoming.content)) if top == "inform_place" else Unknown()


def _without_form(moment: Moment, spoken: tuple[Spoken, ...]) -> tuple[Moment, tuple[Spoken, ...]]:
    """Drop the form's question when Rasa wants something else done too: that is what was asked for."""
    asks = next((at for at, each in enumerate(spoken) if isinstance(each.verb, AskPlace)), None)
    if asks is None or not any(each.verb for each in spoken[:asks]):
        return moment, spoken
    # Rasa sends the words of a response and its verb as two replies
    question = asks if spoken[asks].text or spoken[asks - 1].verb else asks - 1
    return moment.apart(), spoken[:question]


async def _do(moment: Moment, verb: Verb, heard: Heard, where: Resolution) -> Turned:
    match verb:
        case ShowGroups(place):
            if isinstance(where, Unknown):
                return await places.show_marked(moment, heard.place or place or "")
            return await places.show(moment, where)
        case AskPlace():
            return moment.answer(awaiting=Awaiting.PLACE, unknown_places=0)
        case AskPerson():
            return person.ask(moment)
        case ChangeLanguage():
            return commands.speak_as_asked(moment)
        case ConfirmForget():
            return moment.answer(moment.say("forget_ask"), awaiting=Awaiting.FORGETTING)
        case Listen():
            return meanings.listen(moment)
        case ShowMenu():
            return await commands.run(moment, CalledCommand(Command.MENU))
        case _:
            return await meanings.offer(moment, heard, where)
