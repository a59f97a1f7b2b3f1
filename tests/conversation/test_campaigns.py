"""From a poster to a group: what a code does for who comes by it, and what of it is counted."""

from datetime import date
from typing import Any

import pytest

from bot.campaigns import Campaign, Channel, Spot, spelled
from bot.conversation import OfferMeanings, Spoken
from bot.handovers import unseal
from bot.messages import Ask, Called, Command, Language, Located, Text
from tests.conversation.parts import Talk, heard, links, told
from tests.store.parts import ANNA, NOW

LONELY = "ik voel me zo alleen"
BRAM = "b" * 64


async def hung(talk: Talk, *, place: str | None = None, **campaign: Any) -> Spot:
    """Hang up a campaign, and give its spot."""
    values: dict[str, Any] = {
        "name": "Scholen",
        "channel": Channel.SCHOOL,
        "language": None,
        "starts_on": NOW.date(),
        "ends_on": None,
        "gm_code": None,
    }
    store = talk.store.database.campaigns()
    hanging = await store.add(Campaign(0, **values | campaign), "fatima")
    (spot,) = await store.hang(hanging.campaign.id, [("Het Lyceum", place)], "fatima")
    return spot


async def test_who_comes_by_a_code_is_welcomed_and_counted_for_it(talk: Talk) -> None:
    spot = await hung(talk)
    assert await talk.calls(Command.START, spot.code) == talk.says("welcome")
    counts = await talk.counts()
    assert (counts["start", ""], counts["start", f"code:{spot.code}"]) == (1, 1)


async def test_a_code_bound_to_a_place_greets_with_its_group(talk: Talk) -> None:
    spot = await hung(talk, place="GM0796")
    said = await talk.calls(Command.START, spot.code)
    assert said.startswith(talk.says("welcome"))
    assert "Den Bosch" in said.removeprefix(talk.says("welcome"))


async def test_the_place_of_a_poster_is_not_taken_for_the_visitors(talk: Talk) -> None:
    spot = await hung(talk, gm_code="GM0796")
    await talk.calls(Command.START, spot.code)
    state = await talk.state()
    assert state is not None
    assert state.municipality is None


@pytest.mark.parametrize("write", [str, spelled, lambda code: f" {code.upper()}! ", lambda code: f"code: {code}"])
async def test_a_typed_code_does_what_the_link_does(talk: Talk, write: Any) -> None:
    spot = await hung(talk)
    assert await talk.types(write(spot.code)) == talk.says("welcome")
    assert talk.dialogue.asked == []
    counts = await talk.counts()
    assert (counts["start", f"code:{spot.code}"], "message" in {name for name, _ in counts}) == (1, False)


async def test_a_typed_code_is_nothing_for_a_person_to_read(talk: Talk) -> None:
    spot = await hung(talk)
    await talk.calls(Command.HUMAN)
    assert await talk.types(spot.code) in (talk.says("welcome"), *talk.texts.variants("welcome_back", Language.NL))
    assert await talk.handovers() == []


@pytest.mark.parametrize("words", ["ff wtf 3", "kkr 444", "nr 4377", "xtc 764", "k7x9mq"])
async def test_what_only_looks_like_a_code_is_understood_as_what_it_says(talk: Talk, words: str) -> None:
    spot = await hung(talk)
    await talk.calls(Command.START, spot.code)
    await talk.types(words)
    assert talk.dialogue.asked == [words]
    state = await talk.state()
    assert state is not None
    assert state.touches.last == spot.code
    await talk.types("ik wil dood")
    assert await talk.words() == [words, "ik wil dood"]


async def test_who_is_in_care_is_not_shown_the_group_of_a_poster(talk: Talk) -> None:
    spot = await hung(talk, gm_code="GM0796")
    await talk.types("ik wil dood")
    assert await talk.calls(Command.START, spot.code) in talk.texts.variants("welcome_back", Language.NL)


async def test_the_place_of_a_poster_was_not_asked_about(talk: Talk) -> None:
    talk.behind_a_door("https://bot.example")
    spot = await hung(talk, gm_code="GM0796")
    (link,) = links(await talk.sends(Called(Command.START, spot.code)))
    counts = await talk.counts()
    assert counts["group", f"code:{spot.code}"] == 1
    assert not [about for _, about in counts if about.startswith("gm:")]
    click = talk.parts.doorway.read(link.rpartition("/")[2])
    assert click is not None
    assert (click.code, click.gm_code) == (spot.code, "")


async def test_a_guess_is_not_counted_as_what_was_meant(talk: Talk) -> None:
    talk.dialogue.answers["hmpf"] = heard(Spoken("", verb=OfferMeanings()), intent="express_loneliness")
    await talk.types("hmpf")
    assert {name for name, _ in await talk.counts()} == {"turn", "typed", "message", "asked_meaning"}


async def test_what_is_misunderstood_is_set_against_what_was_typed_not_against_buttons(talk: Talk) -> None:
    spot = await hung(talk)
    await talk.calls(Command.START, spot.code)
    await talk.types(spelled(spot.code))
    await talk.presses(Ask("ask_cost"))
    await talk.types("hoi")
    assert (await talk.counts())["typed", ""] == 1


