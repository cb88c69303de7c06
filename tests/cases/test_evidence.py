"""Evidence on both kinds of database: what is counted, and that what cannot be read is never passed over."""

import io

import pytest
from sqlalchemy import delete, update

from prosesser.access import SYSTEM
from prosesser.audit import ContentErased
from prosesser.evidence import Evidence, Exports, Form, Narrowing, Pseudonyms, not_in_it, write_csv, write_xes
from prosesser.store import assignments
from prosesser.store.assignments import Assignment, Selection
from prosesser.store.keys import Unsealable
from prosesser.store.tables import case_keys, journal
from tests.cases.world import DAY, MONDAY, World

LATER = MONDAY + 20 * DAY
CASES = 6


@pytest.fixture
def late(fresh_world: World) -> list[str]:
    """Cases in which the plan came two days late; Rolf audits those of the district."""
    cases = [fresh_world.admitted() for _ in range(CASES)]
    for case in cases:
        fresh_world.complete("ingrid", case, "plan.1", MONDAY + 16 * DAY)
    given = Assignment(
        "o", "rolf", "Tilsyn", Selection(units=("bydel-a",)), "ragna", MONDAY, MONDAY, LATER + DAY
    )
    with fresh_world.store.maintain() as connection:
        assignments.give(connection, given)
    return cases


def form(write: object = write_csv) -> Form:
    return Form(write, "fil", Pseudonyms())  # type: ignore[arg-type] # either writer


def test_what_was_late_is_counted_and_behind_it_is_by_how_much(fresh_world: World, late: list[str]) -> None:
    evidence = Evidence(fresh_world.store, fresh_world.cases.versions)
    rolf = fresh_world.actor("rolf")
    extent, lines = evidence.conformance(rolf, Narrowing(), LATER)
    assert (extent.cases, extent.left_out) == (CASES, 0)
    (line,) = lines  # nothing in this journey names a clause
    assert line.counts.parts["late"] == CASES
    assert line.lateness is not None
    assert line.lateness.median == 2
    _, parties = evidence.waiting(rolf, Narrowing(), LATER)
    institution = next(its for its in parties if its.party == "institusjon")
    plan = next(kind for kind in institution.kinds if kind.name == "plan")
    assert plan.times is not None
    assert (plan.ended, plan.times.days.median, plan.times.working_days.median) == (CASES, 16, 12)
    assert len(late) == CASES


def test_erased_and_damaged_cases_are_counted_apart(fresh_world: World, late: list[str]) -> None:
    erased, damaged, *rest = late
    store = fresh_world.store
    with store.maintain() as connection:
        connection.execute(delete(case_keys).where(case_keys.c.case_id == erased))
        connection.execute(update(case_keys).where(case_keys.c.case_id == damaged).values(sealed=bytes(92)))
    evidence, exports = (kind(store, fresh_world.cases.versions) for kind in (Evidence, Exports))
    assert isinstance(evidence, Evidence)
    assert isinstance(exports, Exports)
    extent, _ = evidence.conformance(SYSTEM, Narrowing(), LATER)
    assert (extent.cases, extent.erased, extent.unreadable) == (len(rest), 1, 1)
    for write in (write_csv, write_xes):
        target = io.BytesIO()
        extent = exports.selection(SYSTEM, Narrowing(), form(write), LATER, target)
        said = not_in_it(extent)
        assert said.startswith("Saker som ikke er med: 1 er slettet. 1 kunne ikke leses")
        assert said in target.getvalue().decode()
        assert [case for case in late if case.encode() in target.getvalue()] == rest
    with pytest.raises(ContentErased):
        exports.case(SYSTEM, erased, form(), LATER, io.BytesIO())
    with pytest.raises(Unsealable):
        exports.case(SYSTEM, damaged, form(), LATER, io.BytesIO())


def test_a_case_whose_journal_is_gone_or_changed_is_no_green_light(unguarded_world: World) -> None:
    store = unguarded_world.store
    evidence = Evidence(store, unguarded_world.cases.versions)
    before, _ = evidence.conformance(SYSTEM, Narrowing(), LATER)
    gone, changed = unguarded_world.admitted(), unguarded_world.admitted()
    with store.maintain() as connection:
        connection.execute(delete(journal).where(journal.c.case_id == gone))
        connection.execute(
            update(journal)
            .where(journal.c.case_id == changed, journal.c.sequence == 1)
            .values(payload=bytes(64))
        )
    after, _ = evidence.conformance(SYSTEM, Narrowing(), LATER)
    assert after.cases == before.cases
    assert after.unreadable == before.unreadable + 2
