"""Tasks beyond those that the diagram leads to: added by a party, by minutes, or agreed on.

A proposal is a task of the other party: its answer lets what is proposed happen, or not. What is
proposed for a deadline that is no longer there is withdrawn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeGuard

from prosesser.calendar import oslo_date
from prosesser.definition.checklists import RESPONSIBLE
from prosesser.definition.dialect import AGREES, ANSWER
from prosesser.definition.model import ADDED_BY, Element
from prosesser.engine import deadlines
from prosesser.engine.answers import Given
from prosesser.engine.codec import Answers, Facts
from prosesser.engine.commands import AddTask, ProposeDate, WithdrawTask
from prosesser.engine.draft import Draft
from prosesser.engine.errors import (
    AlreadyProposed,
    DateInPast,
    DateNotKnown,
    DateStands,
    NotAdded,
    NotNegotiable,
    NotProposer,
    ReasonMissing,
    UnknownAddition,
    UnknownTask,
    UnknownTimer,
)
from prosesser.engine.events import DateAgreed, ProposalAnswered, ProposalMade, TaskAdded, TaskWithdrawn
from prosesser.engine.state import OpenTask, Proposal, Timer
from prosesser.feel import Value


def add_task(draft: Draft, command: AddTask) -> None:
    """Add a task, or propose it where the other party has to agree."""
    element = draft.definition.elements.get(command.element)
    if element is None or element.addition is None or element.addition.form is None:
        raise UnknownAddition
    if element.addition.parties and command.party not in element.addition.parties:
        raise NotProposer
    facts = _read(draft, element, command.party, command.answers)
    if element.addition.agreed:
        _propose(draft, Proposal(command.party, element=element.id, answers=command.answers))
    else:
        _add(draft, element, command.party, facts)


def withdraw_task(draft: Draft, command: WithdrawTask) -> None:
    """Take back a task or a proposal on behalf of the party that added it."""
    task = draft.tasks.get(command.task)
    if task is None:
        raise UnknownTask(task=command.task)
    if draft.definition.elements[task.element].addition is None or task.scope is None:
        raise NotAdded
    if draft.rounds[task.scope].facts.get(ADDED_BY) != command.party:
        raise NotProposer
    if not command.reason.strip():
        raise ReasonMissing
    _withdraw(draft, task.id)


def propose_date(draft: Draft, command: ProposeDate) -> None:
    """Propose another date for a deadline to the other party."""
    timer = draft.timers.get(command.timer)
    if timer is None or not timer.deadline:
        raise UnknownTimer(timer=command.timer)
    rule = draft.definition.elements[timer.element].timer
    if rule is None or not rule.negotiable:
        raise NotNegotiable
    if any(task.proposal is not None and task.proposal.timer == timer.id for task in draft.tasks.values()):
        raise AlreadyProposed
    if timer.stands is None:
        raise DateNotKnown
    if command.day < oslo_date(draft.now):
        raise DateInPast
    if command.day == timer.stands:
        raise DateStands
    if not command.reason.strip() or not command.residents_view.strip():
        raise ReasonMissing
    _propose(
        draft,
        Proposal(command.party, timer.id, command.day, command.reason, command.residents_view),
    )


def answer(draft: Draft, task: OpenTask, given: Given) -> None:
    """Let happen what a task's proposal says, when its answer agrees."""
    proposal = task.proposal
    if proposal is None:
        return
    agreed = given.answers.get(ANSWER) == AGREES
    draft.events.append(ProposalAnswered(task.id, agreed))
    if not agreed:
        return
    if proposal.element is not None:
        element = draft.definition.elements[proposal.element]
        _add(draft, element, proposal.party, _read(draft, element, proposal.party, proposal.answers))
    elif proposal.timer is not None:
        _agree(draft, draft.timers[proposal.timer], proposal)


def follow_up(draft: Draft, given: Given, party: str | None) -> None:
    """Add the tasks that the rows of the answered lists become, each for the party that the row names."""
    for name, templates in given.element.follow_ups.items():
        for row in _rows(given.answers.get(name)):
            element = _template(draft, templates, row)
            if element is not None:
                _add(draft, element, party, row)


def withdraw_stale_proposals(draft: Draft) -> None:
    """Take back the proposals for deadlines that are no longer there."""
    for task in list(draft.tasks.values()):
        proposal = task.proposal
        if proposal is None or proposal.timer is None:
            continue
        still = draft.run.waits(task.id)
        if still and not draft.run.waits(proposal.timer):
            _withdraw(draft, task.id)


def _withdraw(draft: Draft, task: str) -> None:
    draft.events.append(TaskWithdrawn(task, None))
    draft.run.fire(task)


def _propose(draft: Draft, proposal: Proposal) -> None:
    element = _answering(draft, proposal.party)
    task = _begin(draft, element, {ADDED_BY: proposal.party})
    draft.proposals[task] = proposal
    draft.events.append(ProposalMade(task, proposal.party, proposal.timer, proposal.element))


def _answering(draft: Draft, proposer: str) -> Element:
    """Return the task by which the other party answers; only those who can be answered may propose."""
    answering = {
        draft.parties.get(element.lane or ""): element
        for element in draft.definition.additions()
        if element.addition is not None and element.addition.answers
    }
    others = [element for party, element in answering.items() if party not in {None, proposer}]
    if proposer not in answering or not others:
        raise NotProposer
    return others[0]


def _add(draft: Draft, element: Element, party: str | None, facts: Facts) -> None:
    task = _begin(draft, element, {**facts, ADDED_BY: party})
    draft.events.append(TaskAdded(task, party or ""))


def _begin(draft: Draft, element: Element, facts: Facts) -> str:
    """Begin a task in a round of its own, and return its id."""
    kept = draft.definition.expression_facts | {ADDED_BY}
    known = {name: value for name, value in facts.items() if name in kept and value is not None}
    round_id = draft.open_round(element.scope or "", known, None)
    draft.run.add(element, round_id)
    return f"{element.id}.{draft.ordinals[element.id]}"


def _read(draft: Draft, element: Element, party: str, answers: Answers) -> dict[str, Value]:
    addition = element.addition
    if addition is None or addition.form is None:
        raise UnknownAddition
    form = draft.definition.forms[addition.form]
    return dict(draft.reading.read(form, answers, {**draft.facts, ADDED_BY: party}, draft.now))


def _agree(draft: Draft, timer: Timer, proposal: Proposal) -> None:
    rule = draft.definition.elements[timer.element].timer
    if proposal.day is None or rule is None:
        return
    if proposal.day < oslo_date(draft.now):
        raise DateInPast
    draft.timers[timer.id] = replace(
        timer, agreed=proposal.day, fires_at=deadlines.fires_at(rule, proposal.day)
    )
    draft.events.append(DateAgreed(timer.task or "", timer.id, timer.due, proposal.day))


def _rows(rows: Value) -> Iterable[Mapping[str, Value]]:
    return filter(_is_row, rows) if isinstance(rows, list | tuple) else ()


def _is_row(row: object) -> TypeGuard[Mapping[str, Value]]:
    return isinstance(row, Mapping)


def _template(draft: Draft, templates: tuple[str, ...], row: Mapping[str, Value]) -> Element | None:
    elements = [draft.definition.elements[template] for template in templates]
    if len(elements) == 1 and RESPONSIBLE not in row:
        return elements[0]
    responsible = row.get(RESPONSIBLE)
    return next(
        (element for element in elements if draft.parties.get(element.lane or "") == responsible), None
    )
