"""Runs the migrations on the connection that `schema.upgrade` hands over."""

from alembic import context

from prosesser.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
