"""The case page, the task page and the messages, from a case file and its definition."""

from collections.abc import Iterator
from datetime import date, datetime
from operator import itemgetter

from prosesser.access import Action, Ground, TaskGone, may
from prosesser.definition.forms.model import Form
from prosesser.definition.model import ADDED_BY, Definition, Element
from prosesser.engine.codec import Facts
from prosesser.engine.errors import NotAdded, NotNegotiable, UnknownTimer
from prosesser.engine.state import CaseState, OpenTask
from prosesser.errors import Refused
from prosesser.feel import evaluate
from prosesser.inbox import plans
from prosesser.inbox.case_file import CaseFile
from prosesser.inbox.offers import (
    AdditionOffer,
    MessageOffer,
    ProposalView,
)
from prosesser.inbox.pages import (
    CasePage,
    DatePage,
    TaskPage,
    WithdrawPage,
)
from prosesser.inbox.rows import (
    KeyDate,
    Name,
    Part,
    Responsible,
)


class MessageNotWaiting(Refused):
    """Ingen venter på «{name}» nå, eller det er ikke enheten din som melder det. Se saken."""


def case_page(file: CaseFile, definition: Definition) -> CasePage:
    """Return the case as the actor may see it."""
    shown = file.ended is None
    return CasePage(
        case=file.case,
        subject=file.subject.get("navn", ""),
        national_id=file.subject.get("fodselsnummer", ""),
        process=definition.name,
        definition=definition.digest,
        versions=file.versions,
        status=file.state.status,
        opened_at=file.opened_at,
        phase=_phase(file, definition) if shown else (),
        responsible=tuple(_responsible(file, definition)) if shown else (),
        parts=tuple(_parts(file)),
        tasks=tuple(task for task in file.tasks if shown or task.ours),
        contacts=file.state.contacts if shown else {},
        dates=tuple(_dates(file, definition)) if shown else (),
        messages=tuple(messages(file, definition)) if shown else (),
        plans=tuple(plans.summaries(file)),
        additions=tuple(additions(file, definition)) if shown else (),
        negotiable=dict(_negotiable(file, definition)) if shown else {},
        withdrawable=frozenset(_withdrawable(file, definition)) if shown else frozenset(),
        main_responsible=main_responsible(file, definition) if shown else None,
        may_change_facts=may(file.actor, Action.CHANGE_FACTS, file.ground),
        may_cancel=may(file.actor, Action.CANCEL_CASE, file.ground),
        ended=file.ended,
    )


def task_page(file: CaseFile, definition: Definition, task_id: str, draft: object | None) -> TaskPage:
    """Return an open task with its form; raises `TaskGone` or `TaskElsewhere`."""
    row = file.row(task_id)
    task = file.state.tasks[task_id]
    return TaskPage(
        row=row,
        task=task,
        form=form(definition, definition.elements[task.element].form),
        facts=file.state.facts_in(task.scope),
        draft=draft,
        may_complete=task.assignee in {None, file.actor.person},
        proposed=_proposed(file, definition, task),
        definition=definition,
        state=file.state,
    )


def _proposed(file: CaseFile, definition: Definition, task: OpenTask) -> ProposalView | None:
    proposal = task.proposal
    if proposal is None:
        return None
    timer = file.state.timers.get(proposal.timer or "")
    about = (timer.task or "").rpartition(".")[0] if timer is not None else proposal.element or ""
    element = definition.elements[about]
    adding = None if element.addition is None else element.addition.form
    return ProposalView(proposal, element, timer, form(definition, adding))


def withdraw_page(file: CaseFile, definition: Definition, task_id: str) -> WithdrawPage:
    """Return an added task or a proposal that the actor may take back; raises `TaskGone` or `NotAdded`."""
    row = next((row for row in file.tasks if row.task == task_id), None)
    if row is None:
        raise TaskGone
    if file.party is None or task_id not in set(_withdrawable(file, definition)):
        raise NotAdded
    return WithdrawPage(row, file.party)


def messages(file: CaseFile, definition: Definition) -> Iterator[MessageOffer]:
    """Yield the waiting messages that the actor may send."""
    ours = file.state.parties_of(file.actor.unit)
    for catch in file.state.catches.values():
        element = definition.elements[catch.element]
        ground = file.ground | (Ground.IS_NAMED if element.may_be_sent_by(ours) else Ground.NONE)
        if not is_taken(element, file.state.facts_in(catch.scope), file.now):
            continue
        if may(file.actor, Action.SEND_MESSAGE, ground):
            yield MessageOffer(
                name=catch.name,
                catch=catch.id,
                element=element,
                form=form(definition, element.form),
                facts=file.state.facts_in(catch.scope),
            )