async def test_a_chosen_language_is_not_overruled_by_a_poster(talk: Talk) -> None:
    spot = await hung(talk, language=Language.NL)
    await talk.calls(Command.LANGUAGE)
    assert await talk.calls(Command.START, spot.code) == talk.says("welcome", Language.EN)


@pytest.mark.parametrize("code", ["POSTER7", "zzz", "k7x9mq", "\U0001f600", "../../etc/passwd", "1234ab"])
async def test_an_unknown_code_is_greeted_like_anybody_and_counted_apart(talk: Talk, code: str) -> None:
    assert await talk.calls(Command.START, code) == talk.says("welcome")
    counts = await talk.counts()
    assert (counts["start", ""], counts["start", "code:unknown"]) == (1, 1)


@pytest.mark.parametrize(
    ("starts", "ends"), [(date(2020, 1, 1), date(2020, 2, 1)), (date(2099, 1, 1), None)], ids=["over", "not yet"]
)
async def test_a_campaign_that_does_not_run_is_counted_apart(talk: Talk, starts: date, ends: date | None) -> None:
    spot = await hung(talk, starts_on=starts, ends_on=ends, gm_code="GM0796")
    assert await talk.calls(Command.START, spot.code) == talk.says("welcome")
    counts = await talk.counts()
    assert {about for name, about in counts if name == "start"} == {"", "code:expired"}


async def test_a_start_without_a_code_is_counted_for_none(talk: Talk) -> None:
    await talk.calls(Command.START)
    assert {about for name, about in await talk.counts() if name == "start"} == {""}


async def test_an_english_poster_is_greeted_in_english_and_who_was_met_keeps_their_language(talk: Talk) -> None:
    spot = await hung(talk, language=Language.EN)
    assert await talk.calls(Command.START, spot.code) == talk.says("welcome", Language.EN)
    await talk.sends(Called(Command.START), BRAM)
    again = told(await talk.sends(Called(Command.START, spot.code), BRAM))
    assert again in talk.texts.variants("welcome_back", Language.NL)


async def test_each_step_counts_once_a_day_for_the_code(talk: Talk) -> None:
    spot = await hung(talk)
    talk.dialogue.answers[LONELY] = heard(Spoken("Fijn dat je het zegt."), intent="express_loneliness")
    await talk.calls(Command.START, spot.code)
    for _ in range(2):
        await talk.types(LONELY)
        await talk.calls(Command.GROUP, "Den Bosch")
        await talk.calls(Command.START, spot.code)
    counts = {name: n for (name, about), n in (await talk.counts()).items() if about == f"code:{spot.code}"}
    assert counts == {"start": 1, "message": 1, "lonely": 1, "group": 1}


async def test_what_is_done_after_the_last_code_is_due_to_that(talk: Talk) -> None:
    first, last = await hung(talk), await hung(talk)
    await talk.calls(Command.START, first.code)
    await talk.types(spelled(last.code))
    await talk.calls(Command.GROUP, "Den Bosch")
    counts = await talk.counts()
    assert ("group", f"code:{first.code}") not in counts
    assert counts["group", f"code:{last.code}"] == 1
    state = await talk.state()
    assert state is not None
    assert state.touches.last == last.code


async def test_a_municipality_without_a_group_is_counted_as_one_that_misses_it(talk: Talk) -> None:
    await talk.calls(Command.GROUP, "Vlieland")
    await talk.calls(Command.GROUP, "Den Bosch")
    counts = await talk.counts()
    assert (counts["no_group", "gm:GM0096"], counts["group", "gm:GM0796"]) == (1, 1)
    assert ("no_group", "gm:GM0796") not in counts


async def test_a_shared_location_is_counted_for_its_municipality_and_forgotten(talk: Talk) -> None:
    await talk.sends(Located(51.70, 5.32))
    assert (await talk.counts())["group", "gm:GM0796"] == 1


async def test_who_asks_for_a_person_is_counted_for_a_code_without_a_day(talk: Talk) -> None:
    spot = await hung(talk)
    await talk.calls(Command.START, spot.code)
    await talk.calls(Command.HUMAN, "kan iemand met me praten")
    await talk.types("ik wil dood")
    abouts = {(name, about) for name, about in await talk.counts() if name in {"person", "alarm"}}
    assert abouts == {("person", ""), ("alarm", "")}
    assert (await talk.store.database.counts().grave())[spot.code] == {"person": 1, "alarm": 1}


async def test_a_trial_is_not_counted(talk: Talk) -> None:
    spot = await hung(talk)
    await talk.sends(Called(Command.START, spot.code), trial=True)
    await talk.sends(Text("ik wil dood"), trial=True)
    talk.behind_a_door("https://bot.example")
    assert links(await talk.sends(Called(Command.GROUP, "Den Bosch"), trial=True)) == ["https://www.join-us.nu"]
    assert await talk.counts() == {}
    assert await talk.store.database.counts().grave() == {}


