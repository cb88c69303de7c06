"""A version whose day has not come: what it would do with cases can be seen, but no case is moved to it."""

from datetime import date

import pytest

from prosesser.cases import NotInForce, Order
from prosesser.engine.move_plans import Follows
from prosesser.moves import Moves, mover
from prosesser.store import runs
from tests.cases.test_moving import move, moving, publish
from tests.cases.test_moving_many import Office
from tests.cases.versions import sooner
from tests.cases.world import DAY, MONDAY, World
from tests.movers import publish_from

THURSDAY = date(2026, 6, 4)
TOO_EARLY = "Versjonen gjelder fra 4. juni 2026. Saker kan flyttes til den fra og med den dagen."


@pytest.fixture
def office(fresh_world: World) -> Office:
    version = publish_from(fresh_world.store, sooner().bundle(), THURSDAY, MONDAY)
    return Office(fresh_world, Moves(fresh_world.store, fresh_world.cases.versions), version)


def test_a_plan_can_be_made_before_the_day(office: Office) -> None:
    case = office.world.admitted()
    before = office.world.cases.verify(case)
    assert isinstance(moving(office.world).plan(case, office.version, MONDAY).plan, Follows)
    office.planned()
    assert office.moves.overview.day_to_come(office.petra, office.version, MONDAY) == THURSDAY
    assert office.world.cases.verify(case) == before


def test_no_case_is_moved_before_the_day(office: Office) -> None:
    case = office.world.admitted()
    before = office.world.cases.verify(case)
    plan = office.planned()
    with pytest.raises(NotInForce) as refused:
        office.ordered(plan)
    assert str(refused.value) == TOO_EARLY
    for choices in ({}, {"plan.1": "plan"}):
        with pytest.raises(NotInForce):
            move(office.world, case, office.version, choices=choices)
    assert office.world.cases.verify(case) == before
    assert not runs_of_moving(office)


def test_cases_are_moved_from_midnight_in_oslo(office: Office) -> None:
    case = office.world.admitted()
    order = Order(office.version, "Ny rutine", office.world.new_key())
    last = MONDAY.replace(day=3, hour=21, minute=59)  # a minute before midnight in Oslo
    with pytest.raises(NotInForce):
        moving(office.world).move(office.petra, case, order, last)
    moving(office.world).move(office.petra, case, order, last.replace(hour=22, minute=0))
    assert office.world.cases.verify(case).fault is None
    assert office.moves.overview.day_to_come(office.petra, office.version, MONDAY + 3 * DAY) is None


def test_a_move_that_was_ordered_before_the_rule_tells_of_each_case_why_it_stays(office: Office) -> None:
    case = office.world.admitted()
    before = office.world.cases.verify(case)
    terms = {"reason": "Ny rutine", "recompute": [], "sources": [], "unit": "bydel-a"}
    with office.world.store.maintain() as connection:
        new = runs.NewRun("gammel", "move", office.version, terms, None, "petra", MONDAY)
        runs.create(connection, new, (case,))
        run = runs.find(connection, "gammel")
    assert run is not None
    result = mover(office.world.store, office.world.cases.versions, run, lambda: MONDAY)(case)
    with office.world.store.maintain() as connection:
        runs.record(connection, run.id, [result])
    (line,) = office.moves.overview.lines(office.petra, run.id, 1, MONDAY).lines
    assert (line.outcome, line.told.reason) == ("cannot", TOO_EARLY)
    assert office.world.cases.verify(case) == before


def test_a_version_that_was_in_force_before_takes_cases_whatever_is_published_ahead(
    fresh_world: World,
) -> None:
    world = fresh_world
    case, version = world.admitted(), publish(world, sooner())
    publish_from(world.store, sooner().bundle(), THURSDAY, MONDAY)  # once more, from a day to come
    move(world, case, version)
    assert world.cases.verify(case).fault is None


def runs_of_moving(office: Office) -> list[str]:
    found = office.moves.overview.runs(office.petra, office.version, MONDAY)
    return [run.id for run in found if run.kind == "move"]
