"""What happened in a case as rows for process mining: one row for each event of the journal.

No name, national id or free text of a case is in them: names are the diagram's, units and persons are ids.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from prosesser.calendar import oslo_date
from prosesser.definition.model import Definition, Element
from prosesser.engine.codec import Due
from prosesser.engine.events import (
    CaseCancelled,
    CaseCompleted,
    CaseStarted,
    ConditionMet,
    ContactsChanged,
    DateAgreed,
    DeadlineOverrun,
    DeadlineSet,
    Event,
    FactsChanged,
    GapFound,
    LaneMoved,
    MessageArmed,
    MessageReceived,
    ParticipationEnded,
    ProposalAnswered,
    ProposalMade,
    TaskAdded,
    TaskAssigned,
    TaskClaimed,
    TaskCompleted,
    TaskMoved,
    TaskOpened,
    TaskReleased,
    TaskWithdrawn,
    TimerFired,
    TimerSet,
    UnitChanged,
)
from prosesser.engine.messages import CaseMoved, ItemSaved, MoveUndone, PlanAdopted, SectionSet
from prosesser.record import Entry

SCHEDULE, ASSIGN, REASSIGN = "schedule", "assign", "reassign"
COMPLETE, ABORT, ABORT_CASE, UNKNOWN = "complete", "ate_abort", "pi_abort", "unknown"

TRANSITIONS: dict[type[Event], str] = {
    CaseStarted: COMPLETE,
    CaseCompleted: COMPLETE,
    CaseCancelled: ABORT_CASE,
    TaskOpened: SCHEDULE,
    TaskClaimed: ASSIGN,
    TaskAssigned: ASSIGN,
    TaskReleased: REASSIGN,
    TaskMoved: REASSIGN,
    TaskCompleted: COMPLETE,
    TaskWithdrawn: ABORT,
    TaskAdded: SCHEDULE,
    ProposalMade: SCHEDULE,
    ProposalAnswered: COMPLETE,
    DeadlineSet: SCHEDULE,
    DateAgreed: REASSIGN,
    DeadlineOverrun: COMPLETE,
    TimerSet: SCHEDULE,
    TimerFired: COMPLETE,
    MessageArmed: SCHEDULE,
    MessageReceived: COMPLETE,
    ConditionMet: COMPLETE,
    ParticipationEnded: COMPLETE,
    GapFound: COMPLETE,
    LaneMoved: REASSIGN,
    UnitChanged: REASSIGN,
    PlanAdopted: COMPLETE,
}
"""The transition of the standard's lifecycle that each event is; those that are none are unknown to it."""

NAMES: dict[type[Event], str] = {
    FactsChanged: "Opplysninger endret",
    ContactsChanged: "Kontakter endret",
    UnitChanged: "Enhet endret",
    LaneMoved: "Ansvar flyttet",
    ItemSaved: "Planpunkt skrevet",
    SectionSet: "Plandel satt",
    PlanAdopted: "Plan vedtatt",
    CaseMoved: "Flyttet til annen versjon",
    MoveUndone: "Flytting angret",
    CaseCancelled: "Saken avbrutt",
    CaseCompleted: "Saken avsluttet",
}
"""What events are called that belong to no element of the diagram."""


@dataclass(frozen=True, slots=True)
class Row:
    """An event of a case. Empty texts and None: not told, or does not apply.

    ``number`` counts the rows of the case from 1, ``sequence`` is the journal's row. ``activity`` is what
    the diagram calls it, ``element`` its id, ``instance`` the id of the task, timer or catch. ``person`` and
    ``unit`` acted; ``party`` has the task, or is the one that the event is about. ``role`` is the name of
    ``lane``. ``command`` is what was asked for. ``due`` is the date that counts, ``rule`` the routine's,
    ``agreed`` the parties'. ``version`` is the digest of the routine.
    """

    case: str
    number: int
    sequence: int
    at: datetime
    activity: str
    transition: str
    kind: str
    command: str
    person: str
    unit: str
    version: str
    party: str = ""
    lane: str = ""
    role: str = ""
    element: str = ""
    instance: str = ""
    scope: str = ""
    due: date | None = None
    rule: date | None = None
    agreed: date | None = None
    clause: str = ""


def rows(case: str, entries: Sequence[Entry]) -> Iterator[Row]:
    """Yield what happened, in order; a command from which nothing followed is a row too."""
    tasks: dict[str, TaskOpened] = {}
    number = 0
    for entry in entries:
        for event in entry.events or (None,):
            number += 1
            if isinstance(event, TaskOpened):
                tasks[event.task] = event
            elif isinstance(event, TaskMoved) and event.task in tasks:
                tasks[event.task] = replace(tasks[event.task], party=event.party_to)
            yield _row(case, number, entry, event, tasks)


def _row(case: str, number: int, entry: Entry, event: Event | None, tasks: Mapping[str, TaskOpened]) -> Row:
    definition = entry.definition
    element, instance = ("", "") if event is None else _place(definition, event)
    task = tasks.get(getattr(event, "task", ""))
    found = definition.elements.get(element)
    lane = _text(event, "lane") or (task.lane if task else None) or (found.lane if found else None) or ""
    party = _text(event, "party") or _text(event, "party_to") or (task.party if task else None) or ""
    due, rule, agreed = _dates(event)
    return Row(
        case=case,
        number=number,
        sequence=entry.sequence,
        at=entry.at,
        activity=_activity(event, found, entry),
        transition=UNKNOWN if event is None else TRANSITIONS.get(type(event), UNKNOWN),
        kind="" if event is None else event.kind,
        command=entry.command.kind,
        person=entry.person,
        unit=entry.unit,
        version=definition.digest,
        party=party,
        lane=lane,
        role=definition.lanes[lane].name if lane in definition.lanes else "",
        element=element,
        instance=instance,
        scope=_text(event, "scope") or (task.scope if task else None) or "",
        due=due,
        rule=rule,
        agreed=agreed,
        clause=_text(event, "clause"),
    )


def _place(definition: Definition, event: Event) -> tuple[str, str]:
    """Return the element that an event is about, and the id of what waits or waited there."""
    if isinstance(event, CaseStarted):
        return definition.start.id, ""
    if isinstance(event, CaseCompleted | CaseCancelled):
        return definition.key, ""
    attributes = ("task",) if isinstance(event, ProposalMade) else ("timer", "catch", "task")
    instance = next((text for name in attributes if (text := _text(event, name))), "")
    return instance.rpartition(".")[0] or _text(event, "element"), instance


def _activity(event: Event | None, element: Element | None, entry: Entry) -> str:
    if event is not None and type(event) in NAMES:
        return NAMES[type(event)]
    if element is not None and element.name:
        return element.name
    return entry.command.kind if event is None else event.kind


def _dates(event: Event | None) -> tuple[date | None, date | None, date | None]:
    """Return the date that counts, the rule's and the parties', of an event that tells of dates."""
    match event:
        case DeadlineSet():
            rule = _day(event.due)
            return event.agreed or rule, rule, event.agreed
        case DateAgreed():
            return event.due, _day(event.rule), event.due
        case DeadlineOverrun():
            return _day(event.due), None, None
        case TimerSet():
            return _day(event.fires_at), None, None
        case _:
            return None, None, None


def _day(due: Due) -> date | None:
    return oslo_date(due) if isinstance(due, datetime) else due


def _text(event: Event | None, name: str) -> str:
    found = getattr(event, name, None)
    return found if isinstance(found, str) else ""
