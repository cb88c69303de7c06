"""The ways that cases have gone: sequences of what was done, the most common first, rare ones untold."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from prosesser.engine.events import (
    CaseCancelled,
    Event,
    MessageReceived,
    ParticipationEnded,
    TaskCompleted,
)
from prosesser.evidence.reading import Told
from prosesser.evidence.spread import Span
from prosesser.record import Entry
from prosesser.reports.suppression import FEWEST, line

Steps = Callable[[Sequence[Entry]], Iterator[str]]

CANCELLED = "Avbrutt"
RARE = ""


@dataclass(frozen=True, slots=True)
class Way:
    """What was done, in order; ``ended`` tells whether the case has."""

    steps: tuple[str, ...]
    ended: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """A way that cases have gone: how many did (None: hidden), their share, and for how many days."""

    way: Way
    cases: int | None
    share: float | None
    days: float | None


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of all cases. ``rare``: cases in ways that fewer than five went (None: hidden)."""

    total: int | None
    variants: tuple[Variant, ...]
    rare: int | None


class Variants:
    """The ways so far, in steps of some size, as they stand at an instant."""

    def __init__(self, steps: Steps, now: datetime) -> None:
        self._steps = steps
        self._now = now
        self._days: dict[Way, list[int]] = defaultdict(list)

    def add(self, told: Told) -> None:
        """Count a case."""
        entries = told.settled
        ended = told.head.status != "active"
        until = entries[-1].at if ended else self._now
        way = Way(tuple(self._steps(entries)), ended)
        self._days[way].append(Span.between(entries[0].at, until).days)

    def ways(self) -> Ways:
        """Return what may be shown: of a rare way not even what was done."""
        common = {way: days for way, days in self._days.items() if len(days) >= FEWEST}
        ordered = sorted(common, key=lambda way: (-len(common[way]), way.steps))
        number = {str(place): len(common[way]) for place, way in enumerate(ordered)}
        rare = sum(len(days) for way, days in self._days.items() if way not in common)
        shown = line({**number, RARE: rare})
        return Ways(
            total=shown.total,
            variants=tuple(
                _variant(way, common[way], shown.parts[str(place)], shown.total)
                for place, way in enumerate(ordered)
            ),
            rare=shown.parts[RARE],
        )


def _variant(way: Way, days: Sequence[int], cases: int | None, total: int | None) -> Variant:
    if cases is None or not total:
        return Variant(way, None, None, None)
    return Variant(way, cases, cases / total, median(days))


def by_task(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the names of the tasks that were done, messages that came and parts that ended."""
    for entry in entries:
        for event in entry.events:
            element = _done_at(event)
            if element:
                yield entry.definition.elements[element].name
    yield from _end(entries)


def by_part(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the parts of the routine in which something was done, in the diagram's order.

    Parts that go on at the same time are told alike, whichever happened to come first.
    """
    done = {element for entry in entries for event in entry.events if (element := _done_at(event))}
    definition = entries[-1].definition
    places = {element: place for place, element in enumerate(definition.elements)}
    known = sorted(done & places.keys(), key=places.__getitem__)
    yield from dict.fromkeys(map(definition.phase, known))
    yield from _end(entries)


def by_phase(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the parts of the routine in the order in which something was first done in each."""
    phases = dict.fromkeys(
        entry.definition.phase(element)
        for entry in entries
        for event in entry.events
        if (element := _done_at(event))
    )
    yield from phases
    yield from _end(entries)


GRAINS: Mapping[str, Steps] = {"deler": by_part, "faser": by_phase, "oppgaver": by_task}
"""How large the steps of a way are."""


def _done_at(event: Event) -> str:
    """Return the element at which an event tells that something was done; empty for other events."""
    match event:
        case TaskCompleted():
            return event.task.rpartition(".")[0]
        case MessageReceived():
            return event.catch.rpartition(".")[0]
        case ParticipationEnded():
            return event.element
        case _:
            return ""


def _end(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries[-1:]:
        for event in entry.events:
            if isinstance(event, CaseCancelled):
                yield CANCELLED
