"""Exclusive, inclusive and parallel gateways: where tokens divide and meet.

SpiffWorkflow's joins read from finished tasks what has arrived, and so fire early in a loop. Here
each token that arrives waits at its gateway with the name of the node it came from.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from prosesser.definition.model import Element, Flow
from prosesser.spiff.host import StepFailed
from prosesser.spiff.specs import Node


class ExclusiveGateway(Node):
    """One way on: the first condition that is true, in the order of the diagram's flows."""

    def __init__(self, process: BpmnProcessSpec, element: Element, flows: Sequence[Flow]) -> None:
        super().__init__(process, element.id, element)
        self.flows = flows

    def next_nodes(self, my_task: Task) -> list[Any]:
        """Return the nodes behind the flows that are taken; StepFailed when there is none."""
        if len(self.flows) <= 1:
            return super().next_nodes(my_task)
        default = [flow.id for flow in self.flows if flow.id == self.element.default_flow]
        taken = self._taken(my_task) or default
        if not taken:
            raise StepFailed(element=self.element.id, reason="ingen av vilkårene på flytene ut er oppfylt")
        return [spec for flow, spec in zip(self.flows, self.outputs, strict=True) if flow.id in taken]

    def _taken(self, my_task: Task) -> list[str]:
        return next(([flow] for flow in self._true_flows(my_task)), [])

    def _true_flows(self, my_task: Task) -> Iterator[str]:
        host = my_task.workflow.top_workflow.host
        for flow in self.flows:
            if flow.id != self.element.default_flow and host.holds(flow, my_task.workflow.round_id):
                yield flow.id


class ParallelGateway(Node):
    """Waits for a token over each incoming flow; a second one over the same flow waits for its turn."""

    def _update_hook(self, my_task: Task) -> bool:
        arrived = _arrive(my_task)
        needed: Counter[str] = Counter(self._inputs)
        if any(len(arrived.get(via, ())) < count for via, count in needed.items()):
            return False
        _merge(my_task, (token for via, count in needed.items() for token in arrived[via][:count]))
        return True


class InclusiveGateway(ExclusiveGateway):
    """Waits while a token elsewhere can still reach it over a flow that none has come by.

    Then goes on over every flow whose condition is true. ``upstream`` gives, by the node that an
    incoming flow comes from, the elements from which that flow can be reached without passing
    the gateway (BPMN 2.0, 13.4.3).
    """

    opens_late = True

    def __init__(
        self,
        process: BpmnProcessSpec,
        element: Element,
        flows: Sequence[Flow],
        upstream: Mapping[str, frozenset[str]],
    ) -> None:
        super().__init__(process, element, flows)
        self.upstream = upstream

    def _update_hook(self, my_task: Task) -> bool:
        _arrive(my_task)
        return len(self._inputs) <= 1

    def open_late(self, my_task: Task) -> bool:
        """Go on, and say so, when no token elsewhere can add to those that wait here."""
        arrived = _by_origin(my_task)
        missing = self.upstream.keys() - arrived.keys()
        for other in my_task.workflow.unfinished():
            if other.task_spec is not self and self._may_come(other.task_spec.element.id, missing, arrived):
                return False
        flows: Counter[str] = Counter(self._inputs)
        _merge(my_task, (token for via, tokens in arrived.items() for token in tokens[: flows[via]]))
        my_task._ready()
        return True

    def _may_come(self, element: str, missing: AbstractSet[str], arrived: Iterable[str]) -> bool:
        return any(element in self.upstream[via] for via in missing) and not any(
            element in self.upstream[via] for via in arrived
        )

    def _taken(self, my_task: Task) -> list[str]:
        return list(self._true_flows(my_task))


def _arrive(my_task: Task) -> dict[str, list[Task]]:
    my_task.internal_data["via"] = my_task.parent.task_spec.name
    my_task._set_state(TaskState.WAITING)
    return _by_origin(my_task)


def _by_origin(my_task: Task) -> dict[str, list[Task]]:
    """Return the tokens that wait at a token's gateway, by the node that they came from."""
    found: dict[str, list[Task]] = {}
    for task in my_task.workflow.unfinished():
        if task.task_spec is my_task.task_spec and task.has_state(TaskState.WAITING):
            found.setdefault(task.internal_data["via"], []).append(task)
    return found


def _merge(my_task: Task, tokens: Iterable[Task]) -> None:
    """Let one token stand for all of these."""
    for token in tokens:
        if token is not my_task:
            token._set_state(TaskState.CANCELLED)
