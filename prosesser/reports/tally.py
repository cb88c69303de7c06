"""From the records of a unit's cases to its report for a period: counting, and then hiding.

Everything counts in the period in which it was recorded, so that each thing counts once and a period's
figures never change. What is open counts as it stood when the period ended.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median

from prosesser.record import Duty, Record, Standing
from prosesser.reports.periods import Period
from prosesser.reports.report import GapLine, Lateness, RequirementLine, Section
from prosesser.reports.suppression import Line, line, shown

DECIDED: Mapping[str, Standing] = {
    "on_time": Standing.ON_TIME,
    "by_agreement": Standing.BY_AGREEMENT,
    "lapsed": Standing.LAPSED,
    "late": Standing.LATE,
}
OPEN: Mapping[str, Standing] = {"in_time": Standing.OPEN, "overdue": Standing.OVERDUE}

Clauses = tuple[str, ...]


@dataclass(slots=True)
class _Row:
    names: set[str] = field(default_factory=set)
    standings: Counter[Standing] = field(default_factory=Counter)
    days_late: list[int] = field(default_factory=list)


class Tally:
    """The duties and gaps of one unit, or of the other units of one party, in its cases."""

    def __init__(self) -> None:
        self._rows: dict[Clauses, _Row] = {}
        self._gaps: Counter[str] = Counter()

    def add_duty(self, duty: Duty, period: Period, standing: Standing) -> None:
        """Count a duty."""
        row = self._rows.setdefault(duty.clauses, _Row())
        row.names.add(duty.name)
        row.standings[standing] += 1
        if standing is Standing.LATE:
            row.days_late.append(duty.overrun_days(period.last))

    def add_gap(self, clause: str) -> None:
        """Count a gap."""
        self._gaps[clause] += 1

    def section(self, party: str, order: Mapping[str, int], *, own: bool) -> Section:
        """Return what may be shown, in the catalogue's order of clauses."""
        by_clause = sorted(
            self._rows, key=lambda clauses: [order.get(clause, len(order)) for clause in clauses]
        )
        gaps = sorted(self._gaps, key=lambda clause: (order.get(clause, len(order)), clause))
        return Section(
            party=party,
            own=own,
            lines=tuple(_line(clauses, self._rows[clauses]) for clauses in by_clause),
            gaps=tuple(GapLine(clause, shown(self._gaps[clause])) for clause in gaps),
        )


def _line(clauses: Clauses, row: _Row) -> RequirementLine:
    decided = _counted(row, DECIDED)
    late = decided.parts["late"]
    return RequirementLine(
        clauses=clauses,
        names=tuple(sorted(row.names)),
        decided=decided,
        open=_counted(row, OPEN),
        lateness=Lateness(median(row.days_late), max(row.days_late)) if late else None,
    )


def _counted(row: _Row, parts: Mapping[str, Standing]) -> Line:
    return line({name: row.standings[standing] for name, standing in parts.items()})


def standings(record: Record, period: Period) -> Iterator[tuple[Duty, Standing]]:
    """Yield the duties that count in a period, given the record as it was when that ended.

    What is not needed does not count, nor does what lapsed and came back, nor added tasks without a date.
    """
    lapsed = set(record.lapsed)
    for duty in record.duties:
        if duty.has_deadline and (duty.close is None or duty.close.at in period):
            standing = duty.standing(period.last)
            came_back = standing is Standing.LAPSED and duty not in lapsed
            if standing is not Standing.NOT_NEEDED and not came_back:
                yield duty, standing


def kept_share(duties: Iterable[Duty]) -> float | None:
    """Return the share of done duties that were done by the date that counted; None when none was done."""
    done = [duty for duty in duties if duty.done_on is not None]
    if not done:
        return None
    return sum(duty.overrun_days(duty.done_on) == 0 for duty in done if duty.done_on) / len(done)
