"""What can be asked of a case that has to go on by another version of its journey."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from prosesser.engine.codec import Code, Facts, records
from prosesser.engine.commands import Command
from prosesser.engine.state import CaseState, Round


@dataclass(frozen=True, slots=True)
class MoveCase(Command):
    """Let the case go on by the version that the step is made with.

    ``left`` is the digest of the version that it has followed. ``tokens``, ``rounds``, ``facts``,
    ``ordinals`` and ``ended`` become the case's (see ``CaseState``). What waits in it under the same
    id as before is kept: claims, dates, proposals. ``counted`` are the timers that the new version's
    rule decides, each with the instant that it counts from: those new to the case, and the known ones
    whose date is not to be kept; ``overrun`` those of them that are deadlines which have been overrun
    there. A date that the parties have agreed on always stands.
    """

    CODES: ClassVar[Mapping[str, Code]] = {"tokens": (list, tuple), "rounds": records(Round)}

    left: str
    reason: str
    tokens: tuple[Any, ...] = ()
    rounds: Mapping[str, Round] = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()
    counted: Mapping[str, datetime] = field(default_factory=dict)
    overrun: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class UndoMove(Command):
    """Make a move undone, while nothing else has happened: the case is what it was ``before``, whole.

    ``moved`` is the digest of the state that the move led to; the step is made with the version left.
    """

    CODES: ClassVar[Mapping[str, Code]] = {"before": (CaseState.to_json, CaseState.from_json)}

    moved: str
    reason: str
    before: CaseState
