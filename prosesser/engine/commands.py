"""What can be asked of a case. A command is refused with a reason, or applied whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from prosesser.engine.codec import Answers, Facts, Reviews
from prosesser.engine.message import Message


class Command(Message):
    """Something that is asked for."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Start(Command):
    """Begin a case with the answers to the start event's form."""

    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CompleteTask(Command):
    """Submit an open task's form.

    Of the plan that the task goes through, ``review`` says by item what was decided, and ``seen`` how
    often each had been changed when it was seen.
    """

    task: str
    answers: Answers = field(default_factory=dict)
    review: Reviews = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClaimTask(Command):
    """Take an unclaimed task on behalf of the party that it lies with now."""

    task: str
    person: str


@dataclass(frozen=True, slots=True)
class ReleaseTask(Command):
    """Give a claimed task back to the unit."""

    task: str


@dataclass(frozen=True, slots=True)
class AssignTask(Command):
    """Give a task to a person, whoever has it."""

    task: str
    person: str


@dataclass(frozen=True, slots=True)
class FireTimer(Command):
    """Let a timer fire whose time has come; refused before it."""

    timer: str


@dataclass(frozen=True, slots=True)
class SendMessage(Command):
    """Send a message to the event that waits for it.

    ``catch`` names the waiting event where several wait for the same message.
    """

    name: str
    answers: Answers = field(default_factory=dict)
    catch: str | None = None


@dataclass(frozen=True, slots=True)
class AddTask(Command):
    """Add a task of an ad hoc subprocess on behalf of a party, with the answers to its form for adding.

    Where the diagram says that the other party has to agree, it is proposed instead.
    """

    element: str
    party: str
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WithdrawTask(Command):
    """Take back, on behalf of a party, a task or a proposal that it added."""

    task: str
    party: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposeDate(Command):
    """Propose another date for a deadline, on behalf of a party, with the resident's view of it."""

    timer: str
    day: date
    party: str
    reason: str
    residents_view: str


@dataclass(frozen=True, slots=True)
class ChangeFacts(Command):
    """Correct facts of the case; null clears one. ``reason`` is kept in the journal."""

    facts: Facts
    reason: str


@dataclass(frozen=True, slots=True)
class CancelCase(Command):
    """Stop the case for good."""

    reason: str
