"""The periods that reports are made for: calendar half-years that are over, and no others.

Half-years share no day. Were quarters or years offered beside them, one report could be subtracted
from another; and a period that is not over would give other figures tomorrow.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Self

from prosesser.calendar import add_days, end_of_day, start_of_day
from prosesser.errors import Refused

_CODE = re.compile(r"([1-9][0-9]{3})H([12])")
_JULY = 7


class NotAPeriod(Refused):
    """Rapporter lages for halvår som er over, skrevet som 2026H1. Velg en periode i listen."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar half-year, 1 or 2, as days are counted in Oslo."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the half-year of a day."""
        return cls(day.year, 2 if day.month >= _JULY else 1)

    @classmethod
    def read(cls, code: str) -> Self:
        """Return the half-year of a code such as 2026H1; raises `NotAPeriod`."""
        match = _CODE.fullmatch(code)
        if match is None:
            raise NotAPeriod
        return cls(int(match[1]), int(match[2]))

    @property
    def code(self) -> str:
        """The short form that `read` reads."""
        return f"{self.year}H{self.half}"

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, 1 if self.half == 1 else _JULY, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    def __contains__(self, instant: datetime) -> bool:
        """Tell whether an aware instant lies in the period."""
        starts, ends = _bounds(self)
        return starts <= instant < ends

    def before(self) -> "Period":
        """Return the half-year before."""
        return Period.of(add_days(self.first, -1))


@lru_cache(maxsize=64)
def _bounds(period: Period) -> tuple[datetime, datetime]:
    return start_of_day(period.first), end_of_day(period.last)


def finished(since: date, today: date) -> tuple[Period, ...]:
    """Return the half-years from that of a day on that are over, the latest first."""
    found = []
    period = Period.of(today).before()
    while period.last >= since:
        found.append(period)
        period = period.before()
    return tuple(found)
