"""Our properties of an element that nothing else is made from."""

from collections.abc import Iterator, Mapping

from prosesser.definition.dialect import PRINT
from prosesser.definition.diff.model import Change, Group
from prosesser.definition.diff.sides import Side, Sides
from prosesser.definition.diff.telling import Trait, place_of, text, told
from prosesser.definition.model import Element

ELSEWHERE = (
    "krav",
    "virkedag",
    "varsel",
    "kan_avtales",
    "part",
    "skjema",
    "gjelder_nar",
    "tittel",
    "klarsprak",
    "klarsprak_gjort",
    "klarsprak_nar",
    "utfort",
    "avtales",
    "svarer_pa",
    "mangel.",
    "oppgaver.",
    "avslutter",
    "enhet.",
    "kontakter.",
    "ansvarlig.",
    "maling.",
    "hovedansvar",
    "beboer.",
)
"""What a trait of the element, the process or the clauses is read from, which is compared instead."""


def _plan(value: object, side: Side) -> str:
    plan = side.definition.checklists.get(str(value))
    return f"«{value if plan is None else plan.title}»"


TRAITS: Mapping[str, Trait] = {
    "sjekkliste": Trait(Group.PLANS, "Planen som er vedtatt når {name} er gjort,", _plan),
    "gjennomgar": Trait(Group.PLANS, "Planen som gjennomgås i {name},", _plan),
    PRINT: Trait(Group.OTHERS, "Det utskriften fra {name} heter,", text),
    "bortfall": Trait(Group.OTHERS, "Grunnen til at oppgaver faller bort ved {name},", text),
}
FAMILIES: Mapping[str, Trait] = {
    "punkter.": Trait(Group.PLANS, "Planen som radene i «{key}» i {{name}} blir punkter i,", _plan),
    "opplysning.": Trait(Group.OTHERS, "Det opplysningen «{key}» heter i saken,", text),
}
"""Properties that begin so: what follows is the key."""

OTHER = Trait(Group.OTHERS, "Egenskapen «{key}» på {{name}}", text)


def property_changes(both: Sides, old: Element, new: Element) -> Iterator[Change]:
    """Yield the properties of an element that differ."""
    place = place_of(both.after, new)
    for key in dict.fromkeys((*old.properties, *new.properties)):
        if not _is_elsewhere(key):
            values = (old.properties.get(key), both.before), (new.properties.get(key), both.after)
            yield from told(place, _trait(key), f"properties.{key}", *values)


def _trait(key: str) -> Trait:
    if key in TRAITS:
        return TRAITS[key]
    family = key[: key.find(".") + 1]
    told_of = FAMILIES.get(family, OTHER)
    return Trait(told_of.group, told_of.what.format(key=key.removeprefix(family)), told_of.write)


def _is_elsewhere(key: str) -> bool:
    return key in ELSEWHERE or key[: key.find(".") + 1] in ELSEWHERE
