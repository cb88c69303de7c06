"""What the pages about tasks and cases show, arranged from what the reads return."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from prosesser.calendar import oslo_date
from prosesser.definition.model import Definition
from prosesser.engine.codec import Due
from prosesser.engine.commands import CompleteTask
from prosesser.inbox import CasePage, TaskPage, TaskRow, TimelineRow
from workflow_app.wording import capital, listed, long_date, the_party

CONTACT_LABELS = {"navn": "Navn", "telefon": "Telefon", "epost": "E-post", "fra_dato": "Fra dato"}
"""What diagrams commonly say of a contact, in the order in which we show it; the rest comes after."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline of a task: what it is called, which tells its rule, and its date if known.

    ``rule_due`` is the rule's date where the parties have agreed on another.
    """

    name: str
    due: date | None
    rule_due: date | None


@dataclass(frozen=True, slots=True)
class PartyTasks:
    """The open tasks of one party, under what to call it."""

    title: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class PartyContacts:
    """The contacts of one party: per contact its lines of label and text."""

    title: str
    contacts: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a case is, as marks for the diagram's viewer (JSON) and as words: lanes with what is open."""

    marks: str
    lines: tuple[tuple[str, str], ...]
    done: str


def deadlines(page: TaskPage) -> tuple[Deadline, ...]:
    """Return the deadlines of an open task, in the order they fall."""
    elements = page.definition.elements
    found = (
        Deadline(
            elements[timer.element].name or "Frist",
            _day(timer.stands),
            _day(timer.due) if timer.agreed else None,
        )
        for timer in page.state.deadlines(page.task.id)
    )
    return tuple(sorted(found, key=lambda deadline: (deadline.due is None, deadline.due or date.min)))


def tasks_by_party(page: CasePage) -> tuple[PartyTasks, ...]:
    """Return a case's open tasks by party, the actor's own first."""
    parties = dict.fromkeys(row.party for row in sorted(page.tasks, key=lambda row: not row.ours))
    return tuple(
        PartyTasks(capital(the_party(party)), tuple(row for row in page.tasks if row.party == party))
        for party in parties
    )


def contacts_by_party(page: CasePage, name_of: Callable[[str], str]) -> tuple[PartyContacts, ...]:
    """Return whom to reach at each party; ``name_of`` gives the name of a person whose id is told."""
    return told_contacts(page.contacts, name_of)


def told_contacts(contacts: Mapping[str, object], name_of: Callable[[str], str]) -> tuple[PartyContacts, ...]:
    """Return the contacts of a state by party, as `contacts_by_party`."""
    return tuple(
        PartyContacts(f"Kontakter hos {the_party(party)}", tuple(_lines(contact, name_of) for contact in its))
        for party, its in contacts.items()
        if isinstance(its, list | tuple) and its
    )


def whereabouts(page: CasePage, timeline: Iterable[TimelineRow], definition: Definition) -> Whereabouts:
    """Return where a case is in its diagram: what is open, overdue and done."""
    overdue = {_element(row.task) for row in page.tasks if row.overdue}
    active = {_element(row.task) for row in page.tasks} - overdue
    completed = (row.command for row in timeline if isinstance(row.command, CompleteTask))
    done = {_element(command.task) for command in completed} - active - overdue
    lanes: dict[str, list[str]] = {row.lane: [] for row in page.tasks}
    for row in page.tasks:
        lanes[row.lane].append(f"{row.name} (frist passert)" if row.overdue else row.name)
    names = [element.name for element in definition.elements.values() if element.id in done]
    return Whereabouts(
        marks=json.dumps({"active": sorted(active), "overdue": sorted(overdue), "done": sorted(done)}),
        lines=tuple((lane, listed(tasks)) for lane, tasks in lanes.items()),
        done=listed(names),
    )


def _lines(contact: object, name_of: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """Return what is known of a contact; the diagram's own expression decides what that is."""
    if not isinstance(contact, Mapping):
        return (("Navn", str(contact)),)
    known = {name: value for name, value in contact.items() if name != "person"}
    if not known.get("navn") and contact.get("person"):
        known["navn"] = name_of(str(contact["person"]))
    return tuple(_texts(known))


def _texts(contact: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name in [*CONTACT_LABELS, *(contact.keys() - CONTACT_LABELS.keys())]:
        value = contact.get(name)
        if value:
            label = CONTACT_LABELS.get(name, capital(name.replace("_", " ")))
            yield label, long_date(value) if isinstance(value, date) else str(value)


def _day(due: Due) -> date | None:
    return oslo_date(due) if isinstance(due, datetime) else due


def _element(task: str) -> str:
    return task.rpartition(".")[0]
