"""A case as an auditor reads it: everything that is stored of it, in one snapshot."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prosesser.access import Actor
from prosesser.audit.errors import ContentErased
from prosesser.definition.model import Definition
from prosesser.record import Entry
from prosesser.store import Connection, journal
from prosesser.store.assignments import Assignment
from prosesser.store.instants import from_micros
from prosesser.store.keys import CaseKey
from prosesser.store.stored import StoredCase
from prosesser.store.versions import Versions


@dataclass(frozen=True, slots=True)
class AuditedCase:
    """A case in the list of an assignment. ``subject`` is empty when the content is erased."""

    case: str
    subject: str
    national_id: str
    process: str
    status: str
    opened_at: datetime
    changed_at: datetime
    erased: bool
    protected: bool


@dataclass(frozen=True, slots=True)
class AuditFile:
    """All that is stored of a case, and the key to it (None: erased).

    ``assignment`` is what lets the actor read it; None for the system itself. ``units`` and ``persons``
    say what ids are called. Use it within the ``open`` that gave it: ``connection`` is one snapshot.
    """

    case: str
    connection: Connection
    versions: Versions
    stored: StoredCase
    key: CaseKey | None
    assignment: Assignment | None
    units: Mapping[str, str]
    persons: Mapping[str, str]
    actor: Actor
    now: datetime

    @property
    def subject(self) -> Mapping[str, str]:
        """What the diagram says of the person; empty when erased."""
        if self.key is None:
            return {}
        found: Mapping[str, str] = json.loads(self.key.open("subject", "", self.stored.row.subject))
        return found

    @property
    def protected(self) -> bool:
        """Whether where the person lives must not be told."""
        return self.subject.get("adressesperre") == "ja"

    @property
    def rows(self) -> int:
        """How many rows the journal has."""
        return len(self.stored.journal)

    def require_key(self) -> CaseKey:
        """Return the key; raises `ContentErased`."""
        if self.key is None:
            raise ContentErased
        return self.key

    def entries(self) -> tuple[Entry, ...]:
        """Return the journal, opened, the oldest row first; raises `ContentErased` or `Unsealable`."""
        return tuple(self._entries())

    def followed(self) -> tuple[Definition, ...]:
        """Return the versions that the case has followed, the last first."""
        digests = dict.fromkeys(row.definition for row in reversed(self.stored.journal))
        return tuple(map(self.versions.get, digests))

    def _entries(self) -> Iterator[Entry]:
        key = self.require_key()
        for row in self.stored.journal:
            command, events = journal.decode(key.open("payload", row.sequence, row.payload))
            yield Entry(
                sequence=row.sequence,
                at=from_micros(row.at),
                person=row.person,
                unit=row.unit,
                command=command,
                events=events,
                definition=self.versions.get(row.definition),
            )


def audited_case(row: Any, key: CaseKey | None) -> AuditedCase:  # noqa: ANN401 - a database row
    """Return a case as the list shows it."""
    subject = {} if key is None else json.loads(key.open("subject", "", row.subject))
    return AuditedCase(
        case=row.id,
        subject=subject.get("navn", ""),
        national_id=subject.get("fodselsnummer", ""),
        process=row.process,
        status=row.status,
        opened_at=from_micros(row.opened_at),
        changed_at=from_micros(row.changed_at),
        erased=key is None,
        protected=subject.get("adressesperre") == "ja",
    )
