"""Forms that came and went, and the order of what they ask."""

from collections.abc import Iterator, Mapping

from prosesser.definition.diff.components import Asked, asked
from prosesser.definition.diff.fields import field_changes
from prosesser.definition.diff.model import Change, Group
from prosesser.definition.diff.sides import Side, Sides
from prosesser.definition.diff.telling import Place
from prosesser.definition.forms.model import Form
from prosesser.definition.words import count, listed

OTHERWISE: Mapping[str, str] = {"components": "fields.py, component by component"}
IRRELEVANT: Mapping[str, str] = {
    "id": "which form it is",
    "type": "always the same",
    "schema_version": "what the modeler wrote it with",
    "exporter": "what the modeler wrote it with",
    "execution_platform": "what the modeler wrote it with",
    "execution_platform_version": "what the modeler wrote it with",
    "version_tag": "kept for the owner; forms belong to the version of the whole",
}
MOST_LABELS = 5


def form_changes(both: Sides) -> Iterator[Change]:
    """Yield what differs of the forms, whether they are in use or not."""
    before, after = both.before.definition.forms, both.after.definition.forms
    for form in after.values():
        if form == before.get(form.id):
            continue
        if form.id in before:
            yield from _changed(both, before[form.id], form)
        else:
            place = form_place(both, form.id)
            words = f"{_named(both.after, form.id)} er lagt til{_fields(form)}."
            yield place.change("added", Group.FORMS, "", words, texts=("", form.id))
    for form in before.values():
        if form.id not in after:
            place = form_place(both, form.id)
            words = f"{_named(both.before, form.id)} er tatt bort{_fields(form)}."
            yield place.change("removed", Group.FORMS, "", words, texts=(form.id, ""))


def form_place(both: Sides, form: str) -> Place:
    """Return what a form's changes are told of: the form, shown where it is filled in."""
    users = dict.fromkeys((*both.after.users(form), *both.before.users(form)))
    name = both.after.form(form) if form in both.after.definition.forms else both.before.form(form)
    return Place("form", form, name, tuple(users))


def _named(side: Side, form: str) -> str:
    name = side.form(form)
    return name if name.startswith("skjemaet ") else f"skjemaet for {name}"


def _fields(form: Form) -> str:
    labels = [f"«{getattr(one, 'label', '') or one.key}»" for one in form.fields()]
    if not labels:
        return ""
    more = [f"{len(labels) - MOST_LABELS} andre"] if len(labels) > MOST_LABELS else []
    return f", med {count(len(labels), 'felt', 'felt')}: {listed([*labels[:MOST_LABELS], *more])}"


def _changed(both: Sides, old: Form, new: Form) -> Iterator[Change]:
    place = form_place(both, new.id)
    was, now = asked(old), asked(new)
    yield from field_changes(both, place, was, now)
    common = was.keys() & now.keys()
    orders = [[key for key in side if key in common] for side in (was, now)]
    if orders[0] != orders[1] and _holders(was, common) == _holders(now, common):
        words = f"Rekkefølgen i {_named(both.after, new.id)} er endret."
        texts = " ".join(orders[0]), " ".join(orders[1])
        yield place.change("changed", Group.FORMS, "components", words, texts=texts)


def _holders(components: Mapping[str, Asked], common: set[str]) -> dict[str, str]:
    return {key: components[key].inside for key in sorted(common)}
