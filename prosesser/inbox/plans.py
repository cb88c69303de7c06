"""The living documents of a case as read for one actor: as they stand, or as they stood then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from prosesser.access import Action, may
from prosesser.calendar import oslo_date
from prosesser.definition.checklists import DUE, Checklist
from prosesser.definition.forms.model import Form
from prosesser.definition.model import Definition
from prosesser.engine.errors import UnknownPlan
from prosesser.engine.plan_events import ItemSaved, PlanAdopted, SectionSet
from prosesser.engine.plan_state import Item, Plan, follow
from prosesser.inbox.case_file import CaseFile, with_plan
from prosesser.inbox.plan_rows import PlanSummary
from prosesser.inbox.rows import TimelineRow
from prosesser.inbox.timeline import spans, timeline_row
from prosesser.store import Connection, journal, queries
from prosesser.store.instants import from_micros


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan as the actor may see it; once the unit's part has ended (``ended``), as it was then.

    ``party`` is on whose behalf the actor may write in it, None: it may only be read. ``facts`` are
    what the item form's expressions read of the case. ``history`` are the journal's rows about the
    plan, newest first; ``versions`` those of the journey that the case has followed, the last first.
    ``version`` is the version of the plan that is shown, None: the plan as it stands.
    """

    case: str
    subject: str
    definition: Definition
    versions: tuple[Definition, ...]
    checklist: Checklist
    form: Form
    plan: Plan
    facts: Mapping[str, object]
    party: str | None
    ended: datetime | None
    history: tuple[TimelineRow, ...]
    version: int | None
    today: date


def summaries(file: CaseFile) -> Iterator[PlanSummary]:
    """Yield the case's plans as they stand; nothing is counted once the unit's part has ended.

    A plan that the version does not have is there while something stands in it.
    """
    for checklist in _checklists(file):
        plan = Plan(checklist.id)
        if file.ended is None:
            plan = file.state.plans.get(checklist.id, plan)
        unfinished = plan.unfinished()
        overdue = [item for item in unfinished if is_overdue(item, oslo_date(file.now))]
        yield PlanSummary(checklist.id, checklist.title, len(unfinished), len(overdue))


def _checklists(file: CaseFile) -> Iterator[Checklist]:
    last, *earlier = file.versions
    yield from last.checklists.values()
    for plan in file.state.plans if file.ended is None else ():
        if plan not in last.checklists:
            yield with_plan(earlier, plan).checklists[plan]


def plan_page(connection: Connection, file: CaseFile, plan_id: str, version: int | None) -> PlanPage:
    """Return a plan, or one of its versions; raises `UnknownPlan`.

    One that the case's version does not have can be read, in the words of the last that had it.
    """
    definition = with_plan(file.versions, plan_id)
    checklist = definition.checklists[plan_id]
    history = tuple(_about(connection, file, plan_id))
    until = _last_row(file) if version is None else _adopted(history, version)
    goes_on = file.state.status == "active" and definition.digest == file.definition.digest
    writes = goes_on and may(file.actor, Action.EDIT_PLAN, file.ground)
    return PlanPage(
        case=file.case,
        subject=file.subject.get("navn", ""),
        definition=definition,
        versions=file.versions,
        checklist=checklist,
        form=definition.forms[checklist.form],
        plan=_as_of(connection, file, until).get(plan_id, Plan(plan_id)),
        facts=file.state.facts if file.ended is None else {},
        party=file.party if writes and version is None else None,
        ended=file.ended,
        history=history,
        version=version,
        today=oslo_date(file.now),
    )


def due_of(item: Item) -> date | None:
    """Return the date by which an item is to be done, if it has one."""
    due = item.answers.get(DUE)
    return date.fromisoformat(str(due)) if due else None


def is_overdue(item: Item, today: date) -> bool:
    """Whether an item still has to be done after its date."""
    due = due_of(item)
    return item.unfinished and due is not None and due < today


def _last_row(file: CaseFile) -> int | None:
    """Return the last row of the journal that the unit may know of; None while it has a part."""
    if file.ended is None:
        return None
    return max(part.last for part in file.parts if part.unit == file.actor.unit and part.last is not None)


def _adopted(history: tuple[TimelineRow, ...], version: int) -> int:
    """Return the row of the journal that made a version; raises `UnknownPlan`."""
    for row in history:
        if any(isinstance(event, PlanAdopted) and event.version == version for event in row.events):
            return row.sequence
    raise UnknownPlan


def _as_of(connection: Connection, file: CaseFile, until: int | None) -> Mapping[str, Plan]:
    """Return the plans as they were after a row of the journal, followed from the first; None: now."""
    if until is None:
        return file.state.plans
    plans: Mapping[str, Plan] = {}
    for row in reversed(queries.timeline_rows(connection, file.case, [(1, until)])):
        _, events = journal.decode(file.key.open("payload", row.sequence, row.payload))
        for event in events:
            plans = follow(plans, event, from_micros(row.at))
    return plans


def _about(connection: Connection, file: CaseFile, plan: str) -> Iterator[TimelineRow]:
    """Yield the journal's rows that tell of a plan, newest first, with those of their events that do."""
    for row in queries.timeline_rows(connection, file.case, spans(file)):
        opened = timeline_row(file, row)
        if any(_tells_of(event, plan) for event in opened.events):
            yield opened


def _tells_of(event: object, plan: str) -> bool:
    return isinstance(event, ItemSaved | SectionSet | PlanAdopted) and event.plan == plan
