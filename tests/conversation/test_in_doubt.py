"""What the model alone hears and doubts: asked about with 112 beside, or met with care and company."""

import pytest

from bot.conversation import Spoken
from bot.messages import Text
from bot.safety import Step, Tier, calm
from tests.conversation.parts import Talk, heard
from tests.conversation.test_alarms import CONCERN, EMERGENCY


async def test_what_the_model_doubts_is_asked_about_with_112_beside(talk: Talk) -> None:
    words = "hij zegt dat er niemand is"
    talk.dialogue.answers[words] = heard(tier=Tier.EMERGENCY, sure=False)
    first, *_, question = (await talk.sends(Text(words))).replies
    assert first.text.startswith("Ik weet niet zeker of ik je goed begrijp.")
    assert "112" in first.text
    assert question.text == talk.says("care_ask_unsure")
    assert await talk.handovers() == [(EMERGENCY, "open")]
    assert "112" in await talk.types("ja")
    state = await talk.state()
    assert state is not None
    assert state.care is not None
    assert (state.care.tier, state.care.step) == (Tier.CONCERN, Step.TALKING)


async def test_who_is_not_safe_after_a_doubtful_emergency_is_told_to_call_112(talk: Talk) -> None:
    talk.dialogue.answers["hij is boven"] = heard(tier=Tier.EMERGENCY, sure=False)
    await talk.types("hij is boven")
    assert "Bel 112, nu meteen." in await talk.types("nee")


async def test_a_doubtful_emergency_does_not_soften_one_that_was_told(talk: Talk) -> None:
    talk.dialogue.answers["hij is boven"] = heard(tier=Tier.EMERGENCY, sure=False)
    await talk.types("ik sta op het spoor")
    assert "Ik weet niet zeker" not in await talk.types("hij is boven")


THROUGH = "everyone here looks straight through me"


async def in_doubt(talk: Talk, *messages: str) -> str:
    """Type what the model alone takes for a concern, unsure, and then more; read the last answer."""
    talk.dialogue.answers[THROUGH] = heard(tier=Tier.CONCERN, sure=False)
    assert "113" in await talk.types(THROUGH)
    return [await talk.types(message) for message in messages][-1]


async def test_a_guess_after_a_doubtful_concern_is_asked_about_before_112_is_named(talk: Talk) -> None:
    said = await in_doubt(talk, "no its not bullying they just dont see me")
    assert "thinking of suicide?" in said
    assert "112" not in said
    assert "safe now" in await talk.types("sometimes")


async def test_a_question_about_join_us_after_a_doubtful_concern_is_answered(talk: Talk) -> None:
    talk.dialogue.answers["what sort of crowd is it"] = heard(Spoken("You choose together."), intent="ask_activities")
    assert await in_doubt(talk, "what sort of crowd is it") == "You choose together."
    assert "two leaders" in await talk.types("who runs it")


async def test_after_a_concern_that_is_sure_a_guessed_question_is_met_with_care(talk: Talk) -> None:
    words = "what sort of crowd is it"
    talk.dialogue.answers[THROUGH] = heard(tier=Tier.CONCERN)
    talk.dialogue.answers[words] = heard(Spoken("You choose together."), intent="ask_activities")
    await talk.types(THROUGH)
    assert "113" in await talk.types(words)


async def test_an_agreement_after_a_doubtful_concern_is_no_plan(talk: Talk) -> None:
    assert "zelfmoord" not in await in_doubt(talk, "ja das wel goed dan")


@pytest.mark.parametrize(
    "said", ["ik heb de pillen hier", "vanavond als ze weg zijn", "ik sta op het dak", "i have a knife here"]
)
async def test_danger_in_words_after_a_doubtful_concern_is_told_to_call_112(talk: Talk, said: str) -> None:
    assert "112" in await in_doubt(talk, said)


async def test_a_guess_after_that_question_is_told_to_call_112(talk: Talk) -> None:
    await in_doubt(talk, "no its not bullying they just dont see me")
    assert "112" in await talk.types("als mn ouders weg zijn")


@pytest.mark.parametrize("agrees", ["ja", "is goed"])
async def test_who_is_surely_lonely_hears_of_company_behind_the_care(talk: Talk, agrees: str) -> None:
    company = Spoken("Je bent niet de enige. Zal ik vertellen wat Join Us is?")
    words = "zit hier elke dag in mn eentje"
    talk.dialogue.answers[words] = heard(company, intent="express_loneliness", tier=Tier.CONCERN, sure=False)
    said = await talk.types(words)
    assert "113" in said
    assert said.endswith(company.text)
    assert await talk.handovers() == [(CONCERN, "open")]
    state = await talk.state()
    assert state is not None
    assert state.care is not None
    assert calm(state.care)
    talk.dialogue.answers[agrees] = heard(Spoken("Join Us is een groep."), intent="affirm")
    assert await talk.types(agrees) == "Join Us is een groep."


@pytest.mark.parametrize(("tier", "sure"), [(Tier.CONCERN, True), (Tier.SUICIDAL, False)])
async def test_nothing_of_join_us_stands_beside_what_is_graver(talk: Talk, tier: Tier, sure: bool) -> None:  # noqa: FBT001 -- a row
    words = "zit hier elke dag in mn eentje"
    talk.dialogue.answers[words] = heard(Spoken("Join Us!"), intent="express_loneliness", tier=tier, sure=sure)
    assert "Join Us!" not in await talk.types(words)
