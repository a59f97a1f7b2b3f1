"""One turn: load, check, answer, keep. The order of the steps is the product; see DESIGN, "One turn, one way"."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from bot.conversation import alarms, commands, hearing, places
from bot.conversation import talk as talking
from bot.conversation.counting import counted, grave
from bot.conversation.fetching import PAGE
from bot.conversation.language import in_doubt, spoken, switch
from bot.conversation.late import PAUSES, Late
from bot.conversation.memory import Memory
from bot.conversation.moment import Moment, Parts, Turned
from bot.conversation.moving_on import moved_on
from bot.conversation.ports import Delivery, StoreDownError, Talk, UnitOfWork
from bot.conversation.state import State
from bot.handovers import Close
from bot.in_order import InOrder
from bot.messages import (
    Called,
    Command,
    Edited,
    Incoming,
    Language,
    Left,
    Located,
    OldButton,
    Pressed,
    Replies,
    Text,
    Unheard,
    words_of,
)
from bot.safety import Alarm, Safe, cared_for, check

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a turn waits for the store (DESIGN §2 and §6)."""

    loads: timedelta = timedelta(milliseconds=250)
    writes: timedelta = timedelta(milliseconds=500)


PATIENCE = Patience()


class Conversation:
    """Everybody's conversations; messages of one visitor are taken one after the other.

    `pauses`: seconds before each new attempt to write an alarm that could not be written; `patience`: how long a turn
    waits for the store.
    """

    def __init__(self, parts: Parts, pauses: Sequence[float] = PAUSES, patience: Patience = PATIENCE) -> None:
        self._parts = parts
        self._patience = patience
        self._memory = Memory()
        self._order = InOrder()
        self._late = Late(parts.store, self._memory.state, self._order, pauses)
        self._letting_go: set[asyncio.Task[None]] = set()

    async def turn(self, incoming: Incoming) -> Delivery:
        """Answer one message. Always gives an answer, whatever is down behind it."""
        incoming = _cried(incoming)
        async with self._order.of(incoming.visitor):
            state, talk = await self._load(incoming)
            earlier = self._memory.earlier(incoming.visitor, incoming.at)
            moment = Moment(self._parts, incoming, state, earlier, talk=talk)
            turned = await self._answer(moment)
            if not turned.arrives:  # a code tells where somebody goes to school: no line for staff
                self._memory.said(incoming)
            return await self._keep(moment, turned)

    async def _answer(self, moment: Moment) -> Turned:
        words = words_of(moment.incoming.content)
        said_before = [line.words for line in moment.earlier]
        chosen = moment.state.language_chosen
        language = moment.language if chosen else switch(words, moment.language, said_before)
        switched = language is not moment.language
        before, moment = moment, replace(moment.knowing(language=language), switched=switched)
        verdict = check(words, said_before, moment.after)
        if isinstance(verdict, Alarm):
            if moment.talk:
                return talking.alarmed(moment, words, verdict)
            # "niet veilig" is an alarm by itself, but graver as the answer to "ben je nu veilig?"
            typed = isinstance(moment.incoming.content, Text)
            answer = alarms.care_follow(moment, words, verdict) if typed else None
            return answer or alarms.sound(moment, verdict)
        turned = moved_on(moment, await self._safe(moment, verdict))
        told = moment.say("language_switched") in turned.replies
        if told or (turned.state and turned.state.language_chosen):  # who asked for it was told already
            return turned
        if not switched:
            return _with_a_way_out(moment, turned) if in_doubt(words, language) else turned
        if not turned.replies:  # a changed message is not answered, so it switches nothing
            return replace(turned, state=before.state)
        if any(spoken(line, before.language) is language for line in said_before):  # who mixes is told once
            return turned
        return replace(turned, replies=(*turned.replies, moment.say("language_detected")))

    async def _safe(self, moment: Moment, message: Safe) -> Turned:
        """Answer what the lexicon let pass."""
        match moment.incoming.content:
            case Text(words):
                return await self._typed(moment, words, message)
            case Called() as called:
                return await commands.run(moment.form_over(), called)
            case Pressed(action):
                return await hearing.pressed(moment, action)
            case OldButton():
                return hearing.old_button(moment)
            case Located() as at:
                return await places.located(moment.form_over(), at)
            case Unheard(medium, caption):
                excuse = moment.say(f"unheard_{medium}")
                if not caption.strip():
                    return moment.beside(excuse)
                turned = await self._typed(moment, caption, message)
                return replace(turned, replies=(replace(excuse, choices=()), *turned.replies))
            case Edited(words):
                return talking.changed(moment, words) if moment.talk else Turned((), moment.state)
            case Left():
                return commands.left()
            case never:
                assert_never(never)

    async def _typed(self, moment: Moment, words: str, message: Safe) -> Turned:
        if moment.talk:
            return await talking.handed_on(moment, words, message)
        return await hearing.typed(moment, words, message)

    async def _load(self, incoming: Incoming) -> tuple[State, Talk | None]:
        """Read the state, and who of staff has the word now.

        What memory holds when the store is slow, down or did not take it; else a fresh one.
        """
        try:
            async with asyncio.timeout(self._patience.loads.total_seconds()):
                known = await self._parts.store.load(incoming.visitor)
            state, talk = self._memory.unwritten(incoming.visitor) or known.state, known.talk
            self._memory.talks(incoming.visitor, talk)
        except (StoreDownError, TimeoutError):
            log.warning("state_not_loaded")
            state, talk = self._memory.state(incoming.visitor), self._memory.talk(incoming.visitor)
        if state is None:
            state = State(self._parts.new_id(), language=incoming.language or Language.NL)
        if state.care is not None and not cared_for(state.care, incoming.at):
            state = replace(state, care=None)
        return state, talk if talk and _goes_on(talk, state, incoming.at) else None

    async def _keep(self, moment: Moment, turned: Turned) -> Delivery:
        """Write the turn, then tell; an answer never waits longer than the store is allowed to take."""
        incoming, turned = moment.incoming, counted(moment, turned)
        self._memory.keep(incoming.visitor, turned.state)
        if turned.forgets:
            return Delivery(await self._forget(moment, turned), moment.language)
        self._let_go(moment.state, turned.state)
        if turned.handover is not None:
            await self._late.overtaken(incoming.visitor, turned.handover)
        language = turned.state.language if turned.state else moment.language
        # the page shows its answers at once: only what staff say waits there
        sent_later = () if incoming.address in {None, PAGE} else turned.replies
        work = UnitOfWork(
            incoming.visitor,
            incoming.at,
            turned.state,
            turned.handover,
            turned.counts,
            incoming.address,
            sent_later,
            turned.state.touches.last if turned.state else None,
            grave(turned),
        )
        writing = asyncio.create_task(self._parts.store.commit(work))
        written, _ = await asyncio.wait({writing}, timeout=self._patience.writes.total_seconds())
        is_written = bool(written) and writing.exception() is None
        self._memory.written(incoming.visitor, well=is_written)
        if is_written:
            return Delivery(turned.replies, language, writing.result())
        self._late.take(work, writing)
        return Delivery(turned.if_unwritten or turned.replies, language)

    async def drain(self, seconds: float) -> None:
        """Finish what still runs behind the visitors' backs, at shutdown."""
        await self._late.drain(seconds)
        if self._letting_go:
            await asyncio.wait(self._letting_go, timeout=seconds)

    def _let_go(self, before: State, after: State | None) -> None:
        """Have Rasa forget the conversation that was left: what was typed there serves nothing any more."""
        if after is not None and after.rasa_id == before.rasa_id:
            return
        task = asyncio.create_task(self._parts.dialogue.forget(before.rasa_id))
        self._letting_go.add(task)
        task.add_done_callback(self._letting_go.discard)

    async def _forget(self, moment: Moment, turned: Turned) -> Replies:
        """Delete a visitor everywhere; say so only when it is true."""
        self._memory.forget(moment.incoming.visitor)
        await self._late.overtaken(moment.incoming.visitor, Close())
        await self._parts.dialogue.forget(moment.state.rasa_id)
        try:
            await self._parts.store.forget(moment.incoming.visitor)
        except StoreDownError:
            log.error("visitor_not_forgotten")
            return (moment.say("not_forgotten"),)
        return turned.replies


def _with_a_way_out(moment: Moment, turned: Turned) -> Turned:
    """Offer the other language below the answer to words that may be of it."""
    way = moment.parts.texts.button(f"r:{Command.LANGUAGE}", moment.language)
    if not turned.replies or any(way in say.choices for say in turned.replies):
        return turned
    *others, last = turned.replies
    return replace(turned, replies=(*others, replace(last, choices=(*last.choices, way))))


def _goes_on(talk: Talk, state: State, now: datetime) -> bool:
    """Tell whether staff have the word: not any more for who went back to the bot since, or has waited too long."""
    left = state.left_talk_at is not None and talk.claimed_at <= state.left_talk_at
    return talk.silences(now) and not left


def _cried(incoming: Incoming) -> Incoming:
    """Take for said what only came along with a message, if it cries for help: a quote, the name of a contact."""
    if not incoming.beside or not isinstance(check(incoming.beside), Alarm):
        return incoming
    said = filter(None, (incoming.beside, words_of(incoming.content)))
    return replace(incoming, content=Text("\n".join(said)))
