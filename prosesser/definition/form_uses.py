"""What a form is there for: where it is filled in, and which expressions read what it asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from prosesser.definition.bundle import Bundle
from prosesser.definition.examine import read_subject
from prosesser.definition.expressions import Site, names_read
from prosesser.definition.model import Definition, Element
from prosesser.definition.rules.subject import Subject, begin

Filling = Literal["oppgave", "start", "melding", "tillegg", "punkt"]
"""As what a form is filled in: a task, the start, a message, what adds a task, an item of a plan."""


@dataclass(frozen=True, slots=True)
class FormUse:
    """Where a form is filled in. ``place`` is the id of the element (or checklist), ``name`` its name."""

    filling: Filling
    place: str
    name: str


def form_uses(definition: Definition) -> Mapping[str, tuple[FormUse, ...]]:
    """Return by the form's id where each form is filled in, in the diagram's order; plans come last."""
    found: dict[str, list[FormUse]] = {}
    for form, use in _uses(definition):
        found.setdefault(form, []).append(use)
    return {form: tuple(dict.fromkeys(uses)) for form, uses in found.items()}


def _uses(definition: Definition) -> Iterator[tuple[str, FormUse]]:
    for element in definition.elements.values():
        if element.addition is not None and element.addition.form is not None:
            yield element.addition.form, FormUse("tillegg", element.id, element.name or element.id)
        if element.form is not None:
            yield element.form, _own(element)
    for checklist in definition.checklists.values():
        yield checklist.form, FormUse("punkt", checklist.id, checklist.title)


def _own(element: Element) -> FormUse:
    if element.message is not None:
        return FormUse("melding", element.id, element.message)
    filling: Filling = "start" if element.kind == "startEvent" else "oppgave"
    return FormUse(filling, element.id, element.name or element.id)


def answer_readers(bundle: Bundle, form: str) -> Mapping[str, tuple[str, ...]]:
    """Return by key of a form which expressions read it, each as the subject of a sentence in bokmål.

    Names that a place gives itself are read from there, so another form's own answers do not count.
    Raises Unreadable.
    """
    subject = read_subject(bundle)
    found: dict[str, list[str]] = {}
    for site in subject.sites:
        for name in _read_by(site, form):
            found.setdefault(name, []).append(_named(subject, site))
    return {name: tuple(dict.fromkeys(readers)) for name, readers in found.items()}


def _read_by(site: Site, form: str) -> frozenset[str]:
    if site.form == form and site.expression is not None:
        return site.expression.names | site.expression.item_names
    return names_read(site)


def _named(subject: Subject, site: Site) -> str:
    """Name an expression: those of forms say themselves where they stand."""
    if site.form is not None or site.element is None:
        return begin(site.what)
    flow = subject.definition.flows.get(site.element)
    if flow is None:
        return f"{begin(site.what)} på «{subject.name(site.element)}»"
    way = f"«{flow.name}» fra " if flow.name else "fra "
    return f"{begin(site.what)} på veien {way}«{subject.name(flow.source)}»"
