"""What the form editor offers: the component types that we render, and what may be said of each.

Both follow from the form's own model: a type or a setting that the model does not know is not offered,
and every one that it knows is either here or named among those that are kept as they are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic import BaseModel

from prosesser.definition.forms.model import AnyComponent, Component
from workflow_app.web.forms.settings import SETTINGS, Setting


@dataclass(frozen=True, slots=True)
class Offer:
    """A component type of the palette. ``begins`` is what a new one has."""

    type: str
    name: str
    group: str
    begins: Mapping[str, object] = field(default_factory=dict)


_YES_NO = [{"label": "Ja", "value": "ja"}, {"label": "Nei", "value": "nei"}]
_TWO = [{"label": "Valg 1", "value": "valg_1"}, {"label": "Valg 2", "value": "valg_2"}]

ANSWER, CHOICE, LAYOUT = "Svar", "Valg", "Annet"
OFFERS = (
    Offer("textfield", "Tekstfelt", ANSWER, {"label": ""}),
    Offer("textarea", "Tekstområde", ANSWER, {"label": ""}),
    Offer("number", "Tall", ANSWER, {"label": ""}),
    Offer("datetime", "Dato eller tid", ANSWER, {"subtype": "date", "dateLabel": ""}),
    Offer("checkbox", "Avkrysning", CHOICE, {"label": ""}),
    Offer("radio", "Ett av få svar", CHOICE, {"label": "", "values": _YES_NO}),
    Offer("select", "Nedtrekksliste", CHOICE, {"label": "", "values": _TWO}),
    Offer("checklist", "Flere svar", CHOICE, {"label": "", "values": _TWO}),
    Offer("text", "Tekst", LAYOUT, {"text": "Skriv teksten her."}),
    Offer("separator", "Skillelinje", LAYOUT),
    Offer("group", "Gruppe", LAYOUT, {"label": "", "components": [], "showOutline": False}),
    Offer(
        "dynamiclist",
        "Liste med rader",
        LAYOUT,
        {
            "label": "",
            "components": [],
            "isRepeating": True,
            "allowAddRemove": True,
            "defaultRepetitions": 1,
            "showOutline": False,
        },
    ),
)
NOT_OFFERED = {"spacer": "Luft"}
"""Types that stay where they are, but show nothing in our rendering."""

KEPT = frozenset(
    {
        "id",
        "type",
        "layout",
        "components",
        "readonly",
        "disabled",
        "height",
        "searchable",
        "showOutline",
        "verticalAlignment",
        "timeInterval",
        "timeSerializingFormat",
        "use24h",
        "isRepeating",
        "allowAddRemove",
        "disableCollapse",
        "nonCollapsedItems",
    }
)
"""What the model knows and our rendering does not depend on, or allows one value of: kept as it is."""


def types() -> Mapping[str, type[Component]]:
    """Return the component types of the model by name."""
    (union, *_) = get_args(AnyComponent)
    return {get_args(part.model_fields["type"].annotation)[0]: part for part in get_args(union)}


def paths(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """Yield where everything stands that may be said of a model's instances, as form-js names it."""
    for name, info in model.model_fields.items():
        alias = prefix + (info.alias or name)
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from paths(inner, f"{alias}.")
        else:
            yield alias


def settings_of(kind: str) -> tuple[Setting, ...]:
    """Return what may be said of a component of that type."""
    known = set(paths(types()[kind]))
    return tuple(
        setting
        for setting in SETTINGS
        if setting.path in known and (not setting.only or kind in setting.only) and kind not in setting.not_on
    )


def palette() -> Mapping[str, tuple[Offer, ...]]:
    """Return what may be added, by group."""
    groups = dict.fromkeys(offer.group for offer in OFFERS)
    return {group: tuple(offer for offer in OFFERS if offer.group == group) for group in groups}


def described() -> dict[str, Any]:
    """Return all of it as JSON, for the browser: types in the palette's order, settings by type."""
    begins = {offer.type: dict(offer.begins) for offer in OFFERS}
    names = {offer.type: offer.name for offer in OFFERS} | NOT_OFFERED
    return {
        "types": {
            kind: {
                "name": names[kind],
                "begins": begins.get(kind, {}),
                "keyed": "key" in set(paths(model)),
                "settings": [_told(setting) for setting in settings_of(kind)],
            }
            for kind, model in types().items()
        }
    }


def _told(setting: Setting) -> dict[str, Any]:
    names = ("path", "label", "kind", "group", "help", "options", "subtypes")
    return {name: getattr(setting, name) for name in names}
