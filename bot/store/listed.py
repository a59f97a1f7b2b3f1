"""The lists of coordinators as the database holds them, from the shipped samples on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, exists, insert, select, update

from bot import directory
from bot.directory import Alternative, Changes, Group, Listed, Sheet, Status
from bot.staff import Did
from bot.store.link import AT_THE_DESK, Link
from bot.store.tables import alternatives, groups
from bot.store.upsert import inserting

T = TypeVar("T", bound=Listed)
Noted = Callable[[Connection, str, Did, str], None]  # who did what, about what


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """One list: its table, whose columns are the fields of `made` and `from_sample`."""

    table: Table
    made: Callable[..., T]
    sheet: Sheet[T]
    order: tuple[ColumnElement[Any], ...]
    did: Did

    def one(self, row: Row[Any]) -> T:
        """Read a row."""
        values = row._asdict()
        del values["from_sample"]
        return self.made(**values | {"status": Status(row.status)})

    def row(self, one: T, *, from_sample: bool) -> dict[str, object]:
        """Give what is written of one."""
        names = [column.name for column in self.table.c if column.name != "from_sample"]
        return {name: getattr(one, name) for name in names} | {"from_sample": from_sample}


GROUPS = Kind(
    groups,
    Group,
    directory.GROUPS,
    (groups.c.municipality, groups.c.place.nulls_first(), groups.c.age_min, groups.c.id),
    Did.CHANGED_GROUPS,
)
ALTERNATIVES = Kind(
    alternatives,
    Alternative,
    directory.ALTERNATIVES,
    (alternatives.c.municipality, alternatives.c.name, alternatives.c.id),
    Did.CHANGED_ALTERNATIVES,
)


class ListStore(Generic[T]):
    """A list of the desk; every method raises StoreDownError. `forget` makes the bot look again."""

    def __init__(self, link: Link, kind: Kind[T], noted: Noted, forget: Callable[[], None]) -> None:
        self._link, self._kind, self._noted, self._forget = link, kind, noted, forget

    async def everything(self) -> Sequence[T]:
        """List all there is, by municipality."""
        return await self._link.read(f"all_{self._name}", lambda it: _all(it, self._kind), AT_THE_DESK)

    async def keep(self, one: T, by: str) -> None:
        """Keep one as it is now; a list with somebody's work in it is not the sample any more."""

        def work(it: Connection) -> None:
            _put(it, self._kind, [one])
            self._noted(it, by, self._kind.did, one.id)

        await self._link.write(f"keep_{self._name}", work, AT_THE_DESK)
        self._forget()

    async def carry_out(self, found: Changes[T], by: str) -> bool:
        """Make all changes or none; False when something of what is to change is not as it was."""

        def work(it: Connection) -> bool:
            _put(it, self._kind, [])  # takes the write lock before looking
            before = {one.id: one for one in _all(it, self._kind)}
            was = [*(old for old, _ in found.changed), *found.gone]
            if any(before.get(one.id) != one for one in was) or any(new.id in before for new in found.added):
                return False
            table = self._kind.table
            it.execute(delete(table).where(table.c.id.in_([one.id for one in found.gone])))
            _put(it, self._kind, [*found.added, *(new for _, new in found.changed)])
            self._noted(it, by, self._kind.did, "")
            return True

        done = await self._link.write(f"carry_out_{self._name}", work, AT_THE_DESK)
        self._forget()
        return done

    @property
    def _name(self) -> str:
        return self._kind.table.name


def shown(connection: Connection, kind: Kind[T]) -> Sequence[T]:
    """List what may be shown, in a fixed order."""
    table = kind.table
    found = connection.execute(select(table).where(table.c.status.in_(sorted(kind.sheet.shown))).order_by(table.c.id))
    return tuple(map(kind.one, found))


def seed(connection: Connection, kind: Kind[T], sample: Sequence[T]) -> None:
    """Bring the sample up to date; a table with anything else in it is somebody's work and stays as it is."""
    if not sample or not only_sample(connection, kind):
        return
    connection.execute(delete(kind.table))
    connection.execute(insert(kind.table), [kind.row(one, from_sample=True) for one in sample])


def only_sample(connection: Connection, kind: Kind[T]) -> bool:
    """Tell whether nothing came from anywhere but the sample."""
    return not connection.scalar(select(exists().where(~kind.table.c.from_sample)))


def _all(connection: Connection, kind: Kind[T]) -> Sequence[T]:
    return tuple(map(kind.one, connection.execute(select(kind.table).order_by(*kind.order))))


def _put(connection: Connection, kind: Kind[T], kept: Sequence[T]) -> None:
    """Write what is somebody's work now, and so is all the rest of the list."""
    connection.execute(update(kind.table).values(from_sample=False))
    if kept:
        put = inserting(connection.dialect.name, kind.table)
        changed = {column.name: put.excluded[column.name] for column in kind.table.c if not column.primary_key}
        rows = [kind.row(one, from_sample=False) for one in kept]
        connection.execute(put.on_conflict_do_update(index_elements=["id"], set_=changed), rows)
