"""The small world of the use cases, whose history can be changed; a database for histories made by hand."""

from collections.abc import Iterator

import pytest

from prosesser.store import Store, open_store, upgrade
from tests.cases.conftest import unguarded_world
from workflow_app import installation

__all__ = ["unguarded_world"]


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    upgrade(sqlite_url)
    store = open_store(sqlite_url, installation.NO_KEY)
    yield store
    store.close()