async def test_without_the_database_a_code_is_greeted_like_anybody(talk: Talk) -> None:
    spot = await hung(talk)
    talk.store.down = True
    assert await talk.calls(Command.START, spot.code) == talk.says("welcome")


async def test_no_handover_says_by_which_code_its_visitor_came(talk: Talk) -> None:
    spot = await hung(talk, gm_code="GM0796")
    await talk.calls(Command.START, spot.code)
    await talk.types(spelled(spot.code))
    await talk.types("ik wil dood")
    rows = await talk.rows("SELECT * FROM handovers")
    assert len(rows) == 1
    assert spot.code not in repr(rows)
    messages = [sealed for (sealed,) in await talk.rows("SELECT sealed FROM handover_messages")]
    assert [line.words for sealed in messages for line in unseal(sealed, talk.private)] == ["ik wil dood"]


async def test_the_link_to_a_sign_up_is_the_sign_up_itself_without_an_address_of_our_own(talk: Talk) -> None:
    shown = await talk.sends(Called(Command.GROUP, "Den Bosch"))
    assert links(shown) == ["https://www.join-us.nu"]


async def test_a_link_by_our_door_tells_code_and_municipality_and_nothing_of_who(talk: Talk) -> None:
    talk.behind_a_door("https://bot.example")
    spot = await hung(talk)
    await talk.calls(Command.START, spot.code)
    clicks = []
    for visitor in (ANNA, ANNA, BRAM):
        (link,) = links(await talk.sends(Called(Command.GROUP, "Den Bosch"), visitor))
        assert link.startswith("https://bot.example/go/")
        clicks.append(talk.parts.doorway.read(link.rpartition("/")[2]))
    first, again, other = clicks
    assert first is not None
    assert other is not None
    assert first == again
    assert (first.code, first.gm_code, other.code) == (spot.code, "GM0796", "")
    assert first.ticket != other.ticket
    assert not {ANNA, BRAM} & {first.ticket, other.ticket}


async def test_one_visitor_leaves_no_trail_from_step_to_step(talk: Talk) -> None:
    """Two visitors who did the same and one who did half of it leave the same rows, whoever did what."""
    spot = await hung(talk)
    for visitor in (ANNA, BRAM):
        await talk.sends(Called(Command.START, spot.code), visitor)
    await talk.sends(Called(Command.GROUP, "Den Bosch"), ANNA)
    one = await talk.counts()
    await talk.rows("DELETE FROM counts")
    await talk.rows("DELETE FROM conversations")
    for visitor in (ANNA, BRAM):
        await talk.sends(Called(Command.START, spot.code), visitor)
    await talk.sends(Called(Command.GROUP, "Den Bosch"), BRAM)
    assert await talk.counts() == one
    assert {column for (column,) in await talk.rows("SELECT name FROM pragma_table_info('counts')")} == {"of", "locked"}


async def test_on_a_day_with_one_visitor_the_database_tells_nothing_of_them(talk: Talk) -> None:
    """Whoever takes it sees that something was counted on a day, and that there was an alarm: not by which code."""
    spot, other = await hung(talk), await hung(talk)
    before = await talk.rows("SELECT * FROM counts")
    await talk.calls(Command.START, spot.code)
    await talk.types("ik voel me zo alleen")
    await talk.calls(Command.GROUP, "Den Bosch")
    without_alarm = await talk.rows("SELECT * FROM counts")
    await talk.types("ik wil dood")
    after = await talk.rows("SELECT * FROM counts")

    assert before == []
    assert [of for of, _ in without_alarm] == ["2026-11-22"]
    assert sorted(of for of, _ in after) == ["2026-11-22", "grave"]
    assert len({len(locked) for _, locked in [*without_alarm, *after]}) == 1
    # what lies in the clear anywhere, but for the campaigns themselves
    tables = [name for (name,) in await talk.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = {name: str(await talk.rows(f"SELECT * FROM {name}")) for name in tables}  # noqa: S608 -- ours
    planted = (spot.code, other.code, "GM0796", "express_loneliness", "find_group", "alarm", "lonely")
    assert {name for name, rows in kept.items() for word in planted if word in rows} <= {"codes", "campaigns", "groups"}
    assert await talk.counts() == await talk.counts() | {("start", f"code:{spot.code}"): 1, ("alarm", ""): 1}


@pytest.mark.parametrize("came_by", [True, False])
async def test_every_alarm_writes_the_same_row_whichever_code_it_came_by(talk: Talk, *, came_by: bool) -> None:
    spot = await hung(talk)
    await talk.sends(Called(Command.START, spot.code), BRAM)
    await talk.types("ik wil dood", BRAM)
    before = dict(await talk.rows("SELECT * FROM counts"))
    if came_by:
        await talk.calls(Command.START, spot.code)
    await talk.types("ik wil dood")
    after = dict(await talk.rows("SELECT * FROM counts"))

    assert {of for of in after if before[of] != after[of]} == {"2026-11-22", "grave"}
    assert (await talk.store.database.counts().grave())[spot.code] == {"alarm": 1 + came_by}
