"""One sentence in several messages, and what stands behind a greeting."""

import pytest

from bot.conversation import Heard, Meaning, OfferMeanings, Spoken
from bot.conversation.asides import CUT, asides
from bot.messages import Command, Language
from bot.safety import Tier
from tests.conversation.parts import Talk, heard

UNCLEAR = Heard((Spoken("", verb=OfferMeanings()),), (Meaning("deny", 0.2),), None, Tier.NONE)
GREETED = heard(Spoken("Hé, hallo."), intent="greet")


@pytest.mark.parametrize(
    "said",
    """
    ik voel me echt|ik heb gewoon|ik ben bang dat|omdat|en mijn|sinds ik hier met|ik vroeg me af of|is er|waarom ik|dus
    so i was wondering|i feel just|i wanted to ask if|because|when i was with my|can i|and is there|its just that|if you
    i dont know why|ik weet niet waarom|kan ik ook|en het|maar ik|i am|wilde vragen
    """.strip()
    .replace("\n    ", "|")
    .split("|"),
)
def test_a_sentence_that_stops_in_the_middle_is_known(said: str) -> None:
    assert asides().says(said, CUT) == ["broken_off"]


@pytest.mark.parametrize(
    "said",
    """
    alleen|ja|nee|ik weet niet|ik weet het niet|idk|ok|mij vraagt|ik voel me rot|niemand|i dont know|im lonely|help
    ik niet|mijn moeder|not really|because of school|ik wil dood|ik kan niet|ik wil niet|stop
    """.strip()
    .replace("\n    ", "|")
    .split("|"),
)
def test_what_is_short_and_whole_is_not_waited_on(said: str) -> None:
    assert asides().says(said, CUT) == []


async def test_a_sentence_in_three_messages_is_read_as_one(talk: Talk) -> None:
    talk.dialogue.answers["ik voel me zo alleen"] = heard(Spoken("Dat is een rotgevoel."), intent="express_loneliness")
    assert await talk.types("ik voel me") in talk.texts.variants("broken_off", Language.NL)
    assert await talk.types("zo") in talk.texts.variants("broken_off", Language.NL)
    assert await talk.types("alleen") == "Dat is een rotgevoel."
    await talk.types("op school")
    assert talk.dialogue.asked[-1] == "op school"  # what was finished is not read again


async def test_a_sentence_stays_open_as_long_as_what_stands_so_far_does(talk: Talk) -> None:
    for line in ("ik wil", "even iets"):  # which by itself is no half of anything
        assert await talk.types(line) in talk.texts.variants("broken_off", Language.NL)
    assert await talk.types("vragen") == talk.says("ask_away")
    assert talk.dialogue.asked[-1] == "ik wil even iets vragen"


async def test_a_cry_in_pieces_is_heard_and_read_by_staff(talk: Talk) -> None:
    await talk.types("ik wil")
    assert "113" in await talk.types("niet meer leven")
    assert await talk.handovers() == [(2, "open")]
    assert await talk.words() == ["ik wil", "niet meer leven"]


async def test_the_model_hears_the_pieces_together(talk: Talk) -> None:
    talk.dialogue.answers["ik denk dat tegels vliegen"] = heard(tier=Tier.SUICIDAL)
    await talk.types("ik denk dat")
    assert "113" in await talk.types("tegels vliegen")
    assert await talk.words() == ["ik denk dat tegels vliegen"]


async def test_a_doubt_about_a_line_that_breaks_off_waits_for_its_end(talk: Talk) -> None:
    talk.dialogue.answers["i keep"] = heard(tier=Tier.CONCERN, sure=False)
    talk.dialogue.answers["i keep losing my keys"] = UNCLEAR
    assert (await talk.types("i keep")).startswith(talk.says("broken_off", Language.EN))
    assert "113" not in await talk.types("losing my keys")
    talk.dialogue.answers["ik ben"] = heard(tier=Tier.CONCERN)
    assert "113" in await talk.types("ik ben")


async def test_a_place_that_was_asked_for_is_not_put_behind_what_broke_off(talk: Talk) -> None:
    await talk.types("ik woon in het")
    await talk.calls(Command.GROUP)
    assert "Eindhoven" in await talk.types("eindhoven")


async def test_nobody_in_need_is_told_to_finish_their_sentence(talk: Talk) -> None:
    await talk.types("ik wil dood")
    assert await talk.types("ik ben bang dat") not in talk.texts.variants("broken_off", Language.NL)


@pytest.mark.parametrize("greeting", ["hey", "Hoi!", "yo,", "goeie dag", "hello there", "ewa"])
async def test_what_stands_behind_a_greeting_is_answered(talk: Talk, greeting: str) -> None:
    talk.dialogue.answers[f"{greeting} wie ben jij"] = GREETED
    talk.dialogue.answers["wie ben jij"] = heard(Spoken("Ik ben een chatbot."), intent="ask_bot")
    assert await talk.types(f"{greeting} wie ben jij") == "Ik ben een chatbot."


async def test_a_cry_behind_a_greeting_is_heard(talk: Talk) -> None:
    talk.dialogue.answers["hoi tegels vliegen weg"] = GREETED
    talk.dialogue.answers["tegels vliegen weg"] = heard(tier=Tier.SUICIDAL)
    assert "113" in await talk.types("hoi tegels vliegen weg")


async def test_a_greeting_stays_one_when_nothing_clear_follows(talk: Talk) -> None:
    talk.dialogue.answers["hoi krekels bij maanlicht"] = GREETED
    talk.dialogue.answers["krekels bij maanlicht"] = UNCLEAR
    assert await talk.types("hoi krekels bij maanlicht") == "Hé, hallo."
    assert await talk.types("hoi allemaal") != ""
    assert talk.dialogue.asked[-1] == "hoi allemaal"
