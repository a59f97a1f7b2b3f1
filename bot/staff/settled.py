"""What coordinators settle at the desk."""

from enum import StrEnum
from typing import Protocol


class Setting(StrEnum):
    """What there is to settle, by the name it is kept under."""

    HOURS = "hours"  # `Hours.to_json`
    SENTENCES = "sentences"  # a list of texts
    ALERT_MINUTES = "alert_minutes"


class Settings(Protocol):
    """Where it is kept, as JSON values; each raises StoreDownError of the conversation's."""

    async def read(self, name: str) -> object | None:
        """Give a value; None when nobody has settled it."""

    async def write(self, name: str, value: object, by: str) -> None:
        """Keep a value; `by` is the login of who settled it."""
