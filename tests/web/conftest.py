"""The app on a database of its own with the real journey, a clock moved by hand, and people of five kinds."""

import base64
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from argon2 import PasswordHasher
from flask import Flask

from prosesser.access import AUDITOR, CASEWORKER, LEADER, PROCESS_OWNER, Actor
from prosesser.cases import Cases, Policy
from prosesser.definition import read_folder
from prosesser.engine.commands import CompleteTask
from prosesser.store import MasterKey, Store, assignments, open_store, upgrade
from prosesser.store.assignments import Assignment, Selection
from prosesser.store.directory import Directory, Membership, Person
from prosesser.store.keys import load_master_key
from tests.web.standing import StandingApp
from tests.web.visitor import PASSWORD, Visitor
from workflow_app.clock import ManualClock
from workflow_app.rehearsal.words import national_id
from workflow_app.units import UNITS
from workflow_app.web.assets import EDITORS, Assets, Script
from workflow_app.web.desk import EXTENSION, Desk
from workflow_app.web.settings import Settings

JOURNEY = Path(__file__).parents[2] / "bpmn" / "institusjon-bolig"
BEGINNING = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
KEY = base64.b64encode(b"k" * 32).decode()

PROCESS = "institusjon_bolig"
RESIDENT = "Kari Ulvmo"
NATIONAL_ID = national_id(Random(1))
REFERRAL = {
    "beboer_navn": RESIDENT,
    "beboer_fodselsnummer": NATIONAL_ID,
    "henvisende_bydel": "bydel-gamle-oslo",
    "rett_til_opphold": "ja",
    "rett_vurdering": "Bydelen har vurdert at beboeren har rett til oppholdet.",
    "mal_egen_bolig": "ja",
    "institusjon": "inst-lilleborg",
    "forventet_varighet": "over_60_dager",
    "bydelskontakter": [{"navn": "Jon Bakke", "telefon": "40000001", "fra_dato": "2026-01-05"}],
}

ADMITTED = {
    "innflyttet_institusjon": "2026-01-05",
    "primarkontakt_tildelt": "ja",
    "primarkontakter": [{"navn": "Line Prestvik", "telefon": "40000002", "fra_dato": "2026-01-05"}],
}

REPORTED = 7
"""How many cases the report of the first half-year is about."""

# Who: (unit, roles), several for those who work in several units.
PEOPLE: dict[str, list[tuple[str, str]]] = {
    "bydel": [("bydel-gamle-oslo", CASEWORKER)],
    "kollega": [("bydel-gamle-oslo", CASEWORKER)],
    "bydelsleder": [("bydel-gamle-oslo", LEADER)],
    "institusjon": [("inst-lilleborg", CASEWORKER)],
    "fremmed": [("bydel-sagene", CASEWORKER)],
    "prosesseier": [("bydel-gamle-oslo", PROCESS_OWNER)],
    "medeier": [("inst-lilleborg", PROCESS_OWNER)],
    "revisor": [("kommunerevisjonen", AUDITOR)],
    "medrevisor": [("kommunerevisjonen", AUDITOR)],
    "begge": [("bydel-gamle-oslo", CASEWORKER), ("inst-lilleborg", LEADER)],
}


ASSIGNMENT = Assignment(
    id="oppdrag-1",
    person="revisor",
    purpose="Tilsyn med fristene i 2026",
    selection=Selection(),
    given_by="medrevisor",
    given_at=BEGINNING,
    start=BEGINNING,
    end=BEGINNING + timedelta(days=730),
)
"""Lets «revisor» see every case. «medrevisor» has no assignment."""


