"""What the timeline calls things: the journal carries ids, people read names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prosesser.cases import OptionLists
from prosesser.definition.model import Definition
from prosesser.definition.requirements import is_advice, requirements_of
from workflow_app.wording import listed


@dataclass(frozen=True, slots=True)
class Glossary:
    """Names for the ids that commands and events carry: the diagram's, units', persons' and clauses'."""

    definition: Definition
    units: Mapping[str, str]
    persons: Mapping[str, str]
    options: OptionLists

    def element(self, element: str) -> str:
        """Return an element's name in quotation marks, its id where it has none."""
        found = self.definition.elements.get(element)
        return f"«{found.name if found and found.name else element}»"

    def waiting(self, ordinal_id: str) -> str:
        """Return the name of a task, timer or catch: element id, full stop, ordinal."""
        return self.element(ordinal_id.rpartition(".")[0] or ordinal_id)

    def clause(self, clause: str) -> str:
        """Return what the routine says in a clause, its id where the version's catalogue has none."""
        found = requirements_of(self.definition).get(clause)
        return f"«{found.text}»" if found and found.text else clause

    def is_advice(self, clauses: Iterable[str]) -> bool:
        """Tell whether deadlines of these clauses are advice, which nobody breaks."""
        return is_advice(requirements_of(self.definition), clauses)

    def lane(self, lane: str) -> str:
        """Return a lane's name."""
        found = self.definition.lanes.get(lane)
        return found.name if found else lane

    def plan(self, plan: str) -> str:
        """Return a plan's title in quotation marks."""
        found = self.definition.checklists.get(plan)
        return f"«{found.title if found else plan}»"

    def section(self, plan: str, section: str) -> str:
        """Return the title of a section of a plan."""
        checklist = self.definition.checklists.get(plan)
        found = None if checklist is None else checklist.section(section)
        return found.title if found else section

    def facts(self, names: tuple[str, ...]) -> str:
        """Return the labels of facts as a list in a sentence."""
        return listed([f"«{self._label(name)}»" for name in names])

    def _label(self, fact: str) -> str:
        """Return a fact's label; one that only an output mapping sets has its name alone."""
        known = self.definition.facts.get(fact)
        return fact.replace("_", " ") if known is None or known.label == fact else known.label

    def unit(self, unit: str) -> str:
        """Return a unit's name."""
        return self.units.get(unit, unit)

    def person(self, person: str) -> str:
        """Return a person's name."""
        return self.persons.get(person, person)
