"""What SpiffWorkflow gets wrong by itself, and what must therefore hold here whatever its release.

Diagrams are read without linting where the linter would refuse them: the engine must be right all
the same. ``test_facts`` says which fault each test watches.
"""

import socket
from datetime import UTC, date, datetime
from itertools import permutations

import pytest
import SpiffWorkflow.bpmn.specs.event_definitions.timer as spiff_timer
import SpiffWorkflow.task as spiff_task
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine

from prosesser.definition import Definition, examine
from prosesser.engine import StepFailed
from prosesser.engine.draft import Draft
from prosesser.engine.messages import ChangeFacts, TaskOpened
from prosesser.spiff import Run, run_at
from prosesser.spiff.workflow import NoCode
from tests import form_files
from tests.builders import Event, Journey, Scope, condition, message, timer
from tests.engine.play import Play


def read(journey: Journey) -> Definition:
    """Read a journey whatever the linter says of it."""
    definition = examine(journey.bundle()).definition
    assert definition is not None
    return definition


def one_lane() -> Journey:
    return Journey().lane("bydel")


def task_with(event: Event, *, interrupting: bool = False) -> Play:
    journey = one_lane().start().task("a").end()
    journey.boundary("kant", "a", event, interrupting=interrupting).task("b").end("b_slutt")
    return Play(read(journey))


# ---- time ----


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


# ---- lanes ----


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


# ---- elements ----


@pytest.mark.parametrize("order", list(permutations(["a", "b", "c"])))
def test_a_parallel_join_in_a_loop_waits_for_every_branch_every_time(order: tuple[str, ...]) -> None:
    journey = one_lane().form("svar", form_files.checkbox("nok")).start().choice("igjen").parallel("del")
    journey.task("a").parallel("sam").task("vurder", form="svar").choice("valg").when("=nok = true").end()
    journey.at("valg").otherwise().to("igjen")
    journey.at("del").task("b").to("sam").at("del").task("c").to("sam")
    play = Play(read(journey)).start()
    for turn in (1, 2, 3):
        for task in order[:-1]:
            play.complete(f"{task}.{turn}")
            assert f"vurder.{turn}" not in play.tasks
        assert play.complete(f"{order[-1]}.{turn}").tasks == [f"vurder.{turn}"]
        play.complete(f"vurder.{turn}", nok=turn == 3)
    assert play.case.status == "completed"


def test_a_join_keeps_a_second_token_over_the_same_flow_for_the_next_turn() -> None:
    inner = Scope().start("i").task("x").end("i_slutt")
    journey = (
        one_lane().start().parallel("del").sub("s", inner).choice("m").parallel("sam").task("etter").end()
    )
    journey.boundary("ekstra", "s", message("Ekstra"), interrupting=False).to("m")
    journey.at("del").task("b").to("sam")
    play = Play(read(journey)).start().send("Ekstra").send("Ekstra")
    assert play.tasks == ["b.1", "x.1"]
    assert play.complete("b.1").tasks == ["etter.1", "x.1"]


def test_alternatives_merged_before_a_join_give_it_its_token() -> None:
    journey = (
        one_lane().form("svar", form_files.checkbox("ja")).start().task("spor", form="svar").parallel("del")
    )
    journey.choice("v").when("=ja = true").task("a").choice("m").parallel("sam").end()
    journey.at("v").otherwise().task("b").to("m").at("del").task("c").to("sam")
    play = Play(read(journey)).start().complete("spor.1", ja=True).complete("c.1", "a.1")
    assert play.case.status == "completed"


def test_flows_are_tried_in_the_order_of_the_diagram_wherever_they_are_drawn() -> None:
    journey = one_lane().start().choice("v").when("=true").task("forst").end()
    journey.at("v").when("=true").task("annen").end("slutt2").at("v").otherwise().end("slutt3")
    assert Play(read(journey)).start().tasks == ["forst.1"]

    def upside_down(root: object) -> None:
        for shape in root.iter("{*}Bounds"):  # type: ignore[attr-defined] # an element of lxml
            shape.set("y", str(1000 - float(shape.get("y"))))

    assert Play(read(journey.edit(upside_down))).start().tasks == ["forst.1"]


