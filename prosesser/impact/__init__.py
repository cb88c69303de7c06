"""«Hva om»: what a draft of the routine would have done and will do in the recorded cases, before it is one.

`Impacts` is the door. docs/whatif.md says what is told, and to whom.
"""

from prosesser.impact.errors import NothingToTry, NotTold, OtherProcess, RunUnknown
from prosesser.impact.evaluate import (
    CANNOT,
    CHOICE,
    ERASED,
    FOLLOWS,
    KIND,
    NEUTRAL,
    OUTCOMES,
    evaluator,
)
from prosesser.impact.folding import Folded
from prosesser.impact.totals import (
    AnswerLine,
    ClauseLine,
    DateLine,
    Number,
    StopLine,
    TaskLine,
    Totals,
    UnitLine,
    WorkLine,
)
from prosesser.impact.use_cases import CaseLine, CaseOutlook, Draft, Impact, Impacts
from prosesser.store.runs import UNREADABLE

__all__ = [
    "CANNOT",
    "CHOICE",
    "ERASED",
    "FOLLOWS",
    "KIND",
    "NEUTRAL",
    "OUTCOMES",
    "UNREADABLE",
    "AnswerLine",
    "CaseLine",
    "CaseOutlook",
    "ClauseLine",
    "DateLine",
    "Draft",
    "Folded",
    "Impact",
    "Impacts",
    "NotTold",
    "NothingToTry",
    "Number",
    "OtherProcess",
    "RunUnknown",
    "StopLine",
    "TaskLine",
    "Totals",
    "UnitLine",
    "WorkLine",
    "evaluator",
]
