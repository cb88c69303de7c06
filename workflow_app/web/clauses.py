"""What the routine says where the diagram realises it: clauses by the ids that elements name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import yaml

from prosesser.definition import Definition
from prosesser.definition.bundle import REQUIREMENTS

SOURCES = {"F": "Fellesskriv 3/2021", "R": "Rutinen fra 2015", "P": "Lokal avgjørelse"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the routine: where it stands, and what it says in our words."""

    source: str
    text: str


def of(definition: Definition, element: str) -> tuple[Clause, ...]:
    """Return the clauses that an element names, as the catalogue of its version has them."""
    catalogue = _read(definition.bundle.get(REQUIREMENTS, b""))
    return tuple(catalogue[clause] for clause in definition.elements[element].clauses if clause in catalogue)


@lru_cache(maxsize=16)
def _read(content: bytes) -> Mapping[str, Clause]:
    """Read a catalogue; one that cannot be read, which lint says, names no clauses."""
    try:
        listed = yaml.safe_load(content)["requirements"]
        found = {entry["id"]: Clause(_source(entry["clause"]), str(entry["text"])) for entry in listed}
    except (yaml.YAMLError, UnicodeDecodeError, TypeError, KeyError, AttributeError):
        found = {}
    return MappingProxyType(found)


def _source(clause: str) -> str:
    """Write "F §2.2" in full: "Fellesskriv 3/2021 §2.2"."""
    return ", ".join(" ".join(SOURCES.get(word, word) for word in part.split()) for part in clause.split(","))
