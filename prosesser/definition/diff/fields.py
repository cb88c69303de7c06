"""What a form asks, field by field."""

from collections.abc import Callable, Iterator, Mapping

from prosesser.definition.diff.components import TYPES, Asked
from prosesser.definition.diff.model import Change, Group
from prosesser.definition.diff.sides import Sides
from prosesser.definition.diff.telling import Place, Trait, condition, day, number, raw, text, told
from prosesser.definition.forms.model import Choice, InputField, Option

FORMS = Group.FORMS

TRAITS: Mapping[str, Trait] = {
    "text": Trait(FORMS, "{name}", text),
    "description": Trait(FORMS, "Forklaringen til {name}", text),
    "conditional.hide": Trait(FORMS, "Vilkåret for å skjule {name}", condition),
    "default": Trait(FORMS, "Svaret som er fylt ut på forhånd i {name},", text),
    "decimals": Trait(FORMS, "Antall desimaler i {name}", number),
    "values_key": Trait(FORMS, "Lista med svar i {name}", text),
    "subtype": Trait(FORMS, "Det det spørres om i {name} (dato, klokkeslett eller begge),", text),
    "time_label": Trait(FORMS, "Det klokkeslettet heter i {name},", text),
    "time_interval": Trait(FORMS, "Antall minutter mellom klokkeslettene i {name}", number),
    "rows": Trait(FORMS, "Antall rader som vises først i {name},", number),
    "rules.min_length": Trait(FORMS, "Det minste antallet tegn i {name}", number),
    "rules.max_length": Trait(FORMS, "Det største antallet tegn i {name}", number),
    "rules.pattern": Trait(FORMS, "Mønsteret som svaret må følge i {name},", text),
    "rules.min": Trait(FORMS, "Det minste tallet i {name}", number),
    "rules.max": Trait(FORMS, "Det største tallet i {name}", number),
    "properties.format": Trait(FORMS, "Kontrollen av svaret i {name}", text),
    "properties.tidligst": Trait(FORMS, "Den tidligste datoen i {name}", day),
    "properties.senest": Trait(FORMS, "Den seneste datoen i {name}", day),
    "properties.ikke": Trait(FORMS, "Svaret som ikke kan velges i {name},", text),
    "properties.unntak": Trait(FORMS, "Feltet som åpner for flere enheter i {name},", text),
    "properties.skjermes": Trait(FORMS, "Hvordan {name} skjermes i utskrifter,", text),
    "properties.egne_ord": Trait(FORMS, "Det beboeren leser over svaret i {name},", text),
    "properties.minst": Trait(FORMS, "Det minste antallet rader i {name}", number),
}
"""Traits of a component, or of a part of one, whose difference is told alike."""

OTHERWISE: Mapping[str, str] = {
    "key": "which field it is; another key is another fact, so one went and one came",
    "type": "a sentence of its own",
    "label": "a sentence of its own",
    "values": "option by option",
    "components": "each on its own; that one lies in another group is a sentence of its own",
    "rules.required": "a sentence of its own",
    "properties.krav": "clauses.py, with what else names clauses",
}
IRRELEVANT: Mapping[str, str] = {
    "id": "which component it is, where that has no key",
    "layout": "how the form is drawn",
    "height": "how the form is drawn",
    "outline": "how the form is drawn",
    "vertical_alignment": "how the form is drawn",
    "disable_collapse": "how the form is drawn",
    "non_collapsed_items": "how the form is drawn",
    "searchable": "how the form is drawn",
    "time_format": "how form-js would store the answer; we store our own way",
    "date_label": "the label, which is compared",
    "path": "always empty",
    "readonly": "always off",
    "disabled": "always off",
    "repeating": "always on",
    "allow_add_remove": "always on",
    "use24h": "always on",
}

UNSAID: Mapping[str, object] = {"properties.minst": 0}
"""What stands for nothing said, where that is no empty text."""

REQUIRED = {True: "{name} må nå fylles ut.", False: "{name} trenger ikke lenger fylles ut."}
CAME = "{name} er lagt til i {form}{must}."
WENT = "{name} er tatt bort fra {form}."


