"""What reports call things: clauses, units, parties, and the reasons that the diagram's forms offer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prosesser.definition.forms.model import Choice, fields_of
from prosesser.definition.model import Definition
from prosesser.definition.requirements import Requirement, is_advice, requirements_of
from workflow_app import wording
from workflow_app.wording import capital, the_party

HIDDEN = "skjult"
"""What stands in place of a hidden count."""

DECIDED: Mapping[str, str] = {
    "on_time": "I tide",
    "by_agreement": "I tide etter avtale",
    "lapsed": "Bortfalt (bolig funnet)",
    "late": "For sent",
}
OPEN: Mapping[str, str] = {"in_time": "Åpne i tide", "overdue": "Åpne og forfalt"}
HOMES: Mapping[str, str] = {
    "bor_fortsatt": "Bor fortsatt i boligen",
    "flyttet": "Har flyttet",
    "mistet": "Har mistet boligen",
    "ukjent": "Ikke kjent",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Names by id: requirements, units, and answers of the forms that the diagram measures."""

    requirements: Mapping[str, Requirement]
    units: Mapping[str, str]
    answers: Mapping[str, str]

    def unit(self, unit: str) -> str:
        """Return what a unit is called."""
        return self.units.get(unit, unit)

    def section(self, party: str, unit: str, *, own: bool) -> str:
        """Say whose deadlines a section holds."""
        whose = f"{capital(the_party(party))}s frister"
        return f"{whose}: {self.unit(unit)}" if own else f"{whose} i de samme sakene"

    def gaps(self, party: str, unit: str, *, own: bool) -> str:
        """Say whom gaps count for."""
        whom = self.unit(unit) if own else f"{the_party(party)} i de samme sakene"
        return f"Mangler som gjelder {whom}"

    def clause(self, clause: str) -> str:
        """Return what the routine says in a clause, its id when it is not known."""
        found = self.requirements.get(clause)
        return found.text if found is not None and found.text else clause

    def is_advice(self, clauses: Iterable[str]) -> bool:
        """Tell whether deadlines of these clauses are advice, which nobody breaks."""
        return is_advice(self.requirements, clauses)

    def answer(self, value: str) -> str:
        """Return the label of an answer that a form offers."""
        return self.answers.get(value) or HOMES.get(value) or capital(value.replace("_", " "))


def words_of(definitions: Iterable[Definition], units: Mapping[str, str]) -> Words:
    """Return the words of these versions; the later of them prevail."""
    requirements: dict[str, Requirement] = {}
    answers: dict[str, str] = {}
    for definition in definitions:
        requirements |= requirements_of(definition)
        answers |= dict(_answers(definition))
    return Words(requirements, units, answers)


def number(value: float | None) -> str:
    """Write a number; a hidden one as such."""
    return HIDDEN if value is None else wording.number(value)


def percent(share: float | None) -> str:
    """Write a share as a whole number of percent."""
    return HIDDEN if share is None else f"{share:.0%}".replace("%", " %")


def _answers(definition: Definition) -> Iterator[tuple[str, str]]:
    """Yield the values and labels of the choices that measures read, also by way of output mappings."""
    read = {name for expression in definition.measures.values() for name in expression.names}
    outputs = (output for element in definition.elements.values() for output in element.outputs)
    asked = read | {name for output in outputs if output.target in read for name in output.source.names}
    for form in definition.forms.values():
        for field in fields_of(form.components):
            if field.key in asked and isinstance(field, Choice):
                yield from ((option.value, option.label) for option in field.values)
