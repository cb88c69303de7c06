"""The matrix: every clause of the catalogue, what realises it, and what shows it."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from prosesser.definition import Definition
from prosesser.definition.claims import Claims, claims
from prosesser.definition.model import Element
from prosesser.definition.requirements import Requirement, read_catalogue
from workflow_app.coverage.deadlines import disagreements
from workflow_app.features import FEATURES, Feature
from workflow_app.wording import capital, listed

Tests = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """One clause with all that names it; ``tests`` is None where the tests are not part of it."""

    id: str
    requirement: Requirement
    claims: Claims
    timers: tuple[Element, ...]
    features: tuple[Feature, ...]
    tests: tuple[str, ...] | None
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All clauses in the catalogue's order; ``problems`` are those that belong to no clause of it."""

    rows: tuple[Row, ...]
    problems: tuple[str, ...]

    @property
    def covered(self) -> int:
        """How many clauses nothing is wrong with."""
        return sum(not row.problems for row in self.rows)

    @property
    def holds(self) -> bool:
        """Whether every clause is covered and nothing names an unknown one."""
        return not self.problems and self.covered == len(self.rows)


def matrix(definition: Definition, tests: Tests | None, features: Sequence[Feature] = FEATURES) -> Matrix:
    """Return the matrix of a journey; raises `Unreadable` when its catalogue is."""
    catalogue = read_catalogue(definition.bundle)
    named = claims(definition)
    rows = tuple(
        _row(definition, _Evidence(clause, requirement, named.get(clause, Claims()), features, tests))
        for clause, requirement in catalogue.items()
    )
    return Matrix(rows, tuple(_strangers(catalogue.keys(), named, features, tests or {})))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What is known of a clause before it is judged; features and tests are still everybody's."""

    id: str
    requirement: Requirement
    claims: Claims
    all_features: Sequence[Feature]
    all_tests: Tests | None

    @property
    def features(self) -> tuple[Feature, ...]:
        return tuple(feature for feature in self.all_features if self.id in feature.clauses)

    @property
    def tests(self) -> tuple[str, ...] | None:
        return None if self.all_tests is None else self.all_tests.get(self.id, ())


def _row(definition: Definition, clause: _Evidence) -> Row:
    named = (definition.elements.get(element.id) for element in clause.claims.elements)
    timers = tuple(element for element in named if element is not None and element.timer is not None)
    return Row(
        id=clause.id,
        requirement=clause.requirement,
        claims=clause.claims,
        timers=timers,
        features=clause.features,
        tests=clause.tests,
        problems=tuple(_problems(clause, timers)),
    )


def _problems(clause: _Evidence, timers: tuple[Element, ...]) -> Iterator[str]:
    if not clause.claims and not clause.features:
        yield "Ingenting i diagrammet, skjemaene eller programmet oppfyller kravet."
    if clause.tests == ():
        yield "Ingen test viser at kravet holder."
    if clause.requirement.deadline is not None:
        yield from disagreements(clause.requirement.deadline, timers)


def _strangers(
    known: AbstractSet[str], named: Mapping[str, Claims], features: Sequence[Feature], tests: Tests
) -> Iterator[str]:
    """Say what names a clause that the catalogue does not have."""
    for clause in sorted(named.keys() - known):
        places = [*(f"«{element.name or element.id}»" for element in named[clause].elements)]
        places += [f"feltet {field.form}: {field.key}" for field in named[clause].fields]
        places += [f"«{section.title}» i {section.checklist}" for section in named[clause].sections]
        yield f"{capital(listed(places))} viser til «{clause}», som ikke finnes i katalogen."
    for feature in features:
        for clause in sorted(set(feature.clauses) - known):
            yield f"Programmet («{feature.sentence}») viser til «{clause}», som ikke finnes i katalogen."
    for clause in sorted(tests.keys() - known):
        yield f"Testen {listed(list(tests[clause]))} viser til «{clause}», som ikke finnes i katalogen."
