"""Flow nodes as SpiffWorkflow task specs: what a token does at events, tasks and gateways' splits.

Three things differ from SpiffWorkflow's own specs, everywhere and for one reason each:

- Nothing is predicted. SpiffWorkflow draws up every path to the end in advance, which doubles
  with each parallel block and has to be stored. Here a token's next nodes are made as it moves.
- Task data stay empty. Facts live in the engine's state; conditions are asked of the host.
- A token that waits carries what its node needs to know (an ordinal, the node it came from), so
  that no node looks at finished tasks, and none of them has to be kept.
"""

from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from prosesser.definition.model import Element
from prosesser.spiff.workflow import withdraw


class Node(BpmnSpecMixin):
    """A node that a token passes without waiting, to go on to every node connected after it."""

    opens_late = False  # whether a token here may go on because of what tokens elsewhere do
    ends_siblings = True  # whether the alternatives to this node end when its token leaves

    def __init__(self, process: BpmnProcessSpec, name: str, element: Element) -> None:
        super().__init__(process, name)
        self.element = element

    def test(self) -> None:
        """Check nothing: the definition has been linted, and this would run for every token."""

    def _predict_hook(self, my_task: Task) -> None:
        pass

    def _update_hook(self, my_task: Task) -> bool | None:
        return True

    def _on_ready_hook(self, my_task: Task) -> None:
        my_task.workflow.top_workflow.ready.append(my_task)

    def _on_complete_hook(self, my_task: Task) -> None:
        case, scope = my_task.workflow.top_workflow, my_task.workflow
        drawn = self.name == self.element.id  # nodes that no one has drawn have names of their own
        if drawn:
            case.passed.append(self.element.id)
        for spec in self.next_nodes(my_task):
            my_task._add_child(spec, TaskState.FUTURE)
            if drawn:
                case.went.append((self.element.id, spec.element.id, scope.round_id))

    def next_nodes(self, my_task: Task) -> list[Any]:
        """Return the specs that the token goes on to."""
        return self.outputs  # type: ignore[no-any-return] # SpiffWorkflow's list of specs

    def child_left(self, child: Task) -> None:
        """Act on it that a token has left a node right below this one."""


class End(Node):
    """Where every path of a process or subprocess ends: open for the last token to arrive."""

    def _update_hook(self, my_task: Task) -> bool:
        if my_task.workflow.unfinished() == [my_task]:
            return True
        my_task._set_state(TaskState.CANCELLED)
        return False

    def _on_complete_hook(self, my_task: Task) -> None:
        my_task.workflow.finish()


class TerminateEnd(Node):
    """A terminate end event: every other token of its process or subprocess is taken back."""

    def _on_complete_hook(self, my_task: Task) -> None:
        case = my_task.workflow.top_workflow
        case.passed.append(self.element.id)
        case.because = self.element.id
        my_task.workflow.withdraw_all()
        my_task.workflow.finish()


class Catch(Node):
    """A node where a token waits for the world outside, under a key: element id and ordinal."""

    rests_in = TaskState.WAITING

    def _update_hook(self, my_task: Task) -> None:
        self.wait(my_task, my_task.workflow.top_workflow.host.next_ordinal(self.element.id))

    def wait(self, my_task: Task, ordinal: int) -> None:
        """Let the token wait, from now or again, under an ordinal."""
        my_task._set_state(self.rests_in)
        self.enter(my_task, ordinal)

    def enter(self, my_task: Task, ordinal: int) -> None:
        """Note a token that waits here."""
        my_task.internal_data["ordinal"] = ordinal
        my_task.workflow.top_workflow.waiting[self.key(my_task)] = my_task

    def key(self, my_task: Task) -> str:
        """Return the key under which the token waits."""
        return f"{self.element.id}.{my_task.internal_data['ordinal']}"

    def fire(self, my_task: Task) -> None:
        """Let what the token waits for happen."""
        del my_task.workflow.top_workflow.waiting[self.key(my_task)]
        my_task.parent.task_spec.child_left(my_task)
        my_task._ready()

    def _on_cancel(self, my_task: Task) -> None:
        case = my_task.workflow.top_workflow
        del case.waiting[self.key(my_task)]
        case.withdrawn.append((self.key(my_task), case.because))


class UserTask(Catch):
    """A user task: it rests as SpiffWorkflow's user tasks do, ready but not run by the engine."""

    rests_in = TaskState.READY

    def __init__(self, process: BpmnProcessSpec, name: str, element: Element) -> None:
        super().__init__(process, name, element)
        self.manual = True


class Boundary(Catch):
    """A boundary event. SpiffWorkflow lets a non-interrupting one fire once.

    Here a message can come any number of times, and a deadline that has passed stays set, because
    a corrected date may move it again.
    """

    def __init__(self, process: BpmnProcessSpec, name: str, element: Element) -> None:
        super().__init__(process, name, element)
        self.ends_siblings = element.interrupting
        deadline = element.timer is not None and element.timer.deadline
        self.stays_armed = not element.interrupting and (element.event == "message" or deadline)

    def fire(self, my_task: Task) -> None:
        """Let the event happen, and stand ready for the next where it can happen again."""
        super().fire(my_task)
        if self.stays_armed:
            again = my_task.parent._add_child(self, TaskState.FUTURE)
            self.wait(again, my_task.internal_data["ordinal"])


class Alternatives(Node):
    """Nodes that wait beside each other: an activity and its boundary events, or an event-based gateway's.

    What leaves first ends the others, at once: SpiffWorkflow lets scripts run on until its join.
    """

    def child_left(self, child: Task) -> None:
        """Take back the other tokens, unless the event that happened interrupts nothing."""
        if not child.task_spec.ends_siblings:
            return
        child.workflow.top_workflow.because = child.task_spec.element.id
        for sibling in child.parent.children:
            if sibling is not child and not sibling.has_state(TaskState.FINISHED_MASK):
                withdraw(sibling)


class Armed(Alternatives):
    """Before an activity with boundary events: the events are armed, then the activity is entered."""
