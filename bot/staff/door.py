"""The door of the desk: who comes in, with what, for how long, and who may let others in.

That the password opens the keys is its check; a login nobody has costs as much and is answered alike. Every method
lets the StoreDownError of `Accounts` through.
"""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.staff.accounts import Account, Accounts, Keys, Role, login_of, usable
from bot.staff.keys import DECOY, new_member_keys, open_with_code, open_with_password, public_of, wrap_under_new_code
from bot.staff.passwords import is_weak
from bot.staff.patience import Strangers, waits_until
from bot.staff.second_factor import address_of, new_secret, step_of
from bot.staff.sessions import Session, Sessions

INVITED_FOR = timedelta(hours=72)
_ACCEPTS_WITHIN = timedelta(minutes=10)  # from the sight of a second factor's secret to its first code
_AT_ONCE = 2  # argon2 takes a core for a moment, and the bot's visitors come first

T = TypeVar("T")


class Refused(StrEnum):
    """Why somebody is not let in, or something is not done."""

    WRONG = "wrong"  # login, password or code: never which
    WAIT = "wait"  # it went wrong too often: try later
    EXPIRED = "expired"  # the invitation, or the time to accept it: begin again
    WEAK_PASSWORD = "weak_password"  # noqa: S105 -- says what is wrong with one
    IN_USE = "in_use"  # the login
    UNUSABLE = "unusable"  # such a login or name cannot be given (`usable`)
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True)
class _Fresh:
    secret: str
    until: datetime


