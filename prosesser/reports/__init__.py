"""Reports over a unit's cases: how the routine was followed, and how residents fared, in counts.

`Reports` is the door. docs/report.md says what is counted, and why so much is hidden.
"""

from prosesser.reports.periods import NotAPeriod, Period
from prosesser.reports.report import (
    GapLine,
    Lateness,
    Quartiles,
    Report,
    RequirementLine,
    Retention,
    Section,
    Stays,
)
from prosesser.reports.reports import Asked, Reports
from prosesser.reports.suppression import FEWEST, Line

__all__ = [
    "FEWEST",
    "Asked",
    "GapLine",
    "Lateness",
    "Line",
    "NotAPeriod",
    "Period",
    "Quartiles",
    "Report",
    "Reports",
    "RequirementLine",
    "Retention",
    "Section",
    "Stays",
]
