"""A migrated database of either kind, open."""

from collections.abc import Iterator

import pytest

from prosesser.store import MasterKey, Store, open_store, upgrade

MASTER = MasterKey(bytes(range(32)))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    upgrade(database_url)
    store = open_store(database_url, MASTER)
    yield store
    store.close()
