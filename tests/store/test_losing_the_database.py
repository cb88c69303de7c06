"""A database that goes away, or does not let a writer in, while the application runs."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from prosesser.store import DatabaseBusy, DatabaseUnreachable, MasterKey, Store, open_store, upgrade
from prosesser.store.meta import Meta

MASTER = MasterKey(bytes(32))


def test_a_lost_connection_is_refused_and_the_next_one_works(pg_url: str) -> None:
    upgrade(pg_url)
    store = open_store(pg_url, MASTER)
    try:
        for work in (read, write, maintain):
            work(store)
            cut_connections(pg_url)
            with pytest.raises(DatabaseUnreachable):
                work(store)
            work(store)
    finally:
        store.close()


def read(store: Store) -> None:
    Meta(store).is_demo()


def write(store: Store) -> None:
    with store.write() as tx:
        tx.load("ukjent")


def maintain(store: Store) -> None:
    with store.maintain() as connection:
        connection.execute(text("SELECT 1"))


def cut_connections(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_writer_that_waited_in_vain_is_refused(sqlite_url: str) -> None:
    upgrade(sqlite_url)
    holder, store = open_store(sqlite_url, MASTER), open_store(sqlite_url, MASTER)
    with store.driver() as connection:
        connection.execute("PRAGMA busy_timeout = 1")
    with holder.write():
        for work in (write, maintain):
            with pytest.raises(DatabaseBusy):
                work(store)
        read(store)
    write(store)
    store.close()
    holder.close()


def test_a_fault_of_ours_is_no_unreachable_database(store: Store) -> None:
    with pytest.raises(Exception, match="ukjent_tabell") as fault, store.maintain() as connection:
        connection.execute(text("SELECT * FROM ukjent_tabell"))
    assert not isinstance(fault.value, DatabaseUnreachable)


def test_what_a_failed_block_wrote_is_not_kept(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        mark_and_fail(store)
    assert not Meta(store).is_demo()


def mark_and_fail(store: Store) -> None:
    with store.maintain() as connection:
        connection.execute(text("INSERT INTO meta (name, value) VALUES ('demo', '1')"))
        raise ZeroDivisionError


def test_an_sqlite_file_is_durable_and_holds_its_references(sqlite_url: str, tmp_path: Path) -> None:
    upgrade(sqlite_url)
    store = open_store(sqlite_url, MASTER)
    with store.driver() as connection:
        settings = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    store.close()
    assert settings == PRAGMAS
    assert [path.name for path in tmp_path.iterdir()] == ["somlos.db"]


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
