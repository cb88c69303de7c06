"""The floor: what one transaction costs that only reads, updates and inserts 900 bytes.

On the driver's own connection, with the durability that the store sets and one durable commit.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from prosesser.store import Store

PAYLOAD_BYTES = 900
ROWS = 100


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a database's driver is spoken to: placeholder, type of bytes, how a transaction begins."""

    placeholder: str
    bytes_type: str
    begin: str | None


SQLITE = Dialect("?", "BLOB", "BEGIN IMMEDIATE")
POSTGRESQL = Dialect("%s", "BYTEA", None)  # psycopg begins by itself, with the first statement


class Floor:
    """The two tables of the floor, and its transaction."""

    def __init__(self, driver: Any, dialect: Dialect) -> None:  # noqa: ANN401 - sqlite3's or psycopg's connection
        self._driver = driver
        self._dialect = dialect
        mark = dialect.placeholder
        self._select = f"SELECT version, content FROM bench_floor WHERE id = {mark}"  # noqa: S608 - a constant
        self._update = f"UPDATE bench_floor SET version = {mark}, content = {mark} WHERE id = {mark}"  # noqa: S608 - a constant
        self._insert = f"INSERT INTO bench_floor_log (id, content) VALUES ({mark}, {mark})"  # noqa: S608 - a constant
        self._next = 0

    def seconds(self, count: int) -> float:
        """Return how long ``count`` transactions take."""
        began = perf_counter()
        for _ in range(count):
            self._transaction()
        return perf_counter() - began

    def _transaction(self) -> None:
        cursor = self._driver.cursor()
        if self._dialect.begin is not None:
            cursor.execute(self._dialect.begin)
        row = self._next % ROWS
        cursor.execute(self._select, (row,))
        version, _ = cursor.fetchone()
        content = secrets.token_bytes(PAYLOAD_BYTES)
        cursor.execute(self._update, (version + 1, content, row))
        cursor.execute(self._insert, (self._next, content))
        self._driver.commit()
        self._next += 1

    def make_tables(self) -> None:
        """Make the tables, with rows to update."""
        kind = self._dialect.bytes_type
        cursor = self._driver.cursor()
        cursor.execute(
            f"CREATE TABLE bench_floor (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, content {kind})"
        )
        cursor.execute(f"CREATE TABLE bench_floor_log (id INTEGER PRIMARY KEY, content {kind})")
        mark = self._dialect.placeholder
        for row in range(ROWS):
            cursor.execute(
                f"INSERT INTO bench_floor (id, version, content) VALUES ({mark}, 0, {mark})",  # noqa: S608 - a constant
                (row, bytes(PAYLOAD_BYTES)),
            )
        self._driver.commit()

    def drop_tables(self) -> None:
        """Leave nothing behind."""
        cursor = self._driver.cursor()
        cursor.execute("DROP TABLE bench_floor")
        cursor.execute("DROP TABLE bench_floor_log")
        self._driver.commit()


@contextmanager
def floor(store: Store, dialect: Dialect) -> Iterator[Floor]:
    """Yield the floor of a store's database."""
    with store.driver() as driver:
        made = Floor(driver, dialect)
        made.make_tables()
        try:
            yield made
        finally:
            made.drop_tables()
