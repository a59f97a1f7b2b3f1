"""What staff set at the desk, by name, as JSON."""

import json
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, select

from bot.staff import Act, Did
from bot.store import audit
from bot.store.link import AT_THE_DESK, Link
from bot.store.tables import desk_settings
from bot.store.upsert import inserting


def setting(connection: Connection, name: str) -> object | None:
    """Read a setting; None when nobody set it."""
    kept = connection.scalar(select(desk_settings.c.value).where(desk_settings.c.name == name))
    return None if kept is None else json.loads(kept)


class DeskSettings:
    """The settings of the desk; every method raises StoreDownError, and `write` TypeError for what is no JSON."""

    def __init__(self, link: Link, clock: Callable[[], datetime], audit_key: str) -> None:
        self._link = link
        self._clock = clock
        self._audit_key = audit_key

    async def read(self, name: str) -> object | None:
        """Read a setting; None when nobody set it."""
        return await self._link.read("desk_settings", lambda it: setting(it, name), AT_THE_DESK)

    async def write(self, name: str, value: object, by: str) -> None:
        """Set something, noting in the audit log who did; `by` is a login."""
        kept = json.dumps(value)
        await self._link.write("desk_settings", lambda it: self._write(it, name, kept, by), AT_THE_DESK)

    def _write(self, it: Connection, name: str, kept: str, by: str) -> None:
        setting = inserting(it.dialect.name, desk_settings).values(name=name, value=kept)
        it.execute(setting.on_conflict_do_update(index_elements=["name"], set_={"value": kept}))
        audit.append(it, Act(self._clock(), by, Did.CHANGED_SETTINGS, name), self._audit_key)
