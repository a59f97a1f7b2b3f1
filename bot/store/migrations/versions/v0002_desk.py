"""The desk: staff and what they do with handovers, alerts, the audit log, settings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)
_HANDOVERS = ("claimed_by", "claimed_at", "waiting_since", "first_reply_at")
_MESSAGES = ("who", "by", "urgency", "verdict", "sent")


def upgrade() -> None:
    """Make the tables, and the columns of those that were there."""
    _staff()
    _handovers()
    _alerts()
    _audit()
    op.create_table(
        "desk_settings",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_desk_settings"),
    )


def downgrade() -> None:
    """Take them away again, what refers to another one first."""
    for table in ("desk_settings", "audit", "alerts"):
        op.drop_table(table)
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as outbox:
        outbox.drop_index("ix_outbox_message_id")
        outbox.drop_constraint("fk_outbox_message_id", type_="foreignkey")
        outbox.drop_column("message_id")
    with op.batch_alter_table("handover_messages") as messages:
        messages.drop_constraint("fk_handover_messages_by", type_="foreignkey")
        for column in _MESSAGES:
            messages.drop_column(column)
    with op.batch_alter_table("handovers", table_kwargs={"sqlite_autoincrement": True}) as handovers:
        handovers.drop_index("queue")
        handovers.drop_constraint("fk_handovers_claimed_by", type_="foreignkey")
        for column in _HANDOVERS:
            handovers.drop_column(column)
    op.drop_table("staff")


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("login", sa.String, nullable=False),
        sa.Column("called", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("public", sa.LargeBinary),
        sa.Column("wrapped", sa.LargeBinary),
        sa.Column("desk_key", sa.LargeBinary),
        sa.Column("totp", sa.LargeBinary),
        sa.Column("totp_used", sa.Integer, nullable=False),
        sa.Column("invitation", sa.LargeBinary),
        sa.Column("invited_until", _MOMENT),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failed_at", _MOMENT),
        sa.Column("removed_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("login", name="uq_staff_login"),
        sqlite_autoincrement=True,
    )


def _handovers() -> None:
    with op.batch_alter_table("handovers", table_kwargs={"sqlite_autoincrement": True}) as handovers:
        handovers.add_column(sa.Column("claimed_by", sa.Integer))
        for column in _HANDOVERS[1:]:
            handovers.add_column(sa.Column(column, _MOMENT))
        handovers.create_foreign_key("fk_handovers_claimed_by", "staff", ["claimed_by"], ["id"])
        handovers.create_index("queue", ["state", "urgency", "waiting_since", "opened_at", "claimed_by"])
    with op.batch_alter_table("handover_messages") as messages:
        # whatever is there was said by visitors
        messages.add_column(sa.Column("who", sa.String, nullable=False, server_default="visitor"))
        messages.add_column(sa.Column("by", sa.Integer))
        messages.add_column(sa.Column("urgency", sa.Integer))
        messages.add_column(sa.Column("verdict", sa.String))
        messages.add_column(sa.Column("sent", sa.String))
        messages.create_foreign_key("fk_handover_messages_by", "staff", ["by"], ["id"])
    with op.batch_alter_table("handover_messages") as messages:
        messages.alter_column("who", server_default=None)
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as outbox:
        outbox.add_column(sa.Column("message_id", sa.Integer))
        outbox.create_foreign_key(
            "fk_outbox_message_id", "handover_messages", ["message_id"], ["id"], ondelete="SET NULL"
        )
        outbox.create_index("ix_outbox_message_id", ["message_id"])
    # whoever had not been answered yet waits since their last message
    op.execute("UPDATE handovers SET waiting_since = last_at WHERE state != 'resolved'")


def _alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("handover_id", sa.Integer, nullable=False),
        sa.Column("urgency", sa.Integer, nullable=False),
        sa.Column("raised_at", _MOMENT, nullable=False),
        sa.Column("first_sent_at", _MOMENT),
        sa.Column("second_sent_at", _MOMENT),
        sa.Column("acknowledged_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
        sa.ForeignKeyConstraint(["handover_id"], ["handovers.id"], name="fk_alerts_handover_id", ondelete="CASCADE"),
    )
    op.create_index("ix_alerts_handover_id", "alerts", ["handover_id"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("did", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("mac", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
