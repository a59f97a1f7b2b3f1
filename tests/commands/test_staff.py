"""`bot staff` and `bot audit`: the first admin comes in, and what is kept of it stands firm."""

import os
import pty
import subprocess
import termios
import time
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from bot.__main__ import opened_vault
from bot.commands import audit
from bot.commands.staff import add, remove, show
from bot.staff import Door, Known, Session, open_with_code
from tests.commands.server import BOT, Machine, Server, codes
from tests.staff.parts import PASSWORD, accounts_on, totp_at
from tests.store.parts import Clock

WHOLE = "none altered or taken out"


async def invite(server: Server, login: str, called: str | None = None, role: str | None = None) -> str:
    return await server.does(add(server.settings, login, called, role), server.recovery)


async def joins(server: Server, login: str, code: str) -> None:
    vault, clock = server.vault, Clock()
    database = f"sqlite:///{server.var}/join-us.db"
    async with accounts_on(database, clock, vault.database_key, vault.audit_key) as accounts:
        found = await accounts.find(login)
        assert found
        assert found.invited_until
        clock.now = found.invited_until
        clock.passes(seconds=-1)
        door = Door(accounts, clock, vault.desk.public, Known(vault.door_key))
        totp = totp_at(await door.invitation(login, code))
        assert isinstance(await door.join(login, code, PASSWORD, totp.at(clock.now)), Session)


async def test_the_first_admin_is_invited_and_comes_in(server: Server) -> None:
    said = await invite(server, "Fatima")

    (code,) = codes(said)
    assert "fatima is invited as admin" in said
    assert "http://127.0.0.1:8080/desk/uitnodiging" in said
    await joins(server, "fatima", code)
    assert "has an account" in await server.does(show(server.settings))
    assert (await invite(server, "FATIMA")).startswith("fatima has an account already")
    assert (await server.does(audit.verify(server.settings, None))).startswith(f"entries: 2, {WHOLE}\nlast mac: ")


async def test_who_may_be_invited_as_what(server: Server) -> None:
    assert await invite(server, "fatima", role="reviewer") == "nobody else is an admin: this one must be"
    assert "as admin" in await invite(server, "fatima", "Fatima B.")
    assert "as admin" in await invite(server, "fatima")  # again: still the first
    assert "as reviewer" in await invite(server, "bram")
    assert "as coordinator" in await invite(server, "carla", "Carla", "coordinator")

    listed = (await server.does(show(server.settings))).splitlines()
    assert [line.split()[:3] for line in listed] == [
        ["login", "called", "role"],
        ["bram", "Bram", "reviewer"],
        ["carla", "Carla", "coordinator"],
        ["fatima", "Fatima", "admin"],
    ]
    assert all("invited until" in line for line in listed[1:])


async def test_what_is_wrong_ends_in_one_line_and_is_not_repeated(server: Server) -> None:
    wrong = await server.does(add(server.settings, "fatima", None, None), "PLANT-PLANT")
    assert (wrong, server.said) == ("that is not the recovery code of this desk", "")
    for login, called in (("f@tima", None), ("server", None), ("fatima", ""), ("", None)):
        assert (await invite(server, login, called)).startswith("a login is 3 to 32")
    assert await invite(server, "fatima", role="boss") == "a role is one of reviewer, coordinator, admin"
    for login in ("nobody", "\x00", ""):
        assert (await server.does(remove(server.settings, login, sure=True))).startswith("there is nobody")
    assert await server.does(show(server.settings)) == "nobody yet: bot staff add NAME\n"
    assert await server.does(audit.verify(server.settings, None)) == f"entries: 0, {WHOLE}\n"


async def test_no_code_is_kept_readable_anywhere(server: Server) -> None:
    (code,) = codes(await invite(server, "fatima"))

    raw = b"".join(file.read_bytes() for file in server.var.rglob("*") if file.is_file())
    private = open_with_code(server.vault.desk.wrapped, server.recovery)
    planted = (code, server.recovery, code.replace("-", ""), server.recovery.replace("-", ""), private.hex())
    assert [word for word in planted if word.encode() in raw] == []
    assert private not in raw


