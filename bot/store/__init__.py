"""What is kept, encrypted and for how long: one database behind one door.

`migrate` brings a database to the newest tables; `Database` is the conversation's `Store` and the start-up's helper.
Every method raises `StoreDownError` within half a second when the database does not answer, and works again when it
does. Its text says what was being done and the kind of error, never a value.

In the clear stand only the visitor's HMAC, times, urgency and state of a handover, its alias, and counts per day. All
else is encrypted with keys the database never sees, or was sealed to the desk before it came here.
"""

from bot.store.database import Database
from bot.store.migrating import migrate
from bot.store.outbox import Parcel
from bot.store.retention import Purged

__all__ = ["Database", "Parcel", "Purged", "migrate"]
