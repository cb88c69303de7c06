"""Demo persons: invented names, one password, at home in some of the units."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher

from prosesser.access import AUDITOR, CASEWORKER, LEADER, PROCESS_OWNER, Actor
from prosesser.store import Store, assignments
from prosesser.store.assignments import Assignment, Selection
from prosesser.store.directory import Directory, Membership, Person
from workflow_app.units import AUDIT_OFFICE, UNITS

PASSWORD = "somlos-demo"  # noqa: S105 - printed at every start; demo databases hold invented people only
PARTIES = {unit.id: unit.party for unit in UNITS}
IN_ASCII = {ord("æ"): "ae", ord("ø"): "o", ord("å"): "a", ord(" "): "."}
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
"""Since when everybody works where they do: before the first demo case."""
ASSIGNED = timedelta(days=365)
"""How long before and after the demo is made its assignments last."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Someone to log in as."""

    id: str
    name: str
    unit: str
    role: str

    @property
    def actor(self) -> Actor:
        """The person acting for the unit."""
        return Actor(self.id, self.unit, PARTIES[self.unit], frozenset({self.role}))


def _staff(unit: str, leader: str, *caseworkers: str) -> tuple[DemoPerson, ...]:
    return (
        *(DemoPerson(_login(name), name, unit, CASEWORKER) for name in caseworkers),
        DemoPerson(_login(leader), leader, unit, LEADER),
    )


def _login(name: str) -> str:
    """Return the user name: the name in ASCII, with full stops."""
    return name.lower().translate(IN_ASCII).encode("ascii").decode()


HOME_DISTRICT = "bydel-gamle-oslo"
HOME_INSTITUTION = "inst-lilleborg"
PEOPLE = (
    *_staff(HOME_DISTRICT, "Torhild Vangmo", "Amina Granmyr", "Jonas Fossnes"),
    *_staff("bydel-grunerlokka", "Bjarne Kvistad", "Siri Tverrdal", "Idris Moseng"),
    *_staff("bydel-sagene", "Unni Jordet", "Henrik Lundemark", "Nora Isvoll"),
    *_staff("bydel-ostensjo", "Leif Rognlien", "Maja Oterholt", "Karim Dalvang"),
    *_staff("bydel-stovner", "Gunn Nesbrekk", "Espen Haugbakk", "Zara Ulvmo"),
    *_staff(HOME_INSTITUTION, "Arvid Bakkemo", "Line Prestvik", "Tarik Skogvang"),
    *_staff("inst-granlia", "Wenche Ødemyr", "Sander Åsgrav", "Ida Aasbø"),
    *_staff("inst-solbakketunet", "Rolf Vassbotten", "Hege Ekrefjell", "Ali Lundemark"),
    *_staff("inst-furuly", "Marit Fossnes", "Trond Granmyr", "Sahra Jordet"),
    *_staff("inst-vardeheim", "Kjersti Lundemark", "Omar Tverrdal"),
    DemoPerson("petra.prosesseier", "Petra Tverrdal", HOME_DISTRICT, PROCESS_OWNER),
    DemoPerson("vidar.prosesseier", "Vidar Skogvang", HOME_INSTITUTION, PROCESS_OWNER),
    DemoPerson("rune.revisor", "Rune Isvoll", AUDIT_OFFICE.id, AUDITOR),
    DemoPerson("ruth.revisor", "Ruth Åsgrav", AUDIT_OFFICE.id, AUDITOR),
)


def staff_of(unit: str, role: str = CASEWORKER) -> tuple[DemoPerson, ...]:
    """Return who has a role in a unit."""
    return tuple(person for person in PEOPLE if person.unit == unit and person.role == role)


def staffed_units(party: str) -> tuple[str, ...]:
    """Return the units of a party that the circular covers and where somebody works."""
    staffed = {person.unit for person in PEOPLE}
    covered = (unit for unit in UNITS if unit.party == party and unit.covered)
    return tuple(unit.id for unit in covered if unit.id in staffed)


SUGGESTED = (staff_of(HOME_DISTRICT)[0], staff_of(HOME_INSTITUTION)[0])
"""Whom to try first: one at each party, of units that share cases."""
OWNERS = tuple(person for person in PEOPLE if person.role == PROCESS_OWNER)
"""Who change the routine: one makes a version, another approves it."""
AUDITORS = tuple(person for person in PEOPLE if person.role == AUDITOR)
"""Who audit: each has an assignment that the other gave."""


CHEAP_HASHER = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
"""Argon2 at a low cost: thirty hashes of a password that everybody may know need no more."""


def populate(store: Store, now: datetime) -> None:
    """Add all units and all demo persons to an empty directory, and give the auditors their assignments."""
    directory = Directory(store, CHEAP_HASHER)
    for unit in UNITS:
        directory.add_unit(unit)
    for person in PEOPLE:
        directory.add_person(Person(person.id, person.name), PASSWORD)
        directory.add_membership(Membership(person.id, person.unit, frozenset({person.role}), BEGINNING))
    with store.maintain() as connection:
        for assignment in _assignments(now):
            assignments.give(connection, assignment)


def _assignments(now: datetime) -> Iterator[Assignment]:
    """Yield one over all cases for the first auditor, and one over the home units' for the other."""
    selections = (Selection(), Selection(units=(HOME_DISTRICT, HOME_INSTITUTION)))
    purposes = ("Tilsyn med at rutinen følges", "Kontroll av frister i Gamle Oslo og på Lilleborg")
    for number, (auditor, giver) in enumerate(zip(AUDITORS, reversed(AUDITORS), strict=True)):
        yield Assignment(
            id=f"demo-{number + 1}",
            person=auditor.id,
            purpose=purposes[number],
            selection=selections[number],
            given_by=giver.id,
            given_at=now - ASSIGNED,
            start=now - ASSIGNED,
            end=now + ASSIGNED,
        )
