"""Who has a task before anybody takes it: whom the diagram names, else the party's contact."""

from collections.abc import Collection
from dataclasses import replace

from prosesser.definition.model import Element
from prosesser.engine.draft import Draft
from prosesser.engine.events import TaskAssigned, TaskReleased
from prosesser.engine.state import OpenTask


def assign(draft: Draft, task: OpenTask) -> None:
    """Give a task to whom it falls by default with its party, unless that party has said who has it."""
    if task.party in task.claims and task.party not in task.by_default:
        return
    if task.party not in task.by_default:
        if not _has_default(draft, task):
            return
        task = replace(task, by_default=task.by_default | {task.party})
    person = _default(draft, task)
    claims = {party: claim for party, claim in task.claims.items() if party != task.party}
    if person is not None:
        claims[task.party] = person
    draft.tasks[task.id] = replace(task, claims=claims)
    if person is not None and person != task.assignee:
        draft.events.append(TaskAssigned(task.id, person))


def follow_contacts(draft: Draft, task: OpenTask) -> None:
    """Give a task to the party's new contact where it had the old one's by default."""
    expression = draft.definition.assignees.get(task.party)
    if expression is not None and task.party in task.by_default and draft.reads_change(expression):
        assign(draft, task)


def leave(draft: Draft, task: OpenTask, parties: Collection[str]) -> OpenTask:
    """Drop the claims of parties that are another unit now: its people are others."""
    for party in sorted(task.claims.keys() & set(parties)):
        draft.events.append(TaskReleased(task.id, task.claims[party]))
    claims = {party: person for party, person in task.claims.items() if party not in parties}
    kept = replace(task, claims=claims, by_default=task.by_default - set(parties))
    draft.tasks[task.id] = kept
    return kept


def _has_default(draft: Draft, task: OpenTask) -> bool:
    return _element(draft, task).assignee is not None or task.party in draft.definition.assignees


def _default(draft: Draft, task: OpenTask) -> str | None:
    named = _element(draft, task).assignee
    expressions = (named, draft.definition.assignees.get(task.party))
    for expression in expressions:
        person = (
            None
            if expression is None
            else draft.evaluate(expression, draft.context(task.scope), task.element)
        )
        if isinstance(person, str) and person:
            return person
    return None


def _element(draft: Draft, task: OpenTask) -> Element:
    return draft.definition.elements[task.element]
