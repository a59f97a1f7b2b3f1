"""The door of the desk: who comes in, with what, for how long, and who may let others in.

That the password opens the keys is its check; a login nobody has costs as much and is answered alike. Whoever is known
at the door (`known.py`) is not kept out by what strangers do there. Every method lets the StoreDownError of `Accounts`
through.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from bot.staff.accounts import Account, Accounts, Keys, Role, login_of, usable
from bot.staff.keys import DECOY, new_member_keys, open_with_code, open_with_password, public_of, wrap_under_code
from bot.staff.known import Known, Mark
from bot.staff.passwords import is_weak
from bot.staff.patience import Comer, Patience
from bot.staff.refused import Refused
from bot.staff.second_factor import Fresh, address_of, step_of
from bot.staff.sessions import Session, Sessions
from bot.staff.turnstile import Turnstile

INVITED_FOR = timedelta(hours=72)
_AT_ONCE = 2  # argon2 takes a core for a moment, and the bot's visitors come first

T = TypeVar("T")


class Door:
    """Lets staff in and out; one a process, for the sessions live in it.

    `public` is the desk's public key, `known` makes the marks of browsers and the codes of invitations.
    """

    def __init__(
        self,
        accounts: Accounts,
        clock: Callable[[], datetime],
        public: bytes,
        known: Known,
        token: Callable[[], str] = lambda: secrets.token_urlsafe(32),
    ) -> None:
        self._accounts = accounts
        self._clock = clock
        self._public = public
        self._sessions = Sessions(clock, token)
        self._known = known
        self._patience = Patience()
        self._fresh = Fresh(clock)
        self._turnstile = Turnstile(_AT_ONCE)
        self._one = asyncio.Lock()

    async def sign_in(self, login: str, password: str, code: str, mark: str | None = None) -> Session | Refused:
        """Let somebody in by password and second factor, under a token nobody has seen before.

        `mark` is what their browser shows as its mark for this login, if it does (`mark_name`).
        """
        comer = Comer(login, self._known.browser(login, mark, self._clock()))
        return await self._received(comer, lambda: self._signed_in(comer, password, code))

    def mark_name(self, login: str) -> str:
        """Give the name under which a browser shows its mark for a login."""
        return self._known.name(login)

    def mark(self, session: Session) -> Mark:
        """Make the mark by which the browser of who signed in is known the next time."""
        return self._known.mark(session.member.login, self._clock())

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
        comer = Comer(login, self._known.invited(login, code))
        return await self._received(comer, lambda: self._shown(comer, code))

    async def join(self, login: str, code: str, password: str, totp_code: str) -> Session | Refused:
        """Make an account of an invitation, and let its owner in; `totp_code` proves the second factor."""
        if is_weak(password, login):
            return Refused.WEAK_PASSWORD
        comer = Comer(login, self._known.invited(login, code))
        return await self._received(comer, lambda: self._accepted(comer, code, password, totp_code))

    async def invite(self, session: Session, login: str, called: str, role: Role) -> str | Refused:
        """Invite somebody for 72 hours and give the code to hand them; who has no lower role than theirs may."""
        if not usable(login, called):
            return Refused.UNUSABLE
        async with self._one:
            there = await self._accounts.everybody()
            earlier = [one.role for one in there if one.login == login_of(login) and one.keys is None]  # it is replaced
            if not _keeps(session, there, role, *earlier):
                return Refused.NOT_ALLOWED
            code = self._known.new_code(login)
            async with self._turnstile.through(known=True):
                wrapped = await asyncio.to_thread(wrap_under_code, session.private, code)
            until = self._clock() + INVITED_FOR
            by = session.member.login
            kept = await self._accounts.invite(login_of(login), called.strip(), role, wrapped, until, by)
            return code if kept else Refused.IN_USE

    async def change_role(self, session: Session, member: int, role: Role) -> Refused | None:
        """Give somebody else another role, and end their sessions; who has no lower one than both may."""
        async with self._one:
            if not await self._may_change(session, member, role):
                return Refused.NOT_ALLOWED
            await self._accounts.change_role(member, role, session.member.login)
            self.everyone_out(member)
            return None

    async def remove(self, session: Session, member: int) -> Refused | None:
        """Remove somebody else, or withdraw their invitation; who has no lower role than theirs may."""
        async with self._one:
            if not await self._may_change(session, member):
                return Refused.NOT_ALLOWED
            await self._accounts.remove(member, session.member.login)
            self.everyone_out(member)
            return None

    async def change_password(self, session: Session, password: str, code: str, new: str) -> Session | Refused:
        """Give who is signed in another password and a session under a new token; all their other sessions end.

        The old password and a code of the second factor prove that it is them: a page left open is not enough.
        """
        login = session.member.login
        if is_weak(new, login):
            return Refused.WEAK_PASSWORD
        comer = Comer(login, f"signed in {session.member.id}")
        return await self._received(comer, lambda: self._renewed(comer, password, code, new))

    async def members(self, _: Session) -> Sequence[Account]:
        """List who has an account or an invitation, by login."""
        return await self._accounts.everybody()

    async def _received(self, comer: Comer, trying: Callable[[], Awaitable[T | Refused]]) -> T | Refused:
        """Let somebody try; what they have to wait for is read inside: many tries at once do not outrun the delay."""
        if not self._patience.allows(comer, self._clock()):
            return Refused.BUSY
        async with self._turnstile.through(known=comer.known is not None):
            return await trying()

    async def _signed_in(self, comer: Comer, password: str, code: str) -> Session | Refused:
        account = await self._found(comer.login)
        if self._must_wait(comer, account):
            return Refused.WAIT
        private = await self._opened(account, password)
        if account and private and await self._proved(comer, account, code):
            return self._sessions.start(account, private)
        return await self._failed(comer, account)

    async def _renewed(self, comer: Comer, password: str, code: str, new: str) -> Session | Refused:
        account = await self._found(comer.login)
        if self._must_wait(comer, account):
            return Refused.WAIT
        private = await self._opened(account, password)
        step = step_of(account.totp, code, self._clock(), account.totp_used) if account and account.totp else None
        if account is None or private is None or step is None:
            return await self._failed(comer, account)
        keys = await asyncio.to_thread(new_member_keys, private, new)
        if not await self._accounts.change_password(account, keys, step):
            return await self._failed(comer, account)
        self.everyone_out(account.id)
        return self._sessions.start(account, private)

    async def _shown(self, comer: Comer, code: str) -> str | Refused:
        invited = await self._invited(comer, code)
        if isinstance(invited, Refused):
            return invited
        account, _ = invited
        return address_of(self._fresh.shown(account.invitation), account.login)

    async def _accepted(self, comer: Comer, code: str, password: str, totp_code: str) -> Session | Refused:
        invited = await self._invited(comer, code)
        if isinstance(invited, Refused):
            return invited
        account, private = invited
        secret = self._fresh.of(account.invitation)
        if secret is None:
            return Refused.EXPIRED
        step = step_of(secret, totp_code, self._clock(), used=0)
        if step is None:
            return await self._failed(comer, account)
        keys = await asyncio.to_thread(new_member_keys, private, password)
        return await self._joined(account, private, keys, secret, step)

    async def _found(self, login: str) -> Account | None:
        # what cannot be a login is asked of no database
        return await self._accounts.find(login_of(login)) if usable(login) else None

    def _must_wait(self, comer: Comer, account: Account | None) -> bool:
        return self._patience.must_wait(comer, account, self._clock())

    async def _opened(self, account: Account | None, password: str) -> bytes | None:
        keys = account.keys if account and account.keys else DECOY
        return self._fitting(await asyncio.to_thread(_tried, open_with_password, keys, password))

    def _fitting(self, private: bytes | None) -> bytes | None:
        """Give the key if it is the desk's: a row put back from an old backup opens nothing."""
        return private if private and public_of(private) == self._public else None

    async def _proved(self, comer: Comer, account: Account, code: str) -> bool:
        step = step_of(account.totp, code, self._clock(), account.totp_used) if account.totp else None
        return step is not None and await self._accounts.entered(account.id, step, known=comer.known is not None)

    async def _failed(self, comer: Comer, account: Account | None) -> Refused:
        known = comer.known is not None
        if known or account is None:
            self._patience.failed(comer, self._clock())
        if account:
            await self._accounts.failed(account.id, known=known)
        return Refused.WRONG

    async def _invited(self, comer: Comer, code: str) -> tuple[Account, bytes] | Refused:
        account = await self._found(comer.login)
        if self._must_wait(comer, account):
            return Refused.WAIT
        wrapped = account.invitation if account and account.invitation else DECOY.wrapped
        private = await asyncio.to_thread(_tried, open_with_code, wrapped, code)
        if account is None or private is None:
            return await self._failed(comer, account)
        over = account.invited_until is None or self._clock() >= account.invited_until
        return Refused.EXPIRED if over or not self._fitting(private) else (account, private)

    async def _joined(self, account: Account, private: bytes, keys: Keys, secret: str, step: int) -> Session | Refused:
        if not await self._accounts.join(account, keys, secret, step):
            return Refused.EXPIRED
        self._fresh.drop(account.invitation)
        return self._sessions.start(account, private)

    async def _may_change(self, session: Session, member: int, *roles: Role) -> bool:
        # nobody changes themselves, so whoever may do this stays what they are: the last admin cannot be lost
        there = await self._accounts.everybody()
        theirs = [account.role for account in there if account.id == member != session.member.id]
        return bool(theirs) and _keeps(session, there, *theirs, *roles)


def _keeps(session: Session, there: Sequence[Account], *roles: Role) -> bool:
    """Tell whether who is signed in may give these roles, and change who has them: none above their own.

    Their role is the one they have now, not that of the sign-in.
    """
    now = {account.id: account.role for account in there}.get(session.member.id)
    return now is not None and all(now.covers(role) for role in (Role.COORDINATOR, *roles))


def _tried(opening: Callable[[T, str], bytes], locked: T, words: str) -> bytes | None:
    try:
        return opening(locked, words)
    except ValueError:
        return None
