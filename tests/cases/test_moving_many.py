"""Many cases are moved to a version: found out first, done case by case, stopped, resumed, undone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from prosesser.access import Actor, NotAllowed
from prosesser.engine.messages import CancelCase, ClaimTask
from prosesser.moves import (
    MoveGoingOn,
    Moves,
    MoveUnknown,
    NoCaseChosen,
    NothingToMove,
    PlanNotReady,
    ReasonMissing,
    RuleUnknown,
    VersionUnknown,
    Wanted,
    mover,
    planner,
    undoer,
)
from prosesser.moves.work import Doer
from prosesser.store import runs
from prosesser.store.runs import RunRecord
from tests.builders import Journey
from tests.cases.versions import sooner, talk_first
from tests.cases.world import MONDAY, World

DOERS: dict[str, Callable[..., Doer]] = {"move-plan": planner, "move": mover, "move-undo": undoer}
DEADLINE = "plan_frist"


@dataclass
class Office:
    """The world, with the process owner's ways to move cases and a worker who does what is ordered."""

    world: World
    moves: Moves
    version: str

    @property
    def petra(self) -> Actor:
        return self.world.actor("petra")

    def work(self, most: int = 1000) -> RunRecord | None:
        """Do up to so many cases of the oldest run; end it when none is left."""
        store = self.world.store
        with store.maintain() as connection:
            run = runs.take(connection, "arbeider", MONDAY)
        if run is None:
            return None
        do = DOERS[run.kind](store, self.world.cases.versions, run, lambda: MONDAY)
        with store.read() as connection:
            cases = runs.to_do(connection, run.id, most)
        for case in cases:
            result = do(case)
            with store.maintain() as connection:
                if not runs.beat(connection, run.id, "arbeider", MONDAY):
                    break
                runs.record(connection, run.id, [result])
        with store.maintain() as connection:
            if not runs.to_do(connection, run.id, 1):
                runs.end(connection, run.id, runs.DONE, MONDAY)
            return runs.find(connection, run.id)

    def planned(self) -> str:
        """A plan that is done."""
        plan = self.moves.find_out(self.petra, self.version, MONDAY)
        self.work()
        return plan

    def ordered(self, plan: str, *recompute: str, reason: str = "Ny rutine") -> str:
        """An order to move all that the plan found."""
        told = self.moves.overview.plan(self.petra, plan, MONDAY)
        sources = frozenset(source.version for source in told.sources)
        wanted = Wanted(reason, frozenset(recompute), sources)
        return self.moves.begin(self.petra, plan, wanted, MONDAY)

    def outcomes(self, run: str) -> dict[str, int]:
        return dict(self.moves.overview.run(self.petra, run, MONDAY).outcomes)

    def number_of(self, run: str, case: str) -> int:
        """The number that a case has in a run."""
        found = self.moves.overview.run(self.petra, run, MONDAY)
        cases = [self.moves.overview.case(found, number) for number in range(1, found.total + 1)]
        return cases.index(case) + 1


def office_of(world: World, drawn: Journey) -> Office:
    before = world.cases.versions.latest()[0].bundle
    version = world.cases.publish(drawn.bundle(), world.actor("petra"), MONDAY)
    world.cases.publish(before, world.actor("petra"), MONDAY)
    return Office(world, Moves(world.store, world.cases.versions), version)


@pytest.fixture
def office(fresh_world: World) -> Office:
    return office_of(fresh_world, sooner())


def follows(world: World, case: str) -> str:
    return world.inbox.case_page(world.actor("lars"), case, MONDAY).definition


def test_a_plan_tells_how_many_cases_would_follow_and_changes_none(office: Office) -> None:
    cases = [office.world.admitted() for _ in range(5)]
    before = {case: office.world.cases.verify(case) for case in cases}
    told = office.moves.overview.plan(office.petra, office.planned(), MONDAY)
    assert [dict(source.outcomes) for source in told.sources] == [{"follows": 5}]
    (rule,) = told.rules
    assert (rule.element, rule.cases, rule.passed, rule.agreed) == (DEADLINE, 5, 0, 0)
    assert {case: office.world.cases.verify(case) for case in cases} == before


