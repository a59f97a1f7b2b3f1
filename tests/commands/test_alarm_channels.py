"""Alarms through the real rims, to a Bot API and a mail server: what arrives, and that nothing planted does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from structlog.testing import capture_logs

from bot.commands.alerting import Alerting, StaffGroup, messengers
from bot.handovers import Urgency
from bot.handovers.alerts import UntoldError
from bot.settings import Settings
from bot.store.alerts import AlertStore
from bot.store.link import Link
from bot.telegram import TelegramBot, TelegramSettings
from tests.mail_server import Handler, mail_server
from tests.raising import PLANTED, raised
from tests.store.parts import Place
from tests.telegram.acting import SECRET, TEXTS, Conversation, Naps, quick
from tests.telegram_api import TelegramApi
from tests.telegram_rules import TOKEN, Refusal

GROUP = "-1001234567890"
PUBLIC = "https://bot.example"
ANN = "ann@example.org"


def settings(server: Handler) -> Settings:
    return Settings.model_validate(
        {
            "bot_token": TOKEN,
            "staff_chat": GROUP,
            "smtp_url": f"smtp://127.0.0.1:{server.port}",
            "alerts_to": ANN,
            "alerts_from": "bot@example.org",
        }
    )


@pytest.fixture
def place(blank: str) -> Place:
    return Place(blank)


@asynccontextmanager
async def telegram(api: TelegramApi, place: Place) -> AsyncIterator[TelegramBot]:
    """A bot that knows the group of staff."""
    api.chats.add(int(GROUP))
    how = TelegramSettings(TOKEN, api.url, None, SECRET, GROUP)
    visitors = Conversation()
    bot = TelegramBot(how, visitors, TEXTS, str, visitors.delivered, place.clock, quick(Naps()))
    yield bot
    await bot.stop()


async def tell(place: Place, bot: TelegramBot, server: Handler) -> None:
    """Look once, by a worker made as at a start."""
    link = Link(place.url)
    try:
        channels = messengers(settings(server), lambda: bot, place.clock)
        worker = Alerting(AlertStore(link, place.clock), channels, PUBLIC, _ten, place.clock)
        await worker._round()
        await asyncio.gather(*worker._busy)
    finally:
        await link.close()


async def test_the_group_is_told_and_then_the_mailbox_and_neither_learns_a_thing(place: Place) -> None:
    with capture_logs() as logs:
        async with TelegramApi() as api, mail_server() as server, telegram(api, place) as bot:
            await raised(place, 12, Urgency.EMERGENCY)
            await tell(place, bot, server)
            place.clock.passes(minutes=10)
            await tell(place, bot, server)

    [sent], [mail] = api.sent, server.mails
    assert sent.text == f"Nieuw alarm: noodgeval, melding 12\n{PUBLIC}/desk/zaak/12\nOpen de desk."
    assert (mail.to, mail.message["Subject"]) == ([ANN], "Nog niet bekeken: noodgeval, melding 12")
    assert f"{PUBLIC}/desk/zaak/12" in mail.body
    everything = f"{api.calls} {mail.text} {logs}"
    assert [planted for planted in (*PLANTED, "c3c3") if planted in everything] == []
    assert [log["event"] for log in logs if log["event"].startswith("staff")] == ["staff_told"] * 2
    assert [private for private in (ANN, GROUP, TOKEN) if private in str(logs)] == []


async def test_when_the_group_is_gone_the_mailbox_is_told_and_the_log_names_nobody(place: Place) -> None:
    with capture_logs() as logs:
        async with TelegramApi() as api, mail_server() as server, telegram(api, place) as bot:
            api.faults["sendMessage"].append(Refusal(400, f"Bad Request: chat {GROUP} not found"))
            await raised(place)
            await tell(place, bot, server)

    assert [mail.message["Subject"] for mail in server.mails] == ["Nieuw alarm: onveilig, melding 1"]
    failures = [log for log in logs if log["event"] == "staff_not_told"]
    assert [(log["error"], log["permanent"]) for log in failures] == [("Undelivered", True)]
    assert GROUP not in str(logs)


async def test_a_group_that_is_not_there_yet_may_be_later() -> None:
    with pytest.raises(UntoldError) as raised_error:
        await StaffGroup(lambda: None).send("Nieuw alarm")

    assert not raised_error.value.permanent


async def test_telegram_is_given_up_on_before_its_own_patience_ends(place: Place) -> None:
    async with TelegramApi() as api, telegram(api, place) as bot:
        bot._sending_of = _endless  # type: ignore[method-assign, assignment]
        with pytest.raises(UntoldError, match="TimeoutError") as raised_error:
            await StaffGroup(lambda: bot, seconds=0.1).send("Nieuw alarm")

    assert not raised_error.value.permanent


async def test_the_settings_say_which_channels_there_are() -> None:
    def channels(**changes: object) -> list[str]:
        made = settings(Handler(port=25)).model_copy(update=changes)
        return [str(one.channel) for one in messengers(made, lambda: None, Place("").clock)]

    assert channels() == ["telegram", "mail"]
    assert channels(staff_chat=None) == ["mail"]
    assert channels(smtp_url=None) == ["telegram"]
    assert channels(smtp_url=None, staff_chat=None) == []


async def _ten() -> int:
    return 10


def _endless(work: object) -> "asyncio.Future[None]":
    work.close()  # type: ignore[attr-defined]
    return asyncio.get_running_loop().create_future()
