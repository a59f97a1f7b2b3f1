from bot.messages import Language
from bot.rasa import RasaClient
from bot.safety import Payload, check

async def test_smoke(rasa_client: RasaClient) -> None:
    m = check(Payload("ask_cost"))
    print(await rasa_client.ask("s", m, Language.NL, place_named=False))
async def test_smoke2(rasa_client: RasaClient) -> None:
    m = check("ik voel me zo alleen")
    print(await rasa_client.ask("s", m, Language.EN, place_named=False))
