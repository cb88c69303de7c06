"""The clauses that explain something, as the catalogue of the version at that time has them."""

from collections.abc import Iterable
from dataclasses import dataclass

from prosesser.definition.model import Definition
from prosesser.definition.requirements import requirements_of


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause by its id; where it stands ("F §2.2") and what it says, empty where the catalogue lacks it."""

    id: str
    place: str
    text: str


def clauses_of(definition: Definition, elements: Iterable[str | None]) -> tuple[Clause, ...]:
    """Return the clauses of the first of these elements that names any."""
    catalogue = requirements_of(definition)
    for element in elements:
        found_element = None if element is None else definition.elements.get(element)
        named = () if found_element is None else found_element.clauses
        if named:
            found = ((clause, catalogue.get(clause)) for clause in named)
            return tuple(
                Clause(clause, "" if its is None else its.clause, "" if its is None else its.text)
                for clause, its in found
            )
    return ()
