"""Alembic's way in: the connection comes from `bot/store.py`."""

from alembic import context

from bot.tables import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
