"""The history of the tables; a new step goes into `versions/`, and its revision becomes `HEAD`."""

HEAD = "0009"  # a test compares it with what alembic finds
