"""Strangers at the door: they guess, they flood, and who is known comes in past them."""

import asyncio
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.staff import Refused, Session, door, keys
from tests.staff.parts import KNOWN, PASSWORD, Entrance, accounts_on, entrance
from tests.store.parts import Clock

LOGINS = st.sampled_from(["fatima", "bram", "nobody", "mijn wachtwoord"])
MARKS = st.sampled_from([None, "", "made.1893456000.up", KNOWN.mark("bram", Clock().now).value])
TRIES = st.tuples(LOGINS, st.sampled_from(["fout", PASSWORD]), MARKS, st.sampled_from([0, 1, 31]))


async def marked(entry: Entrance, login: str = "fatima") -> tuple[str, Callable[[], str]]:
    """Somebody who was here before: their mark, and the telephone with their codes."""
    session, totp = await entry.joined(login)
    await entry.door.sign_out(session.token)
    return entry.door.mark(session).value, lambda: totp.at(entry.clock.now)


async def test_whoever_guesses_keeps_out_strangers_only(entry: Entrance) -> None:
    mark, code = await marked(entry)
    told = [await entry.door.sign_in("fatima", "fout", "000000") for _ in range(25)]
    assert set(told) == {Refused.WRONG, Refused.WAIT, Refused.BUSY}
    assert await entry.door.sign_in("fatima", PASSWORD, code()) is Refused.BUSY
    assert isinstance(await entry.door.sign_in("fatima", PASSWORD, code(), mark), Session)


async def test_who_comes_in_by_a_mark_leaves_strangers_waiting(entry: Entrance) -> None:
    mark, code = await marked(entry)
    for _ in range(5):
        await entry.door.sign_in("fatima", "fout", "000000")
    assert isinstance(await entry.door.sign_in("fatima", PASSWORD, code(), mark), Session)
    assert await entry.door.sign_in("fatima", "fout", "000000") is Refused.WAIT


async def test_a_stolen_mark_opens_nothing_and_must_wait_by_itself(entry: Entrance) -> None:
    mark, code = await marked(entry)
    for _ in range(5):
        assert await entry.door.sign_in("fatima", "fout", code(), mark) is Refused.WRONG
    assert await entry.door.sign_in("fatima", PASSWORD, code(), mark) is Refused.WAIT
    assert (await entry.account()).failures == 0
    assert isinstance(await entry.door.sign_in("fatima", PASSWORD, code()), Session)


async def test_the_mark_of_somebody_else_is_that_of_a_stranger(entry: Entrance) -> None:
    _, code = await marked(entry)
    brams, _ = await marked(entry, "bram")
    for _ in range(5):
        await entry.door.sign_in("fatima", "fout", "000000", brams)
    assert await entry.door.sign_in("fatima", PASSWORD, code(), brams) is Refused.WAIT
    assert (await entry.account()).failures == 5


async def test_each_sign_in_gives_another_mark_that_has_failed_at_nothing(entry: Entrance) -> None:
    mark, code = await marked(entry)
    for _ in range(4):
        await entry.door.sign_in("fatima", "fout", "000000", mark)
    session = await entry.door.sign_in("fatima", PASSWORD, code(), mark)
    assert isinstance(session, Session)
    fresh = entry.door.mark(session).value
    assert fresh != mark
    for _ in range(5):
        assert await entry.door.sign_in("fatima", "fout", "000000", fresh) is Refused.WRONG


async def test_the_mark_of_who_was_removed_lets_nobody_in(entry: Entrance) -> None:
    mark, code = await marked(entry)
    await entry.accounts.remove((await entry.account()).id, "server")
    assert await entry.door.sign_in("fatima", PASSWORD, code(), mark) is Refused.WRONG


async def test_a_mark_is_known_to_the_next_process(entry: Entrance) -> None:
    mark, code = await marked(entry)
    for _ in range(5):
        await entry.door.sign_in("fatima", "fout", "000000")
    fresh = entrance(entry.accounts, entry.clock)
    assert isinstance(await fresh.door.sign_in("fatima", PASSWORD, code(), mark), Session)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TRIES, max_size=30))
def test_whatever_strangers_do_who_is_known_comes_in(cheap: None, empty: Path, tries: list[Any]) -> None:
    del cheap

    async def morning() -> None:
        shutil.copy(empty, database := empty.with_name("morning.db"))
        async with accounts_on(f"sqlite:///{database}", clock := Clock()) as accounts:
            entry = entrance(accounts, clock)
            mark, code = await marked(entry)
            at_once = [asyncio.create_task(guess(entry, *each)) for each in tries]
            await asyncio.sleep(0)
            assert isinstance(await entry.door.sign_in("fatima", PASSWORD, code(), mark), Session)
            assert not any(isinstance(told, Session) for told in await asyncio.gather(*at_once))

    asyncio.run(morning())


async def guess(entry: Entrance, login: str, password: str, mark: str | None, seconds: int) -> object:
    entry.clock.passes(seconds=seconds)
    return await entry.door.sign_in(login, password, "000000", mark)


async def test_who_is_known_goes_before_strangers_who_were_there_first(
    entry: Entrance, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark, code = await marked(entry)
    working = most = 0
    lock = threading.Lock()

    def slowly(*locked: Any) -> bytes:
        nonlocal working, most
        with lock:
            working += 1
            most = max(most, working)
        time.sleep(0.05)
        with lock:
            working -= 1
        return keys.open_with_password(*locked)

    monkeypatch.setattr(door, "open_with_password", slowly)
    strangers = [asyncio.create_task(entry.door.sign_in(f"login{number}", "fout", "0")) for number in range(20)]
    await asyncio.sleep(0.02)

    assert isinstance(await entry.door.sign_in("fatima", PASSWORD, code(), mark), Session)

    assert sum(stranger.done() for stranger in strangers) <= 6  # two before, and what went on beside
    assert set(await asyncio.gather(*strangers)) == {Refused.WRONG}
    assert most == 2
