"""The store as the conversation knows it, and what the start-up and the hourly clean-up ask of it."""

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Self

import structlog
from sqlalchemy import Connection, text

from bot.campaigns import Click, Count, Spot, Step
from bot.conversation import Known, StoreDownError, UnitOfWork, Waiting
from bot.directory import Alternative, Group
from bot.handovers import Sent
from bot.staff import SERVER, Act, Did
from bot.store import campaigns, counting, listed, outbox, retention, turns
from bot.store.accounts import StaffAccounts
from bot.store.alerts import AlertStore
from bot.store.audit import AuditLog, append
from bot.store.briefly import Briefly
from bot.store.campaigns import CampaignStore
from bot.store.cipher import Cipher
from bot.store.counting import CountStore
from bot.store.desk import DeskStore
from bot.store.desk_settings import DeskSettings
from bot.store.episodes import Choose, Episodes
from bot.store.examples import ExampleStore
from bot.store.link import PATIENT, WRITE, Link
from bot.store.listed import ALTERNATIVES, GROUPS, Kind, ListStore, T
from bot.store.outbox import Parcel
from bot.store.retention import Purged

_log = structlog.get_logger()


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Database:
    """The store; every method raises StoreDownError and nothing else."""

    def __init__(
        self, link: Link, cipher: Cipher, clock: Callable[[], datetime], choose: Choose, audit_key: str
    ) -> None:
        self._link = link
        self._cipher = cipher
        self._clock = clock
        self._audit_key = audit_key
        self._episodes = Episodes(cipher, choose)
        self._groups = Briefly(lambda: self._shown(GROUPS), clock)
        self._alternatives = Briefly(lambda: self._shown(ALTERNATIVES), clock)

    @classmethod
    def open(
        cls,
        url: str,
        keys: Sequence[str],
        audit_key: str,
        clock: Callable[[], datetime] = _utc_now,
        choose: Choose = secrets.choice,
    ) -> Self:
        """Prepare to use a database that `migrate` made; connects at first use, so the bot starts also without it.

        Args:
            url: `sqlite:///bot.db` or `postgresql://user@host/name`.
            keys: Fernet keys, the one that writes first, then older ones that may still read.
            audit_key: chains the audit log.
            clock: tells the time, aware.
            choose: draws the words of an alias.

        Raises:
            ValueError: a key is no Fernet key, or the URL names no file.
        """
        return cls(Link(url), Cipher(keys), clock, choose, audit_key)

    async def close(self) -> None:
        """Finish what runs, for a few seconds at most; every later call raises StoreDownError."""
        await self._link.close()

    async def healthy(self) -> bool:
        """Tell whether the database answers and has our tables, and takes what is written if it did not last time."""
        try:
            await self._link.read("health", _ping)
            if not self._link.writes:
                await self._link.write("health", _rewrite)
        except StoreDownError:
            return False
        return True

    async def load(self, visitor: str) -> Known:
        """Read a visitor's state, unless idle for more than 24 h, and who of staff talks with them."""
        now = self._clock()
        return await self._link.read("load", lambda it: turns.load(it, visitor, self._cipher, now))

    async def commit(self, work: UnitOfWork) -> int | None:
        """Write a turn in one transaction; gives the number of the delivery when there is something to send.

        After a StoreDownError nothing of it is written, save where the answer to a finished commit came too late.
        Trying again is safe either way: there is one handover, at worst with the same message twice.
        """
        return await self._link.write("commit", lambda it: turns.write(it, work, self._episodes))

    async def delivered(self, delivery: int) -> None:
        """Take a delivery out of the outbox; staff see it if it was a reply of theirs."""
        await self._link.write("delivered", lambda it: outbox.take_out(it, delivery, Sent.DELIVERED))

    async def undeliverable(self, delivery: int) -> None:
        """Take out what never arrives; staff see that. Of who blocked the bot, `Close` has taken out everything."""
        await self._link.write("undeliverable", lambda it: outbox.take_out(it, delivery, Sent.FAILED))

    async def parcel(self, delivery: int) -> Parcel | None:
        """Give what waits under this number; None when it is gone already."""
        return await self._link.read("parcel", lambda it: outbox.one(it, self._cipher, delivery), WRITE)

    async def undelivered(self) -> Sequence[Parcel]:
        """List the replies of the last 24 h that nobody reported delivered, the oldest first: for start-up."""
        now = self._clock()
        return await self._link.read("undelivered", lambda it: outbox.undelivered(it, self._cipher, now), PATIENT)

    async def waiting(self, visitor: str) -> Waiting:
        """Give what waits for a visitor who comes to fetch it; it waits until `delivered`."""
        return await self._link.read("waiting", lambda it: outbox.waiting(it, visitor, self._cipher), WRITE)

    async def give_up(self) -> None:
        """Take out what no chat page came to fetch within ten minutes; staff see that it did not arrive."""
        now = self._clock()
        for delivery in await self._link.read("unfetched", lambda it: outbox.unfetched(it, self._cipher, now), PATIENT):
            await self.undeliverable(delivery)

    async def forget(self, visitor: str) -> None:
        """Delete all that is kept of a visitor, at once, out of the write-ahead log too; the audit log says so."""
        now = self._clock()
        await self._link.write("forget", lambda it: self._forget(it, visitor, now))
        await self._wipe()

    async def purge(self, now: datetime, *, dry_run: bool = False) -> Purged:
        """Delete what has been kept long enough, or only count it; meant for every hour."""
        if dry_run:
            return await self._link.read("purge", lambda it: retention.purge(it, now, dry_run=True), PATIENT)
        purged = await self._link.write("purge", lambda it: retention.purge(it, now, dry_run=False), PATIENT)
        await self._wipe()
        return purged

    async def shown_groups(self) -> Sequence[Group]:
        """List the groups that may be shown, as they were at most five seconds ago."""
        return await self._groups.get()

    async def shown_alternatives(self) -> Sequence[Alternative]:
        """List what staff have verified that is not of Join Us, as it was at most five seconds ago."""
        return await self._alternatives.get()

    async def spot(self, code: str) -> Spot | None:
        """Find where a code of a campaign hangs."""
        return await self._link.read("spot", lambda it: campaigns.find(it, code), WRITE)

    async def sign_up_of(self, group: str) -> str | None:
        """Give the address of a group's sign-up; None when it has none of its own, or is shown no more."""
        return next((one.signup_url for one in await self.shown_groups() if one.id == group), None)

    async def went(self, click: Click) -> None:
        """Count that somebody opened a sign-up."""
        about = ("", f"code:{click.code}" if click.code else "", f"gm:{click.gm_code}" if click.gm_code else "")
        counted, now = [Count(Step.SIGN_UP, each) for each in dict.fromkeys(about)], self._clock()
        await self._link.write("went", lambda it: counting.count(it, self._cipher, counted, now))

    async def seed_groups(self, sample: Sequence[Group]) -> None:
        """Insert the shipped sample if there is no group at all."""
        await self._link.write("seed", lambda it: listed.seed(it, GROUPS, sample), PATIENT)
        self._groups.forget()

    async def seed_alternatives(self, sample: Sequence[Alternative]) -> None:
        """Insert the shipped alternatives if nobody has worked on them."""
        await self._link.write("seed", lambda it: listed.seed(it, ALTERNATIVES, sample), PATIENT)
        self._alternatives.forget()

    async def only_sample(self) -> bool:
        """Tell whether nothing but the sample (or nothing at all) is loaded: then every group is hearsay."""
        return await self._link.read("groups", lambda it: listed.only_sample(it, GROUPS), PATIENT)

    def desk(self) -> DeskStore:
        """Give the same database as the desk uses it."""
        return DeskStore(self._link, self._cipher, self._clock, self._audit_key)

    def accounts(self) -> StaffAccounts:
        """Give the accounts of staff in it."""
        return StaffAccounts(self._link, self._cipher, self._clock, self._audit_key)

    def settings(self) -> DeskSettings:
        """Give what staff set at the desk."""
        return DeskSettings(self._link, self._clock, self._audit_key)

    def groups(self) -> ListStore[Group]:
        """Give the groups as coordinators keep them."""
        return ListStore(self._link, GROUPS, self._noted, self._groups.forget)

    def alternatives(self) -> ListStore[Alternative]:
        """Give the alternatives as coordinators keep them."""
        return ListStore(self._link, ALTERNATIVES, self._noted, self._alternatives.forget)

    def counts(self) -> CountStore:
        """Give what was counted."""
        return CountStore(self._link, self._cipher)

    def campaigns(self) -> CampaignStore:
        """Give the campaigns as coordinators keep them."""
        return CampaignStore(self._link, self._clock, self._audit_key)

    def examples(self) -> ExampleStore:
        """Give the examples that staff wrote."""
        return ExampleStore(self._link, self._cipher, self._clock, self._audit_key)

    def alerts(self) -> AlertStore:
        """Give the alerts that staff may have to be told of."""
        return AlertStore(self._link, self._clock)

    def audit_log(self) -> AuditLog:
        """Give the audit log, to read."""
        return AuditLog(self._link)

    def _forget(self, connection: Connection, visitor: str, now: datetime) -> None:
        erased = turns.forget(connection, visitor)
        for number in erased:
            append(connection, Act(now, SERVER, Did.ERASED, str(number)), self._audit_key)

    def _noted(self, connection: Connection, who: str, did: Did, about: str) -> None:
        append(connection, Act(self._clock(), who, did, about), self._audit_key)

    async def _shown(self, kind: Kind[T]) -> Sequence[T]:
        return await self._link.read(kind.table.name, lambda it: listed.shown(it, kind), WRITE)

    async def _wipe(self) -> None:
        try:
            await self._link.wipe("wipe")
        except StoreDownError:
            _log.warning("write_ahead_log_not_wiped")  # the rows are gone; the next purge wipes the log


def _ping(connection: Connection) -> None:
    connection.execute(text("SELECT 1 FROM conversations LIMIT 1"))


def _rewrite(connection: Connection) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
