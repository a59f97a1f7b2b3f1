"""From hello to a group, and from a cry for help to a handover, through one bot that polls."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from bot.handovers import Urgency
from bot.rasa import RasaAddress
from tests.telegram_api import TelegramApi
from tests.whole.running import BotProcess, on_telegram, running, with_rasa
from tests.whole.visiting import Kept, Visitor, recovery_codes

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api() -> AsyncGenerator[TelegramApi]:
    async with TelegramApi() as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def bot(
    api: TelegramApi, rasa: RasaAddress, tmp_path_factory: pytest.TempPathFactory
) -> AsyncGenerator[BotProcess]:
    var = tmp_path_factory.mktemp("journey") / "var"
    async with running(var, **on_telegram(api), **with_rasa(rasa)) as process:
        await asyncio.gather(process.says("Telegram is up"), process.says("the language model is up"))
        yield process


@pytest.fixture
def kept(bot: BotProcess) -> Kept:
    return Kept(bot.var)


async def test_loneliness_leads_to_a_group_and_its_sign_up(api: TelegramApi) -> None:
    visitor = Visitor(api, 1)

    assert "geen mens" in await visitor.says("/start")
    assert "1 op de 9" in await visitor.says("ik voel me zo alleen")
    assert "eens in de twee weken" in await visitor.says("ja")
    assert "lijst voor Utrecht" in await visitor.says("Utrecht")
    assert visitor.links
    assert all(link.startswith("https://www.join-us.nu") for link in visitor.links)
    assert "kennismaking" in await visitor.says("wat gebeurt er dan?")


async def test_the_buttons_lead_the_same_way(api: TelegramApi) -> None:
    visitor = Visitor(api, 2)

    await visitor.says("ik voel me zo alleen")
    await visitor.presses("Ja, vertel")
    assert "Waar woon je" in await visitor.presses("Ja, zoek een groep")
    assert "lijst voor Zeist" in await visitor.says("3701 AA")
    assert visitor.links


async def test_an_alarm_is_answered_with_113_first(api: TelegramApi) -> None:
    api.says(3, "ik wil dood")
    [first] = await api.answer_to(3)

    assert "113" in first.text


async def test_only_the_recovery_code_opens_what_raised_an_alarm(api: TelegramApi, bot: BotProcess, kept: Kept) -> None:
    words = "ik zit op de zolderkamer en ik wil dood"
    await Visitor(api, 4).says(words)

    [(urgency, sealed)] = kept.handovers(4)
    [code] = recovery_codes(bot)
    assert urgency == Urgency.SUICIDAL
    assert [line.words for line in kept.opened(sealed, code)] == [words]
    assert b"zolderkamer" not in kept.database()


async def test_who_asks_for_a_person_says_first_what_they_may_know(
    api: TelegramApi, bot: BotProcess, kept: Kept
) -> None:
    visitor = Visitor(api, 5)

    assert "Wat mogen ze weten?" in await visitor.says("/mens")
    assert kept.handovers(5) == []
    await visitor.says("ik wil graag iets vragen over de groep")
    [(urgency, sealed)] = kept.handovers(5)
    assert urgency == Urgency.ASKED
    assert "ik wil graag iets vragen over de groep" in [
        line.words for line in kept.opened(sealed, recovery_codes(bot)[0])
    ]


async def test_forgetting_leaves_no_row_behind(api: TelegramApi, kept: Kept) -> None:
    visitor = Visitor(api, 6)
    await visitor.says("ik wil dood")
    assert kept.rows_of(6) > 0

    assert "Bij ons is alles weg" in await visitor.says("/wis")

    assert kept.rows_of(6) == 0


async def test_the_health_page_knows_every_part(bot: BotProcess) -> None:
    health = await bot.health()

    assert [health[part] for part in ("safety net", "store", "rasa", "telegram")] == ["up"] * 4


async def test_secrets_are_for_their_owner_only(bot: BotProcess) -> None:
    files = [*(bot.var / "secrets").iterdir(), *bot.var.glob("join-us.db*")]

    assert len(files) >= 8
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert (bot.var / "secrets").stat().st_mode & 0o777 == 0o700


async def test_no_word_and_no_name_of_a_visitor_is_logged(api: TelegramApi, bot: BotProcess) -> None:
    visitor = Visitor(api, 770077007700)
    await visitor.says("mijn kanarie heet pluisebol")
    await visitor.says("ik wil dood, zeg dat maar tegen pluisebol")
    api.message(visitor.chat, caption="pluisebol", photo="geen foto")
    api.update(message={"text": "pluisebol"})
    api.press(visitor.chat, "1:a:pluisebol")
    await visitor.says("/wis pluisebol")

    said = (bot.out + bot.err).lower()
    assert "telegram_update_undecodable" in said
    for planted in ("pluisebol", "geheimpje", "achternaam", "geheim_persoon", "770077007700", api.token.lower()):
        assert planted not in said
