"""What happened in a step, in the order in which it happened."""

from dataclasses import dataclass
from datetime import date, datetime

from prosesser.engine.codec import Due, Names
from prosesser.engine.message import Message


class Event(Message):
    """Something that happened."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CaseStarted(Event):
    """The case began."""


@dataclass(frozen=True, slots=True)
class FactsChanged(Event):
    """These facts have new values, in the case or in one round of a multi-instance subprocess."""

    names: Names
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class UnitChanged(Event):
    """A party of the case is another unit than before (None: not known)."""

    party: str
    unit_from: str | None
    unit_to: str | None


@dataclass(frozen=True, slots=True)
class ContactsChanged(Event):
    """A party has other contacts than before."""

    party: str


@dataclass(frozen=True, slots=True)
class LaneMoved(Event):
    """The work of a lane went from one party to the other."""

    lane: str
    party_from: str | None
    party_to: str | None


@dataclass(frozen=True, slots=True)
class TaskOpened(Event):
    """A task can be worked on.

    ``scope`` is the round it belongs to, if any; ``title`` what it is about, where the diagram tells.
    """

    task: str
    element: str
    lane: str | None
    party: str | None
    scope: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class TaskMoved(Event):
    """An open task went to the other party; what each party's person claimed is kept."""

    task: str
    party_from: str | None
    party_to: str | None


@dataclass(frozen=True, slots=True)
class TaskClaimed(Event):
    """A person took the task."""

    task: str
    person: str


@dataclass(frozen=True, slots=True)
class TaskReleased(Event):
    """A person gave the task back."""

    task: str
    person: str


@dataclass(frozen=True, slots=True)
class TaskAssigned(Event):
    """The task was given to a person."""

    task: str
    person: str


@dataclass(frozen=True, slots=True)
class TaskCompleted(Event):
    """The task's form was submitted; ``done_on`` is the day it was really done, where the diagram tells."""

    task: str
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaskWithdrawn(Event):
    """An open task is no longer needed.

    ``because`` is the element that ended it (None: the case ended, or a person took the task back).
    """

    task: str
    because: str | None


@dataclass(frozen=True, slots=True)
class DeadlineSet(Event):
    """A task's deadline was set, moved or lost its date; ``because`` names the facts that moved it.

    ``due`` is the rule's date. ``agreed``: the date that the parties have agreed on, which stands.
    """

    task: str
    timer: str
    due: Due
    previous: Due = None
    because: Names = ()
    agreed: date | None = None


@dataclass(frozen=True, slots=True)
class TaskAdded(Event):
    """A party added a task beyond those that the diagram leads to."""

    task: str
    party: str


@dataclass(frozen=True, slots=True)
class ProposalMade(Event):
    """A party proposed something; ``task`` is the other party's task to answer.

    ``timer`` is the deadline that another date is proposed for, ``element`` the task that is
    proposed to be added.
    """

    task: str
    party: str
    timer: str | None = None
    element: str | None = None


@dataclass(frozen=True, slots=True)
class ProposalAnswered(Event):
    """The other party agreed to a proposal, or declined it."""

    task: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class DateAgreed(Event):
    """The parties agreed on another date than the rule's for a task's deadline."""

    task: str
    timer: str
    rule: Due
    due: date


@dataclass(frozen=True, slots=True)
class GapFound(Event):
    """The answers at an element show that a clause of the routine was not kept."""

    clause: str
    element: str


@dataclass(frozen=True, slots=True)
class DeadlineOverrun(Event):
    """A task was still open when its deadline had passed."""

    task: str
    timer: str
    due: Due


@dataclass(frozen=True, slots=True)
class TimerSet(Event):
    """A waiting timer got its time, another one, or none."""

    timer: str
    fires_at: datetime | None
    previous: datetime | None = None
    because: Names = ()


@dataclass(frozen=True, slots=True)
class TimerFired(Event):
    """A timer's time came."""

    timer: str


@dataclass(frozen=True, slots=True)
class MessageArmed(Event):
    """From now the message can be received."""

    catch: str
    name: str


@dataclass(frozen=True, slots=True)
class MessageReceived(Event):
    """The message was received."""

    catch: str
    name: str


@dataclass(frozen=True, slots=True)
class ConditionMet(Event):
    """What a conditional event waits for has come true."""

    catch: str


@dataclass(frozen=True, slots=True)
class ParticipationEnded(Event):
    """A party's part in the case ended at an element that says so."""

    party: str
    element: str


@dataclass(frozen=True, slots=True)
class CaseCompleted(Event):
    """The process reached its end."""


@dataclass(frozen=True, slots=True)
class CaseCancelled(Event):
    """The case was stopped."""

    reason: str
