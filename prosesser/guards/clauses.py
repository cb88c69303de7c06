"""Clauses of the routine that nothing realises any more, or that the catalogue lost."""

from collections.abc import Iterator

from prosesser.definition.bundle import REQUIREMENTS
from prosesser.definition.claims import Claims, claims
from prosesser.definition.model import Definition
from prosesser.definition.requirements import Requirement, requirements_of
from prosesser.definition.words import deadline_rule
from prosesser.guards.model import Guard


def unrealised(before: Definition, after: Definition) -> Iterator[Guard]:
    """Yield the clauses of the catalogue that lose their last element, or the last of anything."""
    catalogue, old, new = requirements_of(before), claims(before), claims(after)
    for clause, requirement in catalogue.items():
        was, now = old.get(clause, Claims()), new.get(clause, Claims())
        elements = tuple(element.id for element in was.elements)
        if was and not now:
            words = f"Ingenting oppfyller lenger {_named(clause, requirement)}: {requirement.text}"
        elif elements and not now.elements:
            words = (
                f"Ingen steg i diagrammet oppfyller lenger {_named(clause, requirement)}: {requirement.text}"
            )
        else:
            continue
        yield Guard("clause_unrealised", clause, words, (clause,), elements)


def catalogue_changed(before: Definition, after: Definition) -> Iterator[Guard]:
    """Yield what the catalogue lost: all of it, a clause, or a deadline as it was."""
    was, now = requirements_of(before), requirements_of(after)
    if was and not now:
        words = (
            "Katalogen over kravene i rutinen mangler eller kan ikke leses, så ingen krav kan kontrolleres."
        )
        yield Guard("catalogue", REQUIREMENTS, words, tuple(was))
        return
    for clause, requirement in was.items():
        if clause not in now:
            words = f"Katalogen har ikke lenger {_named(clause, requirement)}: {requirement.text}"
            yield Guard("catalogue", clause, words, (clause,))
        elif requirement.deadline != now[clause].deadline:
            told = (_deadline(requirement), _deadline(now[clause]))
            words = f"Katalogen endrer fristen i {_named(clause, requirement)} fra {told[0]} til {told[1]}."
            yield Guard("catalogue", clause, words, (clause,))


def _named(clause: str, requirement: Requirement) -> str:
    return f"kravet {requirement.clause} ({clause})".replace("kravet  (", "kravet (")


def _deadline(requirement: Requirement) -> str:
    if requirement.deadline is None:
        return "ingen frist"
    decided = f" (avgjort lokalt: {requirement.deadline.decision})" if requirement.deadline.decision else ""
    return f"«{deadline_rule(requirement.deadline)}»{decided}"
