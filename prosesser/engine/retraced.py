"""What a journal becomes on another version than the one it was recorded on: plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from prosesser.engine.codec import Names
from prosesser.engine.commands import Command
from prosesser.engine.events import Event
from prosesser.engine.message import Message
from prosesser.engine.state import CaseState


@dataclass(frozen=True, slots=True)
class Recorded:
    """A row of a case's journal: the command, when it was made, what it led to, who made it."""

    sequence: int
    at: datetime
    command: Command
    events: tuple[Event, ...]
    system: bool = False


@dataclass(frozen=True, slots=True)
class AnswerMissing(Message):
    """A form asks for an answer that was not recorded: it is null. ``task`` None: a start or message."""

    sequence: int
    element: str
    form: str
    field: str
    label: str
    task: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerUnused(Message):
    """An answer was recorded that nobody asks for."""

    sequence: int
    element: str
    form: str
    field: str
    label: str
    task: str | None = None


@dataclass(frozen=True, slots=True)
class CommandSkipped(Message):
    """What a command was about is not in the version: an element, a message, a plan or a fact.

    ``kind`` is the command's, ``about`` the id or name of what is gone, ``task`` the task it was about.
    """

    sequence: int
    kind_of_command: str
    about: str
    task: str | None = None


Departure: TypeAlias = AnswerMissing | AnswerUnused | CommandSkipped
"""Where the version asks for something else than what was recorded, and the case goes on."""


@dataclass(frozen=True, slots=True)
class Stopped(Message):
    """The case cannot follow at a row of its journal (None: at what falls due after the last).

    ``reason`` is a sentence in bokmål, ``element`` where it stands still, ``waits_at`` the elements
    that the version waits at instead.
    """

    sequence: int | None
    at: datetime
    reason: str
    element: str | None = None
    waits_at: Names = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the case on the other version, and the row that it was made for or before.

    ``sequence`` None: what fell due after the last row. ``row`` tells whether it is that row's command.
    """

    sequence: int | None
    at: datetime
    command: Command
    events: tuple[Event, ...]
    row: bool = True


@dataclass(frozen=True, slots=True)
class Retraced:
    """What another version made of a journal: as recorded until it would differ.

    ``state`` is the last one before ``stopped`` (where its tokens are is not told then), None when not
    even the start could be made.
    ``names`` tells which id of the journal is which of ``state``, where they are not the same;
    ``other_dates`` the timer events of the diagram for which the version's rule gave another date.
    ``kept`` is the state with all dates of the journal kept, None where that takes a retracing of its own.
    """

    state: CaseState | None
    steps: tuple[Step, ...]
    departures: tuple[Departure, ...]
    stopped: Stopped | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    other_dates: frozenset[str] = frozenset()
    kept: CaseState | None = None
