"""Whether the clauses were kept: every deadline of the cases, by the clauses that it realises.

The counts may be shown to anyone; the instances behind them to who may open their cases alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from prosesser.definition.requirements import requirements_of
from prosesser.evidence.reading import Head, Told
from prosesser.record import Duty, Standing, record_of
from prosesser.reports.report import Lateness
from prosesser.reports.suppression import Line, line

ON_TIME, BY_AGREEMENT, LAPSED, LATE = "on_time", "by_agreement", "lapsed", "late"
MISSING, NOT_DUE, NOT_NEEDED = "missing", "not_due", "not_needed"
OUTCOMES = (ON_TIME, BY_AGREEMENT, LATE, MISSING, LAPSED, NOT_DUE, NOT_NEEDED)
"""How a deadline can stand, in the order in which it is shown."""

_DONE: Mapping[Standing, str] = {
    Standing.ON_TIME: ON_TIME,
    Standing.BY_AGREEMENT: BY_AGREEMENT,
    Standing.LATE: LATE,
    Standing.OPEN: NOT_DUE,
    Standing.OVERDUE: MISSING,
}
NO_CLAUSE = "-"


@dataclass(frozen=True, slots=True)
class Instance:
    """A deadline in a case: how it stands, and by how many days it was done, or is, too late."""

    head: Head
    duty: Duty
    outcome: str
    days: int


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """The deadlines that realise the same clauses: counts by outcome, small ones hidden.

    ``names`` are the tasks'. ``lateness`` of those that were done late; None when they are hidden or none.
    """

    clauses: tuple[str, ...]
    names: tuple[str, ...]
    counts: Line
    lateness: Lateness | None

    @property
    def key(self) -> str:
        """The name of the line in an address."""
        return key_of(self.clauses)


@dataclass(slots=True)
class _Row:
    names: set[str] = field(default_factory=set)
    outcomes: Counter[str] = field(default_factory=Counter)
    days_late: list[int] = field(default_factory=list)


class Conformance:
    """The deadlines so far, as they stand on a day."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._rows: dict[tuple[str, ...], _Row] = {}
        self._places: dict[str, int] = {}

    def add(self, told: Told) -> None:
        """Count the deadlines of a case."""
        for definition in {entry.definition.digest: entry.definition for entry in told.entries}.values():
            for clause in requirements_of(definition):
                self._places.setdefault(clause, len(self._places))
        for instance in instances(told, self._day):
            row = self._rows.setdefault(instance.duty.clauses, _Row())
            row.names.add(instance.duty.name)
            row.outcomes[instance.outcome] += 1
            if instance.outcome == LATE:
                row.days_late.append(instance.days)

    def lines(self) -> tuple[ClauseLine, ...]:
        """Return what may be shown, in the order of the catalogue."""
        last = len(self._places)
        by_clause = sorted(
            self._rows, key=lambda clauses: [self._places.get(clause, last) for clause in clauses]
        )
        return tuple(_line(clauses, self._rows[clauses]) for clauses in by_clause)


def instances(told: Told, day: date) -> Iterator[Instance]:
    """Yield the deadlines of a case as they stand on a day; added tasks without a date have none."""
    record = record_of(told.entries)
    lapsed = set(record.lapsed)
    for duty in record.duties:
        if duty.has_deadline:
            outcome = _outcome(duty, day, came_back=duty not in lapsed)
            yield Instance(told.head, duty, outcome, _days_over(duty, outcome, day))


def key_of(clauses: Sequence[str]) -> str:
    """Return the name of the line of these clauses in an address."""
    return "+".join(clauses) or NO_CLAUSE


def _outcome(duty: Duty, day: date, *, came_back: bool) -> str:
    """Tell how a deadline stands.

    What was closed without being done, after its date, is missing; before it, it was not needed. What
    lapsed because a home was found and came back has another deadline in its place.
    """
    standing = duty.standing(day)
    if standing is Standing.LAPSED and not came_back:
        return LAPSED
    if duty.close is None or duty.close.how == "done":
        return _DONE[standing]
    return MISSING if duty.stands is not None and duty.stands < duty.close.day else NOT_NEEDED


def _days_over(duty: Duty, outcome: str, day: date) -> int:
    if outcome == MISSING and duty.stands is not None:
        return ((duty.close.day if duty.close else day) - duty.stands).days
    return duty.overrun_days(day)


def _line(clauses: tuple[str, ...], row: _Row) -> ClauseLine:
    counts = line({outcome: row.outcomes[outcome] for outcome in OUTCOMES})
    late = Lateness(median(row.days_late), max(row.days_late)) if counts.parts[LATE] else None
    return ClauseLine(clauses, tuple(sorted(row.names)), counts, late)
