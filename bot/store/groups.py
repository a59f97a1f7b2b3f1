"""The groups as the database holds them, from the shipped sample on."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, Row, delete, exists, insert, select

from bot.directory import Group, Status
from bot.store.tables import groups

_SHOWN = (Status.VERIFIED, Status.UNVERIFIED)  # what is full, paused or ended is nowhere to send anybody


def shown(connection: Connection) -> Sequence[Group]:
    """List the groups that may be shown, in a fixed order."""
    found = connection.execute(select(groups).where(groups.c.status.in_(_SHOWN)).order_by(groups.c.id))
    return tuple(_group(row) for row in found)


def seed(connection: Connection, sample: Sequence[Group]) -> None:
    """Bring the sample up to date; a table with anything else in it is somebody's work and stays as it is."""
    if not sample or not only_sample(connection):
        return
    connection.execute(delete(groups))
    connection.execute(insert(groups), [asdict(group) | {"from_sample": True} for group in sample])


def only_sample(connection: Connection) -> bool:
    """Tell whether no group came from anywhere but the sample."""
    return not connection.scalar(select(exists().where(~groups.c.from_sample)))


def _group(row: Row[tuple[object, ...]]) -> Group:
    values = row._asdict()
    del values["from_sample"]
    return Group(**values | {"status": Status(row.status)})
