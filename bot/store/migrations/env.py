"""What alembic runs: the steps, on the connection and in the transaction it is given."""

from alembic import context

from bot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can, if the transaction is begun by hand, as it is
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
