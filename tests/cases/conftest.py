"""The use cases on a migrated database of either kind.

``world`` is shared: its tests look only at the cases that they start. ``fresh_world`` is for tests
that look at everything, or change what all cases share.
"""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from sqlalchemy import text

from prosesser.store import MasterKey, Store, open_store
from tests.cases.world import World, people_world

MASTER = MasterKey(bytes(range(32)))
GUARDED = ("definitions", "journal")


@contextmanager
def opened(url: str) -> Iterator[Store]:
    store = open_store(url, MASTER)
    yield store
    store.close()


@contextmanager
def shared_world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Make a world on the kind of database that the fixture's parameter names."""
    if request.param == "sqlite":
        folder = request.getfixturevalue("tmp_path_factory").mktemp("felles")
        file = shutil.copy(request.getfixturevalue("migrated_file"), folder / "somlos.db")
        with opened(f"sqlite:///{file}") as store:
            yield people_world(store)
        return
    new_database: Any = request.getfixturevalue("new_pg_database")
    database: AbstractContextManager[str] = new_database(request.getfixturevalue("migrated_template"))
    with database as url, opened(url) as store:
        yield people_world(store)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    with shared_world(request) as world:
        yield world


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def unguarded_world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A world whose history can be changed: the triggers are gone, as for whoever owns the database."""
    with shared_world(request) as world:
        with world.store.maintain() as connection:
            for statement in _without_triggers(connection.dialect.name):
                connection.execute(text(statement))
        yield world


def _without_triggers(dialect: str) -> list[str]:
    if dialect == "postgresql":
        return [f"DROP TRIGGER {table}_refuses_change ON {table}" for table in GUARDED]
    return [f"DROP TRIGGER {table}_refuses_{change}" for table in GUARDED for change in ("update", "delete")]


@pytest.fixture
def store(migrated_url: str) -> Iterator[Store]:
    with opened(migrated_url) as store:
        yield store


@pytest.fixture
def fresh_world(store: Store) -> World:
    return people_world(store)
