"""What else there is where no group is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "alternatives",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("gm_code", sa.String, nullable=False),
        sa.Column("municipality", sa.String, nullable=False),
        sa.Column("place", sa.String),
        sa.Column("age_min", sa.Integer),
        sa.Column("age_max", sa.Integer),
        sa.Column("what", sa.String),
        sa.Column("what_en", sa.String),
        sa.Column("url", sa.String),
        sa.Column("cost", sa.String),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("verified_on", sa.Date),
        sa.Column("from_sample", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alternatives"),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("alternatives")
