"""The living documents of a case, arranged for their pages: sections, items, versions, changes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from prosesser.cases import OptionLists
from prosesser.definition.checklists import (
    CONTINUED,
    DONE,
    DROPPED,
    DUE,
    OPEN,
    RESPONSIBLE,
    STATE,
    Checklist,
    Section,
    saying,
)
from prosesser.definition.forms import Form, Line, display
from prosesser.engine.plan_events import ItemSaved, PlanAdopted
from prosesser.engine.plan_state import Item, Plan
from prosesser.inbox import TaskPage, TimelineRow
from prosesser.inbox.plans import due_of, is_overdue
from workflow_app.web.glossary import Glossary
from workflow_app.web.history import Entry, entries
from workflow_app.wording import Tag, deadline_tag

COLORS = {OPEN: "info", CONTINUED: "warning", DONE: "success", DROPPED: "neutral"}
BLANK: tuple[object, ...] = (None, "", [], ())


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item in words: what it is, how it stands, who does it, and the rest of what was answered.

    ``overdue`` and ``deadline``, how far off its date is while it has to be done, are as of a day.
    """

    item: Item
    title: str
    tag: Tag
    responsible: str
    due: date | None
    lines: tuple[Line, ...]
    overdue: bool = False
    deadline: Tag | None = None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its items; ``left_out`` is why it is not relevant, None: it is."""

    section: Section
    items: tuple[ItemView, ...]
    left_out: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole plan; ``strays`` are items of sections that the journey no longer has."""

    checklist: Checklist
    sections: tuple[SectionView, ...]
    strays: tuple[ItemView, ...]
    unfinished: int
    overdue: int
    begun: datetime | None
    changed: datetime | None
    versions: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written in it."""
        return not self.strays and not any(part.items or part.left_out for part in self.sections)


@dataclass(frozen=True, slots=True)
class Version:
    """When a plan was adopted, by whom, in which task."""

    number: int
    at: datetime
    who: str
    task: str


def document(checklist: Checklist, form: Form, plan: Plan, options: OptionLists, today: date) -> Document:
    """Return a plan in words."""
    views = {item.id: item_view(form, item, options, today) for item in plan.items.values()}
    return arranged(checklist, plan, views)


def arranged(checklist: Checklist, plan: Plan, views: Mapping[str, ItemView]) -> Document:
    """Return a plan whose items are in words."""
    known = {section.id for section in checklist.sections}
    return Document(
        checklist=checklist,
        sections=tuple(_section(section, plan, views) for section in checklist.sections),
        strays=tuple(view for view in views.values() if view.item.section not in known),
        unfinished=len(plan.unfinished()),
        overdue=sum(view.overdue for view in views.values()),
        begun=plan.begun,
        changed=max((item.changed for item in plan.items.values()), default=None),
        versions=plan.versions,
    )


def adopted(page: TaskPage, options: OptionLists, today: date) -> Document | None:
    """Return the plan that a task adopts, as it stands; None when it adopts none, or goes through it too."""
    element = page.definition.elements[page.task.element]
    plan = element.adopts
    if plan is None or plan == element.reviews:
        return None
    checklist = page.definition.checklists[plan]
    stands = page.state.plans.get(plan, Plan(plan))
    return document(checklist, page.definition.forms[checklist.form], stands, options, today)


def item_view(form: Form, item: Item, options: OptionLists, today: date) -> ItemView:
    """Return an item in words, as of a day."""
    return as_of(timeless(form, item, options), today)


def as_of(view: ItemView, today: date) -> ItemView:
    """Return an item with how far off its date was on a day."""
    awaited = view.due if view.item.unfinished else None
    tag = None if awaited is None else deadline_tag(awaited, today)
    return replace(view, overdue=is_overdue(view.item, today), deadline=tag)


def timeless(form: Form, item: Item, options: OptionLists) -> ItemView:
    """Return what is told of an item on any day."""
    title = next((field.key for field in saying(form) if item.answers.get(field.key)), "")
    apart = {title, STATE, RESPONSIBLE, DUE}
    answered = {key: answer for key, answer in item.answers.items() if answer not in BLANK}
    rest = {key: answer for key, answer in answered.items() if key not in apart}
    return ItemView(
        item=item,
        title=str(item.answers.get(title, "")),
        tag=Tag(_shown(form, {STATE: item.state}, options), COLORS.get(item.state, "neutral")),
        responsible=_shown(form, {RESPONSIBLE: item.answers.get(RESPONSIBLE)}, options),
        due=due_of(item),
        lines=display(form, rest, options),
    )


def versions(history: Iterable[TimelineRow], words: Glossary) -> tuple[Version, ...]:
    """Return the versions that rows of the journal tell of, in their order."""
    return tuple(
        Version(event.version, row.at, row.person.name, words.at(row.definition).waiting(event.task))
        for row in history
        for event in row.events
        if isinstance(event, PlanAdopted)
    )


def changes(history: Iterable[TimelineRow], item: Item, words: Glossary, form: Form) -> tuple[Entry, ...]:
    """Return who changed an item when, newest first; each with what became different."""
    found = list(_saved(history, item.id))
    earlier: list[Mapping[str, object]] = [event.answers for _, event in found[1:]]
    rows = entries((row for row, _ in found), words)
    return tuple(
        Entry(
            at=entry.at,
            who=entry.who,
            what=entry.what,
            consequences=tuple(differences(form, event.answers, before, words.options)),
            answers=display(form, event.answers, words.options),
        )
        for entry, (_, event), before in zip(rows, found, [*earlier, {}], strict=True)
    )


def _saved(history: Iterable[TimelineRow], item: str) -> Iterator[tuple[TimelineRow, ItemSaved]]:
    for row in history:
        for event in row.events:
            if isinstance(event, ItemSaved) and event.item == item:
                yield row, event


def differences(
    form: Form, now: Mapping[str, object], before: Mapping[str, object], options: OptionLists
) -> Iterator[str]:
    """Yield what became different, where it is known what was before."""
    was = {line.label: line.value for line in display(form, before, options)}
    for line in display(form, now, options):
        if was and was.get(line.label) != line.value:
            yield f"{line.label}: {line.value} (før: {was.get(line.label, 'ikke spurt om')})"


def _section(section: Section, plan: Plan, views: Mapping[str, ItemView]) -> SectionView:
    items = tuple(views[item.id] for item in plan.in_section(section.id))
    return SectionView(section, items, plan.left_out.get(section.id))


def _shown(form: Form, answer: Mapping[str, object], options: OptionLists) -> str:
    return next((line.value for line in display(form, answer, options)), "")
