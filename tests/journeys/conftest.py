"""The real journey, published in a real database, with people to work it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prosesser.access import CASEWORKER, PROCESS_OWNER, Actor
from prosesser.cases import Cases, Policy
from prosesser.definition import read_folder
from prosesser.definition.forms.model import Option
from prosesser.inbox import Inbox
from prosesser.store import MasterKey, open_store, upgrade
from prosesser.store.directory import Directory, Membership, Person
from tests.journeys.office import OPTIONS, WORKERS, Office
from workflow_app.units import UNITS

FOLDER = Path(__file__).parents[2] / "bpmn" / "institusjon-bolig"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
LISTS = {
    name: tuple(Option(label=value, value=value) for value in values) for name, values in OPTIONS.items()
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "clause(*ids): the clauses of the routine that the test shows to hold")


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    upgrade(sqlite_url)
    store = open_store(sqlite_url, MasterKey(bytes(32)))
    directory = Directory(store)
    for unit in UNITS:
        directory.add_unit(unit)
    for workplace, person in WORKERS.items():
        directory.add_person(Person(person, person.title()))
        directory.add_membership(Membership(person, workplace, frozenset({CASEWORKER}), LONG_AGO))
    cases = Cases(store, Policy(options=lambda _actor: LISTS, synthetic_only=True))
    owner = Actor("petra", "", None, frozenset({PROCESS_OWNER}))
    cases.publish(read_folder(FOLDER), owner, LONG_AGO)
    inbox = Inbox(store, cases.versions)
    actors = {
        unit: directory.actor(person, unit, datetime(2026, 1, 1, tzinfo=UTC))
        for unit, person in WORKERS.items()
    }
    yield Office(cases, inbox, actors)
    store.close()
