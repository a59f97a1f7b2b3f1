"""What is kept, encrypted and for how long: one database behind one door.

`migrate` brings a database to the newest tables; `Database` is the conversation's `Store` and the start-up's helper.
Every method raises `StoreDownError` when the database does not answer, within half a second where a visitor waits and
five where staff do, and works again when it does. Its text says what was being done and the kind of error, never a
value.

In the clear stand, of a visitor, only their HMAC, the times, urgency, alias and state of a handover, which of staff has
it and what they thought of an alarm; and of staff their names, roles, settings and what they did; and counts per day.
All else is encrypted with keys the database never sees, or was sealed to the desk before it came here.
"""

from bot.store.database import Database
from bot.store.migrating import migrate
from bot.store.outbox import Parcel
from bot.store.retention import Purged

__all__ = ["Database", "Parcel", "Purged", "migrate"]
