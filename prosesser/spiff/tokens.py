"""Where the tokens of a case are, as JSON: read from a running case, and put back into an empty one.

The form is ours and names the diagram's elements, so it outlives SpiffWorkflow's releases. Only
what holds a token is in it. One token is an object; its keys, each only where it applies:

- ``at``: the element's id
- ``n``: the ordinal under which it waits
- ``via``: at a joining gateway, the node that it came from
- ``beside``: what waits as an alternative to it, as pairs of id and ordinal: boundary events that
  are armed; of an event-based gateway all its events
- ``in``: the tokens inside a subprocess
- ``rounds``: in a multi-instance or ad hoc subprocess, pairs of a round's id and the tokens inside
- ``rest``: the rounds that are still to come

Tokens are sorted; two in the same subprocess stay in the order in which they came.
"""

from typing import Any, TypeAlias

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from prosesser.spiff.activities import Round, Rounds
from prosesser.spiff.host import StepFailed
from prosesser.spiff.specs import Alternatives, Armed, Boundary, Catch
from prosesser.spiff.workflow import Case, Inner

Token: TypeAlias = dict[str, Any]
Tokens: TypeAlias = list[Token]


def dump(workflow: Case | Inner) -> Tokens:
    """Return the tokens of a process or subprocess at rest."""
    found = []
    gateways = {}
    for task in workflow.unfinished():
        above = task.parent
        if type(above.task_spec) is Alternatives:
            gateways[above.id] = above
        elif not isinstance(task.task_spec, Boundary | Round):  # those are told with their activities
            found.append(_token(task))
    found += [{"at": gateway.task_spec.name, "beside": _waiting(gateway)} for gateway in gateways.values()]
    return sorted(found, key=_order)


def _order(token: Token) -> tuple[str, int, str]:
    return token["at"], token.get("n", 0), token.get("via", "")


def _token(task: Task) -> Token:
    token: Token = {"at": task.task_spec.name}
    if "ordinal" in task.internal_data:
        token["n"] = task.internal_data["ordinal"]
    if "via" in task.internal_data:
        token["via"] = task.internal_data["via"]
    if armed := isinstance(task.parent.task_spec, Armed) and _waiting(task.parent, Boundary):
        token["beside"] = armed
    inner = task.workflow.top_workflow.subprocesses
    if isinstance(task.task_spec, Rounds):
        rounds = [child for child in task.children if child.id in inner]
        token["rounds"] = [[child.internal_data["round"], dump(inner[child.id])] for child in rounds]
        token["rest"] = task.internal_data["rest"]
    elif task.id in inner:
        token["in"] = dump(inner[task.id])
    return token


def _waiting(group: Task, kind: type[Catch] = Catch) -> list[list[Any]]:
    waiting = [child for child in group.children if isinstance(child.task_spec, kind)]
    return sorted(
        [child.task_spec.name, child.internal_data["ordinal"]]
        for child in waiting
        if child.has_state(TaskState.WAITING)
    )


def plant(workflow: Case | Inner, tokens: Tokens) -> None:
    """Put tokens into a process or subprocess that was made empty; StepFailed for one of another version."""
    workflow.task_tree = Task(workflow, workflow.spec.start, state=TaskState.COMPLETED)
    for token in tokens:
        spec = workflow.spec.task_specs.get(token["at"])
        if spec is None:
            raise StepFailed(
                element=token["at"], reason="elementet finnes ikke i denne versjonen av forløpet"
            )
        if type(spec) is Alternatives:
            _group(workflow, spec, token["beside"])
        else:
            _put(workflow, spec, token)


def _group(workflow: Case | Inner, spec: Any, events: list[list[Any]]) -> Task:  # noqa: ANN401 - a spec of SpiffWorkflow
    group = Task(workflow, spec, workflow.task_tree, TaskState.COMPLETED)
    for name, ordinal in events:
        event = Task(workflow, workflow.spec.task_specs[name], group, TaskState.WAITING)
        event.task_spec.enter(event, ordinal)
    return group


def _put(workflow: Case | Inner, spec: Any, token: Token) -> None:  # noqa: ANN401 - a spec of SpiffWorkflow
    above = workflow.task_tree
    if "beside" in token:
        above = _group(workflow, workflow.spec.task_specs[f"{spec.name}#armed"], token["beside"])
    if "n" in token:
        task = Task(workflow, spec, above, spec.rests_in)
        spec.enter(task, token["n"])
    elif "via" in token:
        task = Task(workflow, spec, above, TaskState.WAITING)
        task.internal_data["via"] = token["via"]
    else:
        _fill(Task(workflow, spec, above, TaskState.STARTED), token)


def _fill(task: Task, token: Token) -> None:
    if "in" in token:
        plant(Inner(task, empty=True), token["in"])
        return
    task.internal_data["rest"] = token["rest"]
    for round_id, tokens in token["rounds"]:
        child = Task(task.workflow, task.task_spec.round, task, TaskState.STARTED)
        child.internal_data["round"] = round_id
        plant(Inner(child, empty=True), tokens)