def hasher() -> PasswordHasher:
    """As the real one, but quick."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def master() -> MasterKey:
    return load_master_key({"SOMLOS_MASTER_KEY": KEY}, Path())


@pytest.fixture(scope="session")
def populated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with units, people and the published journey, to be copied for each test."""
    path = tmp_path_factory.mktemp("web") / "somlos.db"
    upgrade(f"sqlite:///{path}")
    store = open_store(f"sqlite:///{path}", master())
    directory = Directory(store, hasher())
    for unit in UNITS:
        directory.add_unit(unit)
    for person, places in PEOPLE.items():
        directory.add_person(Person(person, f"{person.capitalize()} Hansen"), PASSWORD)
        for place, role in places:
            directory.add_membership(Membership(person, place, frozenset({role}), BEGINNING))
    owner = Actor("prosesseier", "bydel-gamle-oslo", "bydel", frozenset({PROCESS_OWNER}))
    Cases(store, Policy(lambda _actor: {}, synthetic_only=True)).publish(
        read_folder(JOURNEY), owner, BEGINNING
    )
    with store.maintain() as connection:
        assignments.give(connection, ASSIGNMENT)
    store.close()
    return path


@pytest.fixture
def settings(populated: Path, tmp_path: Path) -> Settings:
    path = tmp_path / "somlos.db"
    shutil.copy(populated, path)
    return Settings(database_url=f"sqlite:///{path}", master=master(), demo=True)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(BEGINNING)


@pytest.fixture
def store(settings: Settings) -> Store:
    return open_store(settings.database_url, settings.master)


@pytest.fixture(scope="session")
def standing_app(populated: Path) -> StandingApp:
    editors = {name: Script((f"dist/{name}.css",), f"dist/{name}.js") for name in EDITORS}
    return StandingApp(Assets(("dist/app.css",), "dist/app.js", editors), populated.parent)


@pytest.fixture
def app(settings: Settings, store: Store, clock: ManualClock, standing_app: StandingApp) -> Flask:
    return standing_app.at(settings, store, clock)


@dataclass(frozen=True)
class Case:
    """A case between «bydel» and «institusjon», just referred: its open task is the institution's."""

    id: str
    task: str = "innflytting.1"

    @property
    def address(self) -> str:
        return f"/saker/{self.id}"

    @property
    def task_address(self) -> str:
        return f"{self.address}/oppgaver/{self.task}"


def actor(person: str) -> Actor:
    """Return a person as an actor for the first of the units that they work in."""
    unit, _ = PEOPLE[person][0]
    roles = frozenset(role for place, role in PEOPLE[person] if place == unit)
    return Actor(person, unit, next(its.party for its in UNITS if its.id == unit), roles)


@pytest.fixture
def desk(app: Flask) -> Desk:
    found: Desk = app.extensions[EXTENSION]
    return found


@pytest.fixture
def case(desk: Desk) -> Case:
    return Case(desk.cases.start(actor("bydel"), PROCESS, REFERRAL, BEGINNING, "k" * 20))


@pytest.fixture
def admitted(case: Case, desk: Desk) -> Case:
    """The case when the resident has moved into the institution: several tasks with deadlines."""
    command = CompleteTask(case.task, ADMITTED)
    desk.cases.execute(actor("institusjon"), case.id, command, BEGINNING, "a" * 20)
    return case


@pytest.fixture
def reported(desk: Desk, clock: ManualClock) -> None:
    """Seven people admitted in January with nothing done in time; it is July."""
    for number in range(REPORTED):
        case = desk.cases.start(actor("bydel"), PROCESS, REFERRAL, BEGINNING, f"{number}" * 20)
        command = CompleteTask("innflytting.1", ADMITTED)
        desk.cases.execute(actor("institusjon"), case, command, BEGINNING, f"a{number}" * 10)
    clock.advance(datetime(2026, 7, 6, 8, tzinfo=UTC) - clock.now())


@pytest.fixture(scope="session")
def logins() -> dict[tuple[str, datetime], str]:
    """The cookies of who has logged in at an instant: with the same key they hold in every test's app."""
    return {}


@pytest.fixture
def visit(app: Flask, clock: ManualClock, logins: dict[tuple[str, datetime], str]) -> Callable[..., Visitor]:
    """Log a person in: ``visit("bydel")``; without a name nobody is."""

    def visit(person: str | None = None) -> Visitor:
        visitor = Visitor(app.test_client())
        if person is not None:
            login = (person, clock.real())
            if login not in logins:
                visitor.log_in(person)
                logins[login] = visitor.session
            visitor.session = logins[login]
        return visitor

    return visit
