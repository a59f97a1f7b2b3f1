"""The people behind the desk: who may come in, what each may do, when they read, and what they did.

The desk's private key, which opens what visitors leave for a person, exists only wrapped: under the recovery code,
under open invitations, and sealed to the key of each member, which opens with their password.
"""

from bot.staff.accounts import SERVER, Account, Accounts, Keys, Role, login_of, usable
from bot.staff.audit import START, Act, Did, Recorded, chained, first_broken
from bot.staff.door import INVITED_FOR, Door
from bot.staff.examples import LONGEST_EXAMPLE, NO_ALARM, Example, Examples, Kept
from bot.staff.hours import DAYS, ZONE, Hours, HoursError, public_holidays
from bot.staff.keys import (
    WRAPPED,
    KeyPair,
    new_key_pair,
    open_with_code,
    open_with_recovery_code,
    public_of,
    seal_desk_key,
    sealed_again,
    wrap_under_code,
    wrap_under_new_code,
)
from bot.staff.known import KNOWN_FOR, Known, Mark
from bot.staff.own_words import Unfit, tidied, unfit
from bot.staff.reading import Reading, When
from bot.staff.refused import Refused
from bot.staff.sessions import IDLE, LONGEST, Member, Session
from bot.staff.settled import MOST_DAYS, USUAL_DAYS, Keeping, Setting, Settings, days_kept
from bot.staff.staffed import Staffed

__all__ = [
    "DAYS",
    "IDLE",
    "INVITED_FOR",
    "KNOWN_FOR",
    "LONGEST",
    "LONGEST_EXAMPLE",
    "MOST_DAYS",
    "NO_ALARM",
    "SERVER",
    "START",
    "USUAL_DAYS",
    "WRAPPED",
    "ZONE",
    "Account",
    "Accounts",
    "Act",
    "Did",
    "Door",
    "Example",
    "Examples",
    "Hours",
    "HoursError",
    "Keeping",
    "Kept",
    "KeyPair",
    "Keys",
    "Known",
    "Mark",
    "Member",
    "Reading",
    "Recorded",
    "Refused",
    "Role",
    "Session",
    "Setting",
    "Settings",
    "Staffed",
    "Unfit",
    "When",
    "chained",
    "days_kept",
    "first_broken",
    "login_of",
    "new_key_pair",
    "open_with_code",
    "open_with_recovery_code",
    "public_holidays",
    "public_of",
    "seal_desk_key",
    "sealed_again",
    "tidied",
    "unfit",
    "usable",
    "wrap_under_code",
    "wrap_under_new_code",
]
