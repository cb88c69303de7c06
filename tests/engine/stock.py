"""SpiffWorkflow as it comes: its own parser, task specs, predictions and joins, nothing pruned.

It reads the same file. Only what it cannot know is put in its words: every event becomes a
message of its own, conditions are asked of our FEEL, and a list is counted.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import BasePythonScriptEngineEnvironment, PythonScriptEngine
from SpiffWorkflow.bpmn.specs.defaults import EventBasedGateway
from SpiffWorkflow.bpmn.specs.event_definitions.multiple import MultipleEventDefinition
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from prosesser.definition.markup import BPMN, ZEEBE
from tests.engine.oracles import Place

EVENTS = ("message", "timer", "conditional")


class Stock:
    """A case run by SpiffWorkflow alone. ``evaluate`` gives the value of a FEEL expression now."""

    def __init__(self, xml: bytes, key: str, evaluate: Callable[[str], Any]) -> None:
        parser = BpmnParser()
        parser.add_bpmn_xml(in_its_words(xml))
        engine = PythonScriptEngine(Expressions(evaluate))
        spec, inner = parser.get_spec(key), parser.get_subprocess_specs(key)
        self.workflow = BpmnWorkflow(spec, inner, script_engine=engine)
        self.workflow.do_engine_steps()

    def fire(self, place: Place) -> None:
        """Let what waits at a place happen."""
        task = next(task for task in self._waiting() if place in _places(task))
        if task.task_spec.manual:
            task.run()
        else:
            event = next(event for event in _events(task) if _element(event, task) == place[0])
            task.task_spec.event_definition.catch(task, BpmnEvent(event, payload={}))
            task.task_spec._update(task)  # noqa: SLF001 - as its own event manager does
        self.workflow.do_engine_steps()

    def places(self) -> Counter[Place]:
        """Return what waits, and how many times."""
        return Counter(place for task in self._waiting() for place in _places(task))

    def _waiting(self) -> list[Task]:
        tasks = self.workflow.get_tasks(state=TaskState.WAITING | TaskState.READY)
        return [task for task in tasks if task.task_spec.manual or _catches(task)]


def in_its_words(xml: bytes) -> etree._Element:
    """Rewrite events and lists of a journey's file for SpiffWorkflow's parser."""
    root = etree.fromstring(xml)
    for kind in EVENTS:
        for definition in list(root.iter(f"{{{BPMN}}}{kind}EventDefinition")):
            event = definition.getparent()
            assert event is not None
            message = etree.SubElement(
                root, f"{{{BPMN}}}message", id=f"M_{event.get('id')}", name=str(event.get("id"))
            )
            event.replace(
                definition,
                etree.Element(f"{{{BPMN}}}messageEventDefinition", messageRef=str(message.get("id"))),
            )
    for loop in root.iter(f"{{{BPMN}}}multiInstanceLoopCharacteristics"):
        said = next(loop.iter(f"{{{ZEEBE}}}loopCharacteristics"))
        etree.SubElement(
            loop, f"{{{BPMN}}}loopCardinality"
        ).text = f"=count({str(said.get('inputCollection'))[1:]})"
    return root


class Expressions(BasePythonScriptEngineEnvironment):  # type: ignore[misc] # it is untyped
    """Gives SpiffWorkflow the values of FEEL expressions."""

    def __init__(self, evaluate: Callable[[str], Any]) -> None:
        super().__init__()
        self._evaluate = evaluate

    def evaluate(self, expression: str, context: object, external_context: object = None) -> Any:  # noqa: ARG002 - its signature
        value = self._evaluate(expression.removeprefix("="))
        return value if isinstance(value, bool) else int(value)


def _catches(task: Task) -> bool:
    """Tell whether a waiting task is an event of the diagram; SpiffWorkflow's joins wait too."""
    return (
        bool(task.task_spec.bpmn_id)
        and hasattr(task.task_spec, "event_definition")
        and task.state == TaskState.WAITING
    )


def _events(task: Task) -> list[Any]:
    definition = task.task_spec.event_definition
    return definition.event_definitions if isinstance(definition, MultipleEventDefinition) else [definition]


def _element(event: Any, task: Task) -> str:
    """Return the element that catches an event; a gateway takes over its events, whose names are theirs."""
    gateway = isinstance(task.task_spec, EventBasedGateway)
    return str(event.name.removeprefix("Melding ") if gateway else task.task_spec.bpmn_id)


def _places(task: Task) -> list[Place]:
    numbers = _numbers(task)
    if task.task_spec.manual:
        return [(str(task.task_spec.bpmn_id), numbers)]
    return [(_element(event, task), numbers) for event in _events(task)]


def _numbers(task: Task) -> tuple[int, ...]:
    numbers: tuple[int, ...] = ()
    workflow = task.workflow
    while workflow.parent_task_id is not None:
        above = workflow.top_workflow.get_task_from_id(workflow.parent_task_id)
        if "item" in above.internal_data:
            numbers = (above.internal_data["item"] + 1, *numbers)
        elif "key_or_index" in above.internal_data:
            numbers = (above.internal_data["key_or_index"] + 1, *numbers)
        workflow = above.workflow
    return numbers
