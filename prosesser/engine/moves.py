"""A case goes on by another version: its tokens are planted there, and everything else comes to agree.

What waits under the same id as before is kept: who has a task, when it opened, what its deadline is.
Living documents are kept whatever the version's checklists are: they are what people wrote.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from prosesser.engine import deadlines, participants
from prosesser.engine.codec import Facts
from prosesser.engine.draft import Draft
from prosesser.engine.errors import AlreadyThere, MovedOn
from prosesser.engine.events import (
    CaseCompleted,
    DeadlineSet,
    Event,
    FactsChanged,
    MessageArmed,
    ParticipationEnded,
    TaskAssigned,
    TaskMoved,
    TaskOpened,
    TaskReleased,
    TaskWithdrawn,
    TimerSet,
    UnitChanged,
)
from prosesser.engine.move_commands import MoveCase, UndoMove
from prosesser.engine.move_events import CaseMoved, MoveUndone
from prosesser.engine.state import CaseState, OpenTask, Timer, digest
from prosesser.spiff import Run, Waiting

WaitingByKey = Mapping[str, Waiting]


def move_case(draft: Draft, command: MoveCase) -> None:
    """Plant the case in the step's version; raises `AlreadyThere`, or StepFailed where it cannot go on."""
    if command.left == draft.definition.digest:
        raise AlreadyThere
    draft.events.append(CaseMoved(command.left, draft.definition.digest, command.reason))
    _change_facts(draft, command.facts)
    draft.rounds, draft.ordinals = dict(command.rounds), dict(command.ordinals)
    _end_parts(draft, command.ended)
    participants.find_again(draft)
    draft.plant(command.tokens)
    if not command.tokens:
        _complete(draft)
        return
    draft.counted, draft.overrun = command.counted, command.overrun
    waiting = {token.key: token for token in draft.run.waiting()}
    _keep_tasks(draft, waiting)
    _keep_timers(draft, waiting)
    _keep_catches(draft, waiting)


def undo_move(draft: Draft, command: UndoMove) -> None:
    """Make the case what it was before a move; raises `MovedOn` when it is not what the move made of it."""
    moved, before = draft.freeze(), command.before
    if digest(moved) != command.moved:
        raise MovedOn
    if before.status == "active":
        Run.resume(draft.definition, before.tokens, draft)  # fails where another version is meant
    draft.events.append(MoveUndone(draft.definition.digest, command.reason))
    draft.events += _differences(moved, before)
    draft.become(before)


# ---- what a move changes ----


def _change_facts(draft: Draft, facts: Facts) -> None:
    names = tuple(sorted(name for name in facts if draft.facts.get(name, facts[name]) != facts[name]))
    draft.facts = dict(facts)
    if names:
        draft.events.append(FactsChanged(names))


def _end_parts(draft: Draft, ended: frozenset[str]) -> None:
    for element in draft.definition.elements.values():
        party = element.ends_party
        if party in ended - draft.ended:
            draft.ended.add(party)
            draft.events.append(ParticipationEnded(party, element.id))
    draft.ended = set(ended)


def _complete(draft: Draft) -> None:
    draft.events += [TaskWithdrawn(task, None) for task in sorted(draft.tasks)]
    draft.events.append(CaseCompleted())
    draft.close("completed")


# ---- what is kept ----


def _keep_tasks(draft: Draft, waiting: WaitingByKey) -> None:
    for task in [draft.tasks[key] for key in sorted(draft.tasks)]:
        token = waiting.get(task.id)
        element = None if token is None else draft.definition.elements[token.element]
        if token is None or element is None or element.kind != "userTask":
            del draft.tasks[task.id]
            draft.events.append(TaskWithdrawn(task.id, None))
        else:
            draft.tasks[task.id] = replace(task, lane=element.lane, scope=token.round_id)


def _keep_timers(draft: Draft, waiting: WaitingByKey) -> None:
    for timer in list(draft.timers.values()):
        token = waiting.get(timer.id)
        rule = None if token is None else draft.definition.elements[token.element].timer
        if token is None or rule is None:
            del draft.timers[timer.id]
            continue
        kept = replace(
            timer,
            task=draft.run.activity_of(timer.id),
            deadline=rule.deadline,
            scope=token.round_id,
            overrun=timer.overrun if rule.deadline else None,
        )
        fires_at = None if kept.overdue else deadlines.fires_at(rule, kept.stands)
        draft.timers[timer.id] = replace(kept, fires_at=fires_at)


def _keep_catches(draft: Draft, waiting: WaitingByKey) -> None:
    for catch in list(draft.catches.values()):
        token = waiting.get(catch.id)
        if token is None or draft.definition.elements[token.element].message != catch.name:
            del draft.catches[catch.id]
        else:
            draft.catches[catch.id] = replace(catch, scope=token.round_id)


# ---- what an undone move tells ----


def _differences(moved: CaseState, before: CaseState) -> Iterator[Event]:
    """Yield what happens when the case becomes again what it was."""
    for party in sorted(moved.units.keys() | before.units.keys()):
        unit_from, unit_to = moved.units.get(party), before.units.get(party)
        if unit_from != unit_to:
            yield UnitChanged(party, unit_from, unit_to)
    for gone in sorted(moved.tasks.keys() - before.tasks.keys()):
        yield TaskWithdrawn(gone, None)
    for task in (before.tasks[key] for key in sorted(before.tasks)):
        known = moved.tasks.get(task.id)
        yield from _again(task) if known is None else _task_differences(known, task)
    for timer in (before.timers[key] for key in sorted(before.timers)):
        yield from _timer_differences(moved.timers.get(timer.id), timer)
    for catch in (before.catches[key] for key in sorted(before.catches)):
        if catch.id not in moved.catches:
            yield MessageArmed(catch.id, catch.name)


def _again(task: OpenTask) -> Iterator[Event]:
    yield TaskOpened(task.id, task.element, task.lane, task.party, task.scope, task.title)
    if task.assignee is not None:
        yield TaskAssigned(task.id, task.assignee)


def _task_differences(moved: OpenTask, before: OpenTask) -> Iterator[Event]:
    if moved.party != before.party:
        yield TaskMoved(before.id, moved.party, before.party)
    if moved.assignee == before.assignee:
        return
    if before.assignee is not None:
        yield TaskAssigned(before.id, before.assignee)
    elif moved.assignee is not None:
        yield TaskReleased(before.id, moved.assignee)


def _timer_differences(moved: Timer | None, before: Timer) -> Iterator[Event]:
    if moved is not None and (moved.due, moved.fires_at) == (before.due, before.fires_at):
        return
    if before.deadline and before.task is not None:
        previous = None if moved is None else moved.due
        yield DeadlineSet(before.task, before.id, before.due, previous, (), before.agreed)
    else:
        yield TimerSet(before.id, before.fires_at, None if moved is None else moved.fires_at)
