"""What is locked opens where it was written and nowhere else: who can write to the database exchanges no two rows."""

from typing import Any

import pytest
from sqlalchemy import LargeBinary
from structlog.testing import capture_logs

from bot.conversation import State
from bot.handovers import Claim, Refusal, Release, Reply, Reviewer
from bot.messages import Language, Say
from bot.staff import Keys, Role
from bot.store import Database
from bot.store.tables import metadata
from tests.store.parts import ANNA, BRAM, KEY, NOW, Place, alarm, turn
from tests.store.staffed import Staffed, told

FATIMA = Reviewer(1, "fatima", "Fatima")
Column = tuple[str, str]
LOST: dict[Column, list[object]] = {  # what reads as what, of both, when it does not open
    ("conversations", "state"): [None, None],
    ("handovers", "address"): [False, False],
    ("handovers", "language"): [Language.NL, Language.NL],
    ("handovers", "municipality"): [None, None],
    ("outbox", "address"): [],
    ("outbox", "replies"): [],
    ("staff", "totp"): [None, None],
    ("staff", "wrapped"): [b"", b""],
}
ELSEWHERE: set[Column] = {
    *(("staff", "public"), ("staff", "desk_key"), ("staff", "invitation")),  # sealed, or wrapped under a code
    ("handover_messages", "sealed"),  # tests/web/desk/test_moved.py
    ("audit", "mac"),  # tests/store/test_audit.py
    ("examples", "content"),  # of no visitor; its day is all that it could be moved to
    ("counts", "locked"),  # tests/store/test_campaigns.py
}
OTHER_KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="


@pytest.fixture
async def two(store: Database, place: Place) -> Staffed:
    """Two of everything that is locked: of Anna and Bram, of Fatima, who works at the desk, and Hugo."""
    for visitor, address, town in ((ANNA, "111", "GM0344"), (BRAM, "222", "GM0355")):
        raised = alarm(language="en", municipality=town)
        said: dict[str, Any] = {"state": State(address), "address": address, "to_send": (Say(address),)}
        await store.commit(turn(visitor, handover=raised, **said))
    accounts = store.accounts()
    for login in ("fatima", "hugo"):
        await accounts.invite(login, login, Role.ADMIN, b"invitation", NOW, "server")
        invited = await accounts.find(login)
        assert invited
        await accounts.join(invited, Keys(b"public", login.encode(), b"desk key"), login.upper(), 1)
    return Staffed(store, store.desk(), place)


async def opened(two: Staffed) -> dict[Column, list[object]]:
    """All of it that opens."""
    states = [(await two.store.load(visitor)).state for visitor in (ANNA, BRAM)]
    cases = [await two.case(number) for number in (1, 2)]
    parcels = await two.store.undelivered()
    members = [await two.store.accounts().find(login) for login in ("fatima", "hugo")]
    return {
        ("conversations", "state"): list(states),
        ("handovers", "address"): [case.reachable for case in cases],
        ("handovers", "language"): [case.card.language for case in cases],
        ("handovers", "municipality"): [case.card.municipality for case in cases],
        ("outbox", "address"): [parcel.address for parcel in parcels],
        ("outbox", "replies"): [parcel.replies for parcel in parcels],
        ("staff", "totp"): [member.totp for member in members if member],
        ("staff", "wrapped"): [member.keys.wrapped for member in members if member and member.keys],
    }


async def exchange(place: Place, table: str, column: str) -> None:
    """Give each of two rows what the other holds."""
    name, one, other = ("login", "fatima", "hugo") if table == "staff" else ("visitor", ANNA, BRAM)
    others = f"CASE {table}.{name} WHEN '{one}' THEN '{other}' ELSE '{one}' END"
    taken = f"(SELECT was.{column} FROM was WHERE was.{name} = {others})"  # noqa: S608
    await place.rows(f"CREATE TABLE was AS SELECT {name}, {column} FROM {table}")  # noqa: S608
    await place.rows(f"UPDATE {table} SET {column} = {taken} WHERE {name} IN ('{one}', '{other}')")  # noqa: S608
    await place.rows("DROP TABLE was")


