"""The audit log in the database: only ever added to."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, TextClause, insert, select, text, update

from bot.staff import START, Act, Did, Recorded, chained
from bot.store.link import PATIENT, Link
from bot.store.tables import audit

_LOCK = 0x4175646974  # "Audit", PostgreSQL's advisory lock: two entries must not follow the same one
_NOTHING = update(audit).where(audit.c.id.is_(None)).values(about="")
_NEVER = datetime.min.replace(tzinfo=UTC)
# as it stands there, types and all: what somebody altered must be found, not stumbled over
_ALL = text("SELECT id, at, who, did, about, mac FROM audit ORDER BY id")
_LATEST = text("SELECT id, at, who, did, about, mac FROM audit ORDER BY id DESC LIMIT :most")


class AuditLog:
    """The log as staff read it; raises StoreDownError and nothing else."""

    def __init__(self, link: Link) -> None:
        self._link = link

    async def read(self) -> Sequence[Recorded]:
        """List all of it, the oldest first."""
        return await self._link.read("audit", entries, PATIENT)

    async def latest(self, most: int) -> Sequence[Recorded]:
        """List the latest entries, the newest first."""
        return await self._link.read("audit", lambda it: _listed(it, _LATEST.bindparams(most=most)))


def append(connection: Connection, act: Act, key: str) -> None:
    """Add an entry, in the transaction of what it tells of."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    else:
        connection.execute(_NOTHING)  # SQLite locks at the first write: nobody comes between this read and the insert
    before = connection.scalar(select(audit.c.mac).order_by(audit.c.id.desc()).limit(1)) or START
    values = {"at": act.at, "who": act.who, "did": act.did, "about": act.about, "mac": chained(act, before, key)}
    connection.execute(insert(audit).values(values))


def noted(connection: Connection, did: Did, about: str) -> bool:
    """Tell whether the log says that this was done."""
    found = select(audit.c.id).where(audit.c.did == did, audit.c.about == about).limit(1)
    return connection.scalar(found) is not None


def entries(connection: Connection) -> Sequence[Recorded]:
    """List all of it, the oldest first; what the bot cannot have written comes as something it never wrote."""
    return _listed(connection, _ALL)


def _listed(connection: Connection, query: TextClause) -> Sequence[Recorded]:
    return [_recorded(row) for row in connection.execute(query)]


def _recorded(row: Row[Any]) -> Recorded:
    act = Act(_moment(row.at), str(row.who), Did(row.did), str(row.about))
    return Recorded(row.id, act, row.mac if isinstance(row.mac, bytes) else b"")


def _moment(kept: object) -> datetime:
    if isinstance(kept, datetime):
        return kept.astimezone(UTC)
    try:
        return datetime.fromisoformat(str(kept)).replace(tzinfo=UTC)
    except ValueError:
        return _NEVER
