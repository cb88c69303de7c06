"""What the routine says where the diagram realises it: clauses by the ids that elements name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from prosesser.definition import Definition
from prosesser.definition.bundle import REQUIREMENTS
from prosesser.definition.requirements import Requirement, read_requirements

SOURCES = {"F": "Fellesskriv 3/2021", "R": "Rutinen fra 2015", "P": "Lokal avgjørelse"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the routine: where it stands, and what it says in our words."""

    source: str
    text: str


def of(definition: Definition, element: str) -> tuple[Clause, ...]:
    """Return the clauses that an element names, as the catalogue of its version has them.

    Of a catalogue that cannot be read, which lint says, there are none.
    """
    catalogue = _read(definition.bundle.get(REQUIREMENTS, b"")) or {}
    named = definition.elements[element].clauses
    found = (catalogue[requirement] for requirement in named if requirement in catalogue)
    return tuple(Clause(_source(requirement.clause), requirement.text) for requirement in found)


@lru_cache(maxsize=16)
def _read(content: bytes) -> Mapping[str, Requirement] | None:
    return read_requirements({REQUIREMENTS: content})


def _source(clause: str) -> str:
    """Write "F §2.2" in full: "Fellesskriv 3/2021 §2.2"."""
    return ", ".join(" ".join(SOURCES.get(word, word) for word in part.split()) for part in clause.split(","))
