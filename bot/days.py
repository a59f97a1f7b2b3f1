"""Days as people write them."""

import re
from datetime import date

_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")


def day_in(written: str) -> date:
    """Read a day as the Dutch and their spreadsheets write it (31-12-2026, 31/12/2026), or as browsers do (2026-12-31).

    Raises:
        ValueError: it is none.
    """
    found = _DAY_FIRST.fullmatch(written)
    return date(*map(int, found.groups()[::-1])) if found else date.fromisoformat(written)
