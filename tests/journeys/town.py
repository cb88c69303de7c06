"""A town with a district and an institution: a database with their people, and the pages that they use."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from argon2 import PasswordHasher
from jinja2 import FileSystemBytecodeCache

from prosesser.access import CASEWORKER, PROCESS_OWNER, Actor
from prosesser.cases import Cases, Policy
from prosesser.definition import Bundle
from prosesser.store import MasterKey, open_store, upgrade
from prosesser.store.directory import Directory, Membership, Person
from tests.journeys.office import WORKERS, Calendar, Office
from tests.web.visitor import PASSWORD
from workflow_app.app import assemble
from workflow_app.units import UNITS
from workflow_app.web.assets import Assets
from workflow_app.web.settings import Settings

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
MASTER = MasterKey(bytes(32))
OWNER = Actor("petra", "", None, frozenset({PROCESS_OWNER}))
YEARS_IN_HOURS = 100_000
"""Nobody has to log in again however far a test moves the calendar."""


@dataclass(frozen=True)
class Town:
    """A database, migrated and with people in it, of which each office gets a copy of its own."""

    database: Path

    @staticmethod
    def founded(folder: Path) -> "Town":
        """Make the database in an empty folder."""
        address = f"sqlite:///{folder / 'town.db'}"
        upgrade(address)
        store = open_store(address, MASTER)
        directory = Directory(store, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        for unit in UNITS:
            directory.add_unit(unit)
        for unit_id, person in WORKERS.items():
            directory.add_person(Person(person, person.title()), PASSWORD)
            directory.add_membership(Membership(person, unit_id, frozenset({CASEWORKER}), LONG_AGO))
        store.close()
        return Town(folder / "town.db")

    def publishes(self, bundle: Bundle) -> None:
        """Let cases start on a journey. Raises `NotRunnable` when it cannot run."""
        store = open_store(f"sqlite:///{self.database}", MASTER)
        Cases(store, Policy(lambda _actor: {}, synthetic_only=True)).publish(bundle, OWNER, LONG_AGO)
        store.close()

    def opens_office(self, folder: Path) -> Office:
        """Open an office on a copy of the database in an empty folder."""
        address = f"sqlite:///{shutil.copy(self.database, folder / 'office.db')}"
        settings = Settings(address, MASTER, demo=True, session_hours=YEARS_IN_HOURS)
        store, calendar = open_store(address, MASTER), Calendar()
        app = assemble(settings, store, calendar, Assets(("dist/app.css",), "dist/app.js"))
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(self.database.parent))
        return Office(app, store, calendar)
