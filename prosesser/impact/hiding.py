"""What may be shown of totals to who has no access to the cases: nothing that singles one out.

Counts from 1 to 4 are hidden, as in reports. Where counts make up a shown total, more are hidden, so that
none can be worked out. All others are told about, to the nearest five: those tables overlap, and from exact
counts the small ones between them could be worked out. docs/whatif.md holds the reasoning.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from prosesser.impact.evaluate import CANNOT, CHOICE, ERASED, NEUTRAL
from prosesser.impact.totals import (
    DateLine,
    Number,
    StopLine,
    Totals,
    UnitLine,
)
from prosesser.reports.suppression import FEWEST, line, shown
from prosesser.store.runs import UNREADABLE

STOPPING = (CHOICE, CANNOT)
MANY = 20
"""Cases of which it may be said what most of them do: the rest of them may be any number up to nine."""


def hidden(totals: Totals) -> Totals:
    """Return the totals as anybody may see them who may see totals."""
    running, ended = _outcomes(totals.running), _outcomes(totals.ended)
    rest = [known[outcome] for known in (running, ended) for outcome in (NEUTRAL, UNREADABLE, ERASED)]
    touched = None if None in rest else totals.touched
    stopped = {outcome for outcome in STOPPING if None not in {running[outcome], ended[outcome]}}
    sums = (sum(count or 0 for count in counts.values()) for counts in (totals.running, totals.ended))
    told = Telling({totals.cases, touched or 0, *sums} - {0})
    return Totals(
        cases=totals.cases,
        exact=False,
        running=running,
        ended=ended,
        most=(_most(totals.running, running), _most(totals.ended, ended)),
        touched=touched,
        dates=tuple(map(told.date, totals.dates)),
        tasks=tuple(
            replace(its, cases=told.about(its.cases), open=told.about(its.open)) for its in totals.tasks
        ),
        work=tuple(
            replace(its, more=told.about(its.more), fewer=told.about(its.fewer)) for its in totals.work
        ),
        answers=tuple(
            replace(its, recorded=told.about(its.recorded), open=told.about(its.open))
            for its in totals.answers
        ),
        stops=tuple(_stops(totals, stopped)),
        units=tuple(_units(totals, None if touched is not None else told)),
        clauses=tuple(replace(its, cases=told.about(its.cases)) for its in totals.clauses),
    )


class Telling:
    """Tells of counts without giving away what is left of the ``wholes`` that are known exactly."""

    def __init__(self, wholes: Collection[int]) -> None:
        self._wholes = sorted(wholes)

    def about(self, count: Number) -> Number:
        """Return a count to the nearest five; a small one is hidden.

        A count that is nearly a whole is told as a whole would be: all from four less on alike.
        """
        if not count or shown(count) is None:
            return None if count else 0
        whole = self._near(count)
        if whole is None:
            return _nearest(count)
        if whole < 2 * FEWEST:  # too little to hide among
            return _nearest(whole) if count == whole else None
        return _nearest(whole - FEWEST // 2)

    def date(self, its: DateLine) -> DateLine:
        """Return a row of dates: none of its parts where one is small, or where they are nearly a whole."""
        parts = (its.earlier, its.later, its.other)
        gives_away = self._near(its.cases or 0) is not None or any(self.about(part) is None for part in parts)
        is_split = sum(bool(part) for part in parts) > 1
        earlier, later, other = (
            None if part and is_split and gives_away else self.about(part) for part in parts
        )
        cases, is_open, passed = map(self.about, (its.cases, its.open, its.passed))
        return DateLine(its.element, cases, earlier, later, other, is_open, passed)

    def _near(self, count: int) -> int | None:
        """Return the whole of which a count leaves four at most; None where there is none."""
        return next((whole for whole in self._wholes if count <= whole < count + FEWEST), None)


def _nearest(count: int) -> int:
    return FEWEST * round(count / FEWEST)


def _outcomes(counts: Mapping[str, Number]) -> Mapping[str, Number]:
    return line({outcome: count or 0 for outcome, count in counts.items()}).parts


def _most(counts: Mapping[str, Number], seen: Mapping[str, Number]) -> str | None:
    """Return the hidden outcome that more than half have, where there are many: so the rest may be any."""
    total = sum(count or 0 for count in counts.values())
    if total < MANY:
        return None
    return next(
        (its for its, count in counts.items() if seen[its] is None and 2 * (count or 0) > total), None
    )


def _stops(totals: Totals, shown_outcomes: Collection[str]) -> Iterator[StopLine]:
    for outcome, some in groupby(totals.stops, attrgetter("outcome")):
        stops = list(some)
        counts = {f"{number}": stop.cases or 0 for number, stop in enumerate(stops)}
        parts = line(counts, hidden=outcome not in shown_outcomes).parts
        yield from (replace(stop, cases=parts[f"{number}"]) for number, stop in enumerate(stops))


def _units(totals: Totals, told: Telling | None) -> Iterator[UnitLine]:
    """Yield the units as parts of the cases that are touched; where those are hidden each is told about."""
    for party, some in groupby(totals.units, attrgetter("party")):
        counts = {its.unit: its.cases or 0 for its in some}
        unknown = (totals.touched or 0) - sum(counts.values())
        parts = line({**counts, "": unknown} if unknown else counts).parts
        for unit, count in counts.items():
            yield UnitLine(party, unit, parts[unit] if told is None else told.about(count))
