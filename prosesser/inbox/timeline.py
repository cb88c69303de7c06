"""The timeline: the journal, opened for those who may see it, and what it tells of the case."""

from collections.abc import Iterable
from typing import Any

from prosesser.inbox.case_file import CaseFile
from prosesser.inbox.rows import Name, TimelineRow
from prosesser.record import Entry, Record, record_of
from prosesser.store import journal
from prosesser.store.instants import from_micros


def spans(file: CaseFile) -> list[tuple[int, int | None]]:
    """Return the first and last row of the journal in each part of the actor's unit."""
    return [(part.first, part.last) for part in file.parts if part.unit == file.actor.unit]


def timeline_row(file: CaseFile, row: Any) -> TimelineRow:  # noqa: ANN401 - a database row
    """Return one row of the journal, opened."""
    command, events = journal.decode(file.key.open("payload", row.sequence, row.payload))
    return TimelineRow(
        sequence=row.sequence,
        at=from_micros(row.at),
        person=Name(row.person, row.person_name or row.person),
        unit=Name(row.unit, row.unit_name or row.unit) if row.unit else None,
        command=command,
        events=events,
        definition=file.version(row.definition),
    )


def told(timeline: Iterable[TimelineRow]) -> Record:
    """Return what a timeline, newest first as it is read, tells of its case."""
    return record_of(map(entry, sorted(timeline, key=lambda row: row.sequence)))


def entry(row: TimelineRow) -> Entry:
    """Return a row of a timeline as the record takes it in."""
    unit = row.unit.id if row.unit else ""
    return Entry(row.sequence, row.at, row.person.id, unit, row.command, row.events, row.definition)
