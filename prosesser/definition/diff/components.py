"""The components of a form, each under a name that it keeps while its place and looks change."""

from collections.abc import Iterator
from dataclasses import dataclass

from prosesser.definition.forms.model import (
    AnyComponent,
    Container,
    DynamicList,
    Form,
    Group,
    InputField,
)

NAMES = {
    "text": "teksten",
    "separator": "streken",
    "spacer": "mellomrommet",
    "group": "gruppen",
}
TYPES = {
    "textfield": "tekstlinje",
    "textarea": "tekst over flere linjer",
    "number": "tall",
    "checkbox": "avkrysning",
    "radio": "valg der alle svar vises",
    "select": "valg i nedtrekksliste",
    "checklist": "flervalg",
    "datetime": "dato eller tid",
    "dynamiclist": "rader",
    "text": "tekst mellom feltene",
    "separator": "strek",
    "spacer": "mellomrom",
    "group": "gruppe",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A component, the heading of what it lies in, and that one's key (empty: the form itself)."""

    component: AnyComponent
    inside: str
    heading: str

    @property
    def name(self) -> str:
        """What a sentence calls it: "feltet «Dato»", "gruppen «Økonomi»"."""
        label = str(getattr(self.component, "label", ""))
        if isinstance(self.component, InputField | DynamicList):
            return f"feltet «{label or self.component.key}»"
        kind = NAMES[self.component.type]
        return f"{kind} «{label}»" if label else kind


def asked(form: Form) -> dict[str, Asked]:
    """Return the components by key, in order: a field's key (in rows ``list.key``), else ``#id``."""
    found: dict[str, Asked] = {}
    for key, one in _walk(form.components, "", "", ""):
        number = sum(other == key or other.startswith(f"{key}~") for other in found)
        found[f"{key}~{number + 1}" if number else key] = one
    return found


def _walk(
    components: tuple[AnyComponent, ...], rows: str, inside: str, heading: str
) -> Iterator[tuple[str, Asked]]:
    """Yield every component; ``rows`` is the key of the list around it with a full stop, else empty."""
    for component in components:
        own = component.key if isinstance(component, InputField | DynamicList) else f"#{component.id}"
        key = f"{rows}{own}"
        yield key, Asked(component, inside, heading)
        if isinstance(component, Container):
            within = f"{key}." if isinstance(component, DynamicList) else rows
            place = key if isinstance(component, Group) else inside
            yield from _walk(component.components, within, place, component.label)
