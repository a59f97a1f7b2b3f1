"""What coordinators settle at the desk."""

from enum import StrEnum
from typing import Protocol

USUAL_DAYS, MOST_DAYS = 30, 90  # that a handover is kept after it was resolved; DESIGN §6, "Data"


class Setting(StrEnum):
    """What there is to settle, by the name it is kept under."""

    HOURS = "hours"  # `Hours.to_json`
    SENTENCES = "sentences"  # a list of texts
    ALERT_MINUTES = "alert_minutes"
    RETENTION_DAYS = "retention_days"  # as `days_kept` reads it


class Settings(Protocol):
    """Where it is kept, as JSON values; each raises StoreDownError of the conversation's."""

    async def read(self, name: str) -> object | None:
        """Give a value; None when nobody has settled it."""

    async def write(self, name: str, value: object, by: str) -> None:
        """Keep a value; `by` is the login of who settled it."""


def days_kept(value: object | None) -> int:
    """Read for how many days a handover is kept after it was resolved: the usual ones for none, or for nonsense."""
    return value if type(value) is int and 0 < value <= MOST_DAYS else USUAL_DAYS


class Keeping:
    """Tells for how many days, without asking anybody: no visitor waits for a second question to the database."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._days = MOST_DAYS  # until it was looked up: whatever was settled, it is not longer

    def __call__(self) -> int:
        """Say it, as far as was known at the last `refresh`."""
        return self._days

    async def refresh(self) -> None:
        """Look again; lets the StoreDownError of the conversation through, and then says what it said before."""
        self._days = days_kept(await self._settings.read(Setting.RETENTION_DAYS))
