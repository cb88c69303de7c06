"""The routine as its readers see it: each clause with what in diagram, forms and application realises it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prosesser.definition import Definition, Element
from prosesser.definition.requirements import Requirement
from workflow_app.coverage.matrix import Matrix, Row
from workflow_app.web.clauses import source
from workflow_app.wording import MODALITIES, capital, count, deadline_rule, listed, the_party

KINDS: Mapping[str, str] = {
    "process": "Forløpet",
    "userTask": "Oppgave",
    "subProcess": "Del av forløpet",
    "adHocSubProcess": "Oppgaver som kan legges til",
    "callActivity": "Forløp i forløpet",
    "exclusiveGateway": "Valg",
    "inclusiveGateway": "Valg",
    "eventBasedGateway": "Venter på det første av flere",
    "parallelGateway": "Deling",
    "startEvent": "Begynnelse",
    "endEvent": "Slutt",
    "intermediateThrowEvent": "Milepæl",
}
EVENTS: Mapping[str, str] = {"message": "Hendelse som meldes", "timer": "Ventetid", "conditional": "Vilkår"}
LANE, ELSEWHERE = "Bane", "Del av diagrammet"
CONTAINERS = frozenset({"process", "subProcess", "adHocSubProcess"})


@dataclass(frozen=True, slots=True)
class Step:
    """An element of the diagram: what kind of thing it is, and what it is called."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A form by the steps that ask it, or a plan by its title, and the fields or sections of it."""

    title: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the routine and what realises it; ``marks`` are the diagram viewer's (JSON)."""

    id: str
    source: str
    text: str
    duty: str
    deadline: str
    decision: str
    steps: tuple[Step, ...]
    forms: tuple[Asked, ...]
    plans: tuple[Asked, ...]
    features: tuple[str, ...]
    marks: str

    @property
    def is_realised(self) -> bool:
        """Whether anything realises the clause."""
        return bool(self.steps or self.forms or self.plans or self.features)

    @property
    def extent(self) -> str:
        """How much does, in a few words: "3 steg i diagrammet, 5 felt, 1 funksjon"."""
        fields = sum(len(form.parts) for form in self.forms)
        sections = sum(len(plan.parts) for plan in self.plans)
        counted = (
            (len(self.steps), "steg i diagrammet", "steg i diagrammet"),
            (fields, "felt i skjemaer", "felt i skjemaer"),
            (sections, "del av en plan", "deler av planer"),
            (len(self.features), "funksjon i programmet", "funksjoner i programmet"),
        )
        return listed([count(number, one, many) for number, one, many in counted if number])


def clauses(found: Matrix, definition: Definition) -> tuple[Clause, ...]:
    """Return the clauses of a matrix in the catalogue's order."""
    return tuple(_clause(row, definition) for row in found.rows)


def _clause(row: Row, definition: Definition) -> Clause:
    requirement = row.requirement
    deadline = requirement.deadline
    return Clause(
        id=row.id,
        source=source(requirement.clause),
        text=requirement.text,
        duty=_duty(requirement),
        deadline="" if deadline is None else capital(deadline_rule(deadline)),
        decision="" if deadline is None else deadline.decision,
        steps=tuple(Step(kind_of(definition, e.id), e.name or "uten navn") for e in row.claims.elements),
        forms=tuple(_forms(row, definition)),
        plans=tuple(_plans(row, definition)),
        features=tuple(feature.sentence for feature in row.features),
        marks=_marks(row, definition),
    )


def _duty(requirement: Requirement) -> str:
    """Say who must, should or may: "Bydelen og institusjonen skal"."""
    who = listed([the_party(party) for party in requirement.parties])
    return capital(f"{who} {MODALITIES.get(requirement.modality, '')}".strip())


def kind_of(definition: Definition, element_id: str) -> str:
    """Say what kind of thing an element or a lane is: "Oppgave", "Venter på det første av flere"."""
    element = definition.elements.get(element_id)
    if element is None:
        return LANE if element_id in definition.lanes else ELSEWHERE
    if element.timer is not None and element.timer.deadline:
        return "Frist"
    return EVENTS.get(element.event or "") or KINDS.get(element.kind, ELSEWHERE)


def _forms(row: Row, definition: Definition) -> Iterator[Asked]:
    fields: dict[str, list[str]] = {}
    for named in row.claims.fields:
        fields.setdefault(named.form, []).append(named.label or named.key)
    for form, labels in fields.items():
        yield Asked(_asked_in(form, definition), tuple(dict.fromkeys(labels)))


def _asked_in(form: str, definition: Definition) -> str:
    """Name a form by the steps and plans that use it: "Søknad (bydel) og Søknad (institusjon)"."""
    steps = [_titled(element) for element in definition.elements.values() if element.form == form]
    plans = [f"punkt i {plan.title}" for plan in definition.checklists.values() if plan.form == form]
    return capital(listed(list(dict.fromkeys((*steps, *plans)))))


def _titled(element: Element) -> str:
    return element.message or element.name or element.id


def _plans(row: Row, definition: Definition) -> Iterator[Asked]:
    parts: dict[str, list[str]] = {}
    for named in row.claims.sections:
        parts.setdefault(named.checklist, []).append("hele planen" if named.section is None else named.title)
    for checklist, titles in parts.items():
        yield Asked(definition.checklists[checklist].title, tuple(titles))


def _marks(row: Row, definition: Definition) -> str:
    named = [element.id for element in row.claims.elements]
    around = [element_id for element_id in named if _holds_others(definition, element_id)]
    return json.dumps({"clause": [one for one in named if one not in around], "around": around})


def _holds_others(definition: Definition, element_id: str) -> bool:
    element = definition.elements.get(element_id)
    return element_id in definition.lanes if element is None else element.kind in CONTAINERS
