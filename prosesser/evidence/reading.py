"""The cases of a selection, opened one by one: no more than one journal is kept open at a time."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from prosesser.engine.messages import CaseMoved, MoveUndone
from prosesser.errors import Broken
from prosesser.record import Entry
from prosesser.store import Connection, MasterKey, journal
from prosesser.store.histories import journals
from prosesser.store.instants import from_micros
from prosesser.store.keys import CaseKey, Unsealable
from prosesser.store.versions import Versions


@dataclass(slots=True)
class Extent:
    """How many cases evidence is about, and how many it leaves out because their content is gone.

    ``erased`` by a deletion; ``unreadable`` since it has been tampered with or damaged. ``withheld``: left
    out of a file because the address of the person is protected.
    """

    cases: int = 0
    erased: int = 0
    unreadable: int = 0
    withheld: int = 0

    @property
    def left_out(self) -> int:
        """How many cases are left out."""
        return self.erased + self.unreadable + self.withheld


@dataclass(frozen=True)
class Head:
    """What is stored of a case beside its journal."""

    case: str
    process: str
    definition: str
    status: str
    opened_at: datetime
    key: CaseKey = field(repr=False)
    sealed_subject: bytes = field(repr=False)

    @cached_property
    def subject(self) -> Mapping[str, str]:
        """What the diagram says of the person; raises `Unsealable`."""
        found: Mapping[str, str] = json.loads(self.key.open("subject", "", self.sealed_subject))
        return found

    @property
    def protected(self) -> bool:
        """Whether where the person lives must not be told."""
        return self.subject.get("adressesperre") == "ja"


@dataclass(frozen=True, slots=True)
class Told:
    """A case with its journal, opened."""

    head: Head
    entries: tuple[Entry, ...]

    @property
    def settled(self) -> tuple[Entry, ...]:
        """The journal without moves that were undone: nothing has come of them."""
        return settled(self.entries)


class Reading:
    """Reads cases of one snapshot."""

    def __init__(self, connection: Connection, master: MasterKey, versions: Versions) -> None:
        self._connection = connection
        self._master = master
        self._versions = versions

    def heads(self, rows: Iterable[Any], extent: Extent) -> Iterator[Head]:
        """Yield the cases whose keys are there, and count the others."""
        for row in rows:
            if row.sealed is None:
                extent.erased += 1
                continue
            try:
                key = self._master.case_key(row.id, row.sealed)
            except Unsealable:
                extent.unreadable += 1
                continue
            opened_at = from_micros(row.opened_at)
            yield Head(row.id, row.key, row.definition, row.status, opened_at, key, row.subject)

    def journals(self, heads: Sequence[Head], extent: Extent) -> Iterator[Told]:
        """Yield the cases with their journals, in order; those that cannot be opened are counted."""
        known = {head.case: head for head in heads}
        for case, rows in journals(self._connection, tuple(known)):
            head = known.pop(case)
            try:
                entries = tuple(self._entry(head.key, row) for row in rows)
            except Broken:
                extent.unreadable += 1
                continue
            extent.cases += 1
            yield Told(head, entries)
        extent.unreadable += len(known)  # a case whose journal is gone has been tampered with

    def _entry(self, key: CaseKey, row: Any) -> Entry:  # noqa: ANN401 - a database row
        command, events = journal.decode(key.open("payload", row.sequence, row.payload))
        version = self._versions.get(row.definition)
        return Entry(row.sequence, from_micros(row.at), row.person, row.unit, command, events, version)


def settled(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return a journal without moves that were undone: nothing can stand between the two rows."""
    kept: list[Entry] = []
    for entry in entries:
        if kept and _tells(entry, MoveUndone) and _tells(kept[-1], CaseMoved):
            kept.pop()
        else:
            kept.append(entry)
    return tuple(kept)


def _tells(entry: Entry, kind: type[CaseMoved | MoveUndone]) -> bool:
    return any(isinstance(event, kind) for event in entry.events)
