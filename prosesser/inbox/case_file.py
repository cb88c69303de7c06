"""A case as read for one actor: its row, state, parts and open tasks, or `CaseNotFound`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prosesser.access import Action, Actor, CaseNotFound, Ground, TaskElsewhere, TaskGone, may
from prosesser.definition.model import Definition
from prosesser.engine.errors import UnknownPlan
from prosesser.engine.state import CaseState
from prosesser.inbox.lists import task_row
from prosesser.inbox.rows import Name, TaskRow
from prosesser.store import Connection, MasterKey, queries
from prosesser.store.instants import from_micros, from_micros_or_none
from prosesser.store.journal import read_state
from prosesser.store.keys import CaseKey
from prosesser.store.transaction import CaseErased
from prosesser.store.versions import Versions


@dataclass(frozen=True, slots=True)
class Participation:
    """A unit's part in a case.

    It lasts from ``start`` to ``end`` (aware UTC), and covers the case's journal from row ``first``
    to row ``last``; ``end`` and ``last`` are None while it lasts.
    """

    unit: str
    party: str
    first: int
    last: int | None
    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case that the actor may read. ``subject`` holds what the diagram says of the person.

    ``definition`` is the version that its open tasks follow. ``versions`` are those that the actor's
    unit knows it to have followed, the last first: none that came after the unit's part.
    """

    case: str
    definition: Definition
    versions: tuple[Definition, ...]
    opened_at: datetime
    key: CaseKey
    state: CaseState
    subject: Mapping[str, str]
    parts: tuple[Participation, ...]
    tasks: tuple[TaskRow, ...]
    units: Mapping[str, str]
    actor: Actor
    now: datetime

    @property
    def party(self) -> str | None:
        """The party that the actor's unit is in the case now; the side it takes, where it is both."""
        parties = self.state.parties_of(self.actor.unit)
        return self.actor.party if self.actor.party in parties else min(parties, default=None)

    @property
    def ended(self) -> datetime | None:
        """When the unit's part in the case ended; None while it has one."""
        ends = [part.end for part in self.parts if part.unit == self.actor.unit]
        return None if None in ends else max(end for end in ends if end is not None)

    @property
    def ground(self) -> Ground:
        """What the actor's unit has to do with the case."""
        return Ground.HAD_PART if self.ended else Ground.HAD_PART | Ground.HAS_PART

    def version(self, digest: str) -> Definition:
        """Return a version that the case has followed."""
        return next(version for version in self.versions if version.digest == digest)

    def unit_name(self, unit: str | None) -> Name | None:
        """Return a unit's name; its id when the directory does not know it."""
        return None if unit is None else Name(unit, self.units.get(unit, unit))

    def row(self, task_id: str) -> TaskRow:
        """Return the row of an open task that stands with the actor's unit.

        Raises `TaskGone` or `TaskElsewhere`.
        """
        row = next((row for row in self.tasks if row.task == task_id), None)
        if row is None:
            raise TaskGone
        if not row.ours or not may(self.actor, Action.READ_TASK, self.ground | Ground.HAS_TASK):
            raise TaskElsewhere
        return row


def open_file(
    connection: Connection, master: MasterKey, versions: Versions, actor: Actor, case: str, now: datetime
) -> CaseFile:
    """Read a case for an actor; raises `CaseNotFound` alike for a hidden and for a missing one."""
    row = queries.case_row(connection, case, actor.unit)
    if row is None or not may(actor, Action.READ_CASE, Ground.HAD_PART):
        raise CaseNotFound
    if row.sealed is None:
        raise CaseErased
    key = master.case_key(case, row.sealed)
    parts = tuple(map(_part, queries.parts_of_case(connection, case)))
    followed = queries.versions_of_case(connection, case, _last_known(parts, actor.unit))
    return CaseFile(
        case=case,
        definition=versions.get(row.definition),
        versions=tuple(map(versions.get, followed)),
        opened_at=from_micros(row.opened_at),
        key=key,
        state=read_state(key.open("state", row.version, row.state)),
        subject=json.loads(key.open("subject", "", row.subject)),
        parts=parts,
        tasks=tuple(
            task_row(master, versions, task, actor) for task in queries.tasks_of_case(connection, case)
        ),
        units=queries.unit_names(connection),
        actor=actor,
        now=now,
    )


def with_plan(versions: Iterable[Definition], plan: str) -> Definition:
    """Return the first of these versions that has a living document of this id; raises `UnknownPlan`."""
    found = next((version for version in versions if plan in version.checklists), None)
    if found is None:
        raise UnknownPlan
    return found


def _last_known(parts: Iterable[Participation], unit: str) -> int | None:
    """Return the last row of the journal that a unit knows; None while it has a part."""
    lasts = [part.last for part in parts if part.unit == unit]
    return None if None in lasts else max(last for last in lasts if last is not None)


def _part(row: Any) -> Participation:  # noqa: ANN401 - a database row
    return Participation(
        unit=row.unit,
        party=row.party,
        first=row.first_sequence,
        last=row.last_sequence,
        start=from_micros(row.starts_at),
        end=from_micros_or_none(row.ends_at),
    )
