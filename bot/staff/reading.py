"""Whether anybody reads handovers: what the visitor is told must be true."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class When(StrEnum):
    """Whether staff read."""

    NEVER = "never"
    LATER = "later"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether staff read at a moment; `since` is when they start again if that is later."""

    when: When
    starts: datetime | None = None
