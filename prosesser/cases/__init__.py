"""Use cases: what can be done to cases, each in one transaction.

`Cases` is the door: publish, start, execute, drafts, due timers, verify.
"""

from prosesser.cases.errors import (
    Busy,
    CannotFollow,
    ChoiceNeeded,
    DefinitionUnknown,
    DraftLost,
    KeyReused,
    NotColleague,
    NothingToUndo,
    NotOurCase,
    OptionUnknown,
    SyntheticOnly,
    UnitNotCovered,
)
from prosesser.cases.moving import Moving, Order, Planned
from prosesser.cases.terms import OptionLists, Outcome, Policy
from prosesser.cases.use_cases import Cases, Fired
from prosesser.cases.verify import Fault, Verdict

__all__ = [
    "Busy",
    "CannotFollow",
    "Cases",
    "ChoiceNeeded",
    "DefinitionUnknown",
    "DraftLost",
    "Fault",
    "Fired",
    "KeyReused",
    "Moving",
    "NotColleague",
    "NotOurCase",
    "NothingToUndo",
    "OptionLists",
    "OptionUnknown",
    "Order",
    "Outcome",
    "Planned",
    "Policy",
    "SyntheticOnly",
    "UnitNotCovered",
    "Verdict",
]
