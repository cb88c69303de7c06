"""What follows when tokens or facts have moved: everything else comes to agree with them.

Conditions that have come true fire first, until none is left; then parties, units and contacts
are found again from the facts; then tasks, timers and messages are compared with what waits now.
"""

from collections.abc import Mapping
from dataclasses import replace

from prosesser.definition.model import Element
from prosesser.engine import additions, assignees, participants, timers
from prosesser.engine.draft import Draft
from prosesser.engine.errors import StepFailed
from prosesser.engine.events import (
    CaseCompleted,
    ConditionMet,
    MessageArmed,
    ParticipationEnded,
    TaskMoved,
    TaskOpened,
    TaskWithdrawn,
)
from prosesser.engine.state import Catch, OpenTask
from prosesser.spiff import Waiting

MAX_CONDITIONS = 1_000
"""Conditional events that one step may fire: conditions that set each other off end here."""

WaitingByKey = Mapping[str, Waiting]


def settle(draft: Draft) -> None:
    """Bring the whole draft into agreement with its tokens and facts."""
    _fire_conditions(draft)
    additions.withdraw_stale_proposals(draft)
    _end_participations(draft)
    draft.keep_rounds(draft.run.open_rounds())
    participants.settle(draft)
    waiting = {token.key: token for token in draft.run.waiting()}
    _settle_tasks(draft, waiting)
    timers.settle(draft, waiting)
    _settle_catches(draft, waiting)
    _end_or_stuck(draft, waiting)


def _fire_conditions(draft: Draft) -> None:
    fired = 0
    while met := next((token for token in draft.run.waiting() if _is_met(draft, token)), None):
        draft.events.append(ConditionMet(met.key))
        draft.run.fire(met.key)
        fired += 1
        if fired == MAX_CONDITIONS:
            raise StepFailed(element=met.element, reason="betingelsen blir oppfylt igjen og igjen uten stans")


def _is_met(draft: Draft, token: Waiting) -> bool:
    condition = draft.definition.elements[token.element].condition
    if condition is None:
        return False
    return draft.evaluate(condition, draft.context(token.round_id), token.element) is True


def _end_participations(draft: Draft) -> None:
    for passed in draft.run.passed:
        party = draft.definition.elements[passed].ends_party
        if party is not None and party not in draft.ended:
            draft.ended.add(party)
            draft.events.append(ParticipationEnded(party, passed))


def _settle_tasks(draft: Draft, waiting: WaitingByKey) -> None:
    withdrawn = draft.run.withdrawn
    for gone in sorted(draft.tasks.keys() - waiting.keys()):
        del draft.tasks[gone]
        if gone in withdrawn:
            draft.events.append(TaskWithdrawn(gone, withdrawn[gone]))
    for token in waiting.values():
        element = draft.definition.elements[token.element]
        if token.key in draft.tasks:
            _move(draft, draft.tasks[token.key])
        elif element.kind == "userTask":
            _open(draft, token, element)


def _move(draft: Draft, task: OpenTask) -> None:
    left = draft.moved_units & task.claims.keys()
    if left:
        task = assignees.leave(draft, task, left)
    party = participants.party_of(draft, task.element)
    if party != task.party:
        draft.tasks[task.id] = moved = replace(task, party=party)
        draft.events.append(TaskMoved(task.id, task.party, party))
        assignees.assign(draft, moved)
    elif task.party in left:
        assignees.assign(draft, task)
    else:
        assignees.follow_contacts(draft, task)


def _open(draft: Draft, token: Waiting, element: Element) -> None:
    party = participants.party_of(draft, element.id)
    task = OpenTask(
        token.key,
        element.lane,
        party,
        draft.now,
        token.round_id,
        title=_title(draft, element, token.round_id),
        proposal=draft.proposals.get(token.key),
    )
    draft.tasks[task.id] = task
    draft.events.append(TaskOpened(token.key, element.id, element.lane, party, token.round_id, task.title))
    assignees.assign(draft, task)


def _title(draft: Draft, element: Element, round_id: str | None) -> str:
    """Return what a task is about, as the diagram tells from the facts of its round."""
    if element.title is None:
        return ""
    title = draft.evaluate(element.title, draft.context(round_id), element.id)
    return title if isinstance(title, str) else ""


def _settle_catches(draft: Draft, waiting: WaitingByKey) -> None:
    for gone in draft.catches.keys() - waiting.keys():
        del draft.catches[gone]
    for token in waiting.values():
        name = draft.definition.elements[token.element].message
        if name is not None and token.key not in draft.catches:
            draft.catches[token.key] = Catch(token.key, name, token.round_id)
            draft.events.append(MessageArmed(token.key, name))


def _end_or_stuck(draft: Draft, waiting: WaitingByKey) -> None:
    if draft.run.completed:
        draft.close("completed")
        draft.events.append(CaseCompleted())
    elif not waiting:
        element = draft.run.tokens()[0]["at"]
        raise StepFailed(element=element, reason="saken venter her på noe som ikke lenger kan komme")
