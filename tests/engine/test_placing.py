"""Moves that a replay alone does not decide: other ids, places chosen by hand, and what could not go on."""

from collections.abc import Mapping

import pytest

from prosesser.definition import Definition, load
from prosesser.engine import CaseState, canonical, digest, step
from prosesser.engine.messages import (
    CaseCompleted,
    Command,
    CompleteTask,
    MessageArmed,
    SendMessage,
    Start,
    TaskWithdrawn,
    UndoMove,
)
from prosesser.engine.move_plans import CannotMove, Follows, MovePlan, NeedsChoice
from prosesser.engine.moving import placed, plan_move
from prosesser.engine.placing import CannotWaitThere, NeverMeets, PartGone
from prosesser.engine.retrace import retrace
from prosesser.engine.retraced import Recorded
from prosesser.errors import Refused
from tests.builders import Journey, Scope, condition, message, timer
from tests.engine.play import Play
from tests.form_files import checkbox, rows, textfield


class Running:
    """A running case of a journey."""

    def __init__(self, journey: Journey, *commands: Command | str) -> None:
        self.play = Play(journey)
        self.history: list[Recorded] = []
        self.before = self.play.definition
        for command in (Start(), *commands):
            self.do(CompleteTask(command) if isinstance(command, str) else command)

    def do(self, command: Command) -> None:
        self.play.do(command)
        row = Recorded(len(self.history) + 1, self.play.now, command, tuple(self.play.events))
        self.history.append(row)

    def plan(self, after: Definition) -> MovePlan:
        return plan_move(self.before, after, self.play.case, self.history, self.play.now)

    def move(self, after: Definition) -> CaseState:
        plan = self.plan(after)
        assert isinstance(plan, Follows)
        self.play.definition = after
        self.do(plan.moving("ny rutine"))
        return self.play.case

    def put(self, after: Definition, choices: Mapping[str, str]) -> CaseState:
        command, _ = placed(self.before, after, self.play.case, self.history, choices, self.play.now)
        return step(after, self.play.case, command, self.play.now)[0]


def plain() -> Journey:
    return Journey().lane("bydel").start()


def version(journey: Journey) -> Definition:
    return load(journey.bundle())


# ---- ids ----


def stopped_by_a_message(*, interrupting: bool) -> Journey:
    journey = plain().task("a").boundary("stans", "a", message("Stans"), interrupting=interrupting)
    return journey.task("etterpa").end("e1").at("a").task("b").end("e2")


def test_a_task_that_was_withdrawn_and_is_open_by_the_new_version_gets_an_id_of_its_own() -> None:
    case = Running(stopped_by_a_message(interrupting=True), SendMessage("Stans"))
    after = version(stopped_by_a_message(interrupting=False))
    assert case.move(after).tasks.keys() == {"a.2", "etterpa.1"}
    case.do(CompleteTask("a.2"))
    again = retrace(after, case.history)
    assert again.stopped is None
    assert again.names == {"a.2": "a.1"}
    assert again.state is not None
    assert again.state.tasks.keys() == case.play.case.tasks.keys() == {"b.1", "etterpa.1"}


def test_a_move_that_ends_the_case_is_told_and_can_be_undone() -> None:
    case = Running(plain().task("a").task("b").end(), "a.1")
    before, after = case.play.case, version(plain().task("a").end())
    plan = case.plan(after)
    assert isinstance(plan, Follows)
    assert plan.events[1:] == (TaskWithdrawn("b.1", None), CaseCompleted())
    moved = case.move(after)
    assert moved.status == "completed"
    back, _ = step(case.before, moved, UndoMove(digest(moved), "feil", before), case.play.now)
    assert canonical(back) == canonical(before)


def test_a_move_is_not_undone_into_another_version_than_the_one_left() -> None:
    case = Running(plain().task("a").task("b").end(), "a.1")
    before = case.play.case
    moved = case.move(version(plain().task("a").task("b").task("c").end()))
    undo = UndoMove(digest(moved), "feil", before)
    with pytest.raises(Exception, match="finnes ikke i denne versjonen"):
        step(version(plain().task("a").end()), moved, undo, case.play.now)


# ---- places ----


def meeting(*, checked: bool = False) -> Journey:
    journey = plain().parallel("p").task("a")
    if checked:
        journey.task("kontroll")
    return journey.parallel("j").at("p").task("b").to("j").at("j").task("c").end()


