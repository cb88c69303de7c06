"""Who waited for whom: how long tasks lay with each party, and handovers with what was done first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from prosesser.engine.events import (
    Event,
    LaneMoved,
    TaskCompleted,
    TaskMoved,
    TaskOpened,
    TaskWithdrawn,
    UnitChanged,
)
from prosesser.record import Entry


@dataclass(frozen=True, slots=True)
class Wait:
    """A task that lay with a party from an instant until another (None: it still does)."""

    task: str
    element: str
    name: str
    party: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Handover:
    """The case, or the work of a lane, came to a unit of a party; ``first``: when somebody there acted."""

    party: str
    unit: str
    at: datetime
    first: datetime | None


def waits(entries: Sequence[Entry]) -> Iterator[Wait]:
    """Yield how long each task lay with each party that had it; those that still lie there come last."""
    lies: dict[str, Wait] = {}
    for entry in entries:
        for event in entry.events:
            match event:
                case TaskOpened(party=str(party)):
                    name = entry.definition.elements[event.element].name
                    lies[event.task] = Wait(event.task, event.element, name, party, entry.at, None)
                case TaskMoved() if event.task in lies:
                    left = lies.pop(event.task)
                    yield _until(left, entry.at)
                    if event.party_to is not None:
                        lies[event.task] = Wait(
                            left.task, left.element, left.name, event.party_to, entry.at, None
                        )
                case TaskCompleted() | TaskWithdrawn() if event.task in lies:
                    yield _until(lies.pop(event.task), entry.at)
                case _:
                    pass
    yield from lies.values()


def handovers(entries: Sequence[Entry]) -> Iterator[Handover]:
    """Yield when work came to a unit from somebody else, and when somebody there first did something."""
    units: dict[str, str] = {}
    for number, entry in enumerate(entries):
        came: dict[str, str] = {}
        for event in entry.events:
            if isinstance(event, UnitChanged):
                units.pop(event.party, None)
                if event.unit_to is not None:
                    units[event.party] = event.unit_to
            party = _receiver(event)
            if party in units and units[party] != entry.unit:
                came[units[party]] = party
        for unit, party in came.items():
            first = next((later.at for later in entries[number + 1 :] if later.unit == unit), None)
            yield Handover(party, unit, entry.at, first)


def _receiver(event: Event) -> str:
    """Return the party that something came to with an event; empty when it came to none."""
    match event:
        case UnitChanged(unit_to=str()):
            return event.party
        case LaneMoved(party_to=str(party)) if event.party_from is not None:
            return party
        case _:
            return ""


def _until(wait: Wait, at: datetime) -> Wait:
    return Wait(wait.task, wait.element, wait.name, wait.party, wait.since, at)
