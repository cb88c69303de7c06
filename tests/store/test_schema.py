"""The schema: what migrations make is what the code expects, and nothing else is opened."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, text

from prosesser.store import (
    DatabaseUnknown,
    DatabaseUnreachable,
    MasterKey,
    SchemaMissing,
    SchemaNewer,
    SchemaOlder,
    Store,
    is_set_up,
    open_store,
    tables,
    upgrade,
)
from prosesser.store.database import connect
from prosesser.store.tables import metadata

MASTER = MasterKey(bytes(32))


def differences(url: str) -> list[object]:
    engine = connect(url)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "compare_server_default": True}
            )
            return list(compare_metadata(context, metadata))
    finally:
        engine.dispose()


def set_revision(url: str, revision: str) -> None:
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    engine.dispose()


def test_the_migrated_schema_is_the_one_that_the_tables_say(database_url: str) -> None:
    assert len(differences(database_url)) >= len(metadata.tables)
    upgrade(database_url)
    assert differences(database_url) == []


def test_a_database_is_set_up_once_it_has_a_schema(database_url: str) -> None:
    assert not is_set_up(database_url)
    upgrade(database_url)
    assert is_set_up(database_url)


def test_upgrading_again_changes_nothing(database_url: str) -> None:
    upgrade(database_url)
    upgrade(database_url)
    assert differences(database_url) == []


def test_an_empty_database_is_refused_with_what_to_run(database_url: str) -> None:
    with pytest.raises(SchemaMissing, match="somlos db upgrade"):
        open_store(database_url, MASTER)


def test_an_older_schema_is_refused_with_what_to_run(database_url: str) -> None:
    upgrade(database_url)
    set_revision(database_url, "0001")
    with pytest.raises(SchemaOlder, match="somlos db upgrade"):
        open_store(database_url, MASTER)


def test_a_newer_schema_is_refused_and_never_migrated(database_url: str) -> None:
    upgrade(database_url)
    set_revision(database_url, "9999")
    with pytest.raises(SchemaNewer):
        open_store(database_url, MASTER)
    with pytest.raises(SchemaNewer):
        upgrade(database_url)


def test_a_database_that_cannot_be_reached_is_refused_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable):
        open_store(f"sqlite:///{tmp_path / 'mangler' / 'somlos.db'}", MASTER)
    with pytest.raises(DatabaseUnreachable) as refusal:
        open_store("postgresql://bruker:hemmelig@127.0.0.1:1/somlos", MASTER)
    assert "hemmelig" not in str(refusal.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "somlos.db",
        "mysql://tjener/base",
        "postgresql://tjener:port/base",
        "sqlite+ukjent:///x",
    ],
)
def test_an_address_that_names_no_known_database_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnknown):
        open_store(url, MASTER)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "somlos.db"
    path.write_text("ikke en database, men en ganske lang tekst " * 100, encoding="utf-8")
    with pytest.raises(DatabaseUnreachable):
        open_store(f"sqlite:///{path}", MASTER)


HISTORY = {
    "access_log": "person",
    "journal": "person",
    "definitions": "name",
    "publications": "reason",
    "revision_acts": "reason",
    "anchors": "content",
    "erasures": "certificate",
}


@pytest.mark.parametrize("table", HISTORY)
@pytest.mark.parametrize("change", ["UPDATE {table} SET {column} = 'x'", "DELETE FROM {table}"])
def test_history_refuses_to_be_changed(store: Store, table: str, change: str) -> None:
    add_history(store)
    column = HISTORY[table]
    with pytest.raises(Exception, match=f"{table} is append-only"), store.maintain() as connection:
        connection.execute(text(change.format(table=table, column=column)))


def add_history(store: Store) -> None:
    case = {"id": "c", "definition": "d", "version": 1, "head": b"", "state": b"", "subject": b""}
    times = {"status": "active", "opened_at": 0, "changed_at": 0, "started_by": "p", "start_key": "k"}
    row = {
        "case_id": "c",
        "sequence": 1,
        "at": 0,
        "person": "p",
        "unit": "u",
        "kind": "Start",
        "payload": b"",
    }
    chain = dict.fromkeys(("payload_commitment", "state_commitment", "previous", "hash"), b"")
    access = {"at": 0, "person": "p", "unit": "u", "action": "se sak", "ground": "none", "permitted": True}
    access |= {"sequence": 1, "previous": b"", "hash": b""}
    publication = {"key": "k", "number": 1, "digest": "d", "valid_from": "2026-01-01", "reason": ""}
    publication |= {"published_at": 0, "published_by": "p"}
    revision = {"id": "r", "title": "t", "key": "k", "base": "d", "edition": 1, "status": "draft"}
    revision |= {"bundle": b"", "created_by": "p", "created_at": 0, "changed_by": "p", "changed_at": 0}
    act = {"revision": "r", "sequence": 1, "at": 0, "person": "p", "act": "opened", "edition": 1}
    act |= {"digest": "d", "reason": "", "details": "{}"}
    with store.maintain() as connection:
        definition = {"digest": "d", "key": "k", "name": "n", "bundle": b""}
        connection.execute(insert(tables.definitions).values(definition))
        connection.execute(insert(tables.cases).values(case | times))
        connection.execute(insert(tables.journal).values(row | chain | {"definition": "d"}))
        connection.execute(insert(tables.access_log).values(access))
        connection.execute(insert(tables.publications).values(publication))
        connection.execute(insert(tables.revisions).values(revision))
        connection.execute(insert(tables.revision_acts).values(act))
        connection.execute(insert(tables.anchors).values(number=1, content=b""))
        connection.execute(insert(tables.erasures).values(case_id="c", at=0, certificate=b""))
