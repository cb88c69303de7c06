"""Demo cases in a database of their own, filled once a session; nobody changes them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from prosesser.access import AUDITOR, Actor
from prosesser.store import Store, assignments, open_store, upgrade
from prosesser.store.assignments import Assignment, Selection
from prosesser.store.versions import Versions
from tests.web.conftest import JOURNEY, master
from workflow_app.demo.fill import fill
from workflow_app.demo.people import BEGINNING, HOME_DISTRICT

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CASES = 12
END = datetime(2030, 1, 1, tzinfo=UTC)


def auditor(person: str) -> Actor:
    return Actor(person, HOME_DISTRICT, "bydel", frozenset({AUDITOR}))


def assignment(person: str, selection: Selection) -> Assignment:
    return Assignment(f"oppdrag-{person}", person, "Tilsyn", selection, "leder", BEGINNING, BEGINNING, END)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Twelve cases; «alt» audits all of them, «noe» those of one district, «intet» none."""
    address = f"sqlite:///{tmp_path_factory.mktemp('evidence') / 'somlos.db'}"
    upgrade(address)
    with closing(open_store(address, master())) as store:
        fill(store, JOURNEY, CASES, NOW)
        with store.maintain() as connection:
            assignments.give(connection, assignment("alt", Selection()))
            assignments.give(connection, assignment("noe", Selection(units=(HOME_DISTRICT,))))
        yield store


@pytest.fixture(scope="session")
def versions(filled: Store) -> Versions:
    return Versions(filled)