def test_what_is_put_past_a_meeting_of_ways_would_leave_the_others_waiting() -> None:
    case = Running(meeting())
    with pytest.raises(NeverMeets):
        case.put(version(meeting(checked=True)), {"a.1": "c"})
    assert case.put(version(meeting(checked=True)), {"a.1": "kontroll"}).tasks.keys() == {"b.1", "kontroll.1"}


def test_who_has_come_to_a_meeting_of_ways_has_come_past_what_is_inserted_before_it() -> None:
    case = Running(meeting(), "a.1")
    after = version(meeting(checked=True))
    state = case.put(after, {})
    assert state.tasks.keys() == {"b.1"}
    assert step(after, state, CompleteTask("b.1"), case.play.now)[0].tasks.keys() == {"c.1"}


def part(*, waits: bool) -> Scope:
    inner = Scope().start("i_start")
    return (inner.task("i_a") if waits else inner.milestone("i_forbi")).end("i_slutt")


def test_a_part_that_nothing_waits_in_any_more_is_passed_unless_the_case_would_go_back() -> None:
    case = Running(plain().sub("del", part(waits=True)).task("b").end())
    assert isinstance(case.plan(version(plain().sub("del", part(waits=False)).task("b").end())), Follows)
    case.do(CompleteTask("i_a.1"))
    back = case.plan(version(plain().task("x").sub("del", part(waits=False)).task("b").end()))
    assert isinstance(back, NeedsChoice)
    assert [(place.waits, place.stays, place.candidates) for place in back.places] == [
        ("b.1", True, ("x", "b"))
    ]


def test_rounds_of_a_part_that_is_done_once_now_have_no_place() -> None:
    def journey(each: str | None) -> Journey:
        inner = Scope().start("i_start").task("i_a").task("i_b").end("i_slutt")
        made = plain().form("liste", rows("liste", textfield("navn"))).task("forst", form="liste")
        return made.sub("del", inner, each=each).end()

    listed = CompleteTask("forst.1", {"liste": [{"navn": "a"}, {"navn": "b"}]})
    case = Running(journey("=liste"), listed, "i_a.1", "i_a.2")
    plan = case.plan(version(journey(None)))
    assert isinstance(plan, CannotMove)
    assert (plan.sequence, plan.element) == (4, "del")
    with pytest.raises(PartGone):
        case.put(version(journey(None)), {})


def test_a_race_gets_the_events_that_are_new_to_it() -> None:
    def race(*names: str) -> Journey:
        journey = plain().form("klart", checkbox("klar")).task("a", form="klart").race("valg")
        for name in names:
            journey.at("valg").catch(name, message(f"Melding {name}")).end(f"{name}_slutt")
        return journey

    case = Running(race("en", "to"), "a.1")
    state = case.put(version(race("en", "to", "tre")), {})
    assert state.catches.keys() == {"en.1", "to.1", "tre.1"}
    plan = case.plan(version(race("en", "to", "tre")))
    assert isinstance(plan, Follows)
    assert MessageArmed("tre.1", "Melding tre") in plan.events


def test_a_task_keeps_the_events_on_it_and_gets_the_new_ones() -> None:
    def journey(*, late: bool) -> Journey:
        made = plain().task("a").boundary("stans", "a", message("Stans")).end("stanset").at("a")
        if late:
            made.deadline("a", event=timer(duration="P7D"))
        return made.task("b").end()

    case = Running(journey(late=False))
    state = case.put(version(journey(late=True)), {})
    assert state.catches.keys() == {"stans.1"}
    assert state.timers.keys() == {"a_frist.1"}
    assert case.move(version(journey(late=True))).timers.keys() == {"a_frist.1"}


def test_a_place_from_which_the_case_cannot_go_on_is_refused_in_words() -> None:
    journey = plain().form("klart", checkbox("klar")).task("a", form="klart").task("b").end()
    case = Running(journey, CompleteTask("a.1", {"klar": True}))
    loop = plain().form("klart", checkbox("klar")).task("a", form="klart").choice("g")
    loop.catch("vent", condition("=klar")).choice("h").when("=klar").to("g").at("h").otherwise().end()
    with pytest.raises(CannotWaitThere, match="Velg et annet sted") as refused:
        case.put(version(loop), {"b.1": "vent"})
    assert isinstance(refused.value, Refused)
