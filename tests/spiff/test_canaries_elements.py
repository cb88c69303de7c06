"""Elements of BPMN: tokens go where the specification says.

For what SpiffWorkflow itself does, see ``test_facts`` and ``test_stock_faults``.
"""

from itertools import permutations

import pytest

from prosesser.engine.messages import ChangeFacts
from tests import form_files
from tests.builders import Scope, condition, message, timer
from tests.engine.play import Play
from tests.spiff.reading import one_lane, read, task_with


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
