"""Alembic's entry. `app.db.migrating` starts it and hands over the engine."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy.engine import Connection, Engine

from app.db.models import Base
from migrations.rendering import plain_type, tidy


def migrate(engine: Engine) -> None:
    with engine.connect().execution_options(writes=True) as connection, foreign_keys_off(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            transactional_ddl=True,
            render_item=plain_type,
            process_revision_directives=tidy,
        )
        with context.begin_transaction():
            context.run_migrations()
            refuse_dangling_rows(connection)


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let batch mode drop and rename tables that others point at; SQLite heeds this only outside transactions."""
    if connection.dialect.name != "sqlite":
        yield
        return
    sqlite = connection.connection.driver_connection
    sqlite.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        sqlite.execute("PRAGMA foreign_keys=ON")


def refuse_dangling_rows(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if dangling:
        raise RuntimeError(f"The migration was undone: it left rows that point at nothing: {dangling[:10]}")


migrate(context.config.attributes["engine"])
