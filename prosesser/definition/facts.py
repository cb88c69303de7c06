"""Which facts the forms declare, and where each lives."""

from collections.abc import Iterator, Mapping

from prosesser.definition.expressions import Site
from prosesser.definition.forms.model import (
    PROPOSAL,
    AnyComponent,
    Component,
    Container,
    DynamicList,
    Form,
    fields_of,
)
from prosesser.definition.model import AD_HOC, ADDED_BY, CASE_SCOPE, Element, Fact

Path = tuple[str, ...]


def instances_around(elements: Mapping[str, Element], element: Element) -> Path:
    """Return the subprocesses around an element whose rounds have facts of their own, outermost first."""
    path: list[str] = []
    scope = elements.get(element.scope or "")
    while scope is not None:
        if scope.loop is not None or scope.kind == AD_HOC:
            path.insert(0, scope.id)
        scope = elements.get(scope.scope or "")
    return tuple(path)


def declared_facts(
    elements: Mapping[str, Element], forms: Mapping[str, Form], labels: Mapping[str, str]
) -> dict[str, Fact]:
    """Return the facts that forms in use declare, and those that output mappings set, by name.

    A fact lives in the innermost subprocess with rounds around all the elements that set it, else in
    the case. Of conflicting types the first stands (a rule refuses the conflict). ``labels``
    are what the process calls its facts, before what the forms do.
    """
    facts: dict[str, Fact] = {}
    places: dict[str, Path] = {}
    for element in elements.values():
        around = instances_around(elements, element)
        for fact in _set_by(element, forms):
            places[fact.name] = _common(places.get(fact.name, around), around)
            facts[fact.name] = _merged(facts.get(fact.name), fact)
    return {
        name: Fact(
            fact.name,
            fact.type,
            labels.get(name, fact.label),
            (places[name] or (CASE_SCOPE,))[-1],
            fact.forms,
        )
        for name, fact in facts.items()
    }


def _set_by(element: Element, forms: Mapping[str, Form]) -> Iterator[Fact]:
    for form in _known(element, forms):
        for field in form.fields():
            yield Fact(field.key, field.feel_type, field.label or field.key, CASE_SCOPE, (form.id,))
    if element.addition is not None:
        yield Fact(ADDED_BY, "string", "Lagt til av", CASE_SCOPE, ())
    for output in element.outputs:
        yield Fact(output.target, "Any", output.target, CASE_SCOPE, ())


def _known(element: Element, forms: Mapping[str, Form]) -> Iterator[Form]:
    yield from (forms[name] for name in element.forms if name in forms)


def _merged(known: Fact | None, new: Fact) -> Fact:
    if known is None:
        return new
    described = new if known.type == "Any" else known
    forms = (*known.forms, *(form for form in new.forms if form not in known.forms))
    return Fact(known.name, described.type, described.label, CASE_SCOPE, forms)


def _common(one: Path, other: Path) -> Path:
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return one[:shared]


def form_sites(elements: Mapping[str, Element], forms: Mapping[str, Form]) -> Iterator[Site]:
    """Yield the expressions of the forms in use, once for each element that uses the form."""
    for element in elements.values():
        for form in _known(element, forms):
            asked = frozenset(field.key for field in form.fields())
            yield from _sites(element, form.id, form.components, asked)


def _sites(
    element: Element, form: str, components: tuple[AnyComponent, ...], asked: frozenset[str]
) -> Iterator[Site]:
    """Yield the sites among components; only a proposal reads facts that the form itself asks for."""
    for component in components:
        for what, expression in component.expressions():
            place = f"{what} på «{label_of(component)}» i skjemaet «{form}»"
            own = frozenset() if what == PROPOSAL else asked
            yield Site(element.id, place, f"={expression.text}", expression, names=own, form=form)
        if isinstance(component, DynamicList):
            keys = {field.key for field in fields_of(component.components)}
            yield from _sites(element, form, component.components, asked | keys)
        elif isinstance(component, Container):
            yield from _sites(element, form, component.components, asked)


def label_of(component: Component) -> str:
    """Return what a process owner calls a component."""
    return str(getattr(component, "label", "") or getattr(component, "key", "") or component.id)
