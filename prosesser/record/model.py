"""The record of a case: immutable, and the same for the same journal.

Days are Oslo calendar dates, instants aware UTC. Names are the diagram's. Persons and units are ids.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto
from typing import Literal

from prosesser.engine.messages import Command, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the journal: who sent which command when, for which unit, and what followed."""

    sequence: int
    at: datetime
    person: str
    unit: str
    command: Command
    events: tuple[Event, ...]


class Standing(Enum):
    """How a duty stands on a day."""

    ON_TIME = auto()  # done by the rule's date
    BY_AGREEMENT = auto()  # done after it, by the date that the parties agreed on
    LATE = auto()
    LAPSED = auto()  # a home was found, so it fell away
    NOT_NEEDED = auto()  # what it belonged to ended
    OPEN = auto()
    OVERDUE = auto()  # open, and the date that counts has passed


Ending = Literal["done", "lapsed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Close:
    """How a task ended: on which Oslo day in reality, when and in which journal row it was recorded.

    ``because`` is the name of the element that withdrew it: empty when it was done, or the case ended.
    """

    how: Ending
    day: date
    at: datetime
    sequence: int
    because: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A deadline of a task.

    ``deadline`` is the deadline's own name, which tells its rule. ``clauses`` are those of the
    deadline, else the task's; ``task_clauses`` those of the task. ``party`` and ``unit`` had the
    task when it ended, or have it. ``rule`` is the date that the diagram's rule gives (None: waits
    for a date), ``agreed`` the one that the parties agreed on instead. ``opened_in`` is the journal row
    in which the task opened. ``close`` is None while the task is open.
    """

    task: str
    timer: str
    element: str
    name: str
    deadline: str
    clauses: tuple[str, ...]
    task_clauses: tuple[str, ...]
    party: str | None
    unit: str | None
    scope: str | None
    opened_at: datetime
    opened_in: int
    rule: date | None
    agreed: date | None = None
    close: Close | None = None

    @property
    def stands(self) -> date | None:
        """The date that counts."""
        return self.agreed or self.rule

    @property
    def is_open(self) -> bool:
        """Whether the task waits to be done."""
        return self.close is None

    @property
    def done_on(self) -> date | None:
        """The Oslo day on which the task was really done; None when it was not."""
        return self.close.day if self.close is not None and self.close.how == "done" else None

    @property
    def place(self) -> tuple[str, str, str | None]:
        """What a duty has in common with the one that takes its place when its task comes back."""
        return self.element, self.timer.rpartition(".")[0], self.scope

    def overrun_days(self, day: date) -> int:
        """Return how many days over its date it was done, or is on ``day`` when open; 0 when not over.

        Done by the rule's date is never over, also when an earlier date was agreed on.
        """
        if self.stands is None or (self.close is not None and self.close.how != "done"):
            return 0
        if self.done_on is None:
            return max(0, (day - self.stands).days)
        latest = max(self.stands, self.rule or self.stands)
        return max(0, (self.done_on - latest).days)

    def standing(self, day: date) -> Standing:
        """Return how the duty stands on a day, given that all of the record had happened by then."""
        over = self.overrun_days(day) > 0
        if self.close is None:
            return Standing.OVERDUE if over else Standing.OPEN
        if self.close.how != "done":
            return Standing.LAPSED if self.close.how == "lapsed" else Standing.NOT_NEEDED
        if over:
            return Standing.LATE
        after_rule = self.rule is not None and self.close.day > self.rule
        return Standing.BY_AGREEMENT if after_rule else Standing.ON_TIME


HappeningKind = Literal["started", "completed", "received", "unit", "part_ended", "ended", "cancelled"]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, in words of the diagram.

    ``day`` is the Oslo day of it, ``at`` when it was recorded. ``name`` is what the diagram calls it:
    the task, the message, the start or the milestone; empty for what has no element. ``party`` is whose
    doing it was, or whose unit (``unit``) is another from now.
    """

    kind: HappeningKind
    day: date
    at: datetime
    sequence: int
    name: str = ""
    element: str | None = None
    task: str | None = None
    party: str | None = None
    unit: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that a journal tells, each list in the order of the journal.

    ``known_since`` says of each fact when it first got a value.
    """

    duties: tuple[Duty, ...] = ()
    happenings: tuple[Happening, ...] = ()
    known_since: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def open_duties(self) -> tuple[Duty, ...]:
        """The deadlines of open tasks."""
        return tuple(duty for duty in self.duties if duty.is_open)

    @property
    def lapsed(self) -> tuple[Duty, ...]:
        """The duties that fell away because a home was found, without those whose task came back."""
        back = {duty.place: duty.opened_in for duty in self.duties}  # the last of each place
        return tuple(
            duty
            for duty in self.duties
            if duty.close is not None and duty.close.how == "lapsed" and back[duty.place] == duty.opened_in
        )
