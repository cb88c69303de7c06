"""What the reads return: rows of lists and of pages, plain data with names already looked up.

Instants are aware UTC datetimes, deadlines Oslo calendar dates. Units and persons carry both id
(to compare and link) and name (to show).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from prosesser.definition.model import Definition
from prosesser.engine.messages import Command, Event

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list: ``number`` counts from 1, ``total`` counts all rows that the actor may see."""

    rows: tuple[Row, ...]
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page; 1 when the list is empty."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many open tasks each view of the inbox holds."""

    mine: int
    unit: int
    unassigned: int


@dataclass(frozen=True, slots=True)
class Name:
    """A unit or a person: the id and what to call it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """An open task in a list.

    ``title`` tells what it is about, where the diagram says so. ``due`` None: no deadline, or one that
    waits for a date, which ``awaits_date`` tells; ``remind_from``: when to be reminded of it;
    ``rule_due``: the rule's date where the parties have agreed on another. ``mine``: assigned to the
    actor; ``ours``: it stands with the actor's unit, which alone may open it.
    """

    case: str
    task: str
    name: str
    title: str
    subject: str
    lane: str
    phase: str
    party: str
    unit: Name | None
    assignee: Name | None
    due: date | None
    rule_due: date | None
    remind_from: date | None
    awaits_date: bool
    overdue: bool
    opened_at: datetime
    mine: bool
    ours: bool


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case that the actor's unit has or had a part in (``ended``: when it ended)."""

    case: str
    subject: str
    process: str
    status: str
    next_due: date | None
    opened_at: datetime
    changed_at: datetime
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's part in the case, for the list of the case's parties."""

    party: str
    unit: Name
    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A date among the case's facts, under the label of its form field."""

    fact: str
    label: str
    value: date


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who works in a lane now."""

    lane: str
    party: str
    unit: Name | None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One row of the journal: who sent which command when, and what followed from it.

    ``definition`` is the version that the row was made by: it has the names of what the row tells of.
    """

    sequence: int
    at: datetime
    person: Name
    unit: Name | None
    command: Command
    events: tuple[Event, ...]
    definition: Definition
