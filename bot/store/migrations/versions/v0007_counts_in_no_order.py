"""Counts lie by what they count, not in the order they came in.

That order told what one visitor did on a quiet day: code, topic, municipality and alarm came one after the other.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Lay them out anew, sorted; on SQLite without a number that goes up with each."""
    _made_anew(sqlite_with_rowid=False)


def downgrade() -> None:
    """Give them back their numbers, in the order of what they count."""
    _made_anew()


def _made_anew(**how: bool) -> None:
    op.rename_table("counts", "counted")
    if op.get_bind().dialect.name == "postgresql":  # there its name is taken, here it goes with the table
        op.execute("ALTER INDEX pk_counts RENAME TO pk_counted")
    made = op.create_table(
        "counts",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "name", "about", name="pk_counts"),
        **how,
    )
    before = sa.table("counted", *(sa.column(column.name) for column in made.c))
    in_order = sa.select(before).order_by(before.c.day, before.c.name, before.c.about)
    op.execute(made.insert().from_select([column.name for column in made.c], in_order))
    op.drop_table("counted")
