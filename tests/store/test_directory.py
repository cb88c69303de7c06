"""Units, persons and memberships; passwords for demonstrations only."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from prosesser.access import CASEWORKER, LEADER, Actor
from prosesser.store import Store
from prosesser.store.directory import (
    Directory,
    Membership,
    NotMember,
    Person,
    RoleUnknown,
    Unit,
    UnitUnknown,
    WrongPassword,
)
from prosesser.store.tables import persons

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
BYDEL = Unit("bydel-a", "Bydel A", "bydel", covered=False)
INSTITUTION = Unit("inst-a", "Institusjon A", "institusjon", covered=True)


@pytest.fixture
def directory(store: Store) -> Directory:
    directory = Directory(store, QUICK)
    directory.add_unit(INSTITUTION)
    directory.add_unit(BYDEL)
    directory.add_person(Person("kari", "Kari Ås"), "hemmelig passord")
    directory.add_person(Person("ola", "Ola Bø"))
    return directory


def member(start: datetime = NOW, end: datetime | None = None, *roles: str) -> Membership:
    return Membership("kari", "bydel-a", frozenset(roles or (CASEWORKER,)), start, end)


def test_units_are_found_by_id_and_by_party(directory: Directory) -> None:
    assert directory.units() == (BYDEL, INSTITUTION)
    assert directory.units("institusjon") == (INSTITUTION,)
    assert directory.unit("inst-a") == INSTITUTION
    with pytest.raises(UnitUnknown):
        directory.unit("inst-b")


def test_a_member_acts_for_the_unit_with_the_roles_held_there(directory: Directory) -> None:
    directory.add_membership(member(NOW - DAY, None, CASEWORKER, LEADER))
    expected = Actor("kari", "bydel-a", "bydel", frozenset({CASEWORKER, LEADER}))
    assert directory.actor("kari", "bydel-a", NOW) == expected
    assert directory.memberships("kari", NOW) == (member(NOW - DAY, None, CASEWORKER, LEADER),)
    assert directory.members("bydel-a", NOW) == (Person("kari", "Kari Ås"),)


@pytest.mark.parametrize(
    ("start", "end"), [(NOW + DAY / 86_400_000_000, None), (NOW - DAY, NOW), (NOW - 2 * DAY, NOW - DAY)]
)
def test_who_is_not_a_member_now_does_not_act(
    directory: Directory, start: datetime, end: datetime | None
) -> None:
    directory.add_membership(member(start, end))
    with pytest.raises(NotMember):
        directory.actor("kari", "bydel-a", NOW)
    assert directory.memberships("kari", NOW) == ()
    assert directory.members("bydel-a", NOW) == ()


def test_nobody_acts_for_another_unit(directory: Directory) -> None:
    directory.add_membership(member())
    for person, unit in (("kari", "inst-a"), ("ola", "bydel-a"), ("ukjent", "bydel-a")):
        with pytest.raises(NotMember):
            directory.actor(person, unit, NOW)


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(RoleUnknown, match="sjef"):
        member(NOW, None, "sjef")


def test_the_right_password_opens_and_others_do_not(directory: Directory) -> None:
    assert directory.authenticate("kari", "hemmelig passord") == Person("kari", "Kari Ås")
    for person, password in (("kari", "feil"), ("kari", ""), ("ola", ""), ("ukjent", "hemmelig passord")):
        with pytest.raises(WrongPassword):
            directory.authenticate(person, password)


def test_passwords_are_stored_as_argon2_hashes(directory: Directory, store: Store) -> None:
    assert directory.persons()
    with store.read() as connection:
        hashes = set(connection.execute(select(persons.c.password_hash)).scalars())
    assert None in hashes
    assert all(text.startswith("$argon2id$") for text in hashes if text)
