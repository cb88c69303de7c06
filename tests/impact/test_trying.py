"""A draft tried on recorded cases: what it tells, and that nothing of them changes."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from sqlalchemy import MetaData, Table, delete, select

from prosesser.access import SYSTEM, NotAllowed
from prosesser.definition import NotRunnable
from prosesser.definition.bundle import DIAGRAM
from prosesser.impact import (
    CHOICE,
    ERASED,
    FOLLOWS,
    NEUTRAL,
    UNREADABLE,
    NothingToTry,
    OtherProcess,
    RunUnknown,
    Totals,
)
from prosesser.store import Store
from prosesser.store.audit import accesses
from prosesser.store.tables import case_keys
from tests.cases.world import DAY, MONDAY
from tests.form_files import form_file, textarea
from tests.impact.conftest import REPORT_AFTER_PLAN, SHORTER, Office

THREE_CASES = 3
LATER = MONDAY + 10 * DAY


def totals_of(
    office: Office, changes: Mapping[str, str] = SHORTER, files: Mapping[str, bytes] | None = None
) -> Totals:
    """Try a draft, and read the totals as whoever runs the database does."""
    impact = office.tried(office.draft(changes, files), LATER, SYSTEM)
    assert impact.result is not None
    return impact.result.totals


def test_a_deadline_that_moves_is_counted_with_what_it_means_for_whom(office: Office) -> None:
    for _ in range(THREE_CASES):
        office.world.admitted()
    office.world.refer()
    totals = totals_of(office)
    (line,) = totals.dates
    assert (line.element, line.cases, line.earlier, line.later) == ("plan_frist", 3, 3, 0)
    assert (line.open, line.passed) == (3, 3), "a week after 1 June is over on 11 June"
    assert (totals.running[FOLLOWS], totals.running[NEUTRAL], totals.touched) == (3, 1, 3)
    assert {(its.party, its.unit, its.cases) for its in totals.units} == {
        ("bydel", "bydel-a", 3),
        ("institusjon", "inst-a", 3),
    }
    assert totals.exact


def test_work_that_comes_earlier_is_told_by_unit_and_month(office: Office) -> None:
    office.world.admitted()
    draft = office.draft({'duration("P14D")': 'duration("P44D")'})
    impact = office.tried(draft, MONDAY, SYSTEM)
    assert impact.result is not None
    assert [(its.unit, its.month, its.more, its.fewer) for its in impact.result.totals.work] == [
        ("inst-a", "2026-06", 0, 1),
        ("inst-a", "2026-07", 1, 0),
    ]


def test_an_ended_case_counts_apart(office: Office) -> None:
    world = office.world
    case = world.admitted()
    world.complete("ingrid", case, "plan.1")
    world.complete("berit", case, "rapport.1")
    world.allocate(case)
    world.cases.fire_due(MONDAY + 4 * DAY)
    world.complete("berit", case, "avslutt.1", MONDAY + 4 * DAY)
    totals = totals_of(office)
    assert (totals.ended[FOLLOWS], sum(filter(None, totals.running.values()))) == (1, 0)
    assert totals.dates[0].open == 0
    assert totals.work == ()


def test_a_new_required_field_is_an_answer_that_is_needed(office: Office) -> None:
    done, still_open = office.world.admitted(), office.world.admitted()
    office.world.complete("ingrid", done, "plan.1", tekst="Slik gjør vi")
    office.world.complete("berit", done, "rapport.1")
    new = {
        "forms/tekst.form": form_file(
            "tekst", textarea("tekst", "Tekst"), textarea("mal", "Mål", required=True)
        )
    }
    totals = totals_of(office, {}, files=new)
    assert still_open
    (line,) = totals.answers
    assert (line.form, line.field, line.label, line.recorded, line.open) == ("tekst", "mal", "Mål", 1, 1)


def test_a_case_that_cannot_be_opened_is_counted_and_stops_nothing(office: Office, store: Store) -> None:
    erased, spoilt, sound = (office.world.admitted() for _ in range(3))
    draft = office.draft()
    with store.maintain() as connection:
        connection.execute(delete(case_keys).where(case_keys.c.case_id == erased))
        other = select(case_keys.c.sealed).where(case_keys.c.case_id == sound).scalar_subquery()
        connection.execute(case_keys.update().where(case_keys.c.case_id == spoilt).values(sealed=other))
    impact = office.tried(draft, LATER, SYSTEM)
    assert impact.result is not None
    assert impact.run.outcomes == {ERASED: 1, UNREADABLE: 1, FOLLOWS: 1}
    assert impact.result.totals.dates[0].cases == 1


def test_what_came_of_a_case_goes_with_its_key(office: Office, store: Store) -> None:
    case = office.world.admitted()
    office.world.admitted()
    run = office.impacts.begin(office.petra, office.draft(), LATER)
    office.work(run)
    with store.maintain() as connection:
        connection.execute(delete(case_keys).where(case_keys.c.case_id == case))
    result = office.impacts.run(SYSTEM, run, LATER).result
    assert result is not None
    assert result.totals.dates[0].cases == 1


def test_nothing_of_the_cases_changes(office: Office, store: Store) -> None:
    office.world.admitted()
    office.world.refer()
    before = everything(store)
    office.tried(office.draft(), LATER)
    after = everything(store)
    changed = {table for table, rows in after.items() if rows != before[table]}
    assert changed == {"runs", "run_cases", "access_log", "access_heads"}


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Read the whole database."""
    with store.read() as connection:
        known = MetaData()
        known.reflect(connection)

        def rows(table: Table) -> list[tuple[object, ...]]:
            return sorted((tuple(row) for row in connection.execute(select(table))), key=repr)

        return {table.name: rows(table) for table in known.sorted_tables}


