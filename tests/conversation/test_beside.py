"""What comes along with a message and is not said: looked at for a cry for help, and else never."""

import pytest

from bot.messages import Called, Command, Content, Located, Medium, Text, Unheard
from bot.safety import Tier
from tests.conversation.parts import Rasa, Talk, told
from tests.store.parts import BRAM

CAME_WITH = [Unheard(Medium.STICKER), Unheard(Medium.OTHER), Located(51.69, 5.3), Text("dit dus"), Called(Command.STOP)]


@pytest.mark.parametrize("rasa", [Rasa.UP, Rasa.DOWN])
@pytest.mark.parametrize("content", CAME_WITH, ids=repr)
async def test_a_cry_in_it_is_answered_whatever_it_came_with(talk: Talk, content: Content, rasa: Rasa) -> None:
    talk.dialogue.rasa = rasa
    assert "113" in told(await talk.sends(content, beside="ik wil dood"))
    state = await talk.state()
    assert state
    assert state.care
    assert state.care.tier is Tier.SUICIDAL


@pytest.mark.parametrize("beside", ["\U0001f642", "Jan Dood", "Galgenwaard Spoorlaan 1", "kom je ook"])
async def test_a_name_a_place_and_a_quote_are_read_for_nothing_else(talk: Talk, beside: str) -> None:
    contact = Unheard(Medium.OTHER)
    assert told(await talk.sends(contact, beside=beside)) == told(await talk.sends(contact, BRAM))
    await talk.sends(Text("ik wil dood"))
    assert [line.words for line in await talk.lines()] == ["ik wil dood"]
