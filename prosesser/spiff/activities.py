"""Subprocesses, once or once per item of a list: a token stays at them while others run inside."""

from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from prosesser.definition.model import Element, Loop
from prosesser.spiff.specs import Node
from prosesser.spiff.workflow import Case, Inner


class SubProcess(Node):
    """An embedded subprocess."""

    def _update_hook(self, my_task: Task) -> None:
        my_task._set_state(TaskState.STARTED)
        Inner(my_task, empty=False)

    def inner_done(self, my_task: Task) -> None:
        """Go on, now that the process inside has ended."""
        my_task.workflow.top_workflow.rouse(my_task)

    def _on_complete_hook(self, my_task: Task) -> None:
        my_task.parent.task_spec.child_left(my_task)
        super()._on_complete_hook(my_task)

    def _on_cancel(self, my_task: Task) -> None:
        inner = my_task.workflow.top_workflow.subprocesses.pop(my_task.id)
        inner.withdraw_all()


class Round(SubProcess):
    """One instance of a multi-instance subprocess, below its ``MultiInstance``."""

    def _on_complete_hook(self, my_task: Task) -> None:
        my_task.parent.task_spec.child_left(my_task)


class Rounds(Node):
    """An activity whose token stays while rounds of it run below."""

    def __init__(self, process: BpmnProcessSpec, element: Element) -> None:
        super().__init__(process, element.id, element)
        self.round = Round(process, f"{element.id}#round", element)

    def _begin(self, my_task: Task, round_id: str) -> None:
        child = my_task._add_child(self.round, TaskState.FUTURE)
        child.internal_data["round"] = round_id
        child.task_spec._update(child)

    def child_left(self, child: Task) -> None:
        """Begin the next round, or go on after the last."""
        if child.task_spec is not self.round:
            return
        my_task = child.parent
        rest = my_task.internal_data["rest"]
        if rest:
            my_task.internal_data["rest"] = rest[1:]
            self._begin(my_task, rest[0])
        elif all(other.has_state(TaskState.FINISHED_MASK) for other in my_task.children):
            my_task.workflow.top_workflow.rouse(my_task)

    def _on_complete_hook(self, my_task: Task) -> None:
        my_task.parent.task_spec.child_left(my_task)
        super()._on_complete_hook(my_task)


class AdHoc(Rounds):
    """An ad hoc subprocess: a token for each task that somebody adds, in a round of its own.

    No flow leads here. The process around it goes on only when every added task is done.
    """

    def add(self, workflow: Case | Inner, activity: str, round_id: str) -> None:
        """Put a token here for a task that is added, which begins its round."""
        my_task = workflow.task_tree._add_child(self, TaskState.STARTED)
        my_task.internal_data["rest"] = []
        workflow.top_workflow.chosen = activity
        self._begin(my_task, round_id)


class Chosen(Node):
    """Where a round of an ad hoc subprocess begins: with the activity that was chosen."""

    def next_nodes(self, my_task: Task) -> list[Any]:
        """Return the spec of the chosen activity, or of what arms its boundary events."""
        return [my_task.workflow.spec.entry(my_task.workflow.top_workflow.chosen)]


class MultiInstance(Rounds):
    """A subprocess once per item of a list: all at a time, or one after the other.

    The rounds are opened when the token arrives: what the list becomes later changes nothing.
    """

    def __init__(self, process: BpmnProcessSpec, element: Element, loop: Loop) -> None:
        super().__init__(process, element)
        self.loop = loop

    def _update_hook(self, my_task: Task) -> bool:
        host = my_task.workflow.top_workflow.host
        rounds = host.open_rounds(self.element, my_task.workflow.round_id)
        if not rounds:
            return True
        my_task._set_state(TaskState.STARTED)
        begun = rounds[:1] if self.loop.sequential else rounds
        my_task.internal_data["rest"] = rounds[len(begun) :]
        for round_id in begun:
            self._begin(my_task, round_id)
        return False