def test_the_draft_is_tried_as_it_was_when_it_began(office: Office) -> None:
    office.world.admitted()
    draft = office.draft()
    run = office.impacts.begin(office.petra, draft, LATER)
    impact = office.impacts.run(office.petra, run, LATER)
    assert (impact.edition, impact.run.bundle, impact.result) == (3, draft.bundle, None)
    found = office.impacts.latest(office.petra, "utkast", LATER)
    assert found is not None
    assert found.id == run


def test_a_draft_with_errors_is_refused_with_what_they_are(office: Office) -> None:
    office.world.admitted()
    broken = office.draft({'duration("P14D")': "duration("})
    with pytest.raises(NotRunnable) as refused:
        office.impacts.begin(office.petra, broken, MONDAY)
    assert any(finding.severity == "error" for finding in refused.value.findings)


def test_a_draft_of_another_process_or_of_none_that_has_cases_is_refused(office: Office) -> None:
    with pytest.raises(NothingToTry):
        office.impacts.begin(office.petra, office.draft(), MONDAY)
    draft = office.draft()
    other = draft.bundle[DIAGRAM].replace(b'"reise"', b'"ferd"')
    with pytest.raises(OtherProcess):
        office.impacts.begin(office.petra, replace(draft, bundle={**draft.bundle, DIAGRAM: other}), MONDAY)


def test_who_owns_no_process_neither_tries_nor_sees_and_that_is_logged(office: Office, store: Store) -> None:
    office.world.admitted()
    run = office.impacts.begin(office.petra, office.draft(), MONDAY)
    berit = office.world.actor("berit")
    for attempt in (
        lambda: office.impacts.begin(berit, office.draft(), MONDAY),
        lambda: office.impacts.cancel(berit, run, MONDAY),
        lambda: office.impacts.run(berit, run, MONDAY),
        lambda: office.impacts.export(berit, run, MONDAY),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    denied = [row.action for row in accesses(store) if not row.permitted]
    assert denied == [*["prøve utkast på saker"] * 3, "hente ut virkning av utkast"]


def test_who_tried_what_and_who_took_it_out_is_logged(office: Office, store: Store) -> None:
    office.world.admitted()
    run = office.impacts.begin(office.petra, office.draft(), MONDAY)
    office.work(run)
    office.impacts.export(office.petra, run, MONDAY)
    rows = [
        (row.person, row.action, row.what.split()[1]) for row in accesses(store) if "utkast" in row.action
    ]
    assert rows == [("petra", "prøve utkast på saker", run), ("petra", "hente ut virkning av utkast", run)]


def test_a_run_that_is_not_there_is_not_found(office: Office) -> None:
    with pytest.raises(RunUnknown):
        office.impacts.run(office.petra, "finnes-ikke", MONDAY)


def test_cases_that_need_a_choice_are_told_with_why_and_where(office: Office) -> None:
    """In the draft the report comes after the plan. In one case it was written before."""
    world = office.world
    written = world.admitted()
    world.complete("berit", written, "rapport.1")
    totals = totals_of(office, REPORT_AFTER_PLAN)
    (line,) = totals.stops
    assert (line.outcome, line.element, line.cases) == (CHOICE, "rapport", 1)
    assert "ikke åpen på dette tidspunktet" in line.reason
    assert totals.running[CHOICE] == totals.touched == 1


def test_a_task_that_is_not_there_any_more_is_counted_with_its_party(office: Office) -> None:
    office.world.admitted()
    totals = totals_of(office, REPORT_AFTER_PLAN)
    (line,) = totals.tasks
    assert (line.element, line.change, line.party, line.cases, line.open) == (
        "rapport",
        "removed",
        "bydel",
        1,
        1,
    )
    assert [(its.unit, its.more, its.fewer) for its in totals.work] == [("bydel-a", 0, 1)]
