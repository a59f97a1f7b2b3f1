"""The secrets are made once, belong to their owner, and are never made anew over what they lock."""

import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.staff import WRAPPED, KeyPair, open_with_recovery_code
from bot.vault import DeskKeyChange, VaultError, in_use, open_vault

FILES = {
    "visitor.key", "database.key", "csrf.key", "webhook.secret", "rasa.token", "audit.key", "door.key", "desk.public",
    "desk.wrapped",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var" / "secrets"


def test_the_first_time_makes_everything_and_shows_the_recovery_code(folder: Path) -> None:
    vault = open_vault(folder)
    assert {file.name for file in folder.iterdir()} == FILES
    assert vault.recovery_code is not None
    assert len(open_with_recovery_code(vault.desk, vault.recovery_code)) == 32
    Fernet(vault.database_key)


def test_the_next_time_reads_the_same_and_shows_no_code(folder: Path) -> None:
    first, second = open_vault(folder), open_vault(folder)
    assert second.recovery_code is None
    for name in ("visitor_key", "database_key", "csrf", "webhook", "rasa", "audit_key", "door_key", "desk"):
        assert getattr(first, name) == getattr(second, name)


def test_only_the_owner_may_look(folder: Path) -> None:
    open_vault(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_the_recovery_code_stands_in_no_file(folder: Path) -> None:
    code = open_vault(folder).recovery_code
    assert code is not None
    raw = b"".join(file.read_bytes() for file in folder.iterdir())
    assert code.encode() not in raw
    assert code.replace("-", "").encode() not in raw


def test_no_secret_shows_when_the_vault_is_printed(folder: Path) -> None:
    vault = open_vault(folder)
    assert repr(vault) == "Vault()"


@pytest.mark.parametrize("lost", ["desk.public", "desk.wrapped"])
def test_half_a_key_pair_is_never_replaced(folder: Path, lost: str) -> None:
    open_vault(folder)
    (folder / lost).unlink()
    with pytest.raises(VaultError, match="half of the desk's key pair"):
        open_vault(folder)
    assert not (folder / lost).exists()


@pytest.mark.parametrize("lost", ["visitor.key", "database.key", "audit.key"])
def test_a_key_of_the_database_is_never_replaced(folder: Path, lost: str) -> None:
    open_vault(folder)
    (folder / lost).unlink()
    with pytest.raises(VaultError, match=f"{lost} is gone"):
        open_vault(folder)
    assert not (folder / lost).exists()


@pytest.mark.parametrize("lost", ["csrf.key", "webhook.secret", "rasa.token", "door.key"])
def test_a_secret_that_locks_nothing_is_made_again(folder: Path, lost: str) -> None:
    open_vault(folder)
    (folder / lost).unlink()
    open_vault(folder)
    assert (folder / lost).exists()


@pytest.mark.parametrize("name", sorted(FILES - {"desk.public", "desk.wrapped"}))
def test_an_empty_secret_stops_the_start_naming_the_file(folder: Path, name: str) -> None:
    open_vault(folder)
    (folder / name).write_text("\n")
    with pytest.raises(VaultError, match=name):
        open_vault(folder)


@pytest.mark.parametrize(
    ("name", "rubbish"),
    [("desk.public", b"zz"), ("desk.wrapped", b"zz"), ("desk.public", b"\xff\xfe"), ("visitor.key", b"zz\xff")],
)
def test_a_damaged_secret_stops_the_start_and_is_not_quoted(folder: Path, name: str, rubbish: bytes) -> None:
    open_vault(folder)
    (folder / name).write_bytes(rubbish)
    with pytest.raises(VaultError) as refused:
        open_vault(folder)
    assert "zz" not in str(refused.value)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_secret_that_was_cut_off_stops_the_start(folder: Path, name: str) -> None:
    open_vault(folder)
    (folder / name).write_text((folder / name).read_text()[:20])
    with pytest.raises(VaultError, match="damaged"):
        open_vault(folder)


@pytest.mark.parametrize("wrong", ["", "ab", "00" * 31, "00" * 32])
def test_a_public_key_that_cannot_seal_stops_the_start(folder: Path, wrong: str) -> None:
    open_vault(folder)
    (folder / "desk.public").write_text(wrong)
    with pytest.raises(VaultError, match="damaged"):
        open_vault(folder)


def test_a_folder_that_cannot_be_used_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(VaultError, match="cannot be used"):
        open_vault(tmp_path / "file")


def test_a_recovery_code_that_was_not_shown_locks_nothing(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "rasa.token").mkdir()
    with pytest.raises(VaultError):
        open_vault(folder)
    assert not (folder / "desk.public").exists()


def test_what_was_half_written_before_is_no_secret(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "visitor.new").write_text("half")
    assert open_vault(folder).visitor_key != "half"


def test_many_may_use_the_secrets_and_one_alone_may_change_them(folder: Path) -> None:
    with in_use(folder), in_use(folder), pytest.raises(VaultError, match="in use"), in_use(folder, alone=True):
        pass
    with in_use(folder, alone=True):
        for alone in (False, True):
            with pytest.raises(VaultError, match="in use"), in_use(folder, alone=alone):
                pass
    with in_use(folder):
        open_vault(folder)


def test_secrets_that_cannot_be_used_cannot_be_held(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(VaultError, match="cannot be used"), in_use(tmp_path / "file"):
        pass


def test_a_process_that_is_killed_holds_nothing(folder: Path) -> None:
    holds = (
        f"from bot.vault import in_use; from pathlib import Path\nwith in_use(Path({str(folder)!r})): print(input())"
    )
    child = subprocess.Popen([sys.executable, "-c", holds], stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
    while not _is_held(folder):
        time.sleep(0.05)
    child.kill()
    child.communicate()
    assert not _is_held(folder)


def _is_held(folder: Path) -> bool:
    try:
        with in_use(folder, alone=True):
            return False
    except VaultError:
        return True


def test_while_the_desks_key_is_changed_nothing_can_be_sealed(folder: Path) -> None:
    open_vault(folder)
    change, pair = DeskKeyChange(folder), KeyPair(b"5" * 32, b"w" * WRAPPED)
    change.begin(pair)
    assert change.begun == pair
    assert stat.S_IMODE((folder / "desk.next").stat().st_mode) == 0o600
    with pytest.raises(VaultError, match="was broken off"):
        open_vault(folder)
    change.finish(pair)
    assert change.begun is None
    assert open_vault(folder).desk == pair


def test_a_change_that_is_given_up_leaves_the_old_pair(folder: Path) -> None:
    before = open_vault(folder).desk
    change = DeskKeyChange(folder)
    change.begin(KeyPair(b"5" * 32, b"w" * WRAPPED))
    change.give_up()
    change.give_up()
    assert open_vault(folder).desk == before