def test_an_inclusive_join_waits_for_a_token_inside_a_subprocess_further_up() -> None:
    inner = Scope().start("i").task("x").end("i_slutt")
    journey = one_lane().start().inclusive("v").when("=true").task("a").inclusive("sam").task("etter").end()
    journey.at("v").when("=true").sub("s", inner).task("b").to("sam")
    journey.at("v").otherwise().to("sam")
    play = Play(read(journey)).start().complete("a.1")
    assert play.tasks == ["x.1"]
    assert play.complete("x.1").tasks == ["b.1"]
    assert play.complete("b.1").tasks == ["etter.1"]


def test_an_inclusive_join_lets_go_when_the_other_token_went_elsewhere() -> None:
    journey = one_lane().start().inclusive("v").when("=true").task("a").inclusive("sam").task("etter").end()
    journey.at("v").when("=true").task("b").to("sam").at("v").otherwise().to("sam")
    journey.boundary("bort", "b", message("Bort")).end("borte")
    play = Play(read(journey)).start().complete("a.1")
    assert play.tasks == ["b.1"]
    assert play.send("Bort").tasks == ["etter.1"]


def test_two_flows_from_one_gateway_to_another_are_two_ways() -> None:
    journey = one_lane().start().inclusive("v").when("=true").inclusive("sam").task("etter").end()
    journey.at("v").when("=1 = 1").to("sam").at("v").otherwise().to("sam")
    assert Play(read(journey)).start().tasks == ["etter.1"]
    journey = one_lane().start().parallel("v").parallel("sam").task("etter").end().at("v").to("sam")
    assert Play(read(journey)).start().tasks == ["etter.1"]


def test_a_non_interrupting_message_fires_each_time_it_comes() -> None:
    play = task_with(message("Nytt")).start().send("Nytt").send("Nytt")
    assert play.tasks == ["a.1", "b.1", "b.2"]


def test_a_condition_sees_facts_that_were_corrected() -> None:
    journey = one_lane().form("svar", form_files.checkbox("klar")).start().task("a", form="svar").end()
    journey.boundary("kant", "a", condition("=klar = true")).task("b").end("b_slutt")
    play = Play(read(journey)).start().do(ChangeFacts({"klar": True}, "rettet"))
    assert play.tasks == ["b.1"]


def test_an_interrupting_event_ends_its_activity_before_its_own_way_begins() -> None:
    inner = Scope().start("i").task("x").end("i_slutt")
    journey = one_lane().start().sub("s", inner).end()
    journey.boundary("stans", "s", message("Stans")).task("b").end("b_slutt")
    play = Play(read(journey)).start().send("Stans")
    kinds = [type(event).__name__ for event in play.events]
    assert kinds.index("TaskWithdrawn") < kinds.index("TaskOpened")


@pytest.mark.parametrize("name", ["Start", "End", "Root", "StartEventSplit", "a.BoundaryEventSplit"])
def test_no_element_id_is_taken_by_spiffworkflow(name: str) -> None:
    journey = (
        one_lane().start().task("a").task(name).deadline(name, event=timer(duration="P1D")).task("b").end()
    )
    play = Play(read(journey)).start().complete("a.1", f"{name}.1")
    assert play.tasks == ["b.1"]
    assert play.complete("b.1").case.status == "completed"


# ---- state ----


def test_a_fact_called_typename_is_a_fact_like_any_other() -> None:
    journey = one_lane().form("svar", form_files.rows("typename", form_files.textfield("typename")))
    journey.start().task("a", form="svar").sub(
        "s", Scope().start("i").task("b").end("j"), each="=typename"
    ).end()
    play = Play(read(journey)).start().complete("a.1", typename=[{"typename": "x"}])
    assert play.tasks == ["b.1"]


