"""Reports on both kinds of database: who sees whose, what a unit may know of a case, what stays as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event

from prosesser.access import SYSTEM_ROLE, Action, Actor, NotAllowed
from prosesser.engine.messages import ChangeFacts
from prosesser.reports import Asked, Line, NotAPeriod, Period, Report, Reports
from prosesser.store.audit import accesses
from tests.cases.world import DAY, MONDAY, World

H1, H2 = Period(2026, 1), Period(2026, 2)
JULY, JANUARY = datetime(2026, 7, 1, 12, tzinfo=UTC), datetime(2027, 1, 4, 12, tzinfo=UTC)
CASES = 6


@pytest.fixture
def reports(fresh_world: World) -> Reports:
    return Reports(fresh_world.store, fresh_world.cases.versions)


def admitted(world: World, number: int = CASES) -> list[str]:
    """Cases of people admitted on Monday the first of June: one duty is done, the plan is due on the 15th."""
    return [world.admitted() for _ in range(number)]


def plans(report: Report) -> Line:
    """The counts of plans that were decided."""
    return next(row.decided for section in report.sections for row in section.lines if "plan" in row.names)


def open_plans(report: Report) -> Line:
    return next(row.open for section in report.sections for row in section.lines if "plan" in row.names)


def test_a_unit_reads_how_deadlines_in_its_cases_were_kept(fresh_world: World, reports: Reports) -> None:
    for case in admitted(fresh_world):
        fresh_world.complete("ingrid", case, "plan.1", MONDAY + 16 * DAY)
    told = reports.report(fresh_world.actor("ingrid"), Asked("inst-a", H1), JULY)
    assert plans(told).parts["late"] == CASES
    assert [(section.party, section.own) for section in told.sections] == [("institusjon", True)]
    shared = reports.report(fresh_world.actor("berit"), Asked("bydel-a", H1), JULY)
    assert [(section.party, section.own) for section in shared.sections] == [("institusjon", False)]
    assert plans(shared) == plans(told)


def test_only_periods_that_are_over_have_reports(fresh_world: World, reports: Reports) -> None:
    ingrid = fresh_world.actor("ingrid")
    assert reports.periods(ingrid, "inst-a", JULY) == ()
    admitted(fresh_world, 1)
    assert reports.periods(ingrid, "inst-a", JULY) == (H1,)
    assert reports.periods(ingrid, "inst-a", JULY - DAY) == ()
    assert reports.periods(fresh_world.actor("odd"), "inst-b", JULY) == ()
    for period in (H2, H1.before()):
        with pytest.raises(NotAPeriod):
            reports.report(ingrid, Asked("inst-a", period), JULY)


@pytest.mark.parametrize("person", ["berit", "lars"])
def test_staff_see_their_own_units_report_and_no_others(
    person: str, fresh_world: World, reports: Reports
) -> None:
    admitted(fresh_world)
    assert reports.report(fresh_world.actor(person), Asked("bydel-a", H1), JULY).shared
    with pytest.raises(NotAllowed):
        reports.periods(fresh_world.actor(person), "inst-a", JULY)
    for action in (Action.READ_REPORT, Action.EXPORT_REPORT):
        with pytest.raises(NotAllowed):
            reports.report(fresh_world.actor(person), Asked("inst-a", H1, action), JULY)
        with pytest.raises(NotAllowed):  # an auditor reads by assignment, not by unit
            reports.report(fresh_world.actor("ragna"), Asked("bydel-a", H1, action), JULY)


def test_a_process_owner_compares_units_and_sees_only_what_each_owes_itself(
    fresh_world: World, reports: Reports
) -> None:
    admitted(fresh_world)
    petra = fresh_world.actor("petra")
    assert open_plans(reports.report(petra, Asked("inst-a", H1), JULY)).total == CASES
    own = reports.report(petra, Asked("bydel-a", H1), JULY)
    assert (own.shared, own.sections, own.cases) == (False, (), None)


def test_nobody_without_a_role_for_it_sees_any(fresh_world: World, reports: Reports) -> None:
    admitted(fresh_world, 1)
    with pytest.raises(NotAllowed):
        reports.report(Actor("x", "inst-a", "institusjon", frozenset()), Asked("inst-a", H1), JULY)
    system = Actor("system", "inst-a", None, frozenset({SYSTEM_ROLE}))
    assert not reports.report(system, Asked("inst-a", H1), JULY).shared


def test_each_report_seen_or_denied_leaves_a_row(fresh_world: World, reports: Reports) -> None:
    admitted(fresh_world, 1)
    reports.report(fresh_world.actor("petra"), Asked("inst-a", H1), JULY)
    reports.report(fresh_world.actor("lars"), Asked("bydel-a", H1, Action.EXPORT_REPORT), JULY)
    with pytest.raises(NotAllowed):
        reports.report(fresh_world.actor("siv"), Asked("bydel-a", H1), JULY)
    rows = [row for row in accesses(fresh_world.store) if "rapport" in row.action]
    assert [(row.person, row.action, row.what, row.permitted) for row in rows] == [
        ("petra", "se rapport", "rapport inst-a 2026H1", True),
        ("lars", "hente ut rapport", "rapport bydel-a 2026H1", True),
        ("siv", "se rapport", "rapport bydel-a", False),
    ]
    assert {row.at for row in rows} == {JULY}


def test_what_is_recorded_later_changes_no_earlier_report(fresh_world: World, reports: Reports) -> None:
    cases, lars = admitted(fresh_world), fresh_world.actor("lars")
    before = reports.report(lars, Asked("bydel-a", H1), JULY)
    assert open_plans(before) == Line(CASES, {"in_time": 0, "overdue": CASES})
    for case in cases:
        fresh_world.complete("ingrid", case, "plan.1", JULY)
    assert reports.report(lars, Asked("bydel-a", H1), JANUARY) == before
    after = reports.report(lars, Asked("bydel-a", H2), JANUARY)
    assert plans(after) == Line(CASES, {"on_time": 0, "by_agreement": 0, "lapsed": 0, "late": CASES})
    assert open_plans(after).total == 0


def parted(world: World) -> list[str]:
    """Cases in which the institution's part ended on Friday, owing its plan."""
    cases = admitted(world)
    for case in cases:
        world.allocate(case)
        world.complete("berit", case, "rapport.1", MONDAY + 4 * DAY)
    return cases


