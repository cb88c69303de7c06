"""A town with districts and an institution: a database with their people, of which offices get copies."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from argon2 import PasswordHasher

from prosesser.access import CASEWORKER, PROCESS_OWNER, Actor
from prosesser.cases import Cases, Policy
from prosesser.definition import Bundle
from prosesser.store import open_store, upgrade
from prosesser.store.directory import Directory, Membership, Person
from tests.journeys.memory import Memory
from tests.journeys.office import MASTER, Office
from tests.journeys.people import EVERYBODY
from tests.web.standing import StandingApp
from tests.web.visitor import PASSWORD
from workflow_app.units import UNITS
from workflow_app.web.assets import Assets

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
OWNER = Actor("petra", "", None, frozenset({PROCESS_OWNER}))


@dataclass(frozen=True)
class Town:
    """A migrated database with units and people in it, and what its offices remember."""

    database: Path
    memory: Memory

    @staticmethod
    def founded(folder: Path) -> "Town":
        """Make the database in an empty folder."""
        address = f"sqlite:///{folder / 'town.db'}"
        upgrade(address)
        store = open_store(address, MASTER)
        directory = Directory(store, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        for unit in UNITS:
            directory.add_unit(unit)
        for person, unit_id in EVERYBODY.items():
            directory.add_person(Person(person, person.title()), PASSWORD)
            directory.add_membership(Membership(person, unit_id, frozenset({CASEWORKER}), LONG_AGO))
        store.close()
        return Town(
            folder / "town.db", Memory(folder, StandingApp(Assets(("dist/app.css",), "dist/app.js"), folder))
        )

    def with_journey(self, bundle: Bundle, folder: Path) -> "Town":
        """Return the town, in an empty folder, where cases start on a journey.

        Raises `NotRunnable` when the journey cannot run.
        """
        database = Path(shutil.copy(self.database, folder / "town.db"))
        store = open_store(f"sqlite:///{database}", MASTER)
        try:
            Cases(store, Policy(lambda _actor: {}, synthetic_only=True)).publish(bundle, OWNER, LONG_AGO)
        finally:
            store.close()
        return Town(database, Memory(folder, self.memory.app, logins=self.memory.logins))

    def opens_office(self, folder: Path) -> Office:
        """Open an office on a copy of the database in an empty folder."""
        return Office(Path(shutil.copy(self.database, folder / "office.db")), self.memory)