def test_few_cases_are_not_counted_by_deadline(office: Office) -> None:
    for _ in range(4):
        office.world.admitted()
    (rule,) = office.moves.overview.plan(office.petra, office.planned(), MONDAY).rules
    assert rule.cases is None


def test_the_cases_of_a_plan_are_moved_with_the_dates_that_were_chosen(office: Office) -> None:
    cases = [office.world.admitted() for _ in range(3)]
    run = office.ordered(office.planned(), DEADLINE)
    office.work()
    assert office.outcomes(run) == {"moved": 3}
    for case in cases:
        assert follows(office.world, case) == office.version
        page = office.world.inbox.case_page(office.world.actor("ingrid"), case, MONDAY)
        assert str(next(row.due for row in page.tasks if row.task == "plan.1")) == "2026-06-08"
        assert office.world.cases.verify(case).fault is None


def test_work_that_was_left_half_done_is_gone_on_with(office: Office) -> None:
    cases = [office.world.admitted() for _ in range(3)]
    run = office.ordered(office.planned())
    office.work(most=1)
    assert office.outcomes(run) == {"moved": 1}
    with office.world.store.maintain() as connection:  # the worker went away: another takes it up
        assert runs.take(connection, "en annen", MONDAY + runs.SILENCE + timedelta(seconds=1)) is not None
    with office.world.store.maintain() as connection:
        found = runs.find(connection, run)
        assert found is not None
    do = mover(office.world.store, office.world.cases.versions, found, lambda: MONDAY)
    results = [do(case) for case in cases]  # one of them for the second time
    assert [result.outcome for result in results] == ["moved"] * 3
    assert [office.world.cases.verify(case).rows for case in cases] == [3, 3, 3]


def test_what_is_stopped_leaves_the_rest_where_it_was(office: Office) -> None:
    cases = [office.world.admitted() for _ in range(3)]
    run = office.ordered(office.planned())
    office.work(most=1)
    found = office.moves.overview.run(office.petra, run, MONDAY)
    office.moves.stop(office.petra, run, MONDAY)
    do = mover(office.world.store, office.world.cases.versions, found, lambda: MONDAY)
    for case in cases:
        do(case)  # a worker who has not heard yet
    assert sorted(follows(office.world, case) == office.version for case in cases) == [False, False, True]
    assert office.outcomes(run) == {"moved": 1}


def test_a_case_that_was_closed_meanwhile_is_told_so(office: Office) -> None:
    case, other = office.world.admitted(), office.world.admitted()
    run = office.ordered(office.planned())
    office.world.send("lars", case, CancelCase("Feil"))
    office.work()
    assert office.outcomes(run) == {"closed": 1, "moved": 1}
    assert office.world.cases.verify(case).fault is None
    assert follows(office.world, other) == office.version


def test_a_batch_is_undone_but_where_something_has_happened(office: Office) -> None:
    cases = [office.world.admitted() for _ in range(3)]
    versions = {case: follows(office.world, case) for case in cases}
    run = office.ordered(office.planned())
    office.work()
    office.world.send("ingrid", cases[0], ClaimTask("plan.1", "ingrid"))
    undoing = office.moves.undo_all(office.petra, run, "Feil versjon", MONDAY)
    office.world.send("ingrid", cases[1], ClaimTask("plan.1", "ingrid"))  # meanwhile
    office.work()
    assert office.outcomes(undoing) == {"kept": 1, "undone": 1}
    assert office.outcomes(run) == {"moved": 2, "undone": 1}
    assert follows(office.world, cases[2]) == versions[cases[2]]
    assert all(office.world.cases.verify(case).fault is None for case in cases)


def test_one_case_of_a_batch_is_undone(office: Office) -> None:
    case, other = office.world.admitted(), office.world.admitted()
    run = office.ordered(office.planned())
    office.work()
    office.moves.undo(office.petra, run, office.number_of(run, case), "Feil versjon", MONDAY)
    assert (follows(office.world, case) == office.version, follows(office.world, other)) == (
        False,
        office.version,
    )
    lines = office.moves.overview.lines(office.petra, run, 1, MONDAY).lines
    assert sorted((line.outcome, line.undoable) for line in lines) == [("moved", True), ("undone", False)]


