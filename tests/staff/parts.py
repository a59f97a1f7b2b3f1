"""What the tests of the desk's staff are made of: a desk key, a clock, and people who come in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from pyotp import TOTP

from bot.staff import INVITED_FOR, Account, Door, Known, Role, Session, public_of, wrap_under_code
from bot.store.accounts import StaffAccounts
from bot.store.audit import AuditLog
from bot.store.cipher import Cipher
from bot.store.link import Link
from tests.store.parts import AUDIT, KEY, Clock

DESK = b"7" * 32  # the desk's private key
PASSWORD = "vier paarse paraplu's"
KNOWN = Known("the door key of the tests")


@asynccontextmanager
async def accounts_on(url: str, clock: Clock, key: str = KEY, audit_key: str = AUDIT) -> AsyncIterator[StaffAccounts]:
    """The accounts in a migrated database."""
    link = Link(url)
    try:
        yield StaffAccounts(link, Cipher([key]), clock, audit_key)
    finally:
        await link.close()


@dataclass
class Entrance:
    """A door, and what somebody needs to come in by it."""

    door: Door
    accounts: StaffAccounts
    clock: Clock

    async def invited(self, login: str = "fatima", role: Role = Role.ADMIN) -> str:
        """Invite somebody as the command line does; gives the code."""
        code = KNOWN.new_code(login)
        wrapped = wrap_under_code(DESK, code)
        until = self.clock.now + INVITED_FOR
        assert await self.accounts.invite(login, login.capitalize(), role, wrapped, until, "server")
        return code

    async def joined(self, login: str = "fatima", role: Role = Role.ADMIN) -> tuple[Session, TOTP]:
        """Invite somebody who accepts; gives their session and their second factor."""
        code = await self.invited(login, role)
        totp = totp_at(await self.door.invitation(login, code))
        session = await self.door.join(login, code, PASSWORD, totp.at(self.clock.now))
        assert isinstance(session, Session)
        self.clock.passes(minutes=1)  # the next code
        return session, totp

    async def noted(self) -> list[tuple[str, str, str]]:
        """The audit log: who did what, about what."""
        entries = await AuditLog(self.accounts._link).read()
        return [(entry.act.who, entry.act.did, entry.act.about) for entry in entries]

    async def account(self, login: str = "fatima") -> Account:
        """What is kept of somebody."""
        found = await self.accounts.find(login)
        assert found is not None
        return found


def entrance(accounts: StaffAccounts, clock: Clock) -> Entrance:
    """A door of a fresh process."""
    return Entrance(Door(accounts, clock, public_of(DESK), KNOWN), accounts, clock)


def totp_at(address: object) -> TOTP:
    """What a telephone makes of the QR code."""
    assert isinstance(address, str)
    assert address.startswith("otpauth://totp/Join%20Us:")
    return TOTP(parse_qs(urlsplit(address).query)["secret"][0])
