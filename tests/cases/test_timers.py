"""Due timers: never early, in due order, each once, and none that stops the others."""

import pytest
from sqlalchemy import insert, update

from prosesser.cases import Fired
from prosesser.engine.errors import StepFailed
from prosesser.engine.messages import DeadlineOverrun, FireTimer, TimerFired
from prosesser.store.incidents import incidents_of
from prosesser.store.tables import case_keys, timers
from tests.builders import Journey, timer
from tests.cases.world import DAY, MONDAY, World
from tests.form_files import number, select

MIDNIGHT = MONDAY.replace(hour=22) + 14 * DAY  # 00:00 in Oslo of the day after the fourteenth day


def fired(world: World, case: str) -> list[str]:
    rows = reversed(world.inbox.timeline(world.actor("berit"), case, MONDAY))
    return [row.command.timer for row in rows if isinstance(row.command, FireTimer)]


def test_no_timer_fires_before_its_instant(fresh_world: World) -> None:
    fresh_world.refer()
    almost = MIDNIGHT - DAY / 86_400_000_000
    assert fresh_world.cases.fire_due(almost) == Fired(0, 0)
    assert fresh_world.cases.fire_due(MIDNIGHT) == Fired(1, 0)
    assert fresh_world.cases.fire_due(MIDNIGHT + DAY) == Fired(0, 0)


def test_a_passed_deadline_marks_the_task_and_leaves_it_open(fresh_world: World) -> None:
    case = fresh_world.refer()
    fresh_world.cases.fire_due(MIDNIGHT)
    (row,) = fresh_world.inbox.unit(fresh_world.actor("ingrid"), MIDNIGHT).rows
    assert (row.case, row.task, row.overdue) == (case, "innflytting.1", True)
    fresh_world.complete("ingrid", case, "innflytting.1", MIDNIGHT, innflyttet="2026-06-01")
    assert fresh_world.cases.verify(case).fault is None


def test_after_downtime_all_that_is_due_fires_in_due_order_each_once(fresh_world: World) -> None:
    late = fresh_world.refer(MONDAY + 2 * DAY)
    early = fresh_world.admitted()
    fresh_world.allocate(early)
    for _ in range(3):
        assert fresh_world.cases.fire_due(MONDAY + 60 * DAY, limit=1) == Fired(1, 0)
    assert fresh_world.cases.fire_due(MONDAY + 60 * DAY) == Fired(0, 0)
    assert fired(fresh_world, early) == ["ventetid.1", "plan_frist.1"]
    assert fired(fresh_world, late) == ["innflytting_frist.1"]


def test_the_longest_due_fires_first_across_cases(fresh_world: World) -> None:
    late, early = fresh_world.refer(MONDAY + 2 * DAY), fresh_world.refer(MONDAY)
    fresh_world.cases.fire_due(MONDAY + 60 * DAY, limit=1)
    assert fired(fresh_world, early) == ["innflytting_frist.1"]
    assert fired(fresh_world, late) == []


def test_what_is_due_fires_before_the_command_as_its_own_row(world: World) -> None:
    case = world.refer()
    outcome = world.complete("ingrid", case, "innflytting.1", MIDNIGHT, innflyttet="2026-06-01")
    deadline, *_ = reversed(world.inbox.timeline(world.actor("berit"), case, MONDAY)[:-1])
    assert isinstance(deadline.command, FireTimer)
    assert isinstance(deadline.events[0], DeadlineOverrun)
    assert deadline.person.id == "system"
    assert outcome.sequence == 3


def test_what_becomes_due_by_a_command_fires_at_once(world: World) -> None:
    case = world.refer()
    world.complete("ingrid", case, "innflytting.1", MONDAY, innflyttet="2026-01-01")
    newest = world.inbox.timeline(world.actor("berit"), case, MONDAY)[0]
    assert isinstance(newest.command, FireTimer)
    assert world.cases.verify(case).fault is None


def test_a_refused_command_leaves_the_timers_before_it_fired(world: World) -> None:
    case = world.refer()
    with pytest.raises(Exception, match="Innflyttet"):
        world.complete("ingrid", case, "innflytting.1", MIDNIGHT)
    assert fired(world, case) == ["innflytting_frist.1"]
    assert world.cases.verify(case).fault is None


