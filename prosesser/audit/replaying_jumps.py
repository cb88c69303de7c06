"""Where a replay can be gone to at once: overruns, handovers, deviations, versions, changes of plans.

Told by the journal's events, opened row by row as far as they agree with their commitments: a list to
find one's way by. What a row led to is shown only when its step has been made again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from prosesser.engine.events import DateAgreed, DeadlineOverrun, LaneMoved, TaskMoved, UnitChanged
from prosesser.engine.messages import CaseMoved, Event, ItemSaved, MoveUndone, PlanAdopted, SectionSet
from prosesser.store import journal
from prosesser.store.instants import from_micros
from prosesser.store.keys import CaseKey, Unsealable
from prosesser.store.stored import StoredCase


class Jump(StrEnum):
    """What a reader goes to next."""

    OVERRUN = "frist"
    HANDOVER = "ansvar"
    DEVIATION = "avvik"
    VERSION = "versjon"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Landing:
    """A row that one can jump to, with the events that make it so; ``definition`` is its version's digest."""

    sequence: int
    at: datetime
    definition: str
    events: tuple[Event, ...]

    @property
    def kinds(self) -> frozenset[Jump]:
        """The kinds of jump that lead here."""
        return frozenset(jump for jump in map(jump_of, self.events) if jump is not None)

    def of(self, kind: Jump) -> tuple[Event, ...]:
        """Return the events of a kind."""
        return tuple(event for event in self.events if jump_of(event) is kind)


def landings(stored: StoredCase, key: CaseKey, rows: int) -> tuple[Landing, ...]:
    """Return where one can jump to within the first rows, as far as these can be opened."""
    return tuple(_landings(stored.journal[:rows], key))


def _landings(rows: Sequence[Any], key: CaseKey) -> Iterator[Landing]:
    for row in rows:
        events = _events(row, key)
        if events is None:
            return
        telling = tuple(event for event in events if jump_of(event) is not None)
        if telling:
            yield Landing(row.sequence, from_micros(row.at), row.definition, telling)


def _events(row: Any, key: CaseKey) -> tuple[Event, ...] | None:  # noqa: ANN401 - a database row
    try:
        payload = key.open("payload", row.sequence, row.payload)
    except Unsealable:
        return None
    agrees = key.commit("payload", payload) == row.payload_commitment
    return journal.decode(payload)[1] if agrees else None


def jump_of(event: Event) -> Jump | None:
    """Return the kind of jump that an event is one of; what was unknown before is no handover."""
    match event:
        case DeadlineOverrun():
            return Jump.OVERRUN
        case UnitChanged(unit_from=str()) | LaneMoved(party_from=str()) | TaskMoved(party_from=str()):
            return Jump.HANDOVER
        case DateAgreed():
            return Jump.DEVIATION
        case CaseMoved() | MoveUndone():
            return Jump.VERSION
        case ItemSaved() | SectionSet() | PlanAdopted():
            return Jump.PLAN
    return None
