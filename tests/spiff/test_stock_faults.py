"""What SpiffWorkflow 3.2.0 does by itself: the faults that our own task specs are there for.

A test that fails here after an upgrade is good news: something of ours may be unneeded now.
"""

from datetime import UTC, datetime
from typing import Any

import pytest
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
from SpiffWorkflow.exceptions import TaskNotFoundException

from prosesser.feel import evaluate, parse
from prosesser.spiff import run_at
from tests.builders import Journey, Scope, message
from tests.engine.play import NINE
from tests.engine.stock import Stock


def stock(journey: Journey, **facts: Any) -> Stock:
    return Stock(journey.xml(), journey.key, lambda text: evaluate(parse(text), facts, now=NINE))


def open_at(case: Stock) -> list[str]:
    return sorted(element for element, _ in case.places().elements())


@pytest.fixture(autouse=True)
def _within_a_run() -> Any:
    with run_at(NINE):
        yield


def one_lane() -> Journey:
    return Journey().lane("bydel")


def test_a_month_is_the_days_of_the_month_it_begins_in() -> None:
    start = datetime(2026, 1, 31, tzinfo=UTC)
    month = TimerEventDefinition.parse_iso_duration("P1M")
    assert start + TimerEventDefinition.get_timedelta_from_start(month, start) == datetime(
        2026, 3, 3, tzinfo=UTC
    )


def test_a_gateway_follows_the_drawing_from_top_to_bottom() -> None:
    journey = one_lane().start("begynn").choice("v").when("=true").task("forst").end()
    journey.at("v").when("=true").task("annen").end("slutt2")

    def second_above(root: Any) -> None:
        for shape in root.iter("{*}BPMNShape"):
            if shape.get("bpmnElement") == "annen":
                shape.find("{*}Bounds").set("y", "-500")

    assert open_at(stock(journey.edit(second_above))) == ["annen"]


def test_an_element_called_end_is_taken_for_the_end() -> None:
    case = stock(one_lane().start("begynn").task("End").task("b").end())
    assert open_at(case) == []


def test_a_non_interrupting_message_is_received_once() -> None:
    journey = one_lane().start("begynn").task("a").end()
    journey.boundary("kant", "a", message("Nytt"), interrupting=False).task("b").end("slutt2")
    case = stock(journey)
    case.fire(("kant", ()))
    assert open_at(case) == ["a", "b"]


def test_a_parallel_join_in_a_loop_fires_early() -> None:
    journey = (
        one_lane().start("begynn").choice("igjen").parallel("del").task("a").parallel("sam").task("vurder")
    )
    journey.choice("valg").when("=nok").end().at("valg").otherwise().to("igjen").at("del").task("b").to("sam")
    early = []
    for order in (("a", "b"), ("b", "a")):
        case = stock(journey, nok=False)
        for task in ("a", "b", "vurder", order[0]):
            case.fire((task, ()))
        early.append("vurder" in open_at(case))
    assert any(early)


def test_predictions_double_with_each_parallel_block() -> None:
    journey = one_lane().start("begynn")
    for number in range(8):
        journey.parallel(f"del{number}").task(f"a{number}").parallel(f"sam{number}")
        journey.at(f"del{number}").task(f"b{number}").to(f"sam{number}").at(f"sam{number}")
    assert len(stock(journey.end()).workflow.tasks) > 2_000


def test_an_interrupted_multi_instance_leaves_its_rounds_behind() -> None:
    inner = Scope().start("i").task("x").end("i_slutt")
    journey = one_lane().start("begynn").sub("s", inner, each="=[1, 2]").end()
    case = stock(journey.boundary("stans", "s", message("Stans")).task("b").end("slutt2"))
    with pytest.raises(TaskNotFoundException):
        case.fire(("stans", ()))


def test_an_expression_is_python() -> None:
    assert PythonScriptEngine().environment.evaluate("__import__('os').getpid() > 0", {}) is True