def test_every_column_that_is_no_text_is_looked_at() -> None:
    binary = {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert binary == set(LOST) | ELSEWHERE


@pytest.mark.parametrize(("table", "column"), LOST)
async def test_of_two_that_were_exchanged_neither_opens(two: Staffed, table: str, column: str) -> None:
    before = await opened(two)
    assert before[table, column] != LOST[table, column]
    await exchange(two.place, table, column)
    after = await opened(two)
    assert after[table, column] == LOST[table, column]
    assert {it: after[it] for it in LOST if it[0] != table} == {it: before[it] for it in LOST if it[0] != table}


async def test_nothing_is_sent_to_whom_an_address_was_moved(two: Staffed) -> None:
    waiting = await two.store.undelivered()
    assert await two.desk.act(1, Claim(), FATIMA) != Refusal.UNREACHABLE
    await exchange(two.place, "handovers", "address")
    assert await two.desk.act(1, Reply(b"reply"), FATIMA, told()) == Refusal.UNREACHABLE
    assert await two.desk.act(2, Claim(), FATIMA, told()) == Refusal.UNREACHABLE
    await two.desk.act(1, Release(), FATIMA, told())
    assert await two.store.undelivered() == waiting


async def test_nothing_is_sent_to_whom_a_handover_was_given_whole(two: Staffed) -> None:
    assert await two.desk.act(1, Claim(), FATIMA) != Refusal.UNREACHABLE
    whole = ", ".join(f"{it} = (SELECT {it} FROM was)" for it in ("visitor", "address", "language", "municipality"))  # noqa: S608
    await two.place.rows("CREATE TABLE was AS SELECT * FROM handovers WHERE id = 2")
    await two.place.rows("DELETE FROM handovers WHERE id = 2")
    await two.place.rows(f"UPDATE handovers SET {whole}")  # noqa: S608
    assert await two.desk.act(1, Reply(b"reply"), FATIMA, told()) == Refusal.UNREACHABLE


async def test_nothing_is_sent_out_of_a_parcel_that_was_given_to_somebody_else(two: Staffed) -> None:
    await two.place.rows(f"UPDATE outbox SET visitor = '{BRAM}'")  # noqa: S608
    with capture_logs() as logs:
        (left,) = await two.store.undelivered()
        assert await two.store.parcel(1) is None
    assert (left.visitor, left.address, left.replies) == (BRAM, "222", (Say("222"),))
    assert {log["event"] for log in logs} == {"parcel_unreadable"}


async def test_what_stands_in_another_column_of_its_own_row_does_not_open(two: Staffed) -> None:
    await two.place.rows("UPDATE handovers SET municipality = language")
    cards = [await two.card(number) for number in (1, 2)]
    assert [(card.language, card.municipality) for card in cards] == [(Language.EN, None)] * 2


async def test_who_takes_the_login_of_another_takes_no_keys_along(two: Staffed) -> None:
    for login, new in (("hugo", "was"), ("fatima", "hugo"), ("was", "fatima")):
        await two.place.rows(f"UPDATE staff SET login = '{new}' WHERE login = '{login}'")  # noqa: S608
    fatima = await two.store.accounts().find("fatima")
    assert fatima
    assert fatima.keys
    assert (fatima.keys.wrapped, fatima.totp) == (b"", None)


async def test_under_a_newer_key_it_opens_and_is_as_firmly_in_its_place(two: Staffed) -> None:
    before = await opened(two)
    async with two.place.opened(OTHER_KEY, KEY) as store:
        rotated = Staffed(store, store.desk(), two.place)
        assert await opened(rotated) == before
        for table, column in LOST:
            await exchange(two.place, table, column)
        assert await opened(rotated) == LOST
