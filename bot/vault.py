"""The secrets: made once, kept in VAR_DIR/secrets, readable by their owner only.

The database never holds a key, so a copy of it alone opens nothing; keep the two apart in backups as well.
"""

import fcntl
import os
import secrets
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet
from nacl.exceptions import CryptoError

from bot.handovers import DeskKey, seal
from bot.staff import WRAPPED, KeyPair, new_key_pair

_DRAWN = 32  # bytes
# what the database holds is found, locked and signed with these: new ones would read none of it, and not say so
_OF_DATABASE = ("visitor.key", "database.key", "audit.key")


class VaultError(Exception):
    """A secret cannot be read or written; names the file, never what is in it."""


@dataclass(frozen=True, slots=True)
class Vault:
    """What the bot signs and locks with. `recovery_code` is there only in the run that made the desk's key pair."""

    visitor_key: str = field(repr=False)
    database_key: str = field(repr=False)
    csrf: str = field(repr=False)
    webhook: str = field(repr=False)
    rasa: str = field(repr=False)
    audit_key: str = field(repr=False)
    door_key: str = field(repr=False)
    desk: KeyPair = field(repr=False)
    recovery_code: str | None = field(default=None, repr=False)


def open_vault(folder: Path) -> Vault:
    """Read the secrets, making those that are missing.

    Raises:
        VaultError: a file or the folder cannot be used, or one is gone that nothing can stand in for.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _all_there(folder)
        kept = {
            "visitor_key": _drawn(folder / "visitor.key"),
            "database_key": _kept(folder / "database.key", lambda: Fernet.generate_key().decode()),
            "csrf": _drawn(folder / "csrf.key"),
            "webhook": _drawn(folder / "webhook.secret"),
            "rasa": _drawn(folder / "rasa.token"),
            "audit_key": _drawn(folder / "audit.key"),
            "door_key": _drawn(folder / "door.key"),
        }
        Fernet(kept["database_key"])
        # last: a recovery code that is made and then not shown, for want of another file, is lost for good
        desk, recovery_code = _desk(folder)
        return Vault(**kept, desk=desk, recovery_code=recovery_code)
    except OSError as error:
        raise VaultError(f"the secrets in {folder} cannot be used: {error.strerror}") from error
    except (ValueError, CryptoError):  # what was read is not quoted
        raise VaultError(f"a secret in {folder} is damaged: put it back from a backup") from None


@contextmanager
def in_use(folder: Path, *, alone: bool = False) -> Generator[None]:
    """Hold the secrets as long as they are used: next to others who use them, or `alone` to change them.

    Raises:
        VaultError: that cannot be now, for whoever holds them already, or the folder cannot be used.
    """
    held = _opened(folder)
    try:
        _lock(held, folder, alone=alone)
        yield
    finally:
        os.close(held)  # and the lock with it; the system does the same for a process that is killed


def _opened(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise VaultError(f"the secrets in {folder} cannot be used: {error.strerror}") from error


def _lock(held: int, folder: Path, *, alone: bool) -> None:
    try:
        fcntl.flock(held, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        by = "the bot or one of its commands" if alone else "`bot staff rotate-key`"
        raise VaultError(f"the secrets in {folder} are in use by {by}: stop that first") from None


@dataclass(frozen=True, slots=True)
class DeskKeyChange:
    """The change of the desk's key pair in a folder of secrets, which nothing that breaks off leaves half done.

    The next pair lies beside the present one until the database has gone over to it; meanwhile nothing can be sealed,
    for the vault does not open. Whoever finds a next pair asks the database which of the two it knows.
    """

    folder: Path

    @property
    def begun(self) -> KeyPair | None:
        """The next pair of a change that is not finished; None when there is no such change."""
        if not self._next.exists():
            return None
        try:
            return KeyPair(*map(bytes.fromhex, self._next.read_text().split()))
        except (TypeError, ValueError):
            raise VaultError(f"{self._next} is damaged: put it back from a backup") from None

    def begin(self, pair: KeyPair) -> None:
        """Lay the next pair beside the present one."""
        _write(self._next, f"{pair.public.hex()}\n{pair.wrapped.hex()}\n")

    def give_up(self) -> None:
        """Take the next pair away: the database never knew it."""
        self._next.unlink(missing_ok=True)

    def finish(self, pair: KeyPair) -> None:
        """Put the next pair in the place of the present one."""
        _write(self.folder / "desk.wrapped", pair.wrapped.hex())
        _write(self.folder / "desk.public", pair.public.hex())
        self._next.unlink()

    @property
    def _next(self) -> Path:
        return self.folder / "desk.next"


def _all_there(folder: Path) -> None:
    """See that none was lost since all were made: the desk's key pair, made last, tells that they were."""
    if not (folder / "desk.public").exists():
        return
    for name in _OF_DATABASE:
        if not (folder / name).exists():
            raise VaultError(f"{folder / name} is gone: put it back from a backup, a new one cannot read the database")


def _desk(folder: Path) -> tuple[KeyPair, str | None]:
    public, wrapped = folder / "desk.public", folder / "desk.wrapped"
    if DeskKeyChange(folder).begun:
        raise VaultError("the change of the desk's key was broken off: run `bot staff rotate-key` again")
    if public.exists() and wrapped.exists():
        pair = KeyPair(bytes.fromhex(public.read_text()), bytes.fromhex(wrapped.read_text()))
        seal((), DeskKey(pair.public))  # a key that cannot seal must stop the start, not the answer to an alarm
        if len(pair.wrapped) != WRAPPED:
            raise ValueError("a private key that no code opens, found when it is needed, is too late")
        return pair, None
    if public.exists() or wrapped.exists():
        # making a new pair would leave every handover so far without a key
        raise VaultError(f"{folder} holds half of the desk's key pair: put the other half back from a backup")
    pair, code = new_key_pair()
    _write(wrapped, pair.wrapped.hex())
    _write(public, pair.public.hex())
    return pair, code


def _drawn(file: Path) -> str:
    """Keep a secret that is nothing but drawn by lot: half of one is guessed sooner, and shows nowhere."""
    kept = _kept(file, lambda: secrets.token_hex(_DRAWN))
    if len(bytes.fromhex(kept)) != _DRAWN:
        raise ValueError("half a secret")
    return kept


def _kept(file: Path, make: Callable[[], str]) -> str:
    if not file.exists():
        _write(file, make())
    kept = file.read_text().strip()
    if not kept:
        raise VaultError(f"{file} is empty: put it back from a backup")
    return kept


def _write(file: Path, secret: str) -> None:
    """Write a file whole or not at all: a half-written key after a full disk would look like a key."""
    unfinished = file.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as writing:
        writing.write(secret)
        writing.flush()
        os.fsync(writing.fileno())
    unfinished.rename(file)
    _to_disk(file.parent)


def _to_disk(folder: Path) -> None:
    """See to it that a power cut does not undo a rename."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