def test_what_a_unit_still_owed_when_its_part_ended_is_followed_to_its_end(
    fresh_world: World, reports: Reports
) -> None:
    cases, line = parted(fresh_world), fresh_world.actor("line")
    assert open_plans(reports.report(line, Asked("inst-a", H1), JULY)).parts["overdue"] == CASES
    for case in cases:
        fresh_world.complete("ingrid", case, "plan.1", JULY)
    assert plans(reports.report(line, Asked("inst-a", H2), JANUARY)).parts["late"] == CASES


def moved_on(world: World) -> list[str]:
    """Cases that went to another institution on the third of June."""
    cases = admitted(world)
    for case in cases:
        world.send("line", case, ChangeFacts({"institusjon": "inst-b"}, "flyttet"), MONDAY + 2 * DAY)
    return cases


def test_a_unit_that_left_knows_nothing_newer(fresh_world: World, reports: Reports) -> None:
    cases = moved_on(fresh_world)
    for case in cases:
        fresh_world.complete("odd", case, "plan.1", MONDAY + 20 * DAY)
    (section,) = reports.report(fresh_world.actor("line"), Asked("inst-a", H1), JULY).sections
    assert section.own
    assert [row.names for row in section.lines] == [("innflytting",)]


def test_a_unit_that_came_later_answers_for_what_it_took_over_and_for_nothing_before(
    fresh_world: World, reports: Reports
) -> None:
    cases = moved_on(fresh_world)
    for case in cases:
        fresh_world.complete("odd", case, "plan.1", MONDAY + 20 * DAY)
    (section,) = reports.report(fresh_world.actor("odd"), Asked("inst-b", H1), JULY).sections
    (row,) = section.lines
    assert (section.own, row.names) == (True, ("plan",))
    assert row.decided.parts["late"] == CASES  # due on the 15th, though the unit took over on the third
    district = reports.report(fresh_world.actor("lars"), Asked("bydel-a", H1), JULY)
    assert plans(district).parts["late"] == CASES


@contextmanager
def journal_reads(world: World) -> Iterator[list[str]]:
    """Collect the statements that read journals meanwhile."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if "journal.payload" in statement:
            statements.append(statement)

    with world.store.read() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def test_a_case_is_read_once_for_each_of_its_versions(fresh_world: World, reports: Reports) -> None:
    cases, lars = admitted(fresh_world), fresh_world.actor("lars")
    asked = Asked("bydel-a", H1)
    with journal_reads(fresh_world) as statements:
        first = reports.report(lars, asked, JULY)
        assert reports.report(lars, asked, JULY) == first
        assert len(statements) == 1
        fresh_world.complete("ingrid", cases[0], "plan.1", MONDAY + 7 * DAY)
        assert reports.report(lars, asked, JULY) != first
        assert len(statements) == 2
    assert reports.report(lars, asked, JULY) == Reports(fresh_world.store, fresh_world.cases.versions).report(
        lars, asked, JULY
    )
