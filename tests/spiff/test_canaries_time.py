"""Time, lanes and code: nothing of the machine or of the diagram gets in.

For what SpiffWorkflow itself does, see ``test_facts`` and ``test_stock_faults``.
"""

import socket
from datetime import UTC, date, datetime

import pytest
import SpiffWorkflow.bpmn.specs.event_definitions.timer as spiff_timer
import SpiffWorkflow.task as spiff_task
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine

from prosesser.engine import StepFailed
from prosesser.engine.messages import TaskOpened
from prosesser.spiff import run_at
from prosesser.spiff.workflow import NoCode
from tests.builders import Journey, Scope, message, timer
from tests.engine.play import Play
from tests.spiff.reading import one_lane, read, task_with


@pytest.mark.parametrize(
    ("entered", "duration", "due"),
    [
        ("2026-01-31", "P1M", date(2026, 2, 28)),
        ("2026-09-30", "P5M", date(2027, 2, 28)),
        ("2028-01-31", "P1M", date(2028, 2, 29)),
        ("2026-01-12", "P0D", date(2026, 1, 12)),
        ("2026-03-20", "P14D", date(2026, 4, 3)),
        ("2026-10-20", "P14D", date(2026, 11, 3)),
    ],
)
def test_months_are_clamped_and_days_are_oslo_days(entered: str, duration: str, due: date) -> None:
    play = Play(read(one_lane().start().catch("vent", timer(duration=duration)).end())).on(entered)
    assert play.start().timers == {"vent.1": due}


@pytest.mark.parametrize(
    ("day", "fires"),
    [
        ("2026-01-15", datetime(2026, 1, 14, 23, tzinfo=UTC)),
        ("2026-07-15", datetime(2026, 7, 14, 22, tzinfo=UTC)),
    ],
)
def test_a_date_fires_at_midnight_in_oslo_in_summer_and_winter(day: str, fires: datetime) -> None:
    play = Play(read(one_lane().start().catch("vent", timer(date=f'=date("{day}")')).end())).start()
    assert play.case.next_due == fires


def test_a_timer_fires_at_its_instant_and_only_when_it_is_told_to() -> None:
    play = task_with(timer(date='=date("2020-01-01")'), interrupting=True).start()
    assert play.tasks == ["a.1"]
    play.now = play.case.timers["kant.1"].fires_at or play.now
    assert play.fire("kant.1").tasks == ["b.1"]


def test_the_clock_of_the_machine_is_never_read() -> None:
    with pytest.raises(LookupError):
        spiff_task.Task(one_scope(), None)
    with run_at(datetime(2026, 1, 1, tzinfo=UTC)):
        assert spiff_task.time.time() == datetime(2026, 1, 1, tzinfo=UTC).timestamp()
        assert [spiff_task.uuid4(), spiff_task.uuid4()] == [1, 2]
        assert spiff_timer.datetime.now(UTC) == datetime(2026, 1, 1, tzinfo=UTC)


def one_scope() -> object:
    return type("Empty", (), {"tasks": {}, "spec": None})()


def test_a_nested_task_has_the_lane_that_it_is_drawn_in() -> None:
    inner = Scope().start("i").task("a", lane="institusjon").end("i_slutt")
    journey = Journey().lane("bydel").lane("institusjon").start(lane="bydel").sub("s", inner).end()
    play = Play(read(journey)).start()
    assert play.case.tasks["a.1"].lane == "institusjon"


def test_rounds_have_their_lanes_too() -> None:
    inner = Scope().start("i").task("a", lane="institusjon").end("i_slutt")
    journey = (
        Journey().lane("bydel").lane("institusjon").start(lane="bydel").sub("s", inner, each="=[1, 2]").end()
    )
    play = Play(read(journey)).start()
    assert {task.party for task in play.case.tasks.values()} == {"institusjon"}


def test_no_code_of_a_diagram_ever_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = PythonScriptEngine(NoCode())
    with pytest.raises(StepFailed):
        engine.environment.evaluate("1 + 1", {})
    with pytest.raises(StepFailed):
        engine.environment.execute("import os", {})
    monkeypatch.setattr("builtins.eval", lambda *_: pytest.fail("eval"))
    monkeypatch.setattr("builtins.exec", lambda *_: pytest.fail("exec"))
    inner = Scope().start("i").task("x").end("i_slutt")
    journey = one_lane().start().sub("s", inner, each="=[1]").choice("v").when("=1 = 1").end()
    journey.at("v").otherwise().end("slutt2")
    assert Play(read(journey)).start().complete("x.1").case.status == "completed"


def test_a_step_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("a connection"))
    play = task_with(message("Nytt")).start().send("Nytt")
    assert play.happened(TaskOpened) == [TaskOpened("b.1", "b", "bydel", "bydel")]
