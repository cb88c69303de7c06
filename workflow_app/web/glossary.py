"""What the timeline calls things: the journal carries ids, people read names."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from prosesser.cases import OptionLists
from prosesser.definition.model import Definition
from prosesser.definition.requirements import is_advice, requirements_of
from workflow_app.wording import listed

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Names for the ids that commands and events carry: the diagram's, units', persons' and clauses'.

    They are those of ``definition``, and of the other versions that a case has followed where it has none.
    """

    definition: Definition
    units: Mapping[str, str]
    persons: Mapping[str, str]
    options: OptionLists
    others: tuple[Definition, ...] = ()

    def at(self, definition: Definition) -> "Glossary":
        """Return the names of a version first, and of those known here after it."""
        others = tuple(other for other in self._versions if other.digest != definition.digest)
        return replace(self, definition=definition, others=others)

    def element(self, element: str) -> str:
        """Return an element's name in quotation marks, its id where it has none."""
        found = self._first(lambda version: version.elements.get(element))
        return f"«{found.name if found and found.name else element}»"

    def waiting(self, ordinal_id: str) -> str:
        """Return the name of a task, timer or catch: element id, full stop, ordinal."""
        return self.element(ordinal_id.rpartition(".")[0] or ordinal_id)

    def clause(self, clause: str) -> str:
        """Return what the routine says in a clause, its id where the version's catalogue has none."""
        found = self._first(lambda version: requirements_of(version).get(clause))
        return f"«{found.text}»" if found and found.text else clause

    def is_advice(self, clauses: Iterable[str]) -> bool:
        """Tell whether deadlines of these clauses are advice, which nobody breaks."""
        known = {name: its for version in self.others[::-1] for name, its in requirements_of(version).items()}
        return is_advice({**known, **requirements_of(self.definition)}, clauses)

    def lane(self, lane: str) -> str:
        """Return a lane's name."""
        found = self._first(lambda version: version.lanes.get(lane))
        return found.name if found else lane

    def plan(self, plan: str) -> str:
        """Return a plan's title in quotation marks."""
        found = self._first(lambda version: version.checklists.get(plan))
        return f"«{found.title if found else plan}»"

    def section(self, plan: str, section: str) -> str:
        """Return the title of a section of a plan."""
        checklist = self._first(lambda version: version.checklists.get(plan))
        found = None if checklist is None else checklist.section(section)
        return found.title if found else section

    def facts(self, names: tuple[str, ...]) -> str:
        """Return the labels of facts as a list in a sentence."""
        return listed([f"«{self._label(name)}»" for name in names])

    def _label(self, fact: str) -> str:
        """Return a fact's label; one that only an output mapping sets has its name alone."""
        known = self._first(lambda version: version.facts.get(fact))
        return fact.replace("_", " ") if known is None or known.label == fact else known.label

    @property
    def _versions(self) -> tuple[Definition, ...]:
        return (self.definition, *self.others)

    def _first(self, look_up: Callable[[Definition], Found | None]) -> Found | None:
        found = (look_up(version) for version in self._versions)
        return next((one for one in found if one is not None), None)

    def unit(self, unit: str) -> str:
        """Return a unit's name."""
        return self.units.get(unit, unit)

    def person(self, person: str) -> str:
        """Return a person's name."""
        return self.persons.get(person, person)