def hazard() -> Journey:
    """A journey that fails after two days, or when it is told to: its gateway finds no number."""
    return (
        Journey("fare", "Fare")
        .prop("enhet.bydel", "=henvisende_bydel")
        .form("start", select("henvisende_bydel", "Bydel", valuesKey="bydeler"))
        .form("antall", number("antall", "Antall"))
        .start("begynt", form="start")
        .parallel("del")
        .catch("to_dager", timer(duration="P2D"))
        .choice("valg")
        .when("=antall > 1")
        .end("mange")
        .at("valg")
        .otherwise()
        .end("faa")
        .at("del")
        .task("oppgitt", form="antall")
        .choice("valg_etter")
        .when("=antall > 1")
        .end("klar")
        .at("valg_etter")
        .otherwise()
        .end("nesten_klar")
    )


def start_hazard(world: World) -> str:
    world.cases.publish(hazard().bundle(), world.actor("petra"), MONDAY)
    given = {"henvisende_bydel": "bydel-a"}
    return world.cases.start(world.actor("berit"), "fare", given, MONDAY, world.new_key())


def test_a_timer_that_cannot_fire_is_an_incident_and_stops_nothing_else(fresh_world: World) -> None:
    broken = start_hazard(fresh_world)
    sound = fresh_world.refer()
    before = fresh_world.cases.verify(broken)
    assert fresh_world.cases.fire_due(MONDAY + 60 * DAY) == Fired(1, 1)
    assert fired(fresh_world, sound) == ["innflytting_frist.1"]
    assert fresh_world.cases.verify(broken) == before
    (incident,) = incidents_of(fresh_world.store, broken)
    assert (incident.kind, incident.element, incident.fault) == ("FireTimer", "valg", "StepFailed")
    assert (incident.version, incident.at) == (1, MONDAY + 60 * DAY)


def test_a_failed_timer_is_tried_again_once_the_case_has_moved(fresh_world: World) -> None:
    case = start_hazard(fresh_world)
    assert fresh_world.cases.fire_due(MONDAY + 2 * DAY) == Fired(0, 1)
    assert fresh_world.cases.fire_due(MONDAY + 2 * DAY) == Fired(0, 0)
    fresh_world.complete("berit", case, "oppgitt.1", MONDAY + 2 * DAY, antall=2)
    timeline = fresh_world.inbox.timeline(fresh_world.actor("berit"), case, MONDAY)
    assert isinstance(timeline[0].events[0], TimerFired)
    assert fresh_world.inbox.case_page(fresh_world.actor("berit"), case, MONDAY).status == "completed"
    assert len(incidents_of(fresh_world.store, case)) == 2
    assert fresh_world.cases.verify(case).fault is None


def test_a_command_that_fails_inside_is_an_incident_and_leaves_the_case_untouched(
    fresh_world: World,
) -> None:
    case = start_hazard(fresh_world)
    before = fresh_world.cases.verify(case)
    for _ in range(2):
        with pytest.raises(StepFailed):
            fresh_world.complete("berit", case, "oppgitt.1")
    assert fresh_world.cases.verify(case) == before
    first, second = incidents_of(fresh_world.store)
    assert first == second
    assert (first.kind, first.element, first.fault) == ("CompleteTask", "valg_etter", "StepFailed")
    fresh_world.complete("berit", case, "oppgitt.1", antall=2)
    assert fresh_world.cases.verify(case).rows == before.rows + 1


def test_a_case_that_cannot_be_read_stands_still_and_stops_nothing_else(fresh_world: World) -> None:
    spoilt, sound = fresh_world.refer(), fresh_world.refer(MONDAY + DAY)
    with fresh_world.store.maintain() as connection:
        connection.execute(update(case_keys).where(case_keys.c.case_id == spoilt).values(sealed=bytes(92)))
    assert fresh_world.cases.fire_due(MONDAY + 60 * DAY) == Fired(1, 1)
    assert fresh_world.cases.fire_due(MONDAY + 60 * DAY) == Fired(0, 0)
    assert fired(fresh_world, sound) == ["innflytting_frist.1"]
    (incident,) = incidents_of(fresh_world.store)
    assert (incident.case, incident.version, incident.fault) == (spoilt, None, "Unsealable")


def test_a_listed_timer_that_the_case_does_not_know_stops_nothing_else(fresh_world: World) -> None:
    case = fresh_world.refer()
    with fresh_world.store.maintain() as connection:
        stray = {"case_id": case, "timer_id": "ukjent.1", "fires_at": 0}
        connection.execute(insert(timers).values(stray))
    assert fresh_world.cases.fire_due(MONDAY) == Fired(0, 1)
    assert fresh_world.cases.fire_due(MONDAY) == Fired(0, 0)
    assert fresh_world.cases.fire_due(MIDNIGHT) == Fired(1, 1)  # tried again as the case has moved
    assert {incident.fault for incident in incidents_of(fresh_world.store)} == {"TimerUnknown"}
