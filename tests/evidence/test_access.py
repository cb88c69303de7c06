"""Evidence for whom: only the cases of the assignments exist; every look and every denial is logged."""

import io
from datetime import date

import pytest
from sqlalchemy import Connection

from prosesser.access import PROCESS_OWNER, SYSTEM, Actor, CaseNotFound, NotAllowed
from prosesser.evidence import (
    GRAINS,
    Count,
    Evidence,
    Exports,
    Form,
    Narrowing,
    NotASelection,
    Pseudonyms,
    write_csv,
)
from prosesser.evidence.samples import sampled
from prosesser.store import Store
from prosesser.store.audit import accesses
from prosesser.store.queries import parts_of_case
from prosesser.store.versions import Versions
from tests.evidence.conftest import CASES, NOW, auditor
from workflow_app.demo.people import HOME_DISTRICT

ALL, SOME, NONE = auditor("alt"), auditor("noe"), auditor("intet")
OWNER = Actor("petra", HOME_DISTRICT, "bydel", frozenset({PROCESS_OWNER}))
OTHER = "bydel-sagene"


@pytest.fixture
def evidence(filled: Store, versions: Versions) -> Evidence:
    return Evidence(filled, versions)


def as_csv() -> Form:
    return Form(write_csv, "csv", Pseudonyms())


def cases(filled: Store, versions: Versions, actor: Actor, wanted: Narrowing) -> set[str]:
    with sampled(filled, versions, actor, wanted, NOW) as sample:
        return {head.case for head in sample.heads}


def has_part(connection: Connection, case: str, unit: str) -> bool:
    return any(part.unit == unit for part in parts_of_case(connection, case))


def test_only_the_selection_of_the_assignment_exists(filled: Store, versions: Versions) -> None:
    everything = cases(filled, versions, SYSTEM, Narrowing())
    assert len(everything) == CASES
    assert cases(filled, versions, ALL, Narrowing()) == everything
    assert cases(filled, versions, NONE, Narrowing()) == set()
    with filled.read() as connection:
        ours = {case for case in everything if has_part(connection, case, HOME_DISTRICT)}
        shared = {case for case in ours if has_part(connection, case, OTHER)}
    assert 0 < len(ours) < CASES
    assert cases(filled, versions, SOME, Narrowing()) == ours
    assert cases(filled, versions, SOME, Narrowing(units=(OTHER,))) == shared  # narrowed, never widened


def test_a_selection_is_narrowed_by_day_process_and_version(filled: Store, versions: Versions) -> None:
    with sampled(filled, versions, ALL, Narrowing(), NOW) as sample:
        first, last = sample.heads[0], sample.heads[-1]
    one_day = Narrowing(opened_from=last.opened_at.date(), opened_until=last.opened_at.date())
    assert last.case in cases(filled, versions, ALL, one_day)
    assert first.case not in cases(filled, versions, ALL, one_day)
    assert cases(filled, versions, ALL, Narrowing(process=first.process, version=first.definition)) != set()
    assert cases(filled, versions, ALL, Narrowing(process="annet")) == set()
    assert cases(filled, versions, ALL, Narrowing(version="annen")) == set()


def test_every_look_is_a_row_that_says_at_what(evidence: Evidence, filled: Store) -> None:
    wanted = Narrowing(units=(HOME_DISTRICT,), opened_from=date(2026, 1, 1))
    before = len(accesses(filled))
    evidence.conformance(ALL, wanted, NOW)
    evidence.waiting(ALL, wanted, NOW)
    evidence.variants(ALL, Narrowing(), next(iter(GRAINS)), NOW)
    evidence.diagram(ALL, Narrowing(), NOW)
    rows = accesses(filled)[before:]
    assert [row.what for row in rows] == [
        "samsvar: enhet bydel-gamle-oslo, opprettet fra 2026-01-01",
        "ventetid: enhet bydel-gamle-oslo, opprettet fra 2026-01-01",
        "forløp i deler: alle sakene",
        "diagram: alle sakene",
    ]
    assert {(row.person, row.action, row.permitted, row.case) for row in rows} == {
        ("alt", "se prosessdata", True, None)
    }


def test_each_case_behind_a_count_is_a_row_too(evidence: Evidence, filled: Store) -> None:
    before = len(accesses(filled))
    page = evidence.instances(ALL, Narrowing(), Count("F2.2-assessment+F2.1-first-meeting-inputs"), NOW)
    assert page.total == len(page.rows) > 0
    assert [its.days for its in page.rows] == sorted((its.days for its in page.rows), reverse=True)
    rows = accesses(filled)[before:]
    assert {row.case for row in rows} == {None, *(its.head.case for its in page.rows)}


def test_who_is_no_auditor_gets_nothing_and_that_is_logged(
    evidence: Evidence, filled: Store, versions: Versions
) -> None:
    before = len(accesses(filled))
    for ask in (
        lambda: evidence.conformance(OWNER, Narrowing(), NOW),
        lambda: evidence.instances(OWNER, Narrowing(), Count("-"), NOW),
        lambda: evidence.waiting(OWNER, Narrowing(), NOW),
        lambda: evidence.variants(OWNER, Narrowing(), "deler", NOW),
        lambda: evidence.diagram(OWNER, Narrowing(), NOW),
        lambda: Exports(filled, versions).selection(OWNER, Narrowing(), as_csv(), NOW, io.BytesIO()),
    ):
        with pytest.raises(NotAllowed):
            ask()
    rows = accesses(filled)[before:]
    assert [row.permitted for row in rows] == [False] * 6


def test_an_auditor_without_an_assignment_sees_an_empty_world(
    evidence: Evidence, filled: Store, versions: Versions
) -> None:
    extent, lines = evidence.conformance(NONE, Narrowing(), NOW)
    assert (extent.cases, lines) == (0, ())
    assert evidence.diagram(NONE, Narrowing(), NOW)[1] is None
    some = next(iter(cases(filled, versions, SYSTEM, Narrowing())))
    target = io.BytesIO()
    for case in (some, "finnes-ikke"):
        with pytest.raises(CaseNotFound):
            Exports(filled, versions).case(NONE, case, as_csv(), NOW, target)
    assert target.getvalue() == b""


def test_what_is_no_size_of_steps_is_refused(evidence: Evidence) -> None:
    with pytest.raises(NotASelection):
        evidence.variants(ALL, Narrowing(), "tall", NOW)


def test_each_case_taken_out_is_a_row(filled: Store, versions: Versions) -> None:
    before = len(accesses(filled))
    Exports(filled, versions).selection(SOME, Narrowing(), as_csv(), NOW, io.BytesIO())
    first, *rest = accesses(filled)[before:]
    assert (first.action, first.what, first.case) == (
        "hente ut prosessdata",
        "hendelser som csv: alle sakene",
        None,
    )
    assert {row.case for row in rest} == cases(filled, versions, SOME, Narrowing())
    assert {row.action for row in rest} == {"hente ut sak"}


def test_the_figures_of_the_journey_are_told_for_every_flow(evidence: Evidence) -> None:
    extent, figures = evidence.diagram(ALL, Narrowing(), NOW)
    assert extent.cases == CASES
    assert figures is not None
    assert (figures.retraced, figures.astray) == (True, 0)
    assert [flow.flow for flow in figures.flows if flow.carried is None] == []
