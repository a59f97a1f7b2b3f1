"""Whether staff read now, as the accounts and the settings of the desk have it."""

from datetime import datetime

from bot.staff.accounts import Accounts
from bot.staff.hours import Hours, HoursError
from bot.staff.reading import Reading, When
from bot.staff.settled import Setting, Settings


class Staffed:
    """Tells it without asking anybody: no visitor waits for a second question to the database."""

    def __init__(self, accounts: Accounts, settings: Settings) -> None:
        self._accounts = accounts
        self._settings = settings
        self._hours: Hours | None = None  # nobody has said when: then it is promised to no visitor
        self.anybody = False  # has an account

    def __call__(self, at: datetime) -> Reading:
        """Say whether staff read at a moment, as far as was known at the last `refresh`."""
        return self._hours.reading(at, anybody=self.anybody) if self._hours else Reading(When.NEVER)

    async def refresh(self) -> None:
        """Look again; lets the StoreDownError of the conversation through, and then says what it said before."""
        self.anybody = any(account.keys for account in await self._accounts.everybody())
        kept = await self._settings.read(Setting.HOURS)
        try:
            self._hours = None if kept is None else Hours.from_json(kept)
        except HoursError:  # an older version's
            self._hours = None
