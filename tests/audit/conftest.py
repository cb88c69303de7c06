"""Worlds for tests that read all that is left behind: on SQLite, and on either where SQL is at stake."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from prosesser.store import MasterKey, Store, assignments, open_store, upgrade
from prosesser.store.assignments import Assignment, Selection
from tests.cases.world import MONDAY, World, people_world

MASTER = MasterKey(bytes(range(32)))
YEAR = timedelta(days=365)


@contextmanager
def world_at(url: str) -> Iterator[World]:
    upgrade(url)
    store = open_store(url, MASTER)
    yield people_world(store)
    store.close()


@pytest.fixture
def world(sqlite_url: str) -> Iterator[World]:
    with world_at(sqlite_url) as world:
        yield world


@pytest.fixture
def any_world(database_url: str) -> Iterator[World]:
    """A world on each kind of database."""
    with world_at(database_url) as world:
        yield world


def assign(store: Store, person: str, selection: Selection = Selection(), number: int = 1) -> Assignment:  # noqa: B008 - it never changes
    """Give a person an assignment for a year from Monday."""
    given = Assignment(
        id=f"{person}-{number}",
        person=person,
        purpose="Tilsyn",
        selection=selection,
        given_by="ragna",
        given_at=MONDAY,
        start=MONDAY,
        end=MONDAY + YEAR,
    )
    with store.maintain() as connection:
        assignments.give(connection, given)
    return given
