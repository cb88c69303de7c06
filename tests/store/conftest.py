"""A migrated database of either kind, open."""

from collections.abc import Iterator

import pytest

from prosesser.store import MasterKey, Store, open_store, upgrade

MASTER = MasterKey(bytes(range(32)))


@pytest.fixture
def store(migrated_url: str) -> Iterator[Store]:
    store = open_store(migrated_url, MASTER)
    yield store
    store.close()


@pytest.fixture
def own_store(database_url: str) -> Iterator[Store]:
    """Open a store whose schema the test may change."""
    upgrade(database_url)
    store = open_store(database_url, MASTER)
    yield store
    store.close()
