"""The record of a case: immutable, and the same for the same journal.

Days are Oslo calendar dates, instants aware UTC. Names are the diagram's. Persons and units are ids.
``at`` is when something was recorded, ``sequence`` the journal row that tells it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from prosesser.definition.model import Definition
from prosesser.engine.messages import Command, Event
from prosesser.record.duty import Duty


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the journal: who sent which command when, for which unit, and what followed.

    ``definition`` is the version that the row was made by: its names are those of the row.
    """

    sequence: int
    at: datetime
    person: str
    unit: str
    command: Command
    events: tuple[Event, ...]
    definition: Definition


@dataclass(frozen=True, slots=True)
class Side:
    """A party, and the unit that it was when something was recorded (None: not known)."""

    party: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A clause that what was recorded at an element shows was not kept, and the parties it counts for."""

    clause: str
    counts_for: tuple[Side, ...]
    element: str
    name: str
    at: datetime
    sequence: int


Outcome = Literal["agreed", "declined", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a proposal: agreed or declined by the other party, or withdrawn unanswered."""

    how: Outcome
    person: str
    unit: str
    reason: str
    at: datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a party proposed to the other: another date for a duty, or a task to be added.

    ``task`` is the other party's task of answering it. ``name`` is that of the duty's task, or of the
    task to be added. Of a date: ``timer`` and ``clauses`` are the duty's, ``side`` has the duty, ``rule``
    is its rule's date and ``stood`` the date that counted when it was proposed, ``day`` the new one.
    ``answer`` is None while it waits.
    """

    task: str
    by: Side
    person: str
    name: str
    at: datetime
    sequence: int
    timer: str | None = None
    clauses: tuple[str, ...] = ()
    side: Side | None = None
    rule: date | None = None
    stood: date | None = None
    day: date | None = None
    reason: str = ""
    residents_view: str = ""
    answer: Answer | None = None


HappeningKind = Literal[
    "started", "completed", "received", "added", "unit", "part_ended", "ended", "cancelled"
]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, in words of the diagram.

    ``day`` is the Oslo day of it. ``name`` is what the diagram calls it: the task, the message, the
    start or the milestone; empty for what has no element. ``title`` tells what a task was about.
    ``party`` is whose doing it was, or whose unit (``unit``) is another from now.
    """

    kind: HappeningKind
    day: date
    at: datetime
    sequence: int
    person: str
    name: str = ""
    title: str = ""
    element: str | None = None
    task: str | None = None
    party: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """Since when something is known."""

    at: datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class Record:
    """All that a journal tells, each list in the order of the journal.

    ``units`` says which unit each party is; ``known_since`` of each fact when it first got a value.
    """

    duties: tuple[Duty, ...] = ()
    gaps: tuple[Gap, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    happenings: tuple[Happening, ...] = ()
    units: Mapping[str, str | None] = field(default_factory=dict)
    known_since: Mapping[str, Since] = field(default_factory=dict)

    @property
    def open_duties(self) -> tuple[Duty, ...]:
        """The deadlines of open tasks."""
        return tuple(duty for duty in self.duties if duty.is_open)

    @property
    def lapsed(self) -> tuple[Duty, ...]:
        """The duties that fell away because a home was found, without those whose task came back."""
        last = {duty.place: duty.opened_in for duty in self.duties}
        return tuple(
            duty
            for duty in self.duties
            if duty.close is not None and duty.close.how == "lapsed" and last[duty.place] == duty.opened_in
        )

    @property
    def deviations(self) -> tuple[Proposal, ...]:
        """The dates that the parties agreed on instead of the rule's."""
        return tuple(
            proposal
            for proposal in self.proposals
            if proposal.timer is not None and proposal.answer is not None and proposal.answer.how == "agreed"
        )
