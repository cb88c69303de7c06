"""Totals folded case by case: what is kept grows with the diagram and the units, never with the cases."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime

from prosesser.calendar import oslo_date
from prosesser.engine.outlooks import DueChange, Outlook
from prosesser.impact.evaluate import CANNOT, CHOICE, FOLLOWS, OUTCOMES, Told
from prosesser.impact.totals import (
    AnswerLine,
    ClauseLine,
    DateLine,
    StopLine,
    TaskLine,
    Totals,
    UnitLine,
    WorkLine,
)

TOUCHED = (FOLLOWS, CHOICE, CANNOT)
ClausesOf = Callable[[str], tuple[str, ...]]
Key = tuple[str, ...]


class Tally:
    """The counts so far. ``now`` is the day of the question: work that is late already is work of now."""

    def __init__(self, clauses_of: ClausesOf, now: datetime) -> None:
        self._clauses_of = clauses_of
        self._month = _month(oslo_date(now))
        self._running: Counter[str] = Counter()
        self._ended: Counter[str] = Counter()
        self._counts: Counter[Key] = Counter()

    def add(self, outcome: str, status: str, told: Told | None) -> None:
        """Count a case; ``told`` is None where there is nothing to tell of it: then its status counts."""
        active = status == "active" if told is None else not told.outlook.ended
        (self._running if active else self._ended)[outcome] += 1
        if told is not None and outcome in TOUCHED:
            self._counts.update(set(self._keys(outcome, told)))  # each once for a case

    def totals(self) -> Totals:
        """Return the totals, exact."""
        return Totals(
            cases=self._running.total() + self._ended.total(),
            exact=True,
            running={outcome: self._running[outcome] for outcome in OUTCOMES},
            ended={outcome: self._ended[outcome] for outcome in OUTCOMES},
            most=(None, None),
            touched=sum(self._running[outcome] + self._ended[outcome] for outcome in TOUCHED),
            dates=tuple(
                DateLine(element, *(self._count("date", how, element) for how in DATE_COUNTS))
                for (element,) in self._keyed("date", "cases")
            ),
            tasks=tuple(
                TaskLine(
                    element, change, party, *self._two("task", ("cases", "open"), element, change, party)
                )
                for element, change, party in self._keyed("task", "cases")
            ),
            work=tuple(
                WorkLine(unit, month, *self._two("work", ("more", "fewer"), unit, month))
                for unit, month in self._keyed("work", "more", "fewer")
            ),
            answers=tuple(
                AnswerLine(form, field, label, *self._two("answer", ("recorded", "open"), form, field, label))
                for form, field, label in self._keyed("answer", "recorded", "open")
            ),
            stops=tuple(
                StopLine(outcome, reason, element or None, self._count("stop", "", outcome, reason, element))
                for outcome, reason, element in self._keyed("stop", "")
            ),
            units=tuple(
                UnitLine(party, unit, self._count("unit", "", party, unit))
                for party, unit in self._keyed("unit", "")
            ),
            clauses=tuple(
                ClauseLine(clause, self._count("clause", "", clause))
                for (clause,) in self._keyed("clause", "")
            ),
        )

    def _keyed(self, table: str, *columns: str) -> list[Key]:
        """Return the rows of a table that count in any of these columns, in order."""
        return sorted({key[2:] for key in self._counts if key[0] == table and key[1] in columns})

    def _count(self, *key: str) -> int:
        return self._counts[key]

    def _two(self, table: str, columns: tuple[str, str], *row: str) -> tuple[int, int]:
        first, second = columns
        return self._count(table, first, *row), self._count(table, second, *row)

    def _keys(self, outcome: str, told: Told) -> Iterator[Key]:
        """Yield what a case counts in: the table, the column, and the row."""
        outlook = told.outlook
        for change in outlook.dates:
            yield from (("date", how, change.element) for how in _happens(change))
        for kind, element, party, is_open in _tasks(outlook):
            yield "task", "cases", element, kind, party
            if is_open:
                yield "task", "open", element, kind, party
        yield from self._work(outlook)
        for missing in outlook.missing:
            yield "answer", "recorded", missing.form, missing.field, missing.label
        for needed in outlook.needed:
            yield "answer", "open", needed.form, needed.field, needed.label
        if outcome != FOLLOWS:
            stopped = outlook.stopped
            yield "stop", "", outcome, outlook.reason, (stopped.element if stopped else None) or ""
        for party, unit in told.units.items():
            yield "unit", "", party, unit
        for element in _elements(outlook):
            yield from (("clause", "", clause) for clause in self._clauses_of(element))

    def _work(self, outlook: Outlook) -> Iterator[Key]:
        """Yield where there will be more to do and where less: what is still open, when it falls due."""
        net: Counter[tuple[str, str]] = Counter()
        for change in (*outlook.added, *outlook.moved, *outlook.removed):
            month = max(_month(oslo_date(change.opened)), self._month)
            if change.open and change.side_to is not None and change.side_to.unit:
                net[change.side_to.unit, month] += 1
            if change.open and change.side_from is not None and change.side_from.unit:
                net[change.side_from.unit, month] -= 1
        for due in outlook.dates:
            if due.open and due.unit and due.task is not None and due.agreed is None:
                net.update(self._shifted(due.unit, due))
        for (unit, month), more in net.items():
            if more:
                yield "work", "more" if more > 0 else "fewer", unit, month

    def _shifted(self, unit: str, due: DueChange) -> Counter[tuple[str, str]]:
        shifted: Counter[tuple[str, str]] = Counter()
        for when, sign in ((due.due_from, -1), (due.due_to, 1)):
            if when is not None:
                shifted[unit, max(_month(_day(when)), self._month)] += sign
        return shifted


DATE_COUNTS = ("cases", "earlier", "later", "other", "open", "passed")


def _happens(change: DueChange) -> Iterator[str]:
    yield "cases"
    if change.due_from is None or change.due_to is None:
        yield "other"
    else:
        yield "earlier" if _day(change.due_to) < _day(change.due_from) else "later"
    if change.open:
        yield "open"
        if change.passed:
            yield "passed"


def _tasks(outlook: Outlook) -> Iterator[tuple[str, str, str, bool]]:
    for kind, changes in (("added", outlook.added), ("removed", outlook.removed), ("moved", outlook.moved)):
        for change in changes:
            side = change.side_to or change.side_from
            yield kind, change.element, (side.party if side else None) or "", change.open


def _elements(outlook: Outlook) -> set[str]:
    """Return the elements at which anything changes."""
    found = {change.element for change in (*outlook.added, *outlook.removed, *outlook.moved)}
    found |= {change.element for change in outlook.dates}
    found |= {missing.element for missing in outlook.missing} | {its.element for its in outlook.needed}
    if outlook.stopped is not None and outlook.stopped.element is not None:
        found.add(outlook.stopped.element)
    return found


def _day(when: date | datetime) -> date:
    return oslo_date(when) if isinstance(when, datetime) else when


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"
