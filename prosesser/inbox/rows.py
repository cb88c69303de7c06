"""What the reads return: plain data for pages, with names already looked up.

Instants are aware UTC datetimes, deadlines Oslo calendar dates. Units and persons carry both id
(to compare and link) and name (to show).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from prosesser.definition.forms.model import Form
from prosesser.definition.model import Definition, Element
from prosesser.engine.messages import Command, Event
from prosesser.engine.state import CaseState, OpenTask, Proposal, Timer
from prosesser.inbox.plan_rows import PlanSummary

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
class MessageOffer:
    """A message that waits in the case and that the actor may send. ``form`` None: nothing to fill in.

    ``catch`` is the id of the event that waits for it; ``facts`` are what the form's expressions read.
    """

    name: str
    catch: str
    element: Element
    form: Form | None
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AdditionOffer:
    """A task that the actor may add to the case, on behalf of ``party``, with the form for adding it."""

    element: Element
    party: str
    form: Form
    facts: Mapping[str, object]

    @property
    def agreed(self) -> bool:
        """Whether the other party has to agree before the task is added."""
        return self.element.addition is not None and self.element.addition.agreed


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    """An added task, or a proposal, that the actor may take back on behalf of ``party``."""

    row: TaskRow
    party: str


@dataclass(frozen=True, slots=True)
class ProposalView:
    """What a party proposes to the other: another date for the deadline of ``about``, or a task.

    ``timer`` is the deadline as it stands; ``form`` asks what ``answers`` tell of a proposed task.
    """

    proposal: Proposal
    about: Element
    timer: Timer | None
    form: Form | None


@dataclass(frozen=True, slots=True)
class DatePage:
    """A deadline that the actor may propose another date for, on behalf of ``party``.

    ``timer`` holds the rule's date and the one agreed on before; ``element`` the clauses.
    """

    row: TaskRow
    timer: Timer
    element: Element
    party: str
    definition: Definition


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as the actor may see it.

    ``additions`` are the tasks that may be added, ``negotiable`` gives by task the deadline (id of its
    timer) that another date may be proposed for, ``withdrawable`` the added tasks and proposals that
    the actor may take back, ``main_responsible`` who follows the resident up first of all.

    ``versions`` are the versions that the case has followed, the last first.

    Once the unit's part has ended (``ended``), phase, lanes, contacts, dates and what can be done are
    empty and ``tasks`` holds only what the unit still owes: it sees nothing newer.
    """

    case: str
    subject: str
    national_id: str
    process: str
    definition: str
    versions: tuple[Definition, ...]
    status: str
    opened_at: datetime
    phase: tuple[str, ...]
    responsible: tuple[Responsible, ...]
    parts: tuple[Part, ...]
    tasks: tuple[TaskRow, ...]
    contacts: Mapping[str, object]
    dates: tuple[KeyDate, ...]
    messages: tuple[MessageOffer, ...]
    plans: tuple[PlanSummary, ...]
    additions: tuple[AdditionOffer, ...]
    negotiable: Mapping[str, str]
    withdrawable: frozenset[str]
    main_responsible: Responsible | None
    may_change_facts: bool
    may_cancel: bool
    ended: datetime | None


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


@dataclass(frozen=True, slots=True)
class TaskPage:
    """An open task with its form, for the unit it stands with.

    ``draft`` is what was saved last (the object given to ``save_draft``), None without one. ``facts``
    are the names and values that the form's expressions read: the case's and the round's.
    ``may_complete``: unassigned, or assigned to the actor. ``proposed``: what the task answers.
    """

    row: TaskRow
    task: OpenTask
    form: Form | None
    facts: Mapping[str, object]
    draft: object | None
    may_complete: bool
    proposed: ProposalView | None
    definition: Definition
    state: CaseState


@dataclass(frozen=True, slots=True)
class StartOffer:
    """A published process that the actor may start a case of, with its form."""

    key: str
    name: str
    form: Form | None
