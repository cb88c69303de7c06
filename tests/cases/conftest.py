"""The use cases on a migrated database of either kind."""

from collections.abc import Iterator

import pytest

from prosesser.store import MasterKey, Store, open_store, upgrade
from tests.cases.world import World, people_world

MASTER = MasterKey(bytes(range(32)))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    upgrade(database_url)
    store = open_store(database_url, MASTER)
    yield store
    store.close()


@pytest.fixture
def world(store: Store) -> World:
    return people_world(store)
