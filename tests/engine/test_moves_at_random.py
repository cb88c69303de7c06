"""Random journeys, edits and journals: a moved case goes on like one that had begun on the version."""

import json
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prosesser.definition import Definition, load
from prosesser.engine import CaseState, canonical, digest, step
from prosesser.engine.errors import MovedOn
from prosesser.engine.messages import AssignTask, ChangeFacts, MoveCase, UndoMove, command_from_json
from prosesser.engine.move_plans import CannotMove, Follows, NeedsChoice
from prosesser.engine.moving import plan_move
from prosesser.engine.outlook import survey
from prosesser.engine.retrace import retrace
from prosesser.engine.retraced import Recorded
from tests.engine.diagrams import Generator
from tests.engine.edits import edited
from tests.engine.journals import Recording
from tests.engine.play import through_json
from tests.engine.twins import Twins, shape

SEEDS = st.integers(0, 100_000)


class Trial:
    """One journey, another version of it, and a case of the first."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        journey = Generator(seed, depth=self.random.choice([1, 2, 2, 3])).journey()
        self.before = load(journey.bundle())
        found = edited(journey, seed)
        self.after, self.edits = found if found is not None else (self.before, [])
        self.case = Recording(self.before, seed).walk_on(self.random.randrange(25))
        self.state, self.now = self.case.play.case, self.case.play.now
        timers = sorted(element.id for element in self.after.elements.values() if element.timer is not None)
        self.recompute = frozenset(
            self.random.sample(timers, self.random.choice([0, 0, len(timers) // 2, len(timers)]))
        )

    @property
    def applies(self) -> bool:
        return not self.case.ended and self.after.digest != self.before.digest

    def plan(self) -> Follows | NeedsChoice | CannotMove:
        return plan_move(self.before, self.after, self.state, self.case.history, self.now, self.recompute)

    def native(self) -> CaseState:
        state = retrace(
            self.after, self.case.history, self.now, lambda element: element not in self.recompute
        ).state
        assert state is not None
        return through_json(state)

    def move(self, plan: Follows) -> tuple[CaseState, MoveCase]:
        command = plan.moving("ny rutine")
        moved, _ = step(self.after, self.state, command, self.now)
        return moved, command


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_on_its_own_version_a_journal_is_what_it_was(seed: int) -> None:
    journey = load(Generator(seed).journey().bundle())
    case = Recording(journey, seed).walk(25)
    again = retrace(journey, case.history, case.play.now)
    assert again.stopped is None
    assert not again.departures
    made = [Recorded(its.sequence or 0, its.at, its.command, its.events) for its in again.steps]
    assert made == [Recorded(its.sequence, its.at, its.command, its.events) for its in case.history]
    assert again.state is not None
    assert canonical(again.state) == canonical(case.play.case)


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_a_case_follows_as_it_would_have_been_there_or_is_refused(seed: int) -> None:
    trial = Trial(seed)
    plan = trial.plan() if trial.applies else None
    if trial.applies and not trial.recompute:
        assert survey(trial.before, trial.after, trial.state, trial.case.history, trial.now)[1] == plan
    if isinstance(plan, Follows):
        moved, command = trial.move(plan)
        loses_no_due_date(trial, moved, command)
        replays_and_is_undone(trial, moved, command)
        goes_on_like_one_that_began_there(trial, moved)


def goes_on_like_one_that_began_there(trial: Trial, moved: CaseState) -> None:
    twins = Twins(trial.after, through_json(moved), trial.native(), trial.now)
    assert shape(twins.moved.case) == shape(twins.native.case)
    if twins.moved.case.status == "active":
        twins.both(None)
    for _ in range(12):
        assert shape(twins.moved.case) == shape(twins.native.case), trial.edits
        if twins.moved.case.status != "active" or not twins.go_on(trial.random):
            break


def loses_no_due_date(trial: Trial, moved: CaseState, command: MoveCase) -> None:
    for timer in moved.timers.values():
        known = trial.state.timers.get(timer.id)
        if known is not None:
            assert timer.agreed == known.agreed
            assert timer.id in command.counted or timer.due == known.due
        assert (timer.fires_at is None) == (timer.stands is None or timer.overdue)
    for task in moved.tasks.values():
        known_task = trial.state.tasks.get(task.id)
        if known_task is not None:
            assert (task.opened_at, task.title) == (known_task.opened_at, known_task.title)
            if not moved.units.items() ^ trial.state.units.items():
                assert known_task.claims.items() <= task.claims.items()


def replays_and_is_undone(trial: Trial, moved: CaseState, command: MoveCase) -> None:
    again = command_from_json(json.loads(json.dumps(command.to_json())))
    replayed, events = step(trial.after, through_json(trial.state), again, trial.now)
    assert canonical(replayed) == canonical(moved)
    assert events == step(trial.after, trial.state, command, trial.now)[1]
    undo = command_from_json(json.loads(json.dumps(UndoMove(digest(moved), "feil", trial.state).to_json())))
    back, _ = step(trial.before, through_json(moved), undo, trial.now)
    assert canonical(back) == canonical(trial.state)
    if moved.status == "active":
        other = _something_happens(trial.after, moved, trial)
        with pytest.raises(MovedOn):
            step(trial.before, other, undo, trial.now)


def _something_happens(after: Definition, moved: CaseState, trial: Trial) -> CaseState:
    if moved.tasks:
        return step(after, moved, AssignTask(min(moved.tasks), "en annen"), trial.now)[0]
    other = not moved.facts.get("klar", False)
    return step(after, moved, ChangeFacts({"klar": other}, "rettet"), trial.now)[0]


def test_the_trials_meet_every_outcome() -> None:
    met: Counter[str] = Counter()
    for seed in range(60):
        trial = Trial(seed)
        if trial.applies:
            met[type(trial.plan()).__name__] += 1
            met.update(trial.edits)
    print(met)  # noqa: T201 - shown with -s
    assert met.keys() >= {"Follows", "NeedsChoice", "insert_task", "remove_task", "change_timer", "move_lane"}
