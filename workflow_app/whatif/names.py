"""What a draft and the version that it was made from call things: elements, clauses, units."""

from collections.abc import Mapping
from dataclasses import dataclass

from prosesser.definition.model import Definition, Element
from prosesser.definition.requirements import requirements_of
from prosesser.impact import Folded


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id; the draft's before those of the version."""

    before: Definition
    after: Definition
    units: Mapping[str, str]

    @staticmethod
    def of(result: Folded, units: Mapping[str, str]) -> "Names":
        """Return the names of a run's result."""
        return Names(result.before, result.after, units)

    def element(self, element: str) -> str:
        """Return what an element is called; a deadline is called by its task."""
        for definition in (self.after, self.before):
            found = definition.elements.get(element)
            if found is not None:
                task = None if found.attached_to is None else definition.elements[found.attached_to]
                return _name(task if task is not None and found.event == "timer" else found)
        return element

    def form(self, form: str) -> str:
        """Return which tasks a form is filled in at."""
        names = (
            _name(element)
            for definition in (self.after, self.before)
            for element in definition.elements.values()
            if form in element.forms
        )
        return ", ".join(dict.fromkeys(names)) or form

    def clause(self, clause: str) -> str:
        """Return what the routine says in a clause."""
        for definition in (self.after, self.before):
            found = requirements_of(definition).get(clause)
            if found is not None and found.text:
                return found.text
        return clause

    def unit(self, unit: str) -> str:
        """Return what a unit is called."""
        return self.units.get(unit, unit)


def _name(element: Element) -> str:
    return element.name or element.id
