"""How long things took: numbers that describe many, and none that describes few."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import quantiles

from prosesser.calendar import oslo_date, working_days_between
from prosesser.reports.suppression import shown


@dataclass(frozen=True, slots=True)
class Spread:
    """A lower quartile, a median, an upper quartile and the longest of whole days."""

    lower: float
    median: float
    upper: float
    longest: int


@dataclass(frozen=True, slots=True)
class Times:
    """How long things took in calendar days and in working days."""

    days: Spread
    working_days: Spread


@dataclass(frozen=True, slots=True)
class Span:
    """From one Oslo day to another."""

    start: date
    end: date

    @classmethod
    def between(cls, start: datetime, end: datetime) -> "Span":
        """Return the span between two instants."""
        return cls(oslo_date(start), oslo_date(end))

    @property
    def days(self) -> int:
        """How many midnights lie between."""
        return (self.end - self.start).days

    @property
    def working_days(self) -> int:
        """How many working days come after the first day, up to and with the last."""
        return working_days_between(self.start, self.end)


def times(spans: Sequence[Span]) -> Times | None:
    """Describe how long things took; None of none, and of so few that they are hidden."""
    if not shown(len(spans)):
        return None
    return Times(
        _spread([span.days for span in spans]),
        _spread([span.working_days for span in spans]),
    )


def _spread(days: Sequence[int]) -> Spread:
    lower, middle, upper = quantiles(days, n=4, method="inclusive")
    return Spread(lower, middle, upper, max(days))
