"""Who works at the desk and what each may do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

SERVER = "server"  # who does it, in the audit log, when nobody is signed in: no login
_LOGIN = re.compile("[a-z0-9][a-z0-9._-]{2,31}")  # no @: nobody's address stands in the audit log
_LONGEST_NAME = 40  # characters


def login_of(typed: str) -> str:
    """Give a login as it is kept, whatever its case."""
    return typed.strip().lower()


def usable(login: str, called: str = "-") -> bool:
    """Tell whether this login, of 3 to 32 of a-z 0-9 . _ - and not "server", and this name may be given."""
    name = called.strip()
    return bool(_LOGIN.fullmatch(login_of(login))) and login_of(login) != SERVER and _is_name(name)


def _is_name(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_NAME and name.isprintable()


class Role(StrEnum):
    """What somebody may do: a reviewer talks, a coordinator also keeps settings and staff, an admin also reads the log.

    Nobody gives a role above their own, or changes who has one.
    """

    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    ADMIN = "admin"

    def covers(self, needed: "Role") -> bool:
        """Tell whether this role may do what needs that one."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one member: their own public key, its private half wrapped under their password, and the desk's.

    `desk_key` is the desk's private key sealed to `public`: a new key of the desk can be given to everybody without
    anybody's password.
    """

    public: bytes
    wrapped: bytes
    desk_key: bytes


@dataclass(frozen=True, slots=True)
class Account:
    """A member of staff as kept. `keys` and `totp` are None until they accepted the invitation.

    `totp` is the secret of their second factor, base32; `totp_used` the last time step a code was taken for.
    `invitation` is the desk's private key wrapped under the code they were given, good until `invited_until`.
    """

    id: int
    login: str
    called: str
    role: Role
    keys: Keys | None = field(default=None, repr=False)
    totp: str | None = field(default=None, repr=False)
    totp_used: int = 0
    invitation: bytes | None = field(default=None, repr=False)
    invited_until: datetime | None = None
    failures: int = 0  # in a row, of strangers: who is known at the door has their own
    failed_at: datetime | None = None


class Accounts(Protocol):
    """Where accounts are kept; every method raises StoreDownError of the conversation's and nothing else.

    What changes something writes its entry of the audit log in the same transaction; `by` is the login of who did it.
    A removed member is not given any more, but what they did stays under their name.
    """

    async def everybody(self) -> Sequence[Account]:
        """List who is not removed, by login."""

    async def find(self, login: str) -> Account | None:
        """Find one by login, whatever its case."""

    async def invite(  # noqa: PLR0913, PLR0917 -- the columns of a row
        self, login: str, called: str, role: Role, invitation: bytes, until: datetime, by: str
    ) -> bool:
        """Keep an invitation, in place of an earlier one that was not accepted; False when the login is in use."""

    async def join(self, invited: Account, keys: Keys, totp: str, step: int) -> bool:
        """Turn an invitation into an account; `step` is the time step of the code that proved the second factor.

        False when the invitation of `invited` is gone: withdrawn, given anew, or accepted already.
        """

    async def entered(self, account: int, step: int, *, known: bool = False) -> bool:
        """Note a sign-in and use up the code's time step; False when that was used already.

        The failures of strangers are forgotten, unless who came in was `known` and not waiting for them.
        """

    async def failed(self, account: int, *, known: bool = False) -> None:
        """Note a sign-in that failed, or an invitation that somebody tried to accept with a wrong code.

        It counts as a failure of strangers, unless it was of who is `known`.
        """

    async def change_password(self, account: Account, keys: Keys, step: int) -> bool:
        """Put keys under a new password in place of those of `account`, and use up the code's time step.

        False when that was used already, or the keys are others by now.
        """

    async def left(self, account: int) -> None:
        """Note that somebody signed out."""

    async def change_role(self, account: int, role: Role, by: str) -> None:
        """Give another role."""

    async def remove(self, account: int, by: str) -> None:
        """Take away keys and second factor, so that they never open anything again, and release what they claimed.

        The login may be given to somebody else.
        """
