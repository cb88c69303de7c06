"""«Hvem kunne se dette, og hvorfor»: from the participations, memberships and assignments of that time."""

from datetime import datetime, timedelta

import pytest

from prosesser.access import AUDITOR, CASEWORKER, SYSTEM, Action
from prosesser.audit import Audits
from prosesser.audit.could_see import Reader, Time, could_see
from prosesser.store import assignments
from prosesser.store.assignments import Selection
from prosesser.store.directory import Membership, Person
from tests.audit.conftest import assign
from tests.cases.world import DAY, LONG_AGO, MONDAY, World

HOUR = timedelta(hours=1)
PART_ENDS = MONDAY + 4 * DAY


@pytest.fixture
def ended(world: World) -> tuple[World, str]:
    """A case in which the institution's part ended on the fourth day."""
    case = world.admitted()
    world.allocate(case)
    world.complete("berit", case, "rapport.1", PART_ENDS)
    return world, case


def readers(world: World, case: str, first: datetime, last: datetime | None = None) -> list[Reader]:
    with Audits(world.store, world.cases.versions).open(
        SYSTEM, Action.READ_ACCESS_LOG, case, MONDAY + 30 * DAY
    ) as file:
        return list(could_see(file, Time(first, last or first)))


def names(found: list[Reader]) -> list[str]:
    return [reader.person for reader in found]


def test_before_the_case_was_there_nobody_could_see_it(ended: tuple[World, str]) -> None:
    world, case = ended
    assert readers(world, case, MONDAY - HOUR) == []


def test_staff_of_the_parties_could_and_nobody_else(ended: tuple[World, str]) -> None:
    world, case = ended
    assert names(readers(world, case, MONDAY)) == ["berit", "bjarne", "lars", "ingrid", "ivar", "line"]


def test_who_could_see_it_after_the_part_ended_is_told_so(ended: tuple[World, str]) -> None:
    world, case = ended
    (before,) = next(one for one in readers(world, case, MONDAY) if one.person == "ingrid").parts
    (after,) = next(one for one in readers(world, case, PART_ENDS) if one.person == "ingrid").parts
    assert (before.party, before.start, before.ended) == ("institusjon", MONDAY, None)
    assert (after.start, after.ended) == (MONDAY, PART_ENDS)


def test_memberships_count_from_their_first_instant_until_their_last(ended: tuple[World, str]) -> None:
    world, case = ended
    world.directory.add_person(Person("vikar", "Vikar"))
    begins, ends = MONDAY + DAY, MONDAY + 2 * DAY
    world.directory.add_membership(Membership("vikar", "bydel-a", frozenset({CASEWORKER}), begins, ends))
    moments = (begins - HOUR, begins, ends - HOUR, ends)
    assert ["vikar" in names(readers(world, case, at)) for at in moments] == [False, True, True, False]
    assert "vikar" in names(readers(world, case, MONDAY, MONDAY + 9 * DAY))
    (vikar,) = (one for one in readers(world, case, begins) if one.person == "vikar")
    assert (vikar.unit, vikar.roles, vikar.since) == ("bydel-a", ("saksbehandler",), begins)


def test_who_left_before_the_unit_had_its_part_never_could(ended: tuple[World, str]) -> None:
    world, case = ended
    world.directory.add_person(Person("sluttet", "Sluttet"))
    left = Membership("sluttet", "bydel-a", frozenset({CASEWORKER}), LONG_AGO, MONDAY - HOUR)
    world.directory.add_membership(left)
    assert "sluttet" not in names(readers(world, case, MONDAY - DAY, MONDAY + DAY))


def test_auditors_could_by_the_assignments_of_that_time(ended: tuple[World, str]) -> None:
    world, case = ended
    given = assign(world.store, "rolf", Selection(units=("inst-a",)))
    assign(world.store, "ragna", Selection(units=("inst-b",)))
    with world.store.maintain() as connection:
        assignments.end(connection, given.id, "ragna", "Ferdig", MONDAY + 3 * DAY)
    (rolf,) = (one for one in readers(world, case, MONDAY + DAY) if one.assignment)
    assert (rolf.person, rolf.unit, rolf.roles, rolf.parts) == ("rolf", "revisjonen", (AUDITOR,), ())
    assert rolf.assignment is not None
    assert rolf.assignment.id == given.id
    assert all(one.assignment is None for one in readers(world, case, MONDAY + 3 * DAY))


@pytest.mark.parametrize(
    ("selection", "covers"),
    [
        (Selection(), True),
        (Selection(process="reise"), True),
        (Selection(process="annen"), False),
        (Selection(cases=("annen",)), False),
        (Selection(opened_from=MONDAY.date(), opened_until=MONDAY.date()), True),
        (Selection(opened_from=(MONDAY + DAY).date()), False),
        (Selection(opened_until=(MONDAY - DAY).date()), False),
    ],
)
def test_an_assignment_covered_then_what_it_covers_when_it_is_used(
    selection: Selection,
    covers: bool,  # noqa: FBT001 - a column of the table
    world: World,
) -> None:
    case = world.refer()
    given = assign(world.store, "rolf", selection)
    with world.store.read() as connection:
        assert (assignments.covering(connection, (given,), case) is not None) is covers
    assert ("rolf" in names(readers(world, case, MONDAY))) is covers
