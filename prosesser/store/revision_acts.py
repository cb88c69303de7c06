"""What was done with a revision, act by act: rows that are only ever added."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from prosesser.definition.bundle import digest
from prosesser.store.instants import from_micros, to_micros
from prosesser.store.revisions import Revision
from prosesser.store.tables import revision_acts


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does: the act, by whom, when and why; ``details`` is JSON data."""

    act: str
    person: str
    at: datetime
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Act:
    """An act as it was written; ``edition`` and ``digest`` are those of the files that it was about."""

    revision: str
    sequence: int
    edition: int
    digest: str
    deed: Deed


def append(connection: Connection, revision: Revision, deed: Deed) -> None:
    """Add an act on a revision as it stands after it."""
    latest = select(func.max(revision_acts.c.sequence)).where(revision_acts.c.revision == revision.id)
    connection.execute(
        insert(revision_acts).values(
            revision=revision.id,
            sequence=(connection.execute(latest).scalar() or 0) + 1,
            at=to_micros(deed.at),
            person=deed.person,
            act=deed.act,
            edition=revision.edition,
            digest=digest(revision.bundle),
            reason=deed.reason,
            details=json.dumps(deed.details, ensure_ascii=False),
        )
    )


def acts_on(connection: Connection, revision: str) -> tuple[Act, ...]:
    """Return the acts on a revision, the first one first."""
    query = select(revision_acts).where(revision_acts.c.revision == revision)
    return tuple(map(_act, connection.execute(query.order_by(revision_acts.c.sequence))))


def doers(connection: Connection, acts: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return who has done one of some acts, by revision."""
    query = select(revision_acts.c.revision, revision_acts.c.person)
    found: dict[str, set[str]] = {}
    for row in connection.execute(query.where(revision_acts.c.act.in_(acts)).distinct()):
        found.setdefault(row.revision, set()).add(row.person)
    return {revision: frozenset(persons) for revision, persons in found.items()}


def _act(row: Row[tuple[object, ...]]) -> Act:
    deed = Deed(row.act, row.person, from_micros(row.at), row.reason, json.loads(row.details))
    return Act(row.revision, row.sequence, row.edition, row.digest, deed)
