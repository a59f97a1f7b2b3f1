"""An answer with groups: all that was asked for, and nothing that is not known."""

from bot.messages import Ask, Called, Command, Language, Run
from tests.conversation.parts import Talk, actions, links, told

PAGE = "https://www.join-us.nu/houten"
CONFIRMED = (
    "UPDATE groups SET place = 'Houten', partner = 'Samen Sterk', age_min = 12, age_max = 18, rhythm = 'om de week',"
    " signup_url = 'https://www.join-us.nu/houten', status = 'verified',"
    " verified_on = '2026-11-01' WHERE gm_code = 'GM0321'"
)


async def test_a_confirmed_group_says_everything_and_leads_to_its_own_sign_up(talk: Talk) -> None:
    await talk.rows(CONFIRMED)
    delivery = await talk.sends(Called(Command.GROUP, "Houten"))
    card = "\n".join(
        [
            "📍 Houten",
            talk.says("group_line_partner", partner="Samen Sterk"),
            talk.says("ages_range", min=12, max=18),
            talk.says("group_line_fortnightly"),
            talk.says("group_verified"),
        ]
    )
    expected = [talk.says("groups_here", place="Houten"), card, talk.says("after_sign_up")]
    assert told(delivery) == "\n\n".join(expected)
    assert links(delivery) == [PAGE]
    assert actions(delivery) == [Ask("ask_intake"), Run(Command.HUMAN)]


async def test_a_group_in_a_village_names_its_municipality_too(talk: Talk) -> None:
    said = await talk.calls(Command.GROUP, "Heesch")
    assert f"📍 Heesch, {talk.says('group_municipality', municipality='Bernheze')}" in said


async def test_an_unconfirmed_group_is_worded_as_hearsay(talk: Talk) -> None:
    delivery = await talk.sends(Called(Command.GROUP, "Eindhoven"))
    said = told(delivery)
    assert said.startswith(talk.says("groups_here_unverified", place="Eindhoven"))
    assert (
        "Volgens oudere berichten was hier een groep. Of die er nu is, weet ik niet:"
        " vraag het via join-us.nu of 085 877 03 42." in said
    )
    assert links(delivery) == ["https://www.join-us.nu"]


async def test_among_hearsay_a_confirmed_group_is_said_to_be_confirmed(talk: Talk) -> None:
    await talk.rows(CONFIRMED)
    said = await talk.calls(Command.GROUP, "Nieuwegein")
    assert said.count(talk.says("group_verified")) == 1
    assert said.count(talk.says("groups_unverified")) == 1


async def test_what_is_not_known_of_a_group_is_not_said(talk: Talk) -> None:
    await talk.rows(
        "UPDATE groups SET partner = NULL, age_min = NULL, age_max = NULL, rhythm = NULL WHERE gm_code = 'GM0772'"
    )
    said = await talk.calls(Command.GROUP, "Eindhoven")
    assert "📍 Eindhoven\n\n" in said
    assert "None" not in said


async def test_groups_with_pages_of_their_own_get_a_button_each(talk: Talk) -> None:
    await talk.rows(CONFIRMED)
    await talk.rows("UPDATE groups SET signup_url = id WHERE gm_code = 'GM0344'")
    delivery = await talk.sends(Called(Command.GROUP, "Nieuwegein"))
    assert len(links(delivery)) == len(set(links(delivery))) == 3


async def test_a_group_that_ended_pauses_or_is_full_is_never_shown(talk: Talk) -> None:
    for sql in (
        "UPDATE groups SET status = 'ended', partner = 'Niemand' WHERE gm_code = 'GM0772'",
        "UPDATE groups SET status = 'paused' WHERE gm_code = 'GM0772'",
        "UPDATE groups SET status = 'full' WHERE gm_code = 'GM0772'",
    ):
        talk.place.clock.passes(seconds=10)  # groups are read again after five seconds
        await talk.rows(sql)
        assert "Niemand" not in await talk.calls(Command.GROUP, "Eindhoven")
        assert "Niemand" not in await talk.calls(Command.GROUP, "Noord-Brabant")


async def test_the_sample_group_that_ended_is_not_shown(talk: Talk) -> None:
    assert "Vierbinden" not in await talk.calls(Command.GROUP, "Beek en Donk")


async def test_a_group_is_shown_in_english(talk: Talk) -> None:
    await talk.calls(Command.LANGUAGE)
    said = await talk.calls(Command.GROUP, "Eindhoven")
    assert talk.says("ages_range", Language.EN, min=18, max=25) in said
    assert talk.says("group_line_fortnightly", Language.EN) in said
    assert talk.says("group_unverified", Language.EN) in said


async def test_without_the_list_the_site_is_left(talk: Talk) -> None:
    talk.store.down = True
    said = await talk.calls(Command.GROUP, "Eindhoven")
    assert said == talk.says("groups_unavailable", url="https://www.join-us.nu")
