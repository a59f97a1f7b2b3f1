"""`bot staff rotate-key`: wherever it breaks off, everything can be read, and the next run ends it."""

from collections.abc import Awaitable, Callable

import pytest
from pyotp import TOTP

from bot.commands.rotating import rotate
from bot.commands.staff import add, show
from bot.handovers import DeskKey, Line, seal, unseal
from bot.staff import Door, Known, Session, new_key_pair, open_with_recovery_code
from bot.store import Database
from bot.store.rotation import KeyRotation
from bot.vault import DeskKeyChange, VaultError, in_use
from tests.commands.server import Server, codes
from tests.staff.parts import PASSWORD, Entrance, accounts_on, totp_at
from tests.store.parts import ANNA, NOW, Clock, alarm, turn

WORDS = "dit mag alleen de balie lezen"


@pytest.fixture
async def server(server: Server) -> Server:
    await server.does(show(server.settings))  # makes the database
    return server


async def says(server: Server, words: str = WORDS) -> None:
    """A visitor leaves something for a person."""
    vault = server.vault
    database = Database.open(server.settings.database, [vault.database_key], vault.audit_key)
    await database.commit(turn(ANNA, handover=alarm(sealed=seal((Line(words, NOW),), DeskKey(vault.desk.public)))))
    await database.close()


def read(server: Server, private: bytes) -> list[str]:
    rows = server.sql("SELECT sealed FROM handover_messages ORDER BY id")
    return [unseal(sealed, private)[0].words for (sealed,) in rows]


def opened(server: Server, code: str) -> list[str]:
    """What can be read with a recovery code."""
    return read(server, open_with_recovery_code(server.vault.desk, code))


async def comes_in(server: Server, clock: Clock, totp: TOTP) -> Session:
    vault = server.vault
    database = f"sqlite:///{server.var}/join-us.db"
    async with accounts_on(database, clock, vault.database_key, vault.audit_key) as accounts:
        session = await Door(accounts, clock, vault.desk.public, Known(vault.door_key)).sign_in(
            "fatima", PASSWORD, totp.at(clock.now)
        )
        assert isinstance(session, Session)
        return session


async def joined(server: Server, clock: Clock) -> TOTP:
    vault = server.vault
    (code,) = codes(await server.does(add(server.settings, "fatima", None, None), server.recovery))
    database = f"sqlite:///{server.var}/join-us.db"
    async with accounts_on(database, clock, vault.database_key, vault.audit_key) as accounts:
        entry = Entrance(Door(accounts, clock, vault.desk.public, Known(vault.door_key)), accounts, clock)
        totp = totp_at(await entry.door.invitation("fatima", code))
        assert isinstance(await entry.door.join("fatima", code, PASSWORD, totp.at(clock.now)), Session)
    clock.passes(minutes=1)
    return totp


async def test_everything_is_read_with_the_new_code_and_by_each_member_and_not_with_the_old(server: Server) -> None:
    clock = Clock()
    totp = await joined(server, clock)
    await says(server)
    old = (await comes_in(server, clock, totp)).private

    said = await server.does(rotate(server.settings), server.recovery, "y")

    (code,) = codes(said)
    assert "the key is changed: 1 messages, 1 members of staff" in said
    assert opened(server, code) == [WORDS]
    clock.passes(minutes=1)
    assert read(server, (await comes_in(server, clock, totp)).private) == [WORDS]
    with pytest.raises(ValueError, match="does not fit"):
        opened(server, server.recovery)
    with pytest.raises(ValueError, match="another key"):
        read(server, old)
    await says(server, "en dit erna")
    assert opened(server, code) == [WORDS, "en dit erna"]


async def test_what_never_could_be_read_is_counted_and_left(server: Server) -> None:
    await says(server)
    server.sql("UPDATE handover_messages SET sealed = x'00'")
    said = await server.does(rotate(server.settings), server.recovery, "y")
    assert "changed: 0 messages" in said
    assert "1 messages did not open with the old key" in said


async def test_a_wrong_code_or_a_new_one_that_is_not_written_down_changes_nothing(server: Server) -> None:
    await says(server)
    assert await server.does(rotate(server.settings), "PLANT") == "that is not the recovery code of this desk"
    assert await server.does(rotate(server.settings), server.recovery, "n") == "nothing is changed"
    assert opened(server, server.recovery) == [WORDS]


async def test_it_is_refused_while_the_secrets_are_in_use_and_keeps_others_from_them(server: Server) -> None:
    folder = server.var / "secrets"
    with in_use(folder), in_use(folder):
        assert "are in use by the bot" in await server.does(rotate(server.settings), server.recovery, "y")
    with in_use(folder, alone=True):
        assert "in use by `bot staff rotate-key`" in await server.does(show(server.settings))
    assert "nobody yet" in await server.does(show(server.settings))


async def begun(server: Server) -> str:
    pair, code = new_key_pair()
    DeskKeyChange(server.var / "secrets").begin(pair)
    return code


async def committed(server: Server) -> str:
    vault, (pair, code) = server.vault, new_key_pair()
    DeskKeyChange(server.var / "secrets").begin(pair)
    database = KeyRotation.open(server.settings.database)
    old, new = open_with_recovery_code(vault.desk, server.recovery), open_with_recovery_code(pair, code)
    await database.carry_out(old, new, vault.audit_key)
    await database.close()
    return code


async def half_replaced(server: Server) -> str:
    code = await committed(server)
    folder = server.var / "secrets"
    pair = DeskKeyChange(folder).begun
    assert pair
    (folder / "desk.wrapped").write_text(pair.wrapped.hex())
    return code


async def replaced(server: Server) -> str:
    code = await half_replaced(server)
    folder = server.var / "secrets"
    pair = DeskKeyChange(folder).begun
    assert pair
    (folder / "desk.public").write_text(pair.public.hex())
    return code


@pytest.mark.parametrize("broken_off", [committed, half_replaced, replaced])
async def test_a_change_that_broke_off_after_it_was_written_is_finished(
    server: Server, broken_off: Callable[[Server], Awaitable[str]]
) -> None:
    await says(server)
    code = await broken_off(server)
    with pytest.raises(VaultError, match="was broken off"):
        _ = server.vault
    assert "was broken off" in await server.does(show(server.settings))

    assert "is finished" in await server.does(rotate(server.settings))

    assert opened(server, code) == [WORDS]


async def test_a_change_that_broke_off_before_it_was_written_is_given_up(server: Server) -> None:
    await says(server)
    await begun(server)
    assert "was broken off" in await server.does(show(server.settings))

    assert await server.does(rotate(server.settings), server.recovery, "n") == "nothing is changed"

    assert opened(server, server.recovery) == [WORDS]


async def test_a_next_pair_that_is_damaged_stops_everything_and_is_not_quoted(server: Server) -> None:
    (server.var / "secrets" / "desk.next").write_text("zz")
    for command in (rotate(server.settings), show(server.settings)):
        said = await server.does(command, server.recovery, "y")
        assert "desk.next is damaged" in said
        assert "zz" not in said
