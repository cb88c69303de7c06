"""Use cases: what can be done to cases, each in one transaction.

`Cases` is the door: publish, start, execute, drafts, due timers, verify.
"""

from prosesser.cases.anchoring import Anchoring, Made
from prosesser.cases.erasing import Erased, Erasing
from prosesser.cases.erasing import Order as ErasureOrder
from prosesser.cases.errors import (
    Busy,
    CannotFollow,
    CaseOpen,
    ChoiceNeeded,
    DefinitionUnknown,
    DraftLost,
    ErasedAlready,
    KeyReused,
    NotColleague,
    NothingToUndo,
    NotInForce,
    NotOurCase,
    OptionUnknown,
    ReasonNeeded,
    SyntheticOnly,
    UnitNotCovered,
)
from prosesser.cases.moving import Moving, Order, Planned, require_in_force
from prosesser.cases.proving import Proven, Task, prove
from prosesser.cases.terms import OptionLists, Outcome, Policy
from prosesser.cases.use_cases import Cases, Fired
from prosesser.cases.verify import Fault, Verdict
from prosesser.cases.whole import Whole, survey, survey_case

__all__ = [
    "Anchoring",
    "Busy",
    "CannotFollow",
    "CaseOpen",
    "Cases",
    "ChoiceNeeded",
    "DefinitionUnknown",
    "DraftLost",
    "Erased",
    "ErasedAlready",
    "Erasing",
    "ErasureOrder",
    "Fault",
    "Fired",
    "KeyReused",
    "Made",
    "Moving",
    "NotColleague",
    "NotInForce",
    "NotOurCase",
    "NothingToUndo",
    "OptionLists",
    "OptionUnknown",
    "Order",
    "Outcome",
    "Planned",
    "Policy",
    "Proven",
    "ReasonNeeded",
    "SyntheticOnly",
    "Task",
    "UnitNotCovered",
    "Verdict",
    "Whole",
    "prove",
    "require_in_force",
    "survey",
    "survey_case",
]
