"""What Alembic runs for an upgrade: the changes, in the transaction that actions/keeping/schema.py began."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
