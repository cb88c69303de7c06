"""A log of events to be written, in whichever format."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO

from prosesser.evidence.happened import Row, rows
from prosesser.record import Entry

Persons = Callable[[str], str]
"""What a person is called in the file."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A case and its events, which are read once."""

    case: str
    process: str
    status: str
    rows: Iterable[Row]


@dataclass(frozen=True, slots=True)
class Log:
    """Cases to be written, which are read once.

    ``withheld`` and ``erased`` are not in it: cases of persons whose address is protected, and cases whose
    content has been deleted. ``comment``, asked when all are written, says what is not in it, if anything.
    """

    name: str
    traces: Iterable[Trace]
    withheld: int
    erased: int
    comment: Callable[[], str]


Write = Callable[[Log, IO[bytes]], None]
"""Writes a log into an open file."""


def events(case: str, entries: Sequence[Entry], persons: Persons) -> Iterator[Row]:
    """Yield the events of a case, persons called as told."""
    for row in rows(case, entries):
        yield replace(row, person=persons(row.person))
