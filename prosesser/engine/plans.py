"""The living documents of a case: writing items, leaving sections out, adopting a version."""

from prosesser.definition import forms
from prosesser.definition.checklists import Checklist
from prosesser.definition.forms import FieldError, FormErrors
from prosesser.definition.forms.hiding import rows_of
from prosesser.definition.section_form import REASON, RELEVANT, SECTION_FORM, section_answers
from prosesser.engine.codec import Answers
from prosesser.engine.commands import CompleteTask
from prosesser.engine.draft import Draft
from prosesser.engine.errors import (
    ItemChanged,
    NothingReviewed,
    PlanFull,
    UnknownItem,
    UnknownPlan,
    UnknownSection,
)
from prosesser.engine.events import Event
from prosesser.engine.plan_commands import SaveItem, SetSection
from prosesser.engine.plan_events import ItemSaved, PlanAdopted, SectionSet
from prosesser.engine.plan_review import Read, decided, new_items, reader
from prosesser.engine.plan_state import Plan, follow
from prosesser.engine.state import OpenTask

MAX_ITEMS = 300
"""In one plan: more than anyone can follow up."""


def save_item(draft: Draft, command: SaveItem) -> None:
    """Write an item, or change one; a section that was left out is relevant again.

    Raises `UnknownPlan`, `UnknownSection`, `UnknownItem`, `ItemChanged`, `PlanFull` or `FormErrors`.
    """
    checklist, plan = _checklist(draft, command.plan, command.section), _plan(draft, command.plan)
    item = _item(plan, command)
    answers = _reader(draft, checklist)(command.section, command.answers)
    _write(draft, item, command.section, answers, command.party)


def set_section(draft: Draft, command: SetSection) -> None:
    """Leave a section out with a reason, or take it in again.

    Raises `UnknownPlan`, `UnknownSection`, or `FormErrors` with the fields of `SECTION_FORM`.
    """
    _checklist(draft, command.plan, command.section)
    plan = _plan(draft, command.plan)
    said = section_answers(relevant=command.relevant, reason=command.reason)
    reason = forms.read(SECTION_FORM, said, {}, {}, draft.now).get(REASON)
    if not command.relevant and any(item.unfinished for item in plan.in_section(command.section)):
        sentence = "Delen har åpne punkter. Sett dem til «Gjort» eller «Utgår» først."
        raise FormErrors((FieldError(RELEVANT, "Aktuell", sentence),))
    _happen(draft, SectionSet(plan.id, command.section, command.relevant, str(reason or "")))


def complete(draft: Draft, task: OpenTask, command: CompleteTask) -> None:
    """Decide the items of the plan that a task goes through, write what its form adds, adopt what it adopts.

    Raises `NothingReviewed`, or `FormErrors` with a path for everything that is not decided, or not right.
    """
    element = draft.definition.elements[task.element]
    if element.reviews is not None:
        checklist, plan = draft.definition.checklists[element.reviews], _plan(draft, element.reviews)
        for item, answers in decided(plan, command, _reader(draft, checklist), draft.reading):
            _happen(draft, ItemSaved(plan.id, item.id, item.section, answers, task.party))
    elif command.review:
        raise NothingReviewed
    for name, checklist_id in element.new_items.items():
        _write_rows(draft, draft.definition.checklists[checklist_id], name, task.party, command)
    if element.adopts is not None:
        plan = _plan(draft, element.adopts)
        _happen(draft, PlanAdopted(plan.id, task.id, plan.versions + 1))


def _write_rows(draft: Draft, checklist: Checklist, name: str, party: str, command: CompleteTask) -> None:
    """Write an item for each row of a list of the form; raises `PlanFull` or `FormErrors`."""
    items = new_items(name, rows_of(command.answers.get(name)), _reader(draft, checklist))
    if len(_plan(draft, checklist.id).items) + len(items) > MAX_ITEMS:
        raise PlanFull(most=MAX_ITEMS)
    for section, answers in items:
        _write(draft, _plan(draft, checklist.id).next_item, section, answers, party)


def _write(draft: Draft, item: str, section: str, answers: Answers, party: str) -> None:
    """Write an item; the section that it stands in is relevant again if it was left out."""
    plan = _plan(draft, item.rpartition(".")[0])
    if section in plan.left_out:
        _happen(draft, SectionSet(plan.id, section))
    _happen(draft, ItemSaved(plan.id, item, section, answers, party))


def _reader(draft: Draft, checklist: Checklist) -> Read:
    return reader(draft.definition, checklist, draft.context(None), draft.now, draft.reading)


def _checklist(draft: Draft, plan: str, section: str) -> Checklist:
    checklist = draft.definition.checklists.get(plan)
    if checklist is None:
        raise UnknownPlan
    if checklist.section(section) is None:
        raise UnknownSection
    return checklist


def _plan(draft: Draft, plan: str) -> Plan:
    return draft.plans.get(plan, Plan(plan))


def _item(plan: Plan, command: SaveItem) -> str:
    """Return the id of the item to write: the next one, or the one that was opened as it still stands."""
    if command.item is None:
        if len(plan.items) >= MAX_ITEMS:
            raise PlanFull(most=MAX_ITEMS)
        return plan.next_item
    item = plan.items.get(command.item)
    if item is None:
        raise UnknownItem
    if item.changes != command.seen:
        raise ItemChanged
    return item.id


def _happen(draft: Draft, event: Event) -> None:
    draft.events.append(event)
    draft.plans = dict(follow(draft.plans, event, draft.now))
