"""The history of the tables; a new step goes into `versions/`, and its revision becomes `HEAD`."""

HEAD = "0008"  # a test compares it with what alembic finds