def field_changes(
    both: Sides, form: Place, was: Mapping[str, Asked], now: Mapping[str, Asked]
) -> Iterator[Change]:
    """Yield what came, went and changed of a form's components."""
    for key, one in now.items():
        if one == was.get(key):
            continue
        if key in was:
            place = _place(form, key, one)
            for tell in (_type, _label, _required, _moved, _options):
                yield from tell(place, was[key], one)
            yield from _traits(both, place, was[key], one)
        else:
            must = ", og må fylles ut" if _must(one) else ""
            words = CAME.format(name=one.name, form=form.name, must=must)
            yield _place(form, key, one).change("added", FORMS, "", words, texts=("", _kind(one)))
    for key, one in was.items():
        if key not in now:
            words = WENT.format(name=one.name, form=form.name)
            yield _place(form, key, one).change("removed", FORMS, "", words, texts=(_kind(one), ""))


Tell = Callable[[Place, Asked, Asked], Iterator[Change]]


def _place(form: Place, key: str, one: Asked) -> Place:
    return Place("field", f"{form.id}.{key}", f"{one.name} i {form.name}", form.elements)


def _must(one: Asked) -> bool:
    return isinstance(one.component, InputField) and one.component.rules.required


def _kind(one: Asked) -> str:
    return TYPES[one.component.type]


def _type(place: Place, old: Asked, new: Asked) -> Iterator[Change]:
    was, now = _kind(old), _kind(new)
    if was != now:
        words = f"{place.name} er endret fra {was} til {now}."
        yield place.change("changed", FORMS, "type", words, texts=(was, now))


def _label(place: Place, old: Asked, new: Asked) -> Iterator[Change]:
    was, now = (str(getattr(one.component, "label", "")) for one in (old, new))
    if was != now:
        named = place.name.replace(new.name, old.name, 1)
        words = f"{named} heter nå «{now}»." if now else f"{named} har ikke lenger noe navn."
        yield place.change("changed", FORMS, "label", words, texts=(was, now))


def _required(place: Place, old: Asked, new: Asked) -> Iterator[Change]:
    was, now = _must(old), _must(new)
    if was != now:
        words = REQUIRED[now].format(name=place.name)
        yield place.change("changed", FORMS, "rules.required", words, texts=(raw(was), raw(now)))


def _moved(place: Place, old: Asked, new: Asked) -> Iterator[Change]:
    if old.inside != new.inside:
        where = f"under «{new.heading}»" if new.heading else "til skjemaets hoveddel"
        words = f"{place.name} er flyttet {where}."
        yield place.change("moved", FORMS, "components", words, texts=(old.heading, new.heading))


def _options(place: Place, old: Asked, new: Asked) -> Iterator[Change]:
    was, now = _values(old), _values(new)
    for value, option in now.items():
        what = f"values.{value}"
        if value not in was:
            words = f"Svaret «{option.label}» er lagt til i {place.name}."
            yield place.change("added", FORMS, what, words, texts=("", option.label))
        elif was[value].label != option.label:
            words = f"Svaret «{was[value].label}» i {place.name} heter nå «{option.label}»."
            yield place.change("changed", FORMS, what, words, texts=(was[value].label, option.label))
    for value, option in was.items():
        if value not in now:
            words = f"Svaret «{option.label}» er tatt bort fra {place.name}."
            yield place.change("removed", FORMS, f"values.{value}", words, texts=(option.label, ""))
    orders = [[value for value in side if value in was and value in now] for side in (was, now)]
    if orders[0] != orders[1]:
        words = f"Rekkefølgen på svarene i {place.name} er endret."
        yield place.change(
            "changed", FORMS, "values", words, texts=(" ".join(orders[0]), " ".join(orders[1]))
        )


def _values(one: Asked) -> dict[str, Option]:
    values = one.component.values if isinstance(one.component, Choice) else ()
    return {option.value: option for option in values}


def _traits(both: Sides, place: Place, old: Asked, new: Asked) -> Iterator[Change]:
    for path, trait in TRAITS.items():
        values = (_at(old, path), both.before), (_at(new, path), both.after)
        yield from told(place, trait, path, *values)


def _at(one: Asked, path: str) -> object:
    """Return a trait of a component; None where components of its type have none, or none is said."""
    value: object = one.component
    for name in path.split("."):
        value = getattr(value, name, None)
    return None if value == UNSAID.get(path, "") else value
