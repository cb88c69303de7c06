"""What can become of a running case on another version: plain data."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, TypeAlias

from prosesser.engine.codec import Code, Due, Names, each, optional
from prosesser.engine.events import Event
from prosesser.engine.message import Message
from prosesser.engine.move_commands import MoveCase
from prosesser.engine.retraced import Stopped


@dataclass(frozen=True, slots=True)
class DateChange(Message):
    """A date that the new version's rule sets otherwise than the case has it.

    Of a deadline ``task`` names the task; of another timer it is None. ``agreed`` is the date that the
    parties have agreed on, which stands either way. ``counts_from`` is when the timer began to wait by
    the new version; ``passed`` whether its date has passed already.
    """

    timer: str
    element: str
    task: str | None
    due_from: Due
    due_to: Due
    counts_from: datetime
    passed: bool = False
    agreed: date | None = None


@dataclass(frozen=True, slots=True)
class Follows:
    """The case can go on by the new version, as it would have been there had it begun there.

    ``command`` is the one to send, once it has a reason; ``events`` are what it leads to. ``dates`` are
    those that it keeps, and that the owner may let the new version's rules set instead.
    """

    command: MoveCase
    dates: tuple[DateChange, ...]
    events: tuple[Event, ...]

    def moving(self, reason: str) -> MoveCase:
        """Return the command with its reason."""
        return replace(self.command, reason=reason)


@dataclass(frozen=True, slots=True)
class Place(Message):
    """Where the case waits, and where it can wait in the new version instead.

    ``waits`` is the id of what waits (element and ordinal). ``stays``: its element is there too, and it
    can stay at it. ``candidates`` are elements of the same part of the diagram.
    """

    waits: str
    element: str
    stays: bool
    candidates: Names


@dataclass(frozen=True, slots=True)
class NeedsChoice(Message):
    """Somebody has to say where the case stands in the new version.

    Either it ``stopped`` on the way there, or it waits (``ahead``) where the version never led to.
    """

    CODES: ClassVar[dict[str, Code]] = {"stopped": optional(Stopped), "places": each(Place)}

    places: tuple[Place, ...]
    stopped: Stopped | None = None
    ahead: Names = ()


@dataclass(frozen=True, slots=True)
class CannotMove(Message):
    """The case has to stay where it is: why, and at which row of its journal (None: at none of them)."""

    reason: str
    sequence: int | None = None
    element: str | None = None


MovePlan: TypeAlias = Follows | NeedsChoice | CannotMove
