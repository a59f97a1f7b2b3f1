"""Campaigns with their codes, and counts that say of what they are."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; what was counted before was never shown to anybody, and is not taken along."""
    op.drop_table("counts")
    op.create_table(
        "counts",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "name", "about", name="pk_counts"),
    )
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("language", sa.String),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date),
        sa.Column("gm_code", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_campaigns"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "codes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("campaign_id", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("place", sa.String),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("grave", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_codes"),
        sa.UniqueConstraint("code", name="uq_codes_code"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], "fk_codes_campaign_id", ondelete="CASCADE"),
    )
    op.create_index("ix_codes_campaign_id", "codes", ["campaign_id"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("codes")
    op.drop_table("campaigns")
    op.drop_table("counts")
    op.create_table(
        "counts",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "name", name="pk_counts"),
    )
