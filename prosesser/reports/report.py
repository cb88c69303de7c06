"""What a report shows: counts with the small ones hidden, and numbers that describe many cases.

Everything here may be published. A count of None is hidden.
"""

from dataclasses import dataclass

from prosesser.reports.periods import Period
from prosesser.reports.suppression import Line


@dataclass(frozen=True, slots=True)
class Lateness:
    """How many days over their dates late duties were done."""

    median: float
    worst: int


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """The duties that realise the same clauses.

    ``names`` are the tasks'. ``decided``: ended in the period, in parts ``on_time``, ``by_agreement``,
    ``lapsed`` and ``late``. ``open``: open as the period ended, in parts ``in_time`` and ``overdue``.
    ``lateness`` is None when the count of late ones is hidden or zero.
    """

    clauses: tuple[str, ...]
    names: tuple[str, ...]
    decided: Line
    open: Line
    lateness: Lateness | None

    @property
    def tells(self) -> bool:
        """Whether any count of it is shown, beside zero."""
        return bool(self.decided.total or self.open.total)


@dataclass(frozen=True, slots=True)
class GapLine:
    """How often a clause was recorded as not kept."""

    clause: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Section:
    """The duties and gaps of one party: of the unit itself (``own``), or of others in its cases."""

    party: str
    own: bool
    lines: tuple[RequirementLine, ...]
    gaps: tuple[GapLine, ...]


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The spread of a number over many cases."""

    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True)
class Stays:
    """The stays whose end was recorded in the period: how many, and their lengths in days."""

    count: int | None
    days: Quartiles | None


@dataclass(frozen=True, slots=True)
class Retention:
    """How residents live so many months after moving in, as recorded in the period.

    ``homes`` has the parts ``bor_fortsatt``, ``flyttet``, ``mistet`` and ``ukjent``; ``reasons`` those of
    the homes that were lost; ``readmitted`` has the parts ``ja``, ``nei`` and ``ukjent``. ``kept`` is the
    median, over the same cases, of the share of their deadlines that were kept (0 to 1).
    """

    months: int
    homes: Line
    reasons: Line
    readmitted: Line
    kept: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """A unit's report for a period.

    ``shared``: it holds what other units owe in the unit's cases. ``cases`` had a deadline decided or
    open in the period; None when hidden, or when not shared: the same cases are other units' too.
    ``proposals`` of other dates were answered in it, in parts ``agreed`` and ``declined``.
    """

    unit: str
    period: Period
    shared: bool
    cases: int | None
    sections: tuple[Section, ...]
    proposals: Line
    stays: Stays
    retention: tuple[Retention, ...]
