"""Spots of a campaign that were taken down."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make room for the day."""
    op.add_column("codes", sa.Column("ended_on", sa.Date))


def downgrade() -> None:
    """Take it away again: all codes run as long as their campaign does."""
    op.drop_column("codes", "ended_on")
