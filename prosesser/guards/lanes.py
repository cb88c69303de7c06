"""Lanes that a version takes away or leaves without anything to do."""

from collections.abc import Iterator

from prosesser.definition.diff.sides import Side
from prosesser.definition.model import Definition
from prosesser.definition.words import listed
from prosesser.guards.model import Guard

TASK = "userTask"


def left_without_tasks(before: Side, after: Side) -> Iterator[Guard]:
    """Yield the lanes that are gone, and those that had tasks and have none any more."""
    lanes = after.definition.lanes
    for lane in before.definition.lanes:
        tasks = _tasks(before.definition, lane)
        names = listed([before.step(task) for task in tasks])
        lay = f" Der lå {names}." if tasks else ""
        if lane not in lanes:
            words = f"Banen «{before.lane(lane)}» er tatt bort.{lay}"
            yield Guard("lane_removed", lane, words, elements=(lane, *tasks))
        elif tasks and not _tasks(after.definition, lane):
            words = f"Banen «{after.lane(lane)}» står igjen uten oppgaver.{lay}"
            yield Guard("lane_empty", lane, words, elements=(lane, *tasks))


def _tasks(definition: Definition, lane: str) -> tuple[str, ...]:
    return tuple(e.id for e in definition.elements.values() if e.kind == TASK and e.lane == lane)
