"""Sweeping: the bytes of deleted rows leave the database's files.

A deleted row may lie on in a file: in a page's free space, in SQLite's log, in PostgreSQL's dead rows.
Where a case was erased, its key must not.
"""

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

_PATIENCE = "10s"


def sweep(engine: Engine) -> bool:
    """Write anew what has held keys; False when others use the database, so that it has to be done later."""
    try:
        return _sweep_sqlite(engine) if engine.dialect.name == "sqlite" else _sweep_postgresql(engine)
    except (DBAPIError, engine.dialect.loaded_dbapi.OperationalError):
        return False


def _sweep_sqlite(engine: Engine) -> bool:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _, _ = cursor.fetchone() or (1, 0, 0)
        return not busy
    finally:
        connection.close()


def _sweep_postgresql(engine: Engine) -> bool:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET lock_timeout = '{_PATIENCE}'"))
        connection.execute(text("VACUUM FULL case_keys"))
        connection.execute(text("RESET lock_timeout"))
    return True