class Door:
    """Lets staff in and out; one a process, for the sessions live in it. `public` is the desk's public key."""

    def __init__(
        self,
        accounts: Accounts,
        clock: Callable[[], datetime],
        public: bytes,
        token: Callable[[], str] = lambda: secrets.token_urlsafe(32),
    ) -> None:
        self._accounts = accounts
        self._clock = clock
        self._public = public
        self._sessions = Sessions(clock, token)
        self._strangers = Strangers()
        self._fresh: dict[bytes | None, _Fresh] = {}  # second factors of who is accepting, by the invitation itself
        self._some = asyncio.Semaphore(_AT_ONCE)
        self._one = asyncio.Lock()

    async def sign_in(self, login: str, password: str, code: str) -> Session | Refused:
        """Let somebody in by password and second factor, under a token nobody has seen before."""
        async with self._some:  # and who is waited for is read inside: many tries at once do not outrun the delay
            account = await self._found(login)
            if self._must_wait(login, account):
                return Refused.WAIT
            private = await self._opened(account, password)
            if account and private and await self._proved(account, code):
                return self._sessions.start(account, private)
            return await self._failed(login, account)

    def session(self, token: str | None, *, touch: bool = True) -> Session | None:
        """Give who is signed in under a token; None when nobody is, 30 minutes idle or after 12 hours.

        Asking counts as something done unless `touch` is False: for what a page asks by itself.
        """
        return self._sessions.find(token, touch=touch)

    async def sign_out(self, token: str) -> None:
        """End a session; one that is over stays over."""
        session = self._sessions.end(token)
        if session:
            await self._accounts.left(session.member.id)

    def everyone_out(self, member: int) -> None:
        """End all sessions of a member."""
        self._sessions.end_of(member)

    async def look_again(self) -> None:
        """End the sessions of whom another process removed or gave another role (`bot staff`): call it often."""
        self._sessions.keep(await self._accounts.everybody())

    async def invitation(self, login: str, code: str) -> str | Refused:
        """Give the otpauth:// address of a second factor to who was invited, the same for ten minutes."""
        async with self._some:
            invited = await self._invited(login, code)
            if isinstance(invited, Refused):
                return invited
            account, _ = invited
            secret = self._secret(account) or new_secret()
            self._fresh[account.invitation] = _Fresh(secret, self._clock() + _ACCEPTS_WITHIN)
            return address_of(secret, account.login)

    async def join(self, login: str, code: str, password: str, totp_code: str) -> Session | Refused:
        """Make an account of an invitation, and let its owner in; `totp_code` proves the second factor."""
        if is_weak(password, login):
            return Refused.WEAK_PASSWORD
        async with self._some:
            invited = await self._invited(login, code)
            if isinstance(invited, Refused):
                return invited
            account, private = invited
            secret = self._secret(account)
            if secret is None:
                return Refused.EXPIRED
            step = step_of(secret, totp_code, self._clock(), used=0)
            if step is None:
                return await self._failed(login, account)
            keys = await asyncio.to_thread(new_member_keys, private, password)
            return await self._joined(account, private, keys, secret, step)

    async def invite(self, session: Session, login: str, called: str, role: Role) -> str | Refused:
        """Invite somebody for 72 hours and give the code to hand them; an admin may."""
        if not usable(login, called):
            return Refused.UNUSABLE
        async with self._one:
            if not await self._is_admin(session):
                return Refused.NOT_ALLOWED
            async with self._some:
                wrapped, code = await asyncio.to_thread(wrap_under_new_code, session.private)
            until = self._clock() + INVITED_FOR
            by = session.member.login
            kept = await self._accounts.invite(login_of(login), called.strip(), role, wrapped, until, by)
            return code if kept else Refused.IN_USE

    async def change_role(self, session: Session, member: int, role: Role) -> Refused | None:
        """Give somebody else another role, and end their sessions; an admin may."""
        async with self._one:
            if not await self._may_change(session, member):
                return Refused.NOT_ALLOWED
            await self._accounts.change_role(member, role, session.member.login)
            self.everyone_out(member)
            return None

    async def remove(self, session: Session, member: int) -> Refused | None:
        """Remove somebody else, or withdraw their invitation; an admin may."""
        async with self._one:
            if not await self._may_change(session, member):
                return Refused.NOT_ALLOWED
            await self._accounts.remove(member, session.member.login)
            self.everyone_out(member)
            return None

    async def members(self, _: Session) -> Sequence[Account]:
        """List who has an account or an invitation, by login."""
        return await self._accounts.everybody()

    async def _found(self, login: str) -> Account | None:
        # what cannot be a login is asked of no database
        return await self._accounts.find(login_of(login)) if usable(login) else None

    def _must_wait(self, login: str, account: Account | None) -> bool:
        own = waits_until(account.failures, account.failed_at) if account else self._strangers.waits_until(login)
        return own is not None and self._clock() < own

    async def _opened(self, account: Account | None, password: str) -> bytes | None:
        keys = account.keys if account and account.keys else DECOY
        return self._fitting(await asyncio.to_thread(_tried, open_with_password, keys, password))

    def _fitting(self, private: bytes | None) -> bytes | None:
        """Give the key if it is the desk's: a row put back from an old backup opens nothing."""
        return private if private and public_of(private) == self._public else None

    async def _proved(self, account: Account, code: str) -> bool:
        step = step_of(account.totp, code, self._clock(), account.totp_used) if account.totp else None
        return step is not None and await self._accounts.entered(account.id, step)

    async def _failed(self, login: str, account: Account | None) -> Refused:
        if account:
            await self._accounts.failed(account.id)
        else:
            self._strangers.failed(login, self._clock())
        return Refused.WRONG

    async def _invited(self, login: str, code: str) -> tuple[Account, bytes] | Refused:
        account = await self._found(login)
        if self._must_wait(login, account):
            return Refused.WAIT
        wrapped = account.invitation if account and account.invitation else DECOY.wrapped
        private = await asyncio.to_thread(_tried, open_with_code, wrapped, code)
        if account is None or private is None:
            return await self._failed(login, account)
        over = account.invited_until is None or self._clock() >= account.invited_until
        return Refused.EXPIRED if over or not self._fitting(private) else (account, private)

    def _secret(self, account: Account) -> str | None:
        fresh = self._fresh.get(account.invitation)
        return fresh.secret if fresh and self._clock() < fresh.until else None

    async def _joined(self, account: Account, private: bytes, keys: Keys, secret: str, step: int) -> Session | Refused:
        if not await self._accounts.join(account.id, keys, secret, step):
            return Refused.EXPIRED
        self._fresh.pop(account.invitation, None)
        return self._sessions.start(account, private)

    async def _is_admin(self, session: Session) -> bool:
        """Ask for the role as it is now, not as it was at the sign-in."""
        return any(_is(account, session) for account in await self._accounts.everybody())

    async def _may_change(self, session: Session, member: int) -> bool:
        # nobody changes themselves, so whoever may do this stays an admin: the last one cannot be lost
        known = {account.id for account in await self._accounts.everybody()}
        return member != session.member.id and member in known and await self._is_admin(session)


def _is(account: Account, session: Session) -> bool:
    return account.id == session.member.id and account.role is Role.ADMIN


def _tried(opening: Callable[[T, str], bytes], locked: T, words: str) -> bytes | None:
    try:
        return opening(locked, words)
    except ValueError:
        return None
