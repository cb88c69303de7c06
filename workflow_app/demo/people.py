"""Demo persons: invented names, one password, at home in some of the units."""

from dataclasses import dataclass
from datetime import UTC, datetime

from argon2 import PasswordHasher

from prosesser.access import AUDITOR, CASEWORKER, LEADER, PROCESS_OWNER, Actor
from prosesser.store import Store
from prosesser.store.directory import Directory, Membership, Person
from workflow_app.units import UNITS

PASSWORD = "somlos-demo"  # noqa: S105 - printed at every start; demo databases hold invented people only
PARTIES = {unit.id: unit.party for unit in UNITS}
IN_ASCII = {ord("æ"): "ae", ord("ø"): "o", ord("å"): "a", ord(" "): "."}
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
"""Since when everybody works where they do: before the first demo case."""


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
    DemoPerson("rune.revisor", "Rune Isvoll", HOME_DISTRICT, AUDITOR),
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


CHEAP_HASHER = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
"""Argon2 at a low cost: thirty hashes of a password that everybody may know need no more."""


def populate(store: Store) -> None:
    """Add all units and all demo persons to an empty directory."""
    directory = Directory(store, CHEAP_HASHER)
    for unit in UNITS:
        directory.add_unit(unit)
    for person in PEOPLE:
        directory.add_person(Person(person.id, person.name), PASSWORD)
        directory.add_membership(Membership(person.id, person.unit, frozenset({person.role}), BEGINNING))
