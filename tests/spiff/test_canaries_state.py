"""State, rounds and errors: nothing is lost, left behind or left half done.

For what SpiffWorkflow itself does, see ``test_facts`` and ``test_stock_faults``.
"""

import pytest

from prosesser.engine import StepFailed
from prosesser.engine.draft import Draft
from prosesser.spiff import Run, run_at
from tests import form_files
from tests.builders import Scope, message, timer
from tests.engine.play import Play
from tests.spiff.reading import one_lane, read


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
