"""Runs the migrations over the connection that is handed in; see store/database.py."""

from alembic import context

from laufmappe.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
