"""Conditional events fire when their condition becomes exactly true, and gateways never guess."""

from decimal import Decimal

import pytest

from prosesser.engine import StepFailed
from prosesser.engine.messages import ConditionMet, TaskOpened, TaskWithdrawn
from tests import form_files
from tests.builders import Journey, Scope, condition
from tests.engine.play import Play

ASKS = ("spor", form_files.checkbox("klar"), form_files.checkbox("ferdig"), form_files.number("tall"))


def journey() -> Journey:
    return Journey().lane("bydel").form(*ASKS)


def test_a_condition_fires_when_it_becomes_exactly_true() -> None:
    play = Play(
        journey()
        .start()
        .parallel("d")
        .catch("vent", condition("=klar"))
        .task("a")
        .parallel("s")
        .end()
        .at("d")
        .task("b", form="spor")
        .to("s")
    ).start()
    assert play.change(klar=False).happened(ConditionMet) == []
    assert play.tasks == ["b.1"]
    play.change(klar=True)
    assert play.happened(ConditionMet) == [ConditionMet("vent.1")]
    assert play.tasks == ["a.1", "b.1"]


def test_a_condition_that_is_true_already_fires_at_once() -> None:
    play = Play(journey().start().task("a", form="spor").catch("vent", condition("=klar")).end()).start()
    assert play.complete("a.1", klar=True).case.status == "completed"


def test_an_interrupting_condition_withdraws_what_it_is_attached_to() -> None:
    inner = Scope().start("i").task("b").end("i_slutt")
    step = journey().start().parallel("d").sub("forlop", inner).choice("m").parallel("s").end()
    step.boundary("nok", "forlop", condition("=ferdig = true")).task("c").to("m")
    step.at("d").task("a", form="spor").to("s")
    play = Play(step).start().change(ferdig=True)
    assert play.happened(TaskWithdrawn) == [TaskWithdrawn("b.1", "nok")]
    assert play.tasks == ["a.1", "c.1"]


def test_a_non_interrupting_condition_fires_once_while_its_activity_runs() -> None:
    step = journey().start().task("a", form="spor").end()
    step.boundary("sett", "a", condition("=klar"), interrupting=False).task("b").end("b_slutt")
    play = Play(step).start().change(klar=True)
    assert play.happened(TaskOpened) == [TaskOpened("b.1", "b", "bydel", "bydel")]
    play.change(klar=False).change(klar=True)
    assert play.happened(ConditionMet) == []


def test_conditions_that_follow_from_each_other_fire_in_one_step() -> None:
    step = journey().start().task("a", form="spor").catch("x", condition("=klar"))
    step.catch("y", condition("=ferdig")).catch("z", condition("=tall > 3")).end()
    play = Play(step).start().complete("a.1", klar=True)
    assert play.change(ferdig=True).happened(ConditionMet) == [ConditionMet("y.1")]
    assert play.change(tall=Decimal(4)).case.status == "completed"


def test_conditions_that_set_each_other_off_without_end_stop_the_step() -> None:
    step = journey().start().task("a", form="spor").choice("m").catch("x", condition("=klar"))
    step.choice("v").when("=tall = 1").end().at("v").otherwise().to("m")
    play = Play(step).start()
    with pytest.raises(StepFailed, match="igjen og igjen") as failed:
        play.complete("a.1", klar=True, tall=2)
    assert failed.value.element == "x"


def choice() -> Journey:
    step = journey().start().task("a", form="spor").choice("v").when("=tall > 3").task("over").end()
    return step.at("v").otherwise().task("ellers").end("slutt2")


@pytest.mark.parametrize(("tall", "way"), [(4, "over.1"), (3, "ellers.1")])
def test_a_gateway_takes_the_way_whose_condition_holds(tall: int, way: str) -> None:
    assert Play(choice()).start().complete("a.1", tall=tall).tasks == [way]


def test_a_condition_that_is_neither_true_nor_false_is_never_the_default_flow() -> None:
    play = Play(choice()).start()
    with pytest.raises(StepFailed, match="verken oppfylt eller ikke oppfylt") as failed:
        play.complete("a.1")
    assert failed.value.element == "v"
    assert play.tasks == ["a.1"]


def test_the_first_true_condition_in_the_order_of_the_flows_decides() -> None:
    step = journey().start().task("a", form="spor").choice("v").when("=tall > 1").task("en").end()
    step.at("v").when("=tall > 2").task("to").end("slutt2")
    step.at("v").otherwise().end("slutt3")
    assert Play(step).start().complete("a.1", tall=3).tasks == ["en.1"]


def test_an_inclusive_gateway_takes_every_true_way_and_waits_for_those_taken() -> None:
    step = journey().start().task("a", form="spor").inclusive("v").when("=tall > 1").task("en")
    step.inclusive("m").task("etter").end()
    step.at("v").when("=tall > 2").task("to").to("m")
    step.at("v").when("=tall > 3").task("tre").to("m")
    step.at("v").otherwise().to("m")
    play = Play(step).start().complete("a.1", tall=3)
    assert play.tasks == ["en.1", "to.1"]
    assert play.complete("to.1").tasks == ["en.1"]
    assert play.complete("en.1").tasks == ["etter.1"]
    other = Play(step).start().complete("a.1", tall=0)
    assert other.tasks == ["etter.1"]
