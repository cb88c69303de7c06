"""The timeline: the journal, opened for those who may see it."""

from typing import Any

from prosesser.inbox.case_file import CaseFile
from prosesser.inbox.rows import Name, TimelineRow
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
    )
