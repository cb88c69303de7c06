"""A duty: a deadline of a task, and how it ended or stands."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Literal


class Standing(Enum):
    """How a duty stands on a day."""

    ON_TIME = auto()  # done by the rule's date
    BY_AGREEMENT = auto()  # done after it, by the date that the parties agreed on
    LATE = auto()
    LAPSED = auto()  # a home was found, so it fell away
    NOT_NEEDED = auto()  # what it belonged to ended, or a person took it back
    OPEN = auto()
    OVERDUE = auto()  # open, and the date that counts has passed


Ending = Literal["done", "lapsed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Close:
    """How a task ended, and on which Oslo day in reality.

    ``because`` is the name of the element that withdrew it: empty when it was done, or the case
    ended, or a person took it back.
    """

    how: Ending
    day: date
    at: datetime
    sequence: int
    because: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A deadline of a task.

    ``title`` tells what the task is about, where the diagram says so; ``deadline`` is the deadline's
    own name, which tells its rule. ``clauses`` are those of the deadline, else the task's;
    ``task_clauses`` those of the task. ``party`` and ``unit`` had the task when it ended, or have it.
    ``rule`` is the date that the diagram's rule gives (None: waits for a date), ``agreed`` the one that
    the parties agreed on instead. ``added``: a party added the task. ``opened_in`` is the journal row
    in which the task opened. ``close`` is None while the task is open.
    """

    task: str
    timer: str
    element: str
    name: str
    title: str
    deadline: str
    clauses: tuple[str, ...]
    task_clauses: tuple[str, ...]
    party: str | None
    unit: str | None
    scope: str | None
    added: bool
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
    def has_deadline(self) -> bool:
        """Whether there is a date, or will be: an added task that got none has no deadline."""
        return self.stands is not None or not self.added

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