def test_facts_given_in_parallel_branches_all_survive_their_join() -> None:
    journey = one_lane()
    for branch in ("a", "b"):
        journey.form(branch, form_files.rows(f"rader_{branch}", form_files.textfield("t")))
    journey.start().parallel("del").task("a", form="a").parallel("sam").choice("v")
    journey.when("=count(rader_a) + count(rader_b) = 3").task("riktig").end()
    journey.at("v").otherwise().end("feil").at("del").task("b", form="b").to("sam")
    play = Play(read(journey)).start().complete("b.1", rader_b=[{"t": "1"}, {"t": "2"}])
    assert play.complete("a.1", rader_a=[{"t": "3"}]).tasks == ["riktig.1"]


def test_a_loop_that_waits_for_nothing_fails_instead_of_seeming_done() -> None:
    journey = one_lane().start().choice("m").milestone("x").choice("v").when("=false").end()
    with pytest.raises(StepFailed, match="i ring"):
        Play(read(journey.at("v").otherwise().to("m"))).start()


def test_tokens_that_can_never_go_on_fail_instead_of_waiting_for_ever() -> None:
    journey = one_lane().start().choice("v").when("=true").parallel("sam").end()
    journey.at("v").otherwise().to("sam")
    with pytest.raises(StepFailed, match="ikke lenger kan komme") as failed:
        Play(read(journey)).start()
    assert failed.value.element == "sam"


def test_six_hundred_tasks_in_a_row_are_no_recursion() -> None:
    journey = one_lane().start()
    for number in range(600):
        journey.task(f"t{number}")
    play = Play(read(journey.end())).start().complete("t0.1")
    assert play.tasks == ["t1.1"]


def test_tokens_of_another_version_are_not_taken_for_this_ones() -> None:
    play = Play(read(one_lane().start().task("gammel").end())).start()
    other = read(one_lane().start().task("ny").end())
    with run_at(play.now), pytest.raises(StepFailed, match="ikke i denne versjonen") as failed:
        Run.resume(other, play.case.tokens, Draft(other, play.case, play.now))
    assert failed.value.element == "gammel"


# ---- rounds ----


def test_rounds_can_be_gone_through_again() -> None:
    inner = Scope().start("i").task("x").end("i_slutt")
    journey = one_lane().form("svar", form_files.checkbox("nok")).start().choice("igjen")
    journey.sub("s", inner, each="=[1, 2]", item="rad").task("a", form="svar").choice("v").when(
        "=nok = true"
    ).end()
    play = Play(read(journey.at("v").otherwise().to("igjen"))).start().complete("x.1", "x.2", "a.1")
    assert play.tasks == ["x.3", "x.4"]
    assert [play.case.rounds[f"s.{number}"].facts["rad"] for number in (3, 4)] == [1, 2]


def test_an_event_on_rounds_takes_all_of_them_and_what_runs_inside() -> None:
    innermost = Scope().start("j").task("x").end("j_slutt")
    inner = Scope().start("i").sub("t", innermost).end("i_slutt")
    journey = one_lane().start().sub("s", inner, each="=[1, 2]").end()
    journey.boundary("stans", "s", message("Stans")).task("b").end("b_slutt")
    play = Play(read(journey)).start().send("Stans")
    assert (play.tasks, play.case.rounds) == (["b.1"], {})
    assert play.complete("b.1").case.status == "completed"


# ---- errors ----


def test_a_step_that_fails_leaves_the_case_as_it_was() -> None:
    journey = one_lane().form("svar", form_files.number("tall")).start().task("a", form="svar").choice("v")
    journey.when("=tall > 1").end().at("v").otherwise().end("slutt2")
    play = Play(read(journey)).start()
    with pytest.raises(StepFailed):
        play.complete("a.1")  # Play checks that nothing has changed
    assert play.complete("a.1", tall=2).case.status == "completed"


def test_several_boundary_timers_are_all_armed() -> None:
    journey = one_lane().start().task("a").end()
    for number in (1, 2, 3):
        journey.boundary(f"k{number}", "a", timer(duration=f"P{number}D"), interrupting=False)
    play = Play(read(journey)).start()
    assert list(play.timers) == ["k1.1", "k2.1", "k3.1"]


# ---- security ----


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