def test_a_case_that_needs_a_choice_waits_for_it_and_is_placed(fresh_world: World) -> None:
    office = office_of(fresh_world, talk_first())
    case, early = office.world.admitted(), office.world.refer()
    run = office.ordered(office.planned())
    office.work()
    assert office.outcomes(run) == {"choice": 1, "moved": 1}
    number = office.number_of(run, case)
    page = office.moves.choice(office.petra, run, number, MONDAY)
    assert [place.waits for place in page.places if place.waits in page.ahead] == ["plan.1"]
    office.moves.place(office.petra, run, number, {"plan.1": "samtale"}, MONDAY)
    assert office.outcomes(run) == {"moved": 2}
    assert {follows(office.world, its) for its in (case, early)} == {office.version}
    assert office.world.cases.verify(case).fault is None
    office.moves.undo(office.petra, run, number, "Feil sted", MONDAY)
    assert office.world.open_tasks(case) == {"plan.1", "rapport.1"}


def test_a_process_owner_sees_numbers_where_others_would_see_names(office: Office) -> None:
    case = office.world.admitted()
    run = office.ordered(office.planned())
    office.work()
    (line,) = office.moves.overview.lines(office.petra, run, 1, MONDAY).lines
    assert (line.number, line.case, line.name) == (1, "", "")
    assert case not in repr(line)


@pytest.mark.parametrize("person", ["berit", "lars", "ragna", "ingrid", "rolf"])
def test_moving_is_the_process_owners_alone(office: Office, person: str) -> None:
    office.world.admitted()
    plan = office.planned()
    run = office.ordered(plan)
    actor, moves = office.world.actor(person), office.moves
    wanted = Wanted("x", frozenset(), frozenset())
    for refused in (
        lambda: moves.overview.version(actor, office.version, MONDAY),
        lambda: moves.overview.runs(actor, office.version, MONDAY),
        lambda: moves.overview.plan(actor, plan, MONDAY),
        lambda: moves.overview.lines(actor, run, 1, MONDAY),
        lambda: moves.find_out(actor, office.version, MONDAY),
        lambda: moves.begin(actor, plan, wanted, MONDAY),
        lambda: moves.stop(actor, run, MONDAY),
        lambda: moves.choice(actor, run, 1, MONDAY),
        lambda: moves.place(actor, run, 1, {"plan.1": "plan"}, MONDAY),
        lambda: moves.undo(actor, run, 1, "", MONDAY),
        lambda: moves.undo_all(actor, run, "", MONDAY),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_what_cannot_be_ordered_is_refused(office: Office) -> None:
    moves, petra = office.moves, office.petra
    with pytest.raises(NothingToMove):
        moves.find_out(petra, office.version, MONDAY)
    with pytest.raises(VersionUnknown):
        moves.find_out(petra, "0" * 64, MONDAY)
    office.world.admitted()
    plan = moves.find_out(petra, office.version, MONDAY)
    assert moves.find_out(petra, office.version, MONDAY) == plan  # asked twice: one plan
    with pytest.raises(PlanNotReady):
        office.ordered(plan)
    office.work()
    with pytest.raises(ReasonMissing):
        office.ordered(plan, reason="  ")
    with pytest.raises(RuleUnknown):
        office.ordered(plan, "innflytting_frist")
    with pytest.raises(NoCaseChosen):
        moves.begin(petra, plan, Wanted("Ny", frozenset(), frozenset({"en annen"})), MONDAY)
    run = office.ordered(plan)
    with pytest.raises(MoveGoingOn):
        office.ordered(plan)
    with pytest.raises(NoCaseChosen):
        moves.undo_all(petra, run, "Feil versjon", MONDAY)
    with pytest.raises(MoveUnknown):
        moves.choice(petra, run, 2, MONDAY)
    with pytest.raises(MoveUnknown):
        moves.overview.run(petra, "finnes-ikke", MONDAY)


def test_dates_that_have_passed_by_the_new_rule_are_counted(office: Office) -> None:
    office.world.admitted()
    for _ in range(5):
        case = office.world.refer()
        office.world.complete("ingrid", case, "innflytting.1", MONDAY, innflyttet="2026-05-22")
    (rule,) = office.moves.overview.plan(office.petra, office.planned(), MONDAY).rules
    assert (rule.cases, rule.passed) == (6, 5)
