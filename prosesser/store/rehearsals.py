"""Rehearsals as rows: a process owner's run of a revision, as the list of what was done in it."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from prosesser.store.instants import from_micros, to_micros
from prosesser.store.tables import rehearsals

Moves = tuple[Mapping[str, Any], ...]
"""What was done, as JSON data; what it means is the rehearsal's."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A person's run of a revision.

    ``edition`` is the revision's when the run was changed last, ``number`` how often that was, from 1.
    """

    revision: str
    person: str
    edition: int
    number: int
    moves: Moves
    changed_at: datetime


def find(connection: Connection, revision: str, person: str) -> Rehearsal | None:
    """Return a person's run of a revision; None when there is none."""
    row = connection.execute(
        select(rehearsals).where(rehearsals.c.revision == revision, rehearsals.c.person == person)
    ).one_or_none()
    if row is None:
        return None
    moves = tuple(json.loads(zlib.decompress(row.moves)))
    return Rehearsal(row.revision, row.person, row.edition, row.number, moves, from_micros(row.changed_at))


def keep(connection: Connection, rehearsal: Rehearsal) -> bool:
    """Store a run over the one with the number before; False when that is not the one that stands there."""
    values = {
        "edition": rehearsal.edition,
        "number": rehearsal.number,
        "moves": zlib.compress(json.dumps(rehearsal.moves, ensure_ascii=False).encode()),
        "changed_at": to_micros(rehearsal.changed_at),
    }
    ours = {"revision": rehearsal.revision, "person": rehearsal.person}
    if rehearsal.number == 1:
        make: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        added = make(rehearsals).values(**ours, **values).on_conflict_do_nothing()
        return connection.execute(added.returning(rehearsals.c.number)).one_or_none() is not None
    before = rehearsals.c.number == rehearsal.number - 1
    whose = (rehearsals.c.revision == rehearsal.revision, rehearsals.c.person == rehearsal.person)
    return connection.execute(update(rehearsals).where(*whose, before).values(**values)).rowcount == 1
