"""What one turn leaves behind, and what the next one finds."""

from datetime import timedelta

import pytest

from bot.campaigns import Count
from bot.conversation import Awaiting, Known, State
from bot.messages import Ask, Button, Care, CareAnswer, Choice, Choose, ChoosePlace, Command, Language, Link, Run, Say
from bot.store import Database, Parcel
from tests.store.parts import ANNA, AUDIT, BRAM, HELLO, KEY, NOW, Place, turn

OTHER_KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
EVERY_BUTTON = (
    Button("Groep", Ask("find_group")),
    Button("Bergen", ChoosePlace("WP2800")),
    Button("Ja", Care(CareAnswer.YES)),
    Button("Hulp", Run(Command.HELP_NOW)),
    Button("Wis", Choose(Choice.FORGET_ALL)),
    Link("Join Us", "https://www.join-us.nu"),
)


async def test_a_stranger_has_no_state(store: Database) -> None:
    assert await store.load(ANNA) == Known()


async def test_a_state_comes_back_whole(store: Database) -> None:
    state = State(
        "rasa-1",
        Language.EN,
        language_chosen=True,
        awaiting=Awaiting.PLACE,
        options=("WP2800", "GM0344"),
        unknown_places=1,
        misunderstood=2,
        municipality="GM0344",
    )
    await store.commit(turn(state=state))
    assert await store.load(ANNA) == Known(state)


async def test_the_last_state_counts(store: Database) -> None:
    await store.commit(turn(state=State("rasa-1")))
    await store.commit(turn(state=State("rasa-2")))
    assert await store.load(ANNA) == Known(State("rasa-2"))


async def test_no_state_drops_the_state(store: Database) -> None:
    await store.commit(turn())
    await store.commit(turn(state=None))
    assert await store.load(ANNA) == Known()


async def test_a_state_is_gone_after_more_than_24_idle_hours(store: Database, place: Place) -> None:
    await store.commit(turn())
    place.clock.passes(hours=24)
    assert await store.load(ANNA) == Known(State("rasa-1"))
    place.clock.passes(seconds=1)
    assert await store.load(ANNA) == Known()


async def test_a_state_of_a_lost_key_is_no_state(store: Database, place: Place) -> None:
    await store.commit(turn(address="1", to_send=HELLO))
    async with place.opened(OTHER_KEY) as other:
        assert await other.load(ANNA) == Known()
        assert await other.undelivered() == []


async def test_a_new_key_reads_what_the_old_one_wrote(store: Database, place: Place) -> None:
    await store.commit(turn())
    async with place.opened(OTHER_KEY, KEY) as rotated:
        assert await rotated.load(ANNA) == Known(State("rasa-1"))


@pytest.mark.parametrize("keys", [(), ("no key",)])
def test_a_store_without_a_good_key_does_not_open(keys: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="key"):
        Database.open("sqlite:///bot.db", keys, AUDIT)


async def test_counts_add_up_by_day_and_what_they_are_about(store: Database, place: Place) -> None:
    turned, group, here = Count("turn"), Count("group"), Count("group", "gm:GM0344")
    await store.commit(turn(counts=(turned, group, here, turned)))
    await store.commit(turn(BRAM, counts=(turned, here)))
    await store.commit(turn(counts=(turned,), at=NOW + timedelta(hours=12)))
    assert await place.counts() == {
        ("2026-11-22", "group", ""): 1,
        ("2026-11-22", "group", "gm:GM0344"): 2,
        ("2026-11-22", "turn", ""): 3,
        ("2026-11-23", "turn", ""): 1,
    }


async def test_nothing_to_send_is_no_delivery(store: Database) -> None:
    assert await store.commit(turn(address="1")) is None
    assert await store.commit(turn(to_send=HELLO)) is None
    assert await store.undelivered() == []


async def test_replies_wait_until_they_are_delivered(store: Database) -> None:
    first = await store.commit(turn(address="123", to_send=HELLO))
    second = await store.commit(turn(BRAM, address="456", to_send=HELLO))
    assert first is not None
    assert second is not None
    await store.delivered(first)
    assert await store.undelivered() == [Parcel(second, BRAM, "456", HELLO, Language.NL)]


async def test_replies_survive_a_restart_with_every_kind_of_button(place: Place) -> None:
    replies = (Say("Waar woon je?", EVERY_BUTTON, ask_location=True), Say("Één vraag nog 🙂\n\n"))
    async with place.opened() as before:
        english = State("rasa-1", Language.EN)
        delivery = await before.commit(turn(state=english, address="-1001234", to_send=replies))
    async with place.opened() as after:
        assert delivery is not None
        assert await after.undelivered() == [Parcel(delivery, ANNA, "-1001234", replies, Language.EN)]


async def test_replies_of_more_than_a_day_ago_are_not_sent_any_more(store: Database, place: Place) -> None:
    await store.commit(turn(address="123", to_send=HELLO))
    place.clock.passes(hours=25)
    assert await store.undelivered() == []


async def test_the_number_of_a_delivery_is_never_given_twice(store: Database) -> None:
    first = await store.commit(turn(address="123", to_send=HELLO))
    assert first is not None
    await store.delivered(first)
    second = await store.commit(turn(BRAM, address="456", to_send=HELLO))
    await store.delivered(first)
    assert [parcel.id for parcel in await store.undelivered()] == [second]
