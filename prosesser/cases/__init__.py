"""Use cases: what can be done to cases, each in one transaction.

`Cases` is the door: publish, start, execute, drafts, due timers, verify.
"""

from prosesser.cases.errors import (
    Busy,
    DefinitionUnknown,
    KeyReused,
    NotColleague,
    NotOurCase,
    OptionUnknown,
    SyntheticOnly,
    UnitNotCovered,
)
from prosesser.cases.terms import OptionLists, Outcome, Policy
from prosesser.cases.use_cases import Cases, Fired
from prosesser.cases.verify import Fault, Verdict

__all__ = [
    "Busy",
    "Cases",
    "DefinitionUnknown",
    "Fault",
    "Fired",
    "KeyReused",
    "NotColleague",
    "NotOurCase",
    "OptionLists",
    "OptionUnknown",
    "Outcome",
    "Policy",
    "SyntheticOnly",
    "UnitNotCovered",
    "Verdict",
]
