"""Through what staff were told of an alert: after a restart too, the second time takes another way."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make room for the channel."""
    op.add_column("alerts", sa.Column("first_by", sa.String))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("alerts", "first_by")
