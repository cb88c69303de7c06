"""The database: SQLite in WAL mode, or PostgreSQL through psycopg 3; durable on both.

Writers on SQLite begin with BEGIN IMMEDIATE: they wait for each other at the start, where waiting
is safe, and never fail half way. Readers see one snapshot on both databases.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from prosesser.errors import Refused

_WRITES = "somlos_writes"
_BUSY_MILLISECONDS = 30_000
_CHECKPOINT_PAGES = 10_000  # 40 MB of log: pages written again and again are moved to the file once
_BUSY_CODES = ("SQLITE_BUSY", "SQLITE_LOCKED")
_DAMAGE_CODES = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_LOST_CODES = ("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_READONLY", "08", "53", "57P")
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class DatabaseUnreachable(Refused):
    """Får ikke kontakt med databasen {database}. Sjekk adressen, og at databasen kjører."""


class DatabaseDamaged(DatabaseUnreachable):
    """Databasefilen {database} er skadet. Stans tjeneren, og hent filen fra en sikkerhetskopi."""


class DatabaseBusy(Refused):
    """Databasen er opptatt. Ingenting er endret. Prøv igjen."""


class DatabaseUnknown(Refused):
    """Adressen til databasen er ikke gyldig. Skriv sqlite:///fil eller postgresql://bruker@tjener/base."""


def connect(address: str) -> Engine:
    """Return an engine for a database URL; raises `DatabaseUnknown` or `DatabaseUnreachable`.

    The URL's password is not repeated in errors.
    """
    engine = create_engine(_url(address))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        engine.connect().close()
    except DatabaseError:
        engine.dispose()
        raise DatabaseUnreachable(database=engine.url.render_as_string()) from None
    return engine


def reader(engine: Engine) -> Engine:
    """Return the engine as readers use it: each transaction sees one snapshot."""
    if engine.dialect.name == "sqlite":  # a deferred transaction reads one snapshot as it is
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writer(engine: Engine) -> Engine:
    """Return the engine as writers use it."""
    return engine.execution_options(**{_WRITES: True})


@contextmanager
def begin(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a transaction, committed unless the block raises.

    Raises `DatabaseUnreachable` when there is no connection to be had, or it is lost, and
    `DatabaseBusy` when another writer does not let go.
    """
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        raise _refusal(engine, error) or error from None


@contextmanager
def driver_transaction(engine: Engine) -> Iterator[PoolProxiedConnection]:
    """Yield the driver's own connection in a write transaction; otherwise as `begin`."""
    try:
        connection = engine.raw_connection()
    except DBAPIError as error:
        raise _refusal(engine, error) or error from None
    try:
        if engine.dialect.name == "sqlite":  # psycopg begins by itself
            connection.cursor().execute("BEGIN IMMEDIATE")
        yield connection
        connection.commit()
    except engine.dialect.loaded_dbapi.Error as error:
        if engine.dialect.is_disconnect(error, connection, None):
            connection.invalidate(error)
        raise _refusal(engine, error) or error from None
    finally:
        connection.close()  # to the pool, which rolls back what was not committed


def batch(connection: PoolProxiedConnection, dialect: str) -> AbstractContextManager[object]:
    """Send the statements inside in one go where the driver can (psycopg's pipeline)."""
    if dialect == "sqlite":
        return nullcontext()
    driver: Any = connection.driver_connection
    pipeline: AbstractContextManager[object] = driver.pipeline()
    return pipeline


def _refusal(engine: Engine, error: Exception) -> Refused | None:
    """Return what to tell of an error that is the database's state; None when it is our own fault."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if getattr(cause, "sqlite_errorname", "").startswith(_DAMAGE_CODES):
        return DatabaseDamaged(database=engine.url.render_as_string())
    if not isinstance(cause, engine.dialect.loaded_dbapi.OperationalError):
        return None
    # SQLite names its errors; PostgreSQL numbers them, except where there is no connection at all.
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    if code.startswith(_BUSY_CODES):
        return DatabaseBusy()
    if code == "" or code.startswith(_LOST_CODES):
        return DatabaseUnreachable(database=engine.url.render_as_string())
    return None


def _url(address: str) -> URL:
    try:
        url = make_url(address)
        driver = _DRIVERS[url.drivername]
    except (ArgumentError, KeyError, ValueError):
        raise DatabaseUnknown from None
    return url.set(drivername=driver)


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver's own
    connection.isolation_level = None  # transactions begin where we say, see `_begin_sqlite`
    for pragma in (
        f"busy_timeout = {_BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        f"wal_autocheckpoint = {_CHECKPOINT_PAGES}",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
