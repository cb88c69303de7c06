"""Lengths of stay, and how residents live months after they moved: from what the diagram measures.

A measure (``maling.*`` of the process) is an expression over a case's facts. Its value counts in the
period in which the last of the facts that it reads got its first value.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median, quantiles

from prosesser.definition.model import Definition
from prosesser.feel import Value
from prosesser.record import Record
from prosesser.reports.periods import Period
from prosesser.reports.report import Quartiles, Retention, Stays
from prosesser.reports.suppression import line, shown
from prosesser.reports.tally import kept_share

ADMITTED, DISCHARGED = "innflyttet", "utskrevet"
OUTCOME, REASON, READMITTED = "utfall_", "arsak_", "lagt_inn_"
MONTHS = re.compile(rf"{OUTCOME}([1-9][0-9]?)")
UNKNOWN = "ukjent"
LOST = "mistet"
HOMES = ("bor_fortsatt", "flyttet", LOST, UNKNOWN)
YES_OR_NO = ("ja", "nei", UNKNOWN)


@dataclass(frozen=True, slots=True)
class Measured:
    """A case: its record as a period ended, and its measures with the instant that each is known since."""

    record: Record
    values: Mapping[str, Value]
    known_since: Mapping[str, datetime]

    def became_known(self, measure: str, period: Period) -> bool:
        """Tell whether a measure got its value in the period."""
        since = self.known_since.get(measure)
        return since is not None and since in period and self.values.get(measure) is not None


def known_since(definition: Definition, record: Record) -> dict[str, datetime]:
    """Return since when each measure that reads a known fact is known."""
    found = {}
    for name, expression in definition.measures.items():
        facts = [record.known_since[fact].at for fact in expression.names if fact in record.known_since]
        if facts:
            found[name] = max(facts)
    return found


def stays(cases: Iterable[Measured], period: Period) -> Stays:
    """Return the lengths of the stays whose end was recorded in the period."""
    days = [
        (discharged - admitted).days
        for case in cases
        if case.became_known(DISCHARGED, period)
        and isinstance(discharged := case.values[DISCHARGED], date)
        and isinstance(admitted := case.values.get(ADMITTED), date)
    ]
    count = shown(len(days))
    return Stays(count, Quartiles(*quantiles(days, n=4, method="inclusive")) if count else None)


def months_measured(definitions: Iterable[Definition]) -> tuple[int, ...]:
    """Return after how many months the processes ask how the resident lives."""
    names = (name for definition in definitions for name in definition.measures)
    return tuple(sorted({int(match[1]) for match in map(MONTHS.fullmatch, names) if match}))


def retention(cases: Iterable[Measured], months: int, period: Period) -> Retention:
    """Return how residents lived so many months after moving in, as recorded in the period."""
    told = [case for case in cases if case.became_known(f"{OUTCOME}{months}", period)]
    homes = _counted((case.values[f"{OUTCOME}{months}"] for case in told), HOMES)
    lost = [case for case in told if case.values[f"{OUTCOME}{months}"] == LOST]
    reasons = Counter(_text(case.values.get(f"{REASON}{months}")) for case in lost)
    homes_shown = line(homes)
    shares = [share for case in told if (share := kept_share(case.record.duties)) is not None]
    return Retention(
        months=months,
        homes=homes_shown,
        reasons=line(reasons, hidden=homes_shown.parts[LOST] is None),
        readmitted=line(_counted((case.values.get(f"{READMITTED}{months}") for case in told), YES_OR_NO)),
        kept=median(shares) if shown(len(shares)) else None,
    )


def _counted(values: Iterable[Value], names: Collection[str]) -> dict[str, int]:
    """Count values by name; what is none of the names is unknown."""
    counts = Counter(value if value in names else UNKNOWN for value in map(_text, values))
    return {name: counts[name] for name in names}


def _text(value: Value) -> str:
    return value if isinstance(value, str) else UNKNOWN
