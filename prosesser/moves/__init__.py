"""Moving many running cases to another version of the routine: planned, done in batches, undone.

`Moves` is the door; `work` is what background workers do, case by case. docs/moving.md tells the whole.
"""

from prosesser.moves.errors import (
    MoveGoingOn,
    MoveUnknown,
    NoCaseChosen,
    NothingToMove,
    PlanNotReady,
    ReasonMissing,
    RuleUnknown,
    UndoReasonMissing,
    VersionUnknown,
)
from prosesser.moves.overview import Overview
from prosesser.moves.pages import CaseLine, ChoicePage, Lines, PlanTold, Rule, Source
from prosesser.moves.results import CHOICE, FOLLOWS, MOVE, MOVED, PLAN, UNDO
from prosesser.moves.use_cases import Moves, Wanted, reason_of
from prosesser.moves.work import mover, planner, undoer

__all__ = [
    "CHOICE",
    "FOLLOWS",
    "MOVE",
    "MOVED",
    "PLAN",
    "UNDO",
    "CaseLine",
    "ChoicePage",
    "Lines",
    "MoveGoingOn",
    "MoveUnknown",
    "Moves",
    "NoCaseChosen",
    "NothingToMove",
    "Overview",
    "PlanNotReady",
    "PlanTold",
    "ReasonMissing",
    "Rule",
    "RuleUnknown",
    "Source",
    "UndoReasonMissing",
    "VersionUnknown",
    "Wanted",
    "mover",
    "planner",
    "reason_of",
    "undoer",
]