async def test_removing_asks_first(server: Server) -> None:
    await invite(server, "fatima")

    assert await server.does(remove(server.settings, "fatima", sure=False), "n") == "nobody is removed"
    assert "fatima is removed" in await server.does(remove(server.settings, "Fatima", sure=False), "y")
    assert "nobody is an admin any more" in server.said
    assert await server.does(show(server.settings)) == "nobody yet: bot staff add NAME\n"
    assert "as admin" in await invite(server, "fatima")


async def test_the_log_is_shown(server: Server) -> None:
    await invite(server, "fatima")
    await invite(server, "bram")
    await server.does(remove(server.settings, "bram", sure=True))

    shown = (await server.does(audit.show(server.settings, 2))).splitlines()
    assert [line.split()[3:] for line in shown[1:]] == [
        ["server", "invited", "bram", "reviewer"],
        ["server", "removed", "bram"],
    ]


async def test_an_altered_log_is_not_called_whole(server: Server) -> None:
    await invite(server, "fatima")
    await invite(server, "bram")
    server.sql("UPDATE audit SET about = 'carla reviewer' WHERE id = 2")
    assert await server.does(audit.verify(server.settings, None)) == (
        "entry 2 was altered, or one before it was taken out or put in"
    )


async def test_what_was_taken_off_the_end_of_the_log_is_missed(server: Server) -> None:
    await invite(server, "fatima")
    await invite(server, "bram")
    mac = (await server.does(audit.verify(server.settings, None))).split()[-1]
    await invite(server, "carla")

    assert (await server.does(audit.verify(server.settings, mac.upper()))).startswith(f"entries: 3, {WHOLE}")
    server.sql("DELETE FROM audit WHERE id > 1")
    assert not (await server.does(audit.verify(server.settings, None))).startswith("no entry")  # no trace in the rest
    assert await server.does(audit.verify(server.settings, mac)) == (
        "no entry has the expected mac: the end of the log was taken off"
    )


@pytest.mark.parametrize("terminal", [True, False])
def test_a_recovery_code_that_is_written_into_a_log_is_said_to_stay_there(tmp_path: Path, *, terminal: bool) -> None:
    reads, writes = pty.openpty() if terminal else os.pipe()
    with os.fdopen(reads, "rb", buffering=0) as shown, os.fdopen(writes, "w") as stderr, redirect_stderr(stderr):
        opened_vault(Machine(tmp_path / "var").settings)
        stderr.flush()
        said = shown.read(4096).decode()

    assert len(codes(said)) == 1
    assert ("written into a log" not in said) is terminal


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine that processes run on: nothing is cheap there."""
    var = tmp_path_factory.mktemp("machine") / "var"
    first = Machine(var).bot("staff", "add", "fatima")
    (recovery,), (_,) = codes(first.stderr), codes(first.stdout)  # what was just shown need not be typed
    return Machine(var, recovery)


def test_a_process_reads_the_recovery_code_from_a_pipe(machine: Machine) -> None:
    done = machine.bot("staff", "add", "bram", "--called", "Bram", "--role", "coordinator", typed=machine.recovery)

    assert (done.returncode, done.stderr, len(codes(done.stdout))) == (0, "", 1)
    assert "bram is invited as coordinator" in done.stdout


def test_an_altered_log_ends_the_process_in_an_error_that_names_the_entry(machine: Machine) -> None:
    machine.sql("UPDATE audit SET who = 'nobody' WHERE id = 1")

    broken = machine.bot("audit", "verify")

    assert (broken.returncode, broken.stdout) == (1, "")
    assert broken.stderr == "entry 1 was altered, or one before it was taken out or put in\n"


def test_the_recovery_code_is_not_shown_as_it_is_typed(machine: Machine) -> None:
    ours, theirs = pty.openpty()
    command = [str(BOT), "staff", "add", "carla"]
    child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=machine.environment)  # noqa: S603
    while termios.tcgetattr(theirs)[3] & termios.ECHO and child.poll() is None:
        time.sleep(0.01)
    os.write(ours, f"{machine.recovery}\n".encode())
    child.wait()
    shown = os.read(ours, 65536).decode()
    os.close(theirs)
    os.close(ours)

    assert "carla is invited as reviewer" in shown
    assert machine.recovery not in shown
