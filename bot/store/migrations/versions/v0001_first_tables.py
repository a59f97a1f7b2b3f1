"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)
_NOT_RESOLVED = sa.text("state != 'resolved'")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "conversations",
        sa.Column("visitor", sa.String, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("touched_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("visitor", name="pk_conversations"),
    )
    _handovers()
    _outbox()
    op.create_table(
        "counts",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "name", name="pk_counts"),
    )
    _groups()


def downgrade() -> None:
    """Drop them, what refers to another one first."""
    for table in ("groups", "counts", "outbox", "handover_messages", "handovers", "conversations"):
        op.drop_table(table)


def _handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("visitor", sa.String, nullable=False),
        sa.Column("alias", sa.String, nullable=False),
        sa.Column("urgency", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False),
        sa.Column("resolved_at", _MOMENT),
        sa.Column("trial", sa.Boolean, nullable=False),
        sa.Column("address", sa.LargeBinary),
        sa.Column("language", sa.LargeBinary, nullable=False),
        sa.Column("municipality", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_handovers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handovers_visitor", "handovers", ["visitor"])
    op.create_index(
        "one_handover_a_visitor",
        "handovers",
        ["visitor"],
        unique=True,
        sqlite_where=_NOT_RESOLVED,
        postgresql_where=_NOT_RESOLVED,
    )
    op.create_table(
        "handover_messages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("handover_id", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handover_messages"),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handovers.id"], name="fk_handover_messages_handover_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_handover_messages_handover_id", "handover_messages", ["handover_id"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("visitor", sa.String, nullable=False),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.Column("replies", sa.LargeBinary, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )


def _groups() -> None:
    op.create_table(
        "groups",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("gm_code", sa.String, nullable=False),
        sa.Column("municipality", sa.String, nullable=False),
        sa.Column("place", sa.String),
        sa.Column("partner", sa.String),
        sa.Column("age_min", sa.Integer),
        sa.Column("age_max", sa.Integer),
        sa.Column("rhythm", sa.String),
        sa.Column("signup_url", sa.String),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("verified_on", sa.Date),
        sa.Column("lat", sa.Double, nullable=False),
        sa.Column("lon", sa.Double, nullable=False),
        sa.Column("from_sample", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
    )
