"""Units, persons, and who works where with which roles."""

from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Connection, insert, select, update

from prosesser.access import ROLES, Actor
from prosesser.errors import Broken, Refused
from prosesser.store import Store
from prosesser.store.instants import from_micros, from_micros_or_none, to_micros, to_micros_or_none
from prosesser.store.statements import membership_lasts
from prosesser.store.tables import memberships, persons, units


class WrongPassword(Refused):
    """Brukernavn eller passord er feil. Prøv igjen."""


class NotMember(Refused):
    """Du er ikke lenger knyttet til denne enheten. Velg en annen enhet."""


class UnitUnknown(Refused):
    """Enheten «{unit}» finnes ikke."""


class PersonUnknown(Refused):
    """Personen finnes ikke."""


class RoleUnknown(Broken):
    """Rollen «{role}» finnes ikke."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A district or an institution.

    ``party`` is the side it takes in cases, as diagrams name it ("bydel", "institusjon");
    ``covered`` whether the circular applies to it.
    """

    id: str
    name: str
    party: str
    covered: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who works in a unit; ``logouts``: how often they have logged out, where it was asked for."""

    id: str
    name: str
    logouts: int = 0


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's place in a unit, with roles, from ``start`` until ``end`` (None while it lasts)."""

    person: str
    unit: str
    roles: frozenset[str]
    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        for role in self.roles - ROLES:
            raise RoleUnknown(role=role)


def name_of(connection: Connection, person_id: str) -> str:
    """Return a person's name; the id of one who is not known."""
    name = connection.execute(select(persons.c.name).where(persons.c.id == person_id)).scalar()
    return person_id if name is None else str(name)


class Directory:
    """The units and persons of a store."""

    def __init__(self, store: Store, hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._hasher = hasher or PasswordHasher()

    def add_unit(self, unit: Unit) -> None:
        """Add a unit."""
        with self._store.maintain() as connection:
            connection.execute(
                insert(units).values(id=unit.id, name=unit.name, party=unit.party, covered=unit.covered)
            )

    def add_person(self, person: Person, password: str | None = None) -> None:
        """Add a person; one without a password cannot log in with one."""
        hashed = None if password is None else self._hasher.hash(password)
        with self._store.maintain() as connection:
            connection.execute(
                insert(persons).values(id=person.id, name=person.name, password_hash=hashed, logouts=0)
            )

    def add_membership(self, membership: Membership) -> None:
        """Give a person a place in a unit."""
        with self._store.maintain() as connection:
            connection.execute(
                insert(memberships).values(
                    person=membership.person,
                    unit=membership.unit,
                    roles=" ".join(sorted(membership.roles)),
                    starts_at=to_micros(membership.start),
                    ends_at=to_micros_or_none(membership.end),
                )
            )

    def units(self, party: str | None = None) -> tuple[Unit, ...]:
        """Return all units, or those of one party, by name."""
        query = select(units).order_by(units.c.name)
        if party is not None:
            query = query.where(units.c.party == party)
        with self._store.read() as connection:
            return tuple(Unit(row.id, row.name, row.party, row.covered) for row in connection.execute(query))

    def unit(self, unit_id: str) -> Unit:
        """Return a unit; raises `UnitUnknown`."""
        with self._store.read() as connection:
            row = connection.execute(select(units).where(units.c.id == unit_id)).one_or_none()
        if row is None:
            raise UnitUnknown(unit=unit_id)
        return Unit(row.id, row.name, row.party, row.covered)

    def persons(self) -> tuple[Person, ...]:
        """Return all persons, by name."""
        query = select(persons.c.id, persons.c.name).order_by(persons.c.name)
        with self._store.read() as connection:
            return tuple(Person(row.id, row.name) for row in connection.execute(query))

    def person(self, person_id: str) -> Person:
        """Return a person; raises `PersonUnknown`."""
        query = select(persons.c.id, persons.c.name, persons.c.logouts).where(persons.c.id == person_id)
        with self._store.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise PersonUnknown
        return Person(row.id, row.name, row.logouts)

    def log_out(self, person_id: str) -> None:
        """Count a logout: what the person logged in to before it is over."""
        counted = update(persons).where(persons.c.id == person_id).values(logouts=persons.c.logouts + 1)
        with self._store.maintain() as connection:
            connection.execute(counted)

    def members(self, unit_id: str, now: datetime) -> tuple[Person, ...]:
        """Return who works in a unit now, by name."""
        query = (
            select(persons.c.id, persons.c.name)
            .where(
                persons.c.id.in_(
                    select(memberships.c.person).where(
                        memberships.c.unit == unit_id, membership_lasts(to_micros(now))
                    )
                )
            )
            .order_by(persons.c.name)
        )
        with self._store.read() as connection:
            return tuple(Person(row.id, row.name) for row in connection.execute(query))

    def with_role(self, role: str, now: datetime) -> tuple[Person, ...]:
        """Return who has a role in some unit now, by name."""
        query = (
            select(persons.c.id, persons.c.name, memberships.c.roles)
            .join_from(persons, memberships, memberships.c.person == persons.c.id)
            .where(membership_lasts(to_micros(now)))
            .order_by(persons.c.name, persons.c.id)
        )
        with self._store.read() as connection:
            rows = connection.execute(query).all()
        return tuple(dict.fromkeys(Person(row.id, row.name) for row in rows if role in row.roles.split()))

    def memberships(self, person_id: str, now: datetime) -> tuple[Membership, ...]:
        """Return where a person works now, by unit."""
        query = (
            select(memberships)
            .where(memberships.c.person == person_id, membership_lasts(to_micros(now)))
            .order_by(memberships.c.unit, memberships.c.starts_at)
        )
        with self._store.read() as connection:
            return tuple(
                Membership(
                    row.person,
                    row.unit,
                    frozenset(row.roles.split()),
                    from_micros(row.starts_at),
                    from_micros_or_none(row.ends_at),
                )
                for row in connection.execute(query)
            )

    def actor(self, person_id: str, unit_id: str, now: datetime) -> Actor:
        """Return the person as an actor for a unit; raises `NotMember` unless a member now."""
        query = (
            select(memberships.c.roles, units.c.party)
            .join_from(memberships, units, units.c.id == memberships.c.unit)
            .where(
                memberships.c.person == person_id,
                memberships.c.unit == unit_id,
                membership_lasts(to_micros(now)),
            )
        )
        with self._store.read() as connection:
            rows = connection.execute(query).all()
        if not rows:
            raise NotMember
        roles = frozenset(role for row in rows for role in row.roles.split())
        return Actor(person=person_id, unit=unit_id, party=rows[0].party, roles=roles)

    def authenticate(self, person_id: str, password: str) -> Person:
        """Return the person whose password it is; raises `WrongPassword`.

        Takes as long for a person who does not exist: the answer must not tell who does.
        """
        query = select(persons).where(persons.c.id == person_id)
        with self._store.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None or row.password_hash is None:
            self._hasher.hash(password)
            raise WrongPassword
        try:
            self._hasher.verify(row.password_hash, password)
        except (VerifyMismatchError, InvalidHashError):
            raise WrongPassword from None
        return Person(row.id, row.name)
