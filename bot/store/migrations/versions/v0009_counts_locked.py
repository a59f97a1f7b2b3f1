"""Counts are locked, a row for each day.

What was counted in the clear goes: it told what the one visitor of a quiet day did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Begin to count anew."""
    op.drop_table("counts")
    op.create_table(
        "counts",
        sa.Column("of", sa.String, nullable=False),
        sa.Column("locked", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("of", name="pk_counts"),
    )
    op.drop_column("codes", "grave")


def downgrade() -> None:
    """Begin anew in the clear: nobody without the key can read what was counted."""
    op.add_column("codes", sa.Column("grave", sa.LargeBinary, nullable=False, server_default=""))
    op.drop_table("counts")
    op.create_table(
        "counts",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "name", "about", name="pk_counts"),
        sqlite_with_rowid=False,
    )
