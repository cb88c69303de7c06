"""Walks along the sequence flows of one scope."""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from prosesser.definition.model import Definition, Element

WAITING = frozenset({"userTask", "receiveTask", "intermediateCatchEvent", "boundaryEvent"})


def targets(definition: Definition, element: Element) -> Iterator[str]:
    """Yield the elements that the flows out of an element lead to."""
    for flow in element.outgoing:
        yield definition.flows[flow].target


def reachable(definition: Definition, sources: Iterable[str]) -> set[str]:
    """Return all that the sources lead to, themselves and their boundary events included."""
    found: set[str] = set()
    waiting = list(sources)
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(targets(definition, definition.elements[current]))
            waiting.extend(boundary.id for boundary in definition.boundaries(current))
    return found


def flows_after(definition: Definition, first: Iterable[str], stops: frozenset[str]) -> set[str]:
    """Return the flows on all ways on from the first ones, which end where they meet a stop."""
    found: set[str] = set()
    waiting = list(first)
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        found.add(current)
        target = definition.flows[current].target
        if target not in stops:
            waiting.extend(definition.elements[target].outgoing)
            for boundary in definition.boundaries(target):
                waiting.extend(boundary.outgoing)
    return found


def in_cycle(definition: Definition, element: Element) -> bool:
    """Say whether a way leads from an element back to itself."""
    return element.id in reachable(definition, targets(definition, element))


def waits(definition: Definition, element: Element) -> bool:
    """Say whether every pass through an element waits for someone or something.

    A subprocess waits when each way through it does; one for each item of a list may have no items.
    An event of a date does not: the date may have passed, and then it has passed each time round.
    """
    if element.kind in WAITING:
        return (
            element.kind != "intermediateCatchEvent" or element.timer is None or element.timer.kind != "date"
        )
    if element.kind != "subProcess" or element.loop is not None:
        return False
    inside = definition.children(element.id)
    starts = [child.id for child in inside if child.kind == "startEvent"]
    through = _without_waiting(definition, starts)
    return not any(child.kind == "endEvent" and child.id in through for child in inside)


def _without_waiting(definition: Definition, sources: list[str]) -> set[str]:
    found: set[str] = set()
    pending = list(sources)
    while pending:
        current = pending.pop()
        element = definition.elements[current]
        if current in found or waits(definition, element):
            continue
        found.add(current)
        pending.extend(targets(definition, element))
    return found


def waitless_cycles(definition: Definition) -> Iterator[str]:
    """Yield the elements from which a way leads back without waiting for anything."""
    idle = [element for element in definition.elements.values() if not waits(definition, element)]
    onward = {element.id: set(targets(definition, element)) for element in idle}
    try:
        TopologicalSorter({step: ways & onward.keys() for step, ways in onward.items()}).prepare()
    except CycleError:
        for step, ways in onward.items():
            if step in _without_waiting(definition, list(ways)):
                yield step