def additions(file: CaseFile, definition: Definition) -> Iterator[AdditionOffer]:
    """Yield the tasks that the actor may add to the case as it stands."""
    party = file.party
    if party is None or not may(file.actor, Action.ADD_TASK, file.ground):
        return
    for element in definition.additions():
        addition = element.addition
        if addition is None or addition.form is None or not is_open(file.state, definition, element):
            continue
        if not addition.parties or party in addition.parties:
            facts = {**file.state.facts, ADDED_BY: party}
            yield AdditionOffer(element, party, definition.forms[addition.form], facts)


def date_page(file: CaseFile, definition: Definition, timer_id: str) -> DatePage:
    """Return a deadline that the actor may propose another date for.

    Raises `UnknownTimer` or `NotNegotiable`.
    """
    timer = file.state.timers.get(timer_id)
    row = None if timer is None else next((row for row in file.tasks if row.task == timer.task), None)
    if timer is None or row is None:
        raise UnknownTimer(timer=timer_id)
    party = file.party
    if party is None or timer.id not in dict(_negotiable(file, definition)).values():
        raise NotNegotiable
    return DatePage(row, timer, definition.elements[timer.element], party, definition)


def _negotiable(file: CaseFile, definition: Definition) -> Iterator[tuple[str, str]]:
    if not may(file.actor, Action.PROPOSE_DATE, file.ground):
        return
    for timer in file.state.timers.values():
        rule = definition.elements[timer.element].timer
        if rule is not None and rule.negotiable and timer.stands is not None and timer.task is not None:
            yield timer.task, timer.id


def _withdrawable(file: CaseFile, definition: Definition) -> Iterator[str]:
    if file.party is None or not may(file.actor, Action.ADD_TASK, file.ground):
        return
    for task in file.state.tasks.values():
        if definition.elements[task.element].addition is None or task.scope is None:
            continue
        if file.state.rounds[task.scope].facts.get(ADDED_BY) == file.party:
            yield task.id


def is_open(state: CaseState, definition: Definition, element: Element) -> bool:
    """Whether the part of the journey is under way that an added task belongs to."""
    part = definition.elements[element.scope or ""].scope
    waiting = (*state.tasks.values(), *state.timers.values(), *state.catches.values())
    around = {scope.id for entry in waiting for scope in definition.enclosing(entry.element)}
    return part in around


def is_taken(element: Element, facts: Facts, now: datetime) -> bool:
    """Whether a message that is waited for is offered and accepted, by the facts where it is."""
    return element.guard is None or evaluate(element.guard, facts, now=now) is True


def main_responsible(file: CaseFile, definition: Definition) -> Responsible | None:
    """Return who follows the resident up first of all, where the diagram says so."""
    if definition.responsible is None:
        return None
    party = evaluate(definition.responsible, file.state.facts, now=file.now)
    if not isinstance(party, str):
        return None
    return Responsible("", party, file.unit_name(file.state.units.get(party)))


def _phase(file: CaseFile, definition: Definition) -> tuple[str, ...]:
    """Name the parts of the journey with open work, without the one around all of them."""
    state = file.state
    elements = [task.element for task in state.tasks.values()]
    if not elements:
        elements = [catch.element for catch in state.catches.values()]
        elements += [timer.element for timer in state.timers.values()]
    in_order = sorted(elements, key=list(definition.elements).index)
    phases = dict.fromkeys(definition.phase(element) for element in in_order)
    outermost = {_outermost(definition, element) for element in elements}
    inner = tuple(phase for phase in phases if outermost != {phase})
    return inner or tuple(phases)


def _outermost(definition: Definition, element: str) -> str | None:
    """Name the outermost subprocess around an element; where all work is in one, it tells nothing."""
    subprocesses = [scope.name for scope in definition.enclosing(element) if scope.kind == "subProcess"]
    return subprocesses[-1] if subprocesses else None


def _responsible(file: CaseFile, definition: Definition) -> Iterator[Responsible]:
    for lane_id, party in file.state.parties.items():
        if party is not None and party not in file.state.ended:
            unit = file.unit_name(file.state.units.get(party))
            yield Responsible(definition.lanes[lane_id].name, party, unit)


def _parts(file: CaseFile) -> Iterator[Part]:
    for part in file.parts:
        if file.ended is None or part.start <= file.ended:
            end = part.end if file.ended is None or (part.end and part.end <= file.ended) else None
            yield Part(part.party, Name(part.unit, file.units.get(part.unit, part.unit)), part.start, end)


def _dates(file: CaseFile, definition: Definition) -> Iterator[KeyDate]:
    """Yield the dates among the facts, the earliest first."""
    for name, value in sorted(_date_facts(file), key=itemgetter(1)):
        if fact := definition.facts.get(name):
            yield KeyDate(name, fact.label, value)


def _date_facts(file: CaseFile) -> Iterator[tuple[str, date]]:
    for name, value in file.state.facts.items():
        if isinstance(value, date) and not isinstance(value, datetime):
            yield name, value


def form(definition: Definition, form_id: str | None) -> Form | None:
    """Return a form of the definition; None for none."""
    return None if form_id is None else definition.forms[form_id]
