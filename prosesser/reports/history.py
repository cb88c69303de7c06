"""A case as one unit may know it, as it was when each half-year ended.

A unit's part in a case is a span of journal rows. What had ended before it is left out. After it the
unit knows no more than what became of the tasks that it still owed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from prosesser.calendar import end_of_day, oslo_date
from prosesser.definition.model import Definition
from prosesser.engine.codec import Facts
from prosesser.engine.events import (
    DateAgreed,
    DeadlineSet,
    Event,
    FactsChanged,
    GapFound,
    TaskCompleted,
    TaskMoved,
    TaskWithdrawn,
)
from prosesser.engine.move_events import CaseMoved, MoveUndone
from prosesser.errors import Refused
from prosesser.feel import Value, evaluate
from prosesser.record import Entry, Record, record_of, records_at
from prosesser.reports.making import Case
from prosesser.reports.outcomes import known_since
from prosesser.reports.periods import Period

_OF_TASK = TaskCompleted | TaskWithdrawn | TaskMoved | DeadlineSet | DateAgreed
_OF_VERSION = CaseMoved | MoveUndone


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's parts in a case: the first and the last journal row of each (None: it lasts)."""

    unit: str
    spans: tuple[tuple[int, int | None], ...]

    @property
    def first(self) -> int:
        """The row with which the unit first took part."""
        return min(first for first, _ in self.spans)

    @property
    def last(self) -> int | None:
        """The row with which its last part ended; None while one lasts."""
        lasts = [last for _, last in self.spans if last is not None]
        return max(lasts) if len(lasts) == len(self.spans) else None

    def ended_before(self, sequence: int) -> bool:
        """Tell whether all parts had ended before a row."""
        return self.last is not None and sequence > self.last

    def covers(self, sequence: int) -> bool:
        """Tell whether a row lies in one of the parts."""
        return any(first <= sequence and (last is None or sequence <= last) for first, last in self.spans)


@dataclass(frozen=True, slots=True)
class History:
    """The records by half-year, of those in which something happened, and the values of measures."""

    definition: Definition
    records: Mapping[Period, Record]
    values: Mapping[str, Value]

    def at_end_of(self, period: Period) -> Case | None:
        """Return the case as it was when a period ended; None when it had not begun."""
        known = max((known for known in self.records if known <= period), default=None)
        if known is None:
            return None
        record = self.records[known]
        return Case(record, self.values, known_since(self.definition, record), self.definition)


def history_of(definition: Definition, part: Part, entries: Sequence[Entry], facts: Facts) -> History:
    """Return what a unit may know of a case from its whole journal and its facts as they are now."""
    periods = sorted({Period.of(oslo_date(entry.at)) for entry in entries})
    known = list(_known(part, entries))
    ended = next((entry.at for entry in entries if entry.sequence == part.last), None)
    records = records_at(known, [end_of_day(period.last) for period in periods])
    withheld = {name for entry in entries if part.ended_before(entry.sequence) for name in _changed(entry)}
    return History(
        definition=definition,
        records={
            period: _within(record, part, over=ended is not None and ended < end_of_day(period.last))
            for period, record in zip(periods, records, strict=True)
        },
        values=dict(_measured(definition, facts, entries[-1].at, withheld)),
    )


def _known(part: Part, entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries of the part, those before it, and what became of owed tasks after it."""
    seen = [entry for entry in entries if not part.ended_before(entry.sequence)]
    yield from seen
    if len(seen) == len(entries):
        return
    open_duties = record_of(seen).open_duties
    owed = {duty.task for duty in open_duties if duty.unit == part.unit}
    for entry in entries[len(seen) :]:
        yield replace(entry, events=tuple(_of_tasks(entry.events, owed)))


def _of_tasks(events: Iterable[Event], owed: set[str]) -> Iterator[Event]:
    completing = False
    for event in events:
        if isinstance(event, _OF_VERSION):
            yield event
        elif isinstance(event, _OF_TASK) and event.task in owed:
            completing = completing or isinstance(event, TaskCompleted)
            yield event
        elif isinstance(event, GapFound) and completing:
            yield event


def _within(record: Record, part: Part, *, over: bool) -> Record:
    """Leave out what had ended before the unit took part, and what others owe once its part is over."""

    def known(sequence: int) -> bool:
        return part.covers(sequence) or part.ended_before(sequence)

    return replace(
        record,
        duties=tuple(
            duty
            for duty in record.duties
            if (known(duty.close.sequence) if duty.close else not over or duty.unit == part.unit)
        ),
        gaps=tuple(gap for gap in record.gaps if known(gap.sequence)),
        proposals=tuple(
            proposal
            for proposal in record.proposals
            if proposal.answer is not None and known(proposal.answer.sequence)
        ),
        happenings=(),
        known_since={name: since for name, since in record.known_since.items() if known(since.sequence)},
    )


def _changed(entry: Entry) -> Iterator[str]:
    for event in entry.events:
        if isinstance(event, FactsChanged):
            yield from event.names


def _measured(
    definition: Definition, facts: Facts, now: datetime, withheld: set[str]
) -> Iterator[tuple[str, Value]]:
    """Yield the measures, but those of facts that have changed since the unit's part ended."""
    for name, expression in definition.measures.items():
        if withheld.isdisjoint(expression.names):
            try:
                yield name, evaluate(expression, facts, now=now)
            except Refused:  # takes too much: as good as not known
                continue
