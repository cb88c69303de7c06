"""Where a case has been in its diagram, and where it could have been."""

from collections.abc import Iterable, Iterator

from prosesser.definition.model import Definition
from prosesser.engine.state import CaseState
from workflow_app.rehearsal.rehearse import Played


def visited(definition: Definition, steps: Iterable[Played]) -> frozenset[str]:
    """Return the elements that tokens were at, with the subprocesses around them."""
    found = {element for step in steps for element in (*step.passed, *_waiting(definition, step.state))}
    return frozenset(found.union(_around(definition, found)))


def reachable(definition: Definition) -> Iterator[str]:
    """Yield, in the diagram's order, the elements that a case can come to.

    A deadline is no place: it goes with its task, and a case that keeps it never comes there.
    """
    for element in definition.elements.values():
        is_deadline = element.timer is not None and element.timer.deadline
        if element.kind != "process" and not is_deadline:
            yield element.id


def _waiting(definition: Definition, state: CaseState) -> Iterator[str]:
    """Yield where tokens rest; an event on an edge is only armed until it happens."""
    for entry in (*state.tasks.values(), *state.timers.values(), *state.catches.values()):
        if definition.elements[entry.element].attached_to is None:
            yield entry.element


def _around(definition: Definition, elements: Iterable[str]) -> Iterator[str]:
    for element in elements:
        yield from (scope.id for scope in definition.enclosing(element))
