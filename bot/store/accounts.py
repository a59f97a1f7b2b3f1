"""Staff in the database: their keys only wrapped or sealed, their second factor encrypted."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection, Row, Update, and_, insert, select, update

from bot.conversation import StoreDownError
from bot.staff import SERVER, Account, Act, Did, Keys, Role, login_of
from bot.store import audit
from bot.store.cipher import Cipher, UnreadableError
from bot.store.link import AT_THE_DESK, Link
from bot.store.tables import staff

_NO_INVITATION = {"invitation": None, "invited_until": None}
_NOTHING = {"id": staff.c.id}  # changes
_NO_FAILURES = {"failures": 0, "failed_at": None}
_log = structlog.get_logger()


class StaffAccounts:
    """The accounts of the desk (`bot.staff.Accounts`); every method raises StoreDownError and nothing else."""

    def __init__(self, link: Link, cipher: Cipher, clock: Callable[[], datetime], audit_key: str) -> None:
        self._link = link
        self._cipher = cipher
        self._clock = clock
        self._audit_key = audit_key
        self._unreadable: set[int] = set()

    async def everybody(self) -> Sequence[Account]:
        """List who is not removed, by login."""
        rows = await self._link.read("staff", lambda it: it.execute(select(staff).where(_there)).all(), AT_THE_DESK)
        return sorted(map(self._account, rows), key=lambda account: account.login)

    async def find(self, login: str) -> Account | None:
        """Find one by login, whatever its case."""
        asked = select(staff).where(_there, staff.c.login == login_of(login))
        row = await self._link.read("staff", lambda it: it.execute(asked).one_or_none(), AT_THE_DESK)
        return None if row is None else self._account(row)

    async def invite(  # noqa: PLR0913, PLR0917 -- the columns of a row
        self, login: str, called: str, role: Role, invitation: bytes, until: datetime, by: str
    ) -> bool:
        """Keep an invitation, in place of an earlier one that was not accepted; False when the login is in use."""
        name = login_of(login)
        kept = {"called": called, "role": role, "invitation": invitation, "invited_until": until, **_NO_FAILURES}

        def work(it: Connection) -> bool:
            again = update(staff).where(_there, staff.c.login == name, staff.c.public.is_(None)).values(kept)
            if not _logins(it, again):
                if it.scalar(select(staff.c.id).where(staff.c.login == name)) is not None:
                    return False
                it.execute(insert(staff).values(login=name, totp_used=0, **kept))
            self._note(it, by, Did.INVITED, f"{name} {role}")
            return True

        return await self._link.write("invite", work, AT_THE_DESK)

    async def join(self, invited: Account, keys: Keys, totp: str, step: int) -> bool:
        """Turn an invitation into an account; False when it is gone, or another one was given in its place."""
        values = {
            **self._kept(keys, invited.login),
            "totp": self._cipher.of(staff.c.totp, invited.login).lock_text(totp),
            "totp_used": step,
            **_NO_INVITATION,
            **_NO_FAILURES,
        }
        same = and_(staff.c.invitation.is_not(None), staff.c.invitation == invited.invitation)
        return await self._changed("join", _one(invited.id).where(same).values(values), Did.JOINED)

    async def entered(self, account: int, step: int, *, known: bool = False) -> bool:
        """Note a sign-in and use up the code's time step; False when that was used already."""
        # one statement: of two sign-ins with one code at once, the second finds the step used
        unused = _one(account).where(staff.c.public.is_not(None), staff.c.totp_used < step)
        values = {"totp_used": step, **({} if known else _NO_FAILURES)}
        return await self._changed("entered", unused.values(values), Did.SIGNED_IN)

    async def change_password(self, account: Account, keys: Keys, step: int) -> bool:
        """Put keys under a new password in place of those of `account`; False when it is another account by now."""
        same = and_(staff.c.desk_key == (account.keys and account.keys.desk_key), staff.c.totp_used < step)
        values = {**self._kept(keys, account.login), "totp_used": step}
        changed = await self._changed(
            "change_password", _one(account.id).where(same).values(values), Did.CHANGED_PASSWORD
        )
        with suppress(StoreDownError):  # what the old password opens is gone; the next purge empties the log too
            await self._link.wipe("change_password")
        return changed

    async def failed(self, account: int, *, known: bool = False) -> None:
        """Note a sign-in that failed, or an invitation that somebody tried to accept with a wrong code."""
        counted = {"failures": staff.c.failures + 1, "failed_at": self._clock()}
        values = _NOTHING if known else counted
        await self._changed("failed", _one(account).values(values), Did.SIGN_IN_FAILED, SERVER)

    async def left(self, account: int) -> None:
        """Note that somebody signed out."""
        await self._changed("left", _one(account).values(_NOTHING), Did.SIGNED_OUT)

    async def change_role(self, account: int, role: Role, by: str) -> None:
        """Give another role."""
        await self._changed("change_role", _one(account).values(role=role), Did.CHANGED_ROLE, by, f" {role}")

    async def remove(self, account: int, by: str) -> None:
        """Take away keys and second factor, so that they never open anything again; `Desk.unanswered` does the rest."""
        await self._link.write("remove", lambda it: self._remove(it, account, by), AT_THE_DESK)
        with suppress(StoreDownError):  # the keys are gone; the next purge takes them out of the write-ahead log too
            await self._link.wipe("remove")

    def _remove(self, it: Connection, account: int, by: str) -> None:
        now = self._clock()
        keys = dict.fromkeys(("public", "wrapped", "desk_key", "totp"))
        # the name is free for somebody else; the log keeps it
        values = {**keys, **_NO_INVITATION, "removed_at": now, "login": staff.c.login + f"#{account}"}
        for login in _logins(it, _one(account).values(values)):
            self._note(it, by, Did.REMOVED, login.removesuffix(f"#{account}"))

    async def _changed(self, doing: str, change: Update, did: Did, by: str | None = None, more: str = "") -> bool:
        """Change one account and note it; False when there was none to change.

        What somebody does with their own account is theirs; what others do with it, `by`, is about it.
        """

        def work(it: Connection) -> bool:
            logins = _logins(it, change)
            for login in logins:
                self._note(it, by or login, did, f"{login}{more}" if by else "")
            return bool(logins)

        return await self._link.write(doing, work, AT_THE_DESK)

    def _kept(self, keys: Keys, login: str) -> dict[str, bytes]:
        # encrypted once more, so that who has the database alone has nothing to try passwords on
        wrapped = self._cipher.of(staff.c.wrapped, login).lock(keys.wrapped)
        return {"public": keys.public, "wrapped": wrapped, "desk_key": keys.desk_key}

    def _note(self, it: Connection, by: str, did: Did, about: str) -> None:
        audit.append(it, Act(self._clock(), by, did, about), self._audit_key)

    def _account(self, row: Row[Any]) -> Account:
        return Account(
            id=row.id,
            login=row.login,
            called=row.called,
            role=Role(row.role),
            keys=None if row.public is None else Keys(row.public, self._plain(row, "wrapped"), row.desk_key),
            totp=None if row.totp is None else self._plain(row, "totp").decode() or None,
            totp_used=row.totp_used,
            invitation=row.invitation,
            invited_until=row.invited_until,
            failures=row.failures,
            failed_at=row.failed_at,
        )

    def _plain(self, row: Row[Any], column: str) -> bytes:
        try:
            return self._cipher.of(staff.c[column], row.login).unlock(getattr(row, column))
        except UnreadableError:
            if row.id not in self._unreadable:
                self._unreadable.add(row.id)
                _log.error("account_unreadable", staff=row.id)  # they cannot come in; others can
            return b""


_there = staff.c.removed_at.is_(None)


def _one(account: int) -> Update:
    return update(staff).where(_there, staff.c.id == account)


def _logins(it: Connection, change: Update) -> Sequence[str]:
    return it.scalars(change.returning(staff.c.login)).all()
