"""The desk's side of `bot run`: what its pages stand on, and what happens there by itself."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress

import structlog

from bot.__main__ import DOMAIN, Bot, now
from bot.commands.looking import Looking
from bot.conversation import AtTheDesk, Courier, StoreDownError
from bot.directory import Found
from bot.handovers import DeskKey, Wanted
from bot.handovers.alerts import MINUTES
from bot.messages import Ask, Language
from bot.rasa import read_domain
from bot.safety import Helpline, helplines
from bot.staff import Door, Known, Setting
from bot.texts import Texts
from bot.web.desk import DeskParts, Listing, Posting

_LOOKS_EVERY = 10  # seconds

log = structlog.get_logger()


class Nobody:
    """A courier where there is only the chat page, which comes to fetch what is for it."""

    def takes(self, delivery: int) -> None:
        """Leave it in the outbox."""


def foot() -> tuple[Helpline, Helpline]:
    """Give the helplines at the foot of a poster."""
    return helplines()["113"], helplines()["112"]


def topics(texts: Texts) -> Mapping[str, str]:
    """Give the intents of what is no alarm and needs no place, with their titles: staff may write examples of them."""
    others = texts.askable - read_domain(DOMAIN).escalations.keys() - {"inform_place"}
    return {intent: texts.title(Ask(intent), Language.NL) for intent in others}


class DeskSide:
    """The desk, from the sessions of who is signed in to the clock that gives waiting visitors back to the bot."""

    def __init__(self, bot: Bot, courier: Courier, username: Callable[[], str | None]) -> None:
        store, vault = bot.store, bot.vault
        self._bot, self._username = bot, username
        self._desk, self._settings = store.desk(), store.settings()
        self._work = AtTheDesk(self._desk, bot.texts, DeskKey(vault.desk.public), courier, now)
        self._topics = topics(bot.texts)
        self._looking = Looking(store, bot.places, self._topics, now)
        self._door = Door(store.accounts(), now, vault.desk.public, Known(vault.door_key))

    def parts(self) -> DeskParts:
        """Give what the desk's pages need."""
        return DeskParts(
            self._door,
            self._desk,
            self._work,
            self._settings,
            self._bot.store.audit_log().latest,
            self._municipality,
            now,
            https=self._bot.settings.public_url is not None,
            examples=self._bot.store.examples(),
            topics=self._topics,
            posting=self._posting(),
            insights=self._looking,
            listing=Listing(self._bot.store.groups(), self._bot.store.alternatives(), self._bot.places),
        )

    def _posting(self) -> Posting:
        bot = self._bot
        return Posting(bot.store.campaigns(), bot.places, bot.texts, self._username, foot())

    async def alert_minutes(self) -> int:
        """Give how long staff have to look at an alarm before they are told again."""
        kept = await self._settings.read(Setting.ALERT_MINUTES)
        return kept if isinstance(kept, int) and kept > 0 else MINUTES

    def _municipality(self, code: str) -> str:
        match self._bot.places.pick(code):
            case Found(spot):
                return spot.name
            case _:
                return code

    async def keep_watch(self) -> None:
        """Give back who waits too long, and give up what no page fetched; see who came and went, and what was set.

        The database may come and go.
        """
        await self._unlock()
        while True:
            try:
                await self._bot.store.give_up()
                await self._work.give_back()
                await self._door.look_again()
                await self._bot.staffed.refresh()
                await self._bot.keeping.refresh()
            except StoreDownError:
                log.error("desk_not_looked_after")
            await asyncio.sleep(_LOOKS_EVERY)

    async def _unlock(self) -> None:
        """Unlock once what the filters of the queue ask for: who opens it does not wait for that."""
        with suppress(StoreDownError):
            await self._desk.listed(Wanted(most=0, places=True))
