"""The store: one transaction per command, and the reads.

The only place that knows SQL. `open_store` refuses a database that it cannot reach or whose schema
is not this code's; `upgrade` brings one there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine

from prosesser.store import queries, sweeping
from prosesser.store.database import (
    DatabaseBusy,
    DatabaseUnknown,
    DatabaseUnreachable,
    begin,
    connect,
    driver_transaction,
    reader,
    writer,
)
from prosesser.store.keys import KeyOther, MasterKey, load_master_key
from prosesser.store.schema import (
    SchemaMissing,
    SchemaNewer,
    SchemaOlder,
    is_set_up,
    require_current,
    upgrade,
)
from prosesser.store.statements import prepare
from prosesser.store.transaction import Transaction

__all__ = [
    "Connection",
    "DatabaseBusy",
    "DatabaseUnknown",
    "DatabaseUnreachable",
    "KeyOther",
    "MasterKey",
    "SchemaMissing",
    "SchemaNewer",
    "SchemaOlder",
    "Store",
    "is_set_up",
    "load_master_key",
    "open_store",
    "upgrade",
]

_KEYS_TRIED = 3


class Store:
    """An open database and the master key of its cases."""

    def __init__(self, engine: Engine, master: MasterKey) -> None:
        self._engine = engine
        self._reader = reader(engine)
        self._writer = writer(engine)
        self._sql = prepare(engine.dialect.name)
        self.master = master

    @property
    def dialect(self) -> str:
        """The kind of database: "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @property
    def address(self) -> str:
        """The database's URL, with its password: for who opens it again, never to be shown."""
        return self._engine.url.render_as_string(hide_password=False)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Yield a write transaction: committed, durably, unless the block raises."""
        with driver_transaction(self._engine) as connection:
            yield Transaction(connection, self._engine.dialect, self._sql, self.master)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection whose reads all see one snapshot."""
        with begin(self._reader) as connection:
            yield connection

    @contextmanager
    def maintain(self) -> Iterator[Connection]:
        """Yield a connection for writes to the tables around the cases: units, persons, settings, logs."""
        with begin(self._writer) as connection:
            yield connection

    @contextmanager
    def driver(self) -> Iterator[Any]:
        """Yield the driver's own connection, set up as all others: to measure the database alone."""
        connection = self._engine.raw_connection()
        try:
            yield connection.driver_connection
        finally:
            connection.close()

    def require_key(self) -> None:
        """Raise `KeyOther` when the master key opens none of a few cases' keys; one alone may be spoilt."""
        with self.read() as connection:
            stored = queries.some_case_keys(connection, _KEYS_TRIED)
        if stored and not any(self.master.opens(case, sealed) for case, sealed in stored):
            raise KeyOther

    def sweep(self) -> bool:
        """Let deleted keys leave the database's files; False when others use it: to do later."""
        return sweeping.sweep(self._engine)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def open_store(address: str, master: MasterKey) -> Store:
    """Open the database at a URL.

    Raises `DatabaseUnknown`, `DatabaseUnreachable`, `SchemaMissing`, `SchemaOlder` or `SchemaNewer`.
    """
    engine = connect(address)
    try:
        require_current(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, master)
