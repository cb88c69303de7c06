"""Fields that a version asks no more, although the one before it read their answers."""

from collections.abc import Iterator, Mapping

from prosesser.definition.diff.sides import Side
from prosesser.definition.examine import read_subject
from prosesser.definition.expressions import Site
from prosesser.definition.forms.model import DynamicList, Form, InputField
from prosesser.definition.model import Definition
from prosesser.definition.words import listed
from prosesser.guards.model import Guard

MOST_PLACES = 3


def no_longer_asked(before: Side, after: Side) -> Iterator[Guard]:
    """Yield the fields that are gone and that an expression of the earlier version read."""
    sites = read_subject(before.definition.bundle).sites
    for form in _used(before.definition):
        asked = _asked(after.definition.forms.get(form.id))
        for key, field in _asked(form).items():
            if key in asked:
                continue
            reading = [site for site in sites if _reads(site, form.id, key, before, after)]
            if reading:
                places = _places(reading, before)
                words = f"Feltet «{field.label or key}» spørres det ikke lenger om i {before.form(form.id)}. "
                told = f"Svaret ble lest av {places}."
                shown = tuple(dict.fromkeys(site.element for site in reading if site.element))
                yield Guard("field_removed", f"{form.id}.{key}", words + told, elements=shown)


def _used(definition: Definition) -> Iterator[Form]:
    used = dict.fromkeys(form for element in definition.elements.values() for form in element.forms)
    items = dict.fromkeys(checklist.form for checklist in definition.checklists.values())
    yield from (definition.forms[form] for form in {**used, **items} if form in definition.forms)


def _asked(form: Form | None) -> Mapping[str, InputField | DynamicList]:
    return {} if form is None else {field.key: field for field in form.fields()}


def _reads(site: Site, form: str, key: str, before: Side, after: Side) -> bool:
    """Tell whether an expression read the answer that is gone: the form's own, or the case's fact.

    A fact that another form still declares is no loss; nor are a form's own answers where the whole
    form is gone, with what read them.
    """
    if site.expression is None or key not in site.expression.names | site.expression.item_names:
        return False
    if key not in site.names:
        return _is_lost(key, after)
    element = before.definition.elements.get(site.element or "")
    own = element is None or form in element.forms
    return own and form in after.definition.forms


def _is_lost(key: str, after: Side) -> bool:
    fact = after.definition.facts.get(key)
    return fact is None or not fact.forms


def _places(sites: list[Site], side: Side) -> str:
    named = [
        site.what if site.element is None else f"{site.what} i {side.step(site.element)}" for site in sites
    ]
    unique = list(dict.fromkeys(named))
    more = [f"{len(unique) - MOST_PLACES} til"] if len(unique) > MOST_PLACES else []
    return listed([*unique[:MOST_PLACES], *more])
