"""Whether an actor may send a command to a case: the access table, applied to the case's state."""

from collections.abc import Mapping

from prosesser.access import (
    LEADER,
    Action,
    Actor,
    CaseNotFound,
    Ground,
    NotAllowed,
    TaskElsewhere,
    TaskGone,
    TaskTaken,
    may,
)
from prosesser.definition.model import Definition
from prosesser.engine.messages import (
    AddTask,
    AssignTask,
    CancelCase,
    ChangeFacts,
    ClaimTask,
    Command,
    CompleteTask,
    FireTimer,
    MoveCase,
    ProposeDate,
    ReleaseTask,
    SaveItem,
    SendMessage,
    SetSection,
    Start,
    UndoMove,
    WithdrawTask,
)
from prosesser.engine.state import CaseState, OpenTask
from prosesser.store.transaction import CaseRecord

ACTIONS: Mapping[type[Command], Action] = {
    Start: Action.START_CASE,
    CompleteTask: Action.WORK_ON_TASK,
    ClaimTask: Action.WORK_ON_TASK,
    ReleaseTask: Action.WORK_ON_TASK,
    AssignTask: Action.ASSIGN_TASK,
    SendMessage: Action.SEND_MESSAGE,
    AddTask: Action.ADD_TASK,
    WithdrawTask: Action.ADD_TASK,
    ProposeDate: Action.PROPOSE_DATE,
    SaveItem: Action.EDIT_PLAN,
    SetSection: Action.EDIT_PLAN,
    ChangeFacts: Action.CHANGE_FACTS,
    CancelCase: Action.CANCEL_CASE,
    FireTimer: Action.FIRE_TIMER,
    MoveCase: Action.MOVE_CASES,
    UndoMove: Action.MOVE_CASES,
}


def require_case(actor: Actor, record: CaseRecord | None) -> CaseRecord:
    """Return the case; one that the actor may not see is not found, exactly as one that does not exist."""
    if record is None or not may(actor, Action.READ_CASE, _past(record)):
        raise CaseNotFound
    return record


def require(
    actor: Actor, definition: Definition, record: CaseRecord, state: CaseState, command: Command
) -> None:
    """Refuse a command that the actor may not send to the case as it stands in ``state``.

    Raises `TaskGone`, `TaskElsewhere`, `TaskTaken` or `NotAllowed`.
    """
    ground = _past(record) | _present(actor, state)
    if isinstance(command, CompleteTask | ClaimTask | ReleaseTask | AssignTask):
        ground |= task_ground(actor, state, open_task(state, command.task))
    if isinstance(command, SendMessage) and _may_send(actor, definition, state, command):
        ground |= Ground.IS_NAMED
    if not may(actor, ACTIONS[type(command)], ground) or not _speaks_for(actor, state, command):
        raise NotAllowed
    _require_hands(actor, state, command)


def target(command: Command) -> str:
    """Return what in the case a command is about, by its id: for the access log."""
    match command:
        case CompleteTask() | ClaimTask() | ReleaseTask() | AssignTask() | WithdrawTask():
            return command.task
        case SaveItem() | SetSection():
            return command.plan
        case AddTask():
            return command.element
        case SendMessage():
            return command.name
        case FireTimer() | ProposeDate():
            return command.timer
    return ""


def require_task(actor: Actor, record: CaseRecord, state: CaseState, task_id: str) -> OpenTask:
    """Return the open task that the actor may work on and nobody else has; else refuse as `require`."""
    task = open_task(state, task_id)
    ground = _past(record) | task_ground(actor, state, task)
    if not may(actor, Action.WORK_ON_TASK, ground):
        raise NotAllowed
    if task.assignee not in {None, actor.person}:
        raise TaskTaken
    return task


def open_task(state: CaseState, task_id: str) -> OpenTask:
    """Return an open task; raises `TaskGone`."""
    if task_id not in state.tasks:
        raise TaskGone
    return state.tasks[task_id]


def task_ground(actor: Actor, state: CaseState, task: OpenTask) -> Ground:
    """Return the ground that a task gives the unit it stands with; raises `TaskElsewhere` for others."""
    if state.units.get(task.party) != actor.unit:
        raise TaskElsewhere
    return Ground.HAS_TASK


def _past(record: CaseRecord) -> Ground:
    return Ground.HAD_PART if record.had_part else Ground.NONE


def _present(actor: Actor, state: CaseState) -> Ground:
    return Ground.HAS_PART if state.parties_of(actor.unit) else Ground.NONE


def _may_send(actor: Actor, definition: Definition, state: CaseState, command: SendMessage) -> bool:
    """Whether a waiting event takes the message from the actor; when none waits, the engine says so."""
    waiting = [
        definition.elements[catch.element]
        for catch in state.waiting_for(command.name)
        if command.catch in {None, catch.id}
    ]
    ours = state.parties_of(actor.unit)
    return not waiting or any(element.may_be_sent_by(ours) for element in waiting)


def _speaks_for(actor: Actor, state: CaseState, command: Command) -> bool:
    """Whether the party that a command is given on behalf of, if any, is the actor's unit.

    A move is on nobody's behalf, and is made by `Moving` alone.
    """
    if isinstance(command, MoveCase | UndoMove):
        return False
    if not isinstance(command, AddTask | WithdrawTask | ProposeDate | SaveItem | SetSection):
        return True
    return command.party in state.parties_of(actor.unit)


def _require_hands(actor: Actor, state: CaseState, command: Command) -> None:
    """Refuse work on a colleague's task, and claims for others; who assigns may take it from anyone."""
    if isinstance(command, ClaimTask) and command.person != actor.person:
        raise NotAllowed
    if not isinstance(command, CompleteTask | ReleaseTask):
        return
    free = {None, actor.person}
    if isinstance(command, ReleaseTask) and LEADER in actor.roles:
        return
    if state.tasks[command.task].assignee not in free:
        raise TaskTaken
