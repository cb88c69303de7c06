"""What another version means for one case: plain data with a JSON form, for whoever stores and totals it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from prosesser.engine.codec import Code, Due, Names, each, optional
from prosesser.engine.message import Message
from prosesser.engine.retraced import AnswerMissing, AnswerUnused, CommandSkipped, Stopped

Verdict = Literal["follows", "choice", "cannot"]


@dataclass(frozen=True, slots=True)
class Side(Message):
    """A party, and the unit that it was in the case when the task opened there."""

    party: str | None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class TaskChange(Message):
    """A task that one version leads to and the other does not, or that lies with another party.

    Added: ``side_to`` alone; removed: ``side_from`` alone; moved: both. ``opened`` is when it opened by
    the version that has it (the new one when both have), ``ended`` when it was done or withdrawn there.
    """

    CODES: ClassVar[Mapping[str, Code]] = {"side_from": optional(Side), "side_to": optional(Side)}

    task: str
    element: str
    opened: datetime
    side_from: Side | None = None
    side_to: Side | None = None
    ended: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.ended is None


@dataclass(frozen=True, slots=True)
class DueChange(Message):
    """A date that the versions set differently: of a task's deadline, or (``task`` None) of a waiting time.

    Of a waiting time the dates are instants. ``agreed`` stands over either. ``passed``: the new date is over
    now; ``open``: by the new version it is still waited for. ``party`` and ``unit`` have the task there.
    """

    timer: str
    element: str
    task: str | None
    due_from: Due
    due_to: Due
    passed: bool
    open: bool
    party: str | None = None
    unit: str | None = None
    agreed: date | None = None


@dataclass(frozen=True, slots=True)
class FieldNeeded(Message):
    """A required field of an open task's form that the task's form before did not require."""

    task: str
    element: str
    form: str
    field: str
    label: str


@dataclass(frozen=True, slots=True)
class Outlook(Message):
    """One case on another version, as recorded until it would differ.

    ``differs_at`` is the first row whose outcome is another, ``differs_when`` its instant; None when
    none is. ``verdict`` says whether the case can be moved as it stands (of one that has ended: whether
    its journal could be followed), ``reason`` why not. ``stopped`` is where its journal could not be.
    """

    CODES: ClassVar[Mapping[str, Code]] = {
        "verdict": (str, str),
        "added": each(TaskChange),
        "removed": each(TaskChange),
        "moved": each(TaskChange),
        "dates": each(DueChange),
        "missing": each(AnswerMissing),
        "unused": each(AnswerUnused),
        "skipped": each(CommandSkipped),
        "needed": each(FieldNeeded),
        "stopped": optional(Stopped),
    }

    verdict: Verdict
    ended: bool = False
    ends: bool = False
    differs_at: int | None = None
    differs_when: datetime | None = None
    added: tuple[TaskChange, ...] = ()
    removed: tuple[TaskChange, ...] = ()
    moved: tuple[TaskChange, ...] = ()
    dates: tuple[DueChange, ...] = ()
    missing: tuple[AnswerMissing, ...] = ()
    unused: tuple[AnswerUnused, ...] = ()
    skipped: tuple[CommandSkipped, ...] = ()
    needed: tuple[FieldNeeded, ...] = ()
    stopped: Stopped | None = None
    reason: str = ""
    ahead: Names = ()

    @property
    def neutral(self) -> bool:
        """Whether the version changes nothing for the case: not what happened, and nothing that is open."""
        return self == Outlook("follows", ended=self.ended, ends=self.ends)
