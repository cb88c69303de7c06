"""Revisions in the small world of the use cases, on either kind of database."""

from collections.abc import Iterator

import pytest

from prosesser.revisions import Publishing, Registry, Rehearsals, Revision, Revisions
from prosesser.store import MasterKey, Store, open_store
from tests.cases.world import MONDAY, World, people_world
from tests.revisions.owners import Owners

MASTER = MasterKey(bytes(range(32)))


@pytest.fixture
def store(migrated_url: str) -> Iterator[Store]:
    store = open_store(migrated_url, MASTER)
    yield store
    store.close()


@pytest.fixture
def world(store: Store) -> World:
    return people_world(store)


@pytest.fixture
def revisions(world: World) -> Revisions:
    return Revisions(world.store, world.cases.versions)


@pytest.fixture
def publishing(world: World) -> Publishing:
    return Publishing(world.store, world.cases.versions)


@pytest.fixture
def registry(world: World) -> Registry:
    return Registry(world.store, world.cases.versions)


@pytest.fixture
def revision(world: World, revisions: Revisions) -> Revision:
    (version,) = world.cases.versions.latest()
    return revisions.open(world.actor("petra"), version.digest, "Plan etter en uke", MONDAY)


@pytest.fixture
def owners(world: World, revisions: Revisions, publishing: Publishing) -> Owners:
    return Owners(world, revisions, publishing)


@pytest.fixture
def rehearsals(world: World, revisions: Revisions) -> Rehearsals:
    return Rehearsals(world.store, revisions)
