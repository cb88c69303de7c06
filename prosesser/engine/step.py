"""One step: a command applied to a case, whole or not at all.

    state, events = step(definition, state, command, now)

Pure: no clock, no randomness, no input or output. The same definition, state, command and instant
give the same state and events, on any machine. What cannot be done is refused; a step that fails
inside raises ``StepFailed``. The state that was given is never touched.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from prosesser.definition.model import Definition
from prosesser.engine import additions, moves, plans
from prosesser.engine.answers import read, take_in
from prosesser.engine.commands import (
    AddTask,
    AssignTask,
    CancelCase,
    ChangeFacts,
    ClaimTask,
    Command,
    CompleteTask,
    FireTimer,
    ProposeDate,
    ReleaseTask,
    SendMessage,
    Start,
    WithdrawTask,
)
from prosesser.engine.draft import Draft
from prosesser.engine.errors import (
    CaseAlreadyStarted,
    CaseEnded,
    CaseNotStarted,
    MessageAmbiguous,
    MessageNotAwaited,
    NaiveInstant,
    TaskDone,
    TaskNotTaken,
    TaskTaken,
    TimerNotDue,
    UnknownTask,
    UnknownTimer,
)
from prosesser.engine.events import (
    CaseCancelled,
    CaseStarted,
    DeadlineOverrun,
    Event,
    MessageReceived,
    TaskAssigned,
    TaskClaimed,
    TaskCompleted,
    TaskReleased,
    TaskWithdrawn,
    TimerFired,
)
from prosesser.engine.facts import change_facts
from prosesser.engine.move_commands import MoveCase, UndoMove
from prosesser.engine.plan_commands import SaveItem, SetSection
from prosesser.engine.settle import settle
from prosesser.engine.state import CaseState, Catch, OpenTask
from prosesser.spiff import run_at


def step(
    definition: Definition, state: CaseState | None, command: Command, now: datetime
) -> tuple[CaseState, tuple[Event, ...]]:
    """Apply a command at an aware UTC instant; ``state`` is None for Start and only for it."""
    return make(Draft(definition, state or CaseState("active"), now), state, command)


def make(draft: Draft, state: CaseState | None, command: Command) -> tuple[CaseState, tuple[Event, ...]]:
    """Apply a command to a state through its draft; what comes of both."""
    if draft.now.utcoffset() is None:
        raise NaiveInstant
    _check_may_run(state, command)
    with run_at(draft.now):
        apply(draft, command)
        return draft.freeze(), tuple(draft.events)


def apply(draft: Draft, command: Command) -> None:
    """Let a command act on a draft, and the rest of the case follow."""
    HANDLERS[type(command)](draft, command)
    if draft.moved:
        settle(draft)


def _check_may_run(state: CaseState | None, command: Command) -> None:
    if state is None:
        if not isinstance(command, Start):
            raise CaseNotStarted
    elif state.status != "active" and not isinstance(command, UndoMove):  # the move may have ended it
        raise CaseEnded
    elif isinstance(command, Start):
        raise CaseAlreadyStarted


def _start(draft: Draft, command: Start) -> None:
    draft.events.append(CaseStarted())
    take_in(draft, read(draft, draft.definition.start, command.answers))
    draft.begin()


def _complete(draft: Draft, command: CompleteTask) -> None:
    task = _open_task(draft, command.task)
    given = read(draft, draft.definition.elements[task.element], command.answers, task.scope)
    draft.events.append(TaskCompleted(task.id, given.done_on(draft)))
    plans.complete(draft, task, command)
    take_in(draft, given)
    additions.answer(draft, task, given)
    additions.follow_up(draft, given, task.party)
    draft.run.fire(task.id)


def _claim(draft: Draft, command: ClaimTask) -> None:
    task = _open_task(draft, command.task)
    if task.assignee not in (None, command.person):
        raise TaskTaken
    if task.assignee is None:
        _give(draft, task, command.person)
        draft.events.append(TaskClaimed(task.id, command.person))


def _assign(draft: Draft, command: AssignTask) -> None:
    task = _open_task(draft, command.task)
    if task.assignee != command.person:
        _give(draft, task, command.person)
        draft.events.append(TaskAssigned(task.id, command.person))


def _release(draft: Draft, command: ReleaseTask) -> None:
    task = _open_task(draft, command.task)
    if task.assignee is None:
        raise TaskNotTaken
    claims = {party: person for party, person in task.claims.items() if party != task.party}
    draft.tasks[task.id] = replace(task, claims=claims, by_default=task.by_default - {task.party})
    draft.events.append(TaskReleased(task.id, task.assignee))


def _fire_timer(draft: Draft, command: FireTimer) -> None:
    timer = draft.timers.get(command.timer)
    if timer is None:
        raise UnknownTimer(timer=command.timer)
    if timer.fires_at is None or draft.now < timer.fires_at:
        raise TimerNotDue(timer=command.timer)
    if timer.deadline and timer.task is not None:
        draft.timers[timer.id] = replace(timer, fires_at=None, overrun=timer.stands)
        draft.events.append(DeadlineOverrun(timer.task, timer.id, timer.stands))
    else:
        draft.events.append(TimerFired(timer.id))
    draft.run.fire(timer.id)


def _send_message(draft: Draft, command: SendMessage) -> None:
    catch = _waiting_catch(draft, command)
    draft.events.append(MessageReceived(catch.id, catch.name))
    element = draft.definition.elements[catch.element]
    given = read(draft, element, command.answers, catch.scope)
    take_in(draft, given)
    additions.follow_up(draft, given, None if element.lane is None else draft.parties[element.lane])
    draft.run.fire(catch.id)


def _cancel(draft: Draft, command: CancelCase) -> None:
    draft.events += [TaskWithdrawn(task, None) for task in sorted(draft.tasks)]
    draft.events.append(CaseCancelled(command.reason))
    draft.close("cancelled")


def _open_task(draft: Draft, task_id: str) -> OpenTask:
    task = draft.tasks.get(task_id)
    if task is not None:
        return task
    element, _, ordinal = task_id.rpartition(".")
    if ordinal.isdecimal() and 0 < int(ordinal) <= draft.ordinals.get(element, 0):
        raise TaskDone
    raise UnknownTask(task=task_id)


def _give(draft: Draft, task: OpenTask, person: str) -> None:
    claims = {**task.claims, task.party: person}
    draft.tasks[task.id] = replace(task, claims=claims, by_default=task.by_default - {task.party})


def _waiting_catch(draft: Draft, command: SendMessage) -> Catch:
    named = (catch for catch in draft.catches.values() if catch.name == command.name)
    waiting = [catch for catch in named if _is_taken(draft, catch)]
    if command.catch is not None:
        waiting = [catch for catch in waiting if catch.id == command.catch]
    if not waiting:
        raise MessageNotAwaited(name=command.name)
    if len(waiting) > 1:
        raise MessageAmbiguous(name=command.name)
    return waiting[0]


def _is_taken(draft: Draft, catch: Catch) -> bool:
    element = draft.definition.elements[catch.element]
    known = draft.context(catch.scope)
    return element.guard is None or draft.evaluate(element.guard, known, element.id) is True


HANDLERS: Mapping[type[Command], Callable[[Draft, Any], None]] = {
    Start: _start,
    CompleteTask: _complete,
    ClaimTask: _claim,
    ReleaseTask: _release,
    AssignTask: _assign,
    FireTimer: _fire_timer,
    SendMessage: _send_message,
    AddTask: additions.add_task,
    WithdrawTask: additions.withdraw_task,
    ProposeDate: additions.propose_date,
    SaveItem: plans.save_item,
    SetSection: plans.set_section,
    ChangeFacts: change_facts,
    CancelCase: _cancel,
    MoveCase: moves.move_case,
    UndoMove: moves.undo_move,
}
"""What each command does before the rest of the case settles."""
