"""What is published: from which day, in which order, and what an older database makes of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import column, delete, insert, select, table, text

from prosesser.definition import Definition, load
from prosesser.store import MasterKey, Store, open_store, schema, tables, upgrade
from prosesser.store.database import connect, writer
from prosesser.store.instants import to_micros
from prosesser.store.publications import Overtaken, Publication, add, all_of, newest, publish
from prosesser.store.revisions import Revision
from prosesser.store.revisions import add as add_revision
from prosesser.store.versions import Versions, pack
from tests.builders import Journey

MONDAY = datetime(2026, 6, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def drawn(name: str) -> Definition:
    return load(Journey("reise", name).lane("bydel").start("henvist", lane="bydel").end().bundle())


def publishes(store: Store, name: str, now: datetime) -> None:
    with store.maintain() as connection:
        publish(connection, drawn(name), "petra", now)


def in_use(store: Store, now: datetime) -> list[str]:
    return [definition.name for definition in Versions(store).published(now)]


def test_new_cases_take_the_version_whose_day_has_come(store: Store) -> None:
    publishes(store, "Første", MONDAY)
    with store.maintain() as connection:
        second = drawn("Andre")
        publication = Publication("reise", 2, second.digest, date(2026, 6, 10), MONDAY, "petra", None, "")
        add(connection, second, publication)
    assert in_use(store, MONDAY - DAY) == []
    assert in_use(store, datetime(2026, 6, 9, 21, 59, tzinfo=UTC)) == ["Første"]
    assert in_use(store, datetime(2026, 6, 9, 22, 0, tzinfo=UTC)) == ["Andre"]  # midnight in Oslo
    assert [definition.name for definition in Versions(store).latest()] == ["Andre"]


def test_of_two_versions_of_one_day_the_later_is_in_use(store: Store) -> None:
    publishes(store, "Første", MONDAY)
    publishes(store, "Andre", MONDAY)
    assert in_use(store, MONDAY) == ["Andre"]


def test_what_was_published_last_is_not_published_again(store: Store) -> None:
    publishes(store, "Første", MONDAY)
    publishes(store, "Første", MONDAY + DAY)
    with store.read() as connection:
        assert [each.at for each in all_of(connection)] == [MONDAY]


def test_an_earlier_version_comes_back_as_a_new_publication(store: Store) -> None:
    for name in ("Første", "Andre", "Første"):
        publishes(store, name, MONDAY)
    assert in_use(store, MONDAY) == ["Første"]
    with store.read() as connection:
        assert [each.number for each in all_of(connection)] == [3, 2, 1]
        assert newest(connection, "reise") == all_of(connection)[0]


def test_two_do_not_take_the_same_number(store: Store) -> None:
    publishes(store, "Første", MONDAY)
    definition = drawn("Andre")
    same = Publication("reise", 1, definition.digest, date(2026, 6, 1), MONDAY, "pål", None, "")
    with pytest.raises(Overtaken), store.maintain() as connection:
        add(connection, definition, same)
    assert in_use(store, MONDAY) == ["Første"]


def test_a_version_that_a_case_runs_on_cannot_be_deleted_even_without_the_guard(own_store: Store) -> None:
    publishes(own_store, "Første", MONDAY)
    row: dict[str, Any] = {
        "id": "sak",
        "definition": drawn("Første").digest,
        "version": 1,
        "head": b"",
        "state": b"",
        "subject": b"",
        "status": "completed",
        "opened_at": 0,
        "changed_at": 0,
        "started_by": "berit",
        "start_key": "k",
    }
    with own_store.maintain() as connection:
        connection.execute(insert(tables.cases).values(row))
        connection.execute(text(_lifted("publications", connection.dialect.name)))
        connection.execute(text(_lifted("definitions", connection.dialect.name)))
        connection.execute(delete(tables.publications))
    with pytest.raises(Exception, match=r"(?i)foreign key"), own_store.maintain() as connection:
        connection.execute(delete(tables.definitions))


def _lifted(table: str, dialect: str) -> str:
    if dialect == "postgresql":
        return f"DROP TRIGGER {table}_refuses_change ON {table}"
    return f"DROP TRIGGER {table}_refuses_delete"


def test_an_older_database_keeps_what_was_published_and_who_worked_on_it(database_url: str) -> None:
    old, new = drawn("Gammel"), drawn("Ny")
    older_database(database_url)
    with (engine := connect(database_url)).begin() as connection:
        for definition, status, at in ((old, "retired", MONDAY - 90 * DAY), (new, "published", MONDAY)):
            values = {
                "digest": definition.digest,
                "key": "reise",
                "name": definition.name,
                "status": status,
                "published_at": to_micros(at),
                "published_by": "petra",
                "bundle": pack(definition.bundle),
            }
            connection.execute(insert(definitions_of_old()).values(values))
        add_revision(connection, revision(new.digest, new.bundle))
    engine.dispose()
    upgrade(database_url)
    store = open_store(database_url, MasterKey(bytes(32)))
    assert in_use(store, MONDAY) == ["Ny"]
    assert in_use(store, MONDAY - DAY) == ["Gammel"]
    assert in_use(store, MONDAY - 91 * DAY) == []
    with store.read() as connection:
        acts = connection.execute(select(tables.revision_acts).order_by(tables.revision_acts.c.sequence))
        assert [(act.act, act.person, act.edition) for act in acts] == [
            ("opened", "petra", 1),
            ("edited", "pål", 3),
        ]
    store.close()


def older_database(url: str) -> None:
    """Bring a database to the schema before publications."""
    engine = connect(url)
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    with writer(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
    engine.dispose()


def definitions_of_old() -> Any:
    names = ("digest", "key", "name", "status", "published_at", "published_by", "bundle")
    return table("definitions", *map(column, names))


def revision(base: str, bundle: Any) -> Revision:
    return Revision(
        id="r",
        title="Plan etter en uke",
        key="reise",
        base=base,
        edition=3,
        status="draft",
        bundle=bundle,
        created_by="petra",
        created_at=MONDAY,
        changed_by="pål",
        changed_at=MONDAY + DAY,
    )
