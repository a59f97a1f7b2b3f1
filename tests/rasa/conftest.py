from collections.abc import AsyncGenerator

import httpx
import pytest

from bot.rasa import RasaAddress, RasaClient
from tests.rasa.talking import Talk


@pytest.fixture
def talk(rasa_client: RasaClient) -> Talk:
    """A visitor Rasa has not met."""
    return Talk(rasa_client)


@pytest.fixture
async def channel(rasa: RasaAddress) -> AsyncGenerator[httpx.AsyncClient]:
    """The bare channel, for what the client of the bot would never send."""
    url = f"{rasa.url}/webhooks/join_us"
    async with httpx.AsyncClient(base_url=url, headers={"x-token": rasa.token}) as http:
        yield http
