"""The use cases on a migrated database of either kind.

``world`` is shared: its tests look only at the cases that they start. ``fresh_world`` is for tests
that look at everything, or change what all cases share.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

from prosesser.store import MasterKey, Store, open_store, upgrade
from tests.cases.world import World, people_world

MASTER = MasterKey(bytes(range(32)))


@contextmanager
def opened(url: str) -> Iterator[Store]:
    upgrade(url)
    store = open_store(url, MASTER)
    yield store
    store.close()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    if request.param == "sqlite":
        with opened(f"sqlite:///{tmp_path_factory.mktemp('felles') / 'somlos.db'}") as store:
            yield people_world(store)
        return
    new_database: Any = request.getfixturevalue("new_pg_database")
    database: AbstractContextManager[str] = new_database()
    with database as url, opened(url) as store:
        yield people_world(store)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with opened(database_url) as store:
        yield store


@pytest.fixture
def fresh_world(store: Store) -> World:
    return people_world(store)
