"""A running process and the subprocesses running in it, as SpiffWorkflow workflows.

SpiffWorkflow finds what is ready, waiting or complete by walking its whole tree after every task.
Here a task that becomes ready says so itself, into one queue per case, and what waits for the
world outside is indexed by its key.
"""

from collections import deque
from collections.abc import Mapping

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.script_engine import BasePythonScriptEngineEnvironment, PythonScriptEngine
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from prosesser.spiff.host import Host, StepFailed

FINISHED = TaskState.FINISHED_MASK

MAX_NODES = 10_000
"""Flow nodes that one step may pass: a loop that waits for nothing ends here."""


class NoCode(BasePythonScriptEngineEnvironment):
    """Stands where SpiffWorkflow would run Python from a diagram: it never runs any."""

    def evaluate(self, *_: object, **__: object) -> None:
        """Refuse: no expression of a diagram reaches SpiffWorkflow."""
        raise StepFailed(element="", reason="diagrammet ba om å få kjøre kode")

    execute = call_service = evaluate


class Scope:
    """What a process and a subprocess share as containers of tokens."""

    tasks: dict[int, Task]

    def unfinished(self) -> list[Task]:
        """Return the tasks that hold a token, in the order in which they were made."""
        return [task for task in self.tasks.values() if not task._state & FINISHED]  # asked at every turn

    def withdraw_all(self) -> None:
        """Take back every token."""
        for task in self.unfinished():
            if not task.has_state(
                TaskState.FINISHED_MASK
            ):  # an earlier one's withdrawal may have included it
                withdraw(task)

    def _task_completed_notify(self, task: Task) -> None:
        """Do nothing: SpiffWorkflow updates every waiting task here; ours know when to look."""

    def collect_log_extras(self, dct: object = None) -> dict[str, object]:
        """Return nothing: SpiffWorkflow lists every task of its tree here, for a log nobody reads."""
        return {}


class Case(Scope, BpmnWorkflow):
    """The outermost process, with what one step has to remember of its run.

    ``passed`` are the elements whose tokens went on, ``went`` from where to where they did and in which
    round, ``withdrawn`` the keys of the waiting tokens
    that were taken back, each with the element that was the reason. ``chosen`` is the activity that
    the round of an ad hoc subprocess being begun begins with.
    """

    round_id: str | None = None

    def __init__(self, specs: Mapping[str, BpmnProcessSpec], key: str, host: Host, *, empty: bool) -> None:
        self.host = host
        self.ready: deque[Task] = deque()
        self.waiting: dict[str, Task] = {}
        self.passed: list[str] = []
        self.went: list[tuple[str, str, str | None]] = []
        self.withdrawn: list[tuple[str, str | None]] = []
        self.because: str | None = None
        self.chosen = ""
        self.opens_late = any(
            spec.opens_late for scope in specs.values() for spec in scope.task_specs.values()
        )
        super().__init__(specs[key], specs, script_engine=PythonScriptEngine(NoCode()), deserializing=empty)

    def finish(self) -> None:
        """Note that the process has reached its end."""
        self.completed = True

    def rouse(self, task: Task) -> None:
        """Let the token of an activity go on whose inside has ended."""
        task._set_state(TaskState.READY)
        self.ready.append(task)

    def run(self) -> None:
        """Move tokens until every one of them waits; StepFailed when they do not come to rest."""
        left = MAX_NODES
        while self.ready or self._open_late():
            task = self.ready.popleft()
            if not task.has_state(TaskState.READY):
                continue  # withdrawn since
            task.run()
            left -= 1
            if left == 0:
                raise StepFailed(
                    element=task.task_spec.bpmn_id, reason="flyten går i ring uten å vente på noe"
                )

    def _open_late(self) -> bool:
        """Let one gateway go on that waited for tokens which can no longer come."""
        if not self.opens_late:
            return False
        scopes = (self, *self.subprocesses.values())
        waiting = [task for scope in scopes for task in scope.unfinished() if task.task_spec.opens_late]
        waiting.sort(key=lambda task: (task.task_spec.name, task.workflow.round_id or ""))
        return any(task.task_spec.open_late(task) for task in waiting)


class Inner(Scope, BpmnSubWorkflow):
    """An embedded subprocess, or one round of a multi-instance subprocess, below its activity's task."""

    def __init__(self, parent: Task, *, empty: bool) -> None:
        case = parent.workflow.top_workflow
        self.parent_task = parent
        self.round_id: str | None = parent.internal_data.get("round", parent.workflow.round_id)
        case.subprocesses[parent.id] = self
        spec = case.subprocess_specs[parent.task_spec.element.id]
        super().__init__(spec, parent.id, case, deserializing=empty)

    def _calculate_depth(self) -> int:
        return 0  # SpiffWorkflow orders its walks by depth, and would search all subprocesses for it

    def finish(self) -> None:
        """Let the activity go on: the process inside has reached its end."""
        self.completed = True
        del self.top_workflow.subprocesses[self.parent_task_id]
        self.parent_task.task_spec.inner_done(self.parent_task)


def withdraw(task: Task) -> None:
    """Take back a token, with all that runs inside its activity."""
    for child in task.children:
        if not child.has_state(TaskState.FINISHED_MASK):
            withdraw(child)
    task.cancel()
