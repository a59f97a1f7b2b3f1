"""The tables, as the migrations leave them (a test compares the two)."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    text,
)


class Utc(TypeDecorator[datetime]):
    """A moment: aware in, aware out, UTC in between, also where the database knows no time zones (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn to UTC."""
        del dialect
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time zone back."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

conversations = Table(
    "conversations",
    metadata,
    Column("visitor", String, primary_key=True),
    Column("state", LargeBinary, nullable=False),  # encrypted
    Column("touched_at", Utc, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", String, nullable=False, unique=True),
    Column("called", String, nullable=False),  # the first name visitors see
    Column("role", String, nullable=False),
    Column("public", LargeBinary),  # of a key pair of their own; none before they accepted the invitation
    Column("wrapped", LargeBinary),  # its private half, under their password
    Column("desk_key", LargeBinary),  # the desk's private key, sealed to that key pair
    Column("totp", LargeBinary),  # encrypted
    Column("totp_used", Integer, nullable=False),  # the last time step a code was taken for: none is taken twice
    Column("invitation", LargeBinary),  # the desk's private key, under the code they were given
    Column("invited_until", Utc),
    Column("failures", Integer, nullable=False),  # sign-ins in a row that failed
    Column("failed_at", Utc),
    Column("removed_at", Utc),
    sqlite_autoincrement=True,  # what somebody did stays theirs
)

_NOT_RESOLVED = text("state != 'resolved'")

handovers = Table(
    "handovers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("visitor", String, nullable=False, index=True),
    Column("alias", String, nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("opened_at", Utc, nullable=False),
    Column("last_at", Utc, nullable=False),
    Column("resolved_at", Utc),
    Column("trial", Boolean, nullable=False),
    Column("address", LargeBinary),  # encrypted
    Column("language", LargeBinary, nullable=False),  # encrypted
    Column("municipality", LargeBinary),  # encrypted
    Column("claimed_by", ForeignKey("staff.id")),
    Column("claimed_at", Utc),
    Column("waiting_since", Utc),  # of the first message nobody answered; none when staff spoke last
    Column("first_reply_at", Utc),
    Index(
        "one_handover_a_visitor",
        "visitor",
        unique=True,
        sqlite_where=_NOT_RESOLVED,
        postgresql_where=_NOT_RESOLVED,
    ),
    Index("queue", "state", "urgency", "waiting_since", "opened_at", "claimed_by"),  # its order, without the wide rows
    sqlite_autoincrement=True,  # a number is never given twice: staff may still hold the old one
)

handover_messages = Table(
    "handover_messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("handover_id", ForeignKey("handovers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),  # to the desk's public key, before it came here
    Column("at", Utc, nullable=False),
    Column("who", String, nullable=False),
    Column("by", ForeignKey("staff.id")),
    Column("urgency", Integer),  # of what raised an alarm
    Column("verdict", String),  # of staff on that alarm
    Column("sent", String),  # what became of a reply of staff
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("visitor", String, nullable=False),
    Column("address", LargeBinary, nullable=False),  # encrypted
    Column("replies", LargeBinary, nullable=False),  # encrypted
    Column("at", Utc, nullable=False),
    # the reply of staff that this delivers
    Column("message_id", ForeignKey("handover_messages.id", ondelete="SET NULL"), index=True),
    sqlite_autoincrement=True,  # a late "delivered" must never strike out somebody else's parcel
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("handover_id", ForeignKey("handovers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("urgency", Integer, nullable=False),
    Column("raised_at", Utc, nullable=False),
    Column("first_sent_at", Utc),
    Column("first_by", String),  # the channel
    Column("second_sent_at", Utc),
    Column("acknowledged_at", Utc),  # staff looked at it
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("who", String, nullable=False),  # the login, or "server"
    Column("did", String, nullable=False),
    Column("about", String, nullable=False),  # a handover's number, a login, a setting; empty where there is none
    Column("mac", LargeBinary, nullable=False),  # over this entry and the mac before it
    sqlite_autoincrement=True,
)

desk_settings = Table(
    "desk_settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),  # JSON
)

examples = Table(
    "examples",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),  # in UTC; a time would tell beside which handover it was written
    Column("content", LargeBinary, nullable=False),  # encrypted, what it means too
    sqlite_autoincrement=True,  # a number is never given twice: somebody may still see the old one on their page
)

counts = Table(
    "counts",
    metadata,
    Column("of", String, primary_key=True),  # a day, in UTC, or "grave": of a code, while its campaign runs
    Column("locked", LargeBinary, nullable=False),  # encrypted: in the clear, what one visitor did on a quiet day
)

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("language", String),
    Column("starts_on", Date, nullable=False),  # in the Netherlands
    Column("ends_on", Date),
    Column("gm_code", String),
    sqlite_autoincrement=True,
)

codes = Table(
    "codes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("campaign_id", ForeignKey("campaigns.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String, nullable=False),  # of the spot
    Column("place", String),
    Column("since", Date, nullable=False),  # in the Netherlands
    Column("ended_on", Date),  # in the Netherlands
)

groups = Table(
    "groups",
    metadata,
    Column("id", String, primary_key=True),
    Column("gm_code", String, nullable=False),
    Column("municipality", String, nullable=False),
    Column("place", String),
    Column("partner", String),
    Column("age_min", Integer),
    Column("age_max", Integer),
    Column("rhythm", String),
    Column("signup_url", String),
    Column("status", String, nullable=False),
    Column("verified_on", Date),
    Column("lat", Double, nullable=False),
    Column("lon", Double, nullable=False),
    Column("from_sample", Boolean, nullable=False),  # came with the bot; whoever edits a group sets it to false
)

alternatives = Table(
    "alternatives",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("gm_code", String, nullable=False),  # empty: for the whole country
    Column("municipality", String, nullable=False),
    Column("place", String),
    Column("age_min", Integer),
    Column("age_max", Integer),
    Column("what", String),
    Column("what_en", String),
    Column("url", String),
    Column("cost", String),
    Column("status", String, nullable=False),
    Column("verified_on", Date),
    Column("from_sample", Boolean, nullable=False),  # as of groups
)
