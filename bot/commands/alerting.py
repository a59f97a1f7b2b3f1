"""The worker that tells staff of alarms: within two seconds, at least once, through whatever works."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.conversation import StoreDownError
from bot.handovers.alerts import Alerts, Channel, Messenger, Telling, Time, UntoldError, tellings, worded
from bot.mail import Mail, MailSettings
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.telegram import TelegramBot

_POLLS_EVERY = 1.0  # seconds; issue 5: an alert leaves within 2 s. A look costs 0.4 ms, with 10,000 alerts kept 3 ms
_STORE_RESTS = 30.0  # seconds at most between questions while the store is down
_RESTS = 2.0  # seconds a channel is left alone after it failed; doubled each time
_RESTS_LONGEST = 60.0
_RESTS_FOR_GOOD = 300.0  # after a refusal: somebody may mend the group or the mailbox

log = structlog.get_logger()


class Alerting:
    """Looks each second whom to tell, as long as it runs; what was told before a restart is not told again.

    A message that is on its way when the bot stops is finished and noted. One whose fate nobody knows (a time-out, a
    crash) is sent again: twice is better than never.
    """

    def __init__(  # noqa: PLR0913, PLR0917 -- the one place where everything is handed in
        self,
        alerts: Alerts,
        messengers: Sequence[Messenger],
        public_url: str | None,
        minutes: Callable[[], Awaitable[int]],
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        goodbye: float = 10.0,
    ) -> None:
        """Build; nothing is asked before `run`.

        `messengers` in the order in which they are tried; `minutes` reads how long staff have to look; `goodbye` are
        the seconds that what is on its way has when the bot stops.
        """
        self._alerts = alerts
        self._lines = {one.channel: _Line(one, clock) for one in messengers}
        self._desk = f"{public_url}/desk/zaak" if public_url else None
        self._minutes = minutes
        self._clock = clock
        self._sleep = sleep
        self._goodbye = goodbye
        self._pause = _POLLS_EVERY
        self._busy: dict[asyncio.Task[None], frozenset[int]] = {}  # what is being told or noted, and about which alerts
        self._stopping = False

    async def run(self) -> None:
        """Tell staff until cancelled; without any channel say so once, and end."""
        if not self._lines:
            log.warning("alarms_are_told_to_nobody", meaning="set STAFF_CHAT, or SMTP_URL, ALERTS_FROM and ALERTS_TO")
            return
        try:
            while True:
                await self._round()
                await self._sleep(self._pause)
        finally:
            await self._finish()

    def health(self) -> Mapping[str, str]:
        """Tell how things stand, for the health page."""
        if not self._lines:
            return {"alarms": "told to nobody"}
        return {f"alarms by {channel}": "down" if line.failures else "up" for channel, line in self._lines.items()}

    async def _round(self) -> None:
        self._clear()
        try:
            messages = await self._due()
        except StoreDownError:  # the store has said so
            self._pause = min(2 * self._pause, _STORE_RESTS)
            return
        self._pause = _POLLS_EVERY
        for message in messages:  # side by side: a channel that hangs does not hold up the next alarm
            task = asyncio.create_task(self._tell(message))
            self._busy[task] = frozenset(alert.id for alert in message.alerts)

    def _clear(self) -> None:
        for task in [task for task in self._busy if task.done()]:
            del self._busy[task]
            task.result()  # raises what must not go unseen

    async def _due(self) -> Sequence[Telling]:
        found = await self._alerts.open_alerts()
        busy = frozenset[int]().union(*self._busy.values())
        waiting = [alert for alert in found if alert.id not in busy]
        if not waiting:
            return ()
        patience = timedelta(minutes=await self._minutes())
        return tellings(waiting, tuple(self._lines), self._clock(), patience)

    async def _tell(self, telling: Telling) -> None:
        text = worded(telling, self._desk)
        for channel in telling.through:
            if self._stopping:
                return
            if await self._lines[channel].sent(text, telling):
                await self._note(telling, channel)
                return

    async def _note(self, telling: Telling, by: Channel) -> None:
        numbers, at, pause = [alert.id for alert in telling.alerts], self._clock(), _POLLS_EVERY
        while True:  # until then these alerts are busy, so that staff are not told twice
            try:
                if telling.time is Time.FIRST:
                    return await self._alerts.note_first(numbers, at, by)
                return await self._alerts.note_second(numbers, at)
            except StoreDownError:  # the store has said so
                await self._sleep(pause)
                pause = min(2 * pause, _STORE_RESTS)

    async def _finish(self) -> None:
        """What was sent and not noted would be sent again: let it be, for a while."""
        self._stopping = True
        if self._busy:
            _, late = await asyncio.wait(self._busy, timeout=self._goodbye)
            for task in late:
                task.cancel()


class _Line:
    """One channel, left alone for longer and longer while it fails."""

    def __init__(self, messenger: Messenger, clock: Callable[[], datetime]) -> None:
        self.failures = 0
        self._messenger = messenger
        self._clock = clock
        self._until: datetime | None = None

    async def sent(self, text: str, telling: Telling) -> bool:
        """Send, and say whether that worked; not while the channel is left alone."""
        if self._until is not None and self._clock() < self._until:
            return False
        ids = {"handovers": sorted({alert.handover for alert in telling.alerts}), "time": str(telling.time)}
        channel = str(self._messenger.channel)
        try:
            await self._messenger.send(text)
        except UntoldError as error:
            self._rest(permanent=error.permanent)
            log.error("staff_not_told", channel=channel, error=str(error), permanent=error.permanent, **ids)
            return False
        self.failures, self._until = 0, None
        log.info("staff_told", channel=channel, **ids)
        return True

    def _rest(self, *, permanent: bool) -> None:
        pause = _RESTS_FOR_GOOD if permanent else min(_RESTS * 2**self.failures, _RESTS_LONGEST)
        self.failures += 1
        self._until = self._clock() + timedelta(seconds=pause)


class StaffGroup:
    """The group of staff on Telegram; a `Messenger`.

    `telegram` gives the bot, None while it is still being made; after so many `seconds` the next channel has its turn.
    """

    channel = Channel.TELEGRAM

    def __init__(self, telegram: "Callable[[], TelegramBot | None]", seconds: float = 10.0) -> None:
        self._telegram = telegram
        self._seconds = seconds

    async def send(self, text: str) -> None:
        """Send a text to the group.

        Raises:
            UntoldError: it did not arrive, for good or for now.
        """
        here = self._telegram()
        if here is None:
            raise UntoldError("still starting", permanent=False)
        from bot.telegram import Undelivered  # noqa: PLC0415 -- whoever made the bot has waited for it

        try:
            async with asyncio.timeout(self._seconds):
                await here.tell_staff(text)
        except TimeoutError:
            raise UntoldError("TimeoutError", permanent=False) from None
        except Undelivered as error:
            raise UntoldError("Undelivered", permanent=error.permanent) from None


def messengers(
    settings: Settings, telegram: "Callable[[], TelegramBot | None]", clock: Callable[[], datetime]
) -> Sequence[Messenger]:
    """Make the channels that are set, the quickest first."""
    made: list[Messenger] = []
    if settings.staff_chat:
        made.append(StaffGroup(telegram))
    if settings.smtp_url and settings.alerts_from:
        url = settings.smtp_url.get_secret_value()
        made.append(Mail(MailSettings.of(url, settings.alerts_from, settings.recipients), clock))
    return made
