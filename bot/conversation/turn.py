"""One turn: load, check, answer, keep. The order of the steps is the product; see DESIGN, "One turn, one way"."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import assert_never

import structlog

from bot.conversation import alarms, commands, hearing, places
from bot.conversation.language import switch
from bot.conversation.memory import Memory
from bot.conversation.moment import Moment, Parts, Turned
from bot.conversation.ports import Delivery, StoreDownError, UnitOfWork
from bot.conversation.state import State
from bot.in_order import InOrder
from bot.messages import (
    Called,
    Edited,
    Incoming,
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

LOADS_WITHIN = timedelta(milliseconds=250)
WRITES_WITHIN = timedelta(milliseconds=500)
_RETRIES = (1, 5, 30, 120, 600, 1800, 3600)  # seconds between attempts to write an alarm that could not be written

log = structlog.get_logger()


class Conversation:
    """Everybody's conversations; messages of one visitor are taken one after the other."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._memory = Memory()
        self._order = InOrder()
        self._writing: set[asyncio.Task[int | None]] = set()

    async def turn(self, incoming: Incoming) -> Delivery:
        """Answer one message. Always gives an answer, whatever is down behind it."""
        async with self._order.of(incoming.visitor):
            state = await self._load(incoming)
            moment = Moment(self._parts, incoming, state, self._memory.earlier(incoming.visitor, incoming.at))
            turned = await self._answer(moment)
            self._memory.said(incoming)
            return await self._keep(moment, turned)

    async def _answer(self, moment: Moment) -> Turned:
        words = words_of(moment.incoming.content)
        said_before = [line.words for line in moment.earlier]
        language = moment.language if moment.state.language_chosen else switch(words, moment.language)
        switched = language is not moment.language
        moment = moment.knowing(language=language)
        verdict = check(words, said_before)
        if isinstance(verdict, Alarm):
            return alarms.sound(moment, verdict)
        turned = await self._safe(moment, verdict)
        if switched and turned.replies:
            turned = replace(turned, replies=(*turned.replies, moment.say("language_detected")))
        return turned

    async def _safe(self, moment: Moment, message: Safe) -> Turned:
        """Answer what the lexicon let pass."""
        match moment.incoming.content:
            case Text(words):
                return await hearing.typed(moment, words, message)
            case Called() as called:
                return await commands.run(moment, called)
            case Pressed(action):
                return await hearing.pressed(moment, action)
            case OldButton():
                return hearing.old_button(moment)
            case Located() as at:
                return await places.located(moment, at)
            case Unheard(medium, caption):
                excuse = moment.say(f"unheard_{medium}")
                if not caption.strip():
                    return moment.answer(excuse)
                turned = await hearing.typed(moment, caption, message)
                return replace(turned, replies=(replace(excuse, choices=()), *turned.replies))
            case Edited():
                return Turned((), moment.state)
            case Left():
                return commands.left()
            case never:
                assert_never(never)

    async def _load(self, incoming: Incoming) -> State:
        """Read the state; when the store is slow or down, what memory holds, else a fresh one."""
        try:
            async with asyncio.timeout(LOADS_WITHIN.total_seconds()):
                state = await self._parts.store.load(incoming.visitor)
        except (StoreDownError, TimeoutError):
            log.warning("state_not_loaded")
            state = self._memory.state(incoming.visitor)
        if state is None:
            return State(self._parts.new_id())
        in_care = state.care is not None and cared_for(state.care, incoming.at)
        return state if in_care else replace(state, care=None)

    async def _keep(self, moment: Moment, turned: Turned) -> Delivery:
        """Write the turn, then tell; an answer never waits longer than the store is allowed to take."""
        incoming = moment.incoming
        self._memory.keep(incoming.visitor, turned.state)
        if turned.forgets:
            return Delivery(await self._forget(moment, turned), moment.language)
        language = turned.state.language if turned.state else moment.language
        sent_later = turned.replies if incoming.address else ()
        work = UnitOfWork(
            incoming.visitor,
            incoming.at,
            turned.state,
            turned.handover,
            ("turn", *turned.counts),
            incoming.address,
            sent_later,
        )
        writing = asyncio.create_task(self._parts.store.commit(work))
        written, _ = await asyncio.wait({writing}, timeout=WRITES_WITHIN.total_seconds())
        if written and writing.exception() is None:
            return Delivery(turned.replies, language, writing.result())
        self._write_later(writing, work)
        return Delivery(turned.if_unwritten or turned.replies, language)

    async def drain(self, seconds: float) -> None:
        """Wait for what is still being written, at shutdown."""
        if self._writing:
            await asyncio.wait(self._writing, timeout=seconds)

    def _write_later(self, writing: asyncio.Task[int | None], work: UnitOfWork) -> None:
        """Keep trying to write a handover; what else a turn writes may be lost, memory still holds the state."""
        log.error("turn_not_written", handover=work.handover is not None)
        task = asyncio.create_task(self._written_at_last(writing, work))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _written_at_last(self, writing: asyncio.Task[int | None], work: UnitOfWork) -> None:
        store = self._parts.store
        try:
            delivery = await writing  # it may only have been slow
            if delivery is not None:
                await store.delivered(delivery)
            return
        except StoreDownError:
            if work.handover is None:
                return
        told = replace(work, to_send=())  # the visitor has had an answer
        for pause in _RETRIES:
            await asyncio.sleep(pause)
            try:
                await store.commit(told)
                log.info("handover_written_late")
                return
            except StoreDownError:
                continue
        log.critical("handover_lost")

    async def _forget(self, moment: Moment, turned: Turned) -> Replies:
        """Delete a visitor everywhere; say so only when it is true."""
        self._memory.forget(moment.incoming.visitor)
        await self._parts.dialogue.forget(moment.state.rasa_id)
        try:
            await self._parts.store.forget(moment.incoming.visitor)
        except StoreDownError:
            log.error("visitor_not_forgotten")
            return (moment.say("not_forgotten"),)
        return turned.replies
