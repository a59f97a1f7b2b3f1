"""What is plainly fine: answered as what it is, though the model alone would have sounded an alarm."""

import pytest

from bot.conversation import Spoken
from bot.messages import Called, Command, Text
from bot.safety import Tier
from tests.conversation.parts import Talk, heard
from tests.conversation.test_alarms import CONCERN


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("het leven is mooi", "plain_glad"),
        ("aan het scheren gesneden", "plain_scratch"),
        ("heb vandaag gebokst en een blauw oog", "plain_sport"),
        ("mam flipt als ik te laat ben", "plain_strict"),
        ("en als ik er niet bij hoor", "fit_in"),
        ("ze wil er niet heen", "other_hesitates"),
        ("zxcv mnbq wrtp", "not_understood_again"),
    ],
)
async def test_what_is_plainly_fine_is_answered_as_what_it_is(talk: Talk, said: str, key: str) -> None:
    talk.dialogue.answers[said] = heard(tier=Tier.EMERGENCY, intent="emergency")
    assert await talk.types(said) == talk.says(key)
    assert await talk.handovers() == []


async def test_it_is_answered_while_rasa_is_quiet_about_it_too(talk: Talk) -> None:
    talk.dialogue.answers["ik ben zo blij"] = heard(Spoken("Rot dat je je zo voelt."), intent="express_sadness")
    assert await talk.types("ik ben zo blij") == talk.says("plain_glad")


async def test_a_cry_beside_it_is_an_alarm(talk: Talk) -> None:
    said = "het leven is mooi maar niet voor mij"
    talk.dialogue.answers[said] = heard(tier=Tier.CONCERN)
    assert "113" in await talk.types(said)
    assert len(await talk.handovers()) == 1


async def test_after_an_alarm_the_model_is_believed(talk: Talk) -> None:
    await talk.types("mijn vader slaat me")
    talk.dialogue.answers["hij is lief"] = heard(tier=Tier.EMERGENCY)
    assert "112" in await talk.types("hij is lief")


async def test_a_yes_after_it_is_left_to_rasa(talk: Talk) -> None:
    await talk.types("gister te veel gedronken haha")
    talk.dialogue.answers["ja"] = heard(Spoken("Fijn."), intent="affirm")
    assert await talk.types("ja") == "Fijn."


async def test_a_pet_named_before_is_whom_is_spoken_of(talk: Talk) -> None:
    await talk.types("mag m'n hond mee")
    talk.dialogue.answers["hij is lief"] = heard(Spoken("Leuk."), tier=Tier.EMERGENCY, sure=False)
    assert await talk.types("hij is lief") == "Leuk."


async def test_a_group_just_shown_is_what_may_be_gone(talk: Talk) -> None:
    await talk.sends(Called(Command.GROUP))
    await talk.types("Zutphen")
    said = "en als die er niet meer is"
    talk.dialogue.answers[said] = heard(tier=Tier.SUICIDAL)
    assert (await talk.sends(Text(said))).replies[0].text == talk.says("plain_group_gone")


async def test_what_may_be_a_cry_is_met_gently(talk: Talk) -> None:
    talk.dialogue.answers["hij is weg"] = heard(tier=Tier.EMERGENCY, sure=False)
    assert "112 nu" not in await talk.types("hij is weg")
    assert await talk.handovers() == [(CONCERN, "open")]


async def test_who_lost_somebody_to_suicide_is_met_with_grief_though_the_model_doubts(talk: Talk) -> None:
    said = "my friend killed herself"
    talk.dialogue.answers[said] = heard(tier=Tier.CONCERN, sure=False)
    assert (await talk.types(said)).startswith("I am so sorry you lost them.")
    assert await talk.handovers() == []


async def test_a_sure_worry_beside_grief_is_an_alarm(talk: Talk) -> None:
    said = "mijn broer heeft zelfmoord gepleegd en nu is alles zwart"
    talk.dialogue.answers[said] = heard(tier=Tier.CONCERN, sure=True)
    assert "113" in await talk.types(said)
    assert len(await talk.handovers()) == 1


async def test_who_asks_what_to_say_to_a_friend_is_not_asked_about_a_wish_of_their_own(talk: Talk) -> None:
    await talk.types("mn vriendin wil dood")
    assert "Dat je dood wilt" not in await talk.types("wat moet ik zeggen tegen haar")


async def test_nobody_is_told_of_a_wish_that_was_only_weighed(talk: Talk) -> None:
    assert "Je schrijft ook" not in await talk.types("papa komt elke nacht bij me liggen")
