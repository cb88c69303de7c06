"""What the routine says where the diagram realises it: clauses by the ids that elements name."""

from dataclasses import dataclass

from prosesser.definition import Definition
from prosesser.definition.requirements import requirements_of

SOURCES = {"F": "Fellesskriv 3/2021", "R": "Rutinen fra 2015", "P": "Lokal avgjørelse"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the routine: where it stands, and what it says in our words."""

    source: str
    text: str


def of(definition: Definition, element: str) -> tuple[Clause, ...]:
    """Return the clauses that an element names, as the catalogue of its version has them."""
    catalogue = requirements_of(definition)
    named = definition.elements[element].clauses
    found = (catalogue[requirement] for requirement in named if requirement in catalogue)
    return tuple(Clause(source(requirement.clause), requirement.text) for requirement in found)


def source(clause: str) -> str:
    """Write "F §2.2" in full: "Fellesskriv 3/2021 §2.2"."""
    return ", ".join(" ".join(SOURCES.get(word, word) for word in part.split()) for part in clause.split(","))
