"""The routine's clauses: what the catalogue says, and what realises each."""

from collections.abc import Iterator, Mapping

from prosesser.definition.claims import Claims, NamedElement, NamedField, NamedSection, claims
from prosesser.definition.diff.model import Change, Group
from prosesser.definition.diff.sides import Side, Sides
from prosesser.definition.diff.telling import Place, Trait, parties, text, told
from prosesser.definition.requirements import Deadline, Requirement, requirements_of
from prosesser.definition.words import deadline_rule, listed

MODALITIES = {"must": "skal", "should": "bør", "may": "kan", "goal": "mål"}


def _deadline(value: object, _side: Side) -> str:
    if not isinstance(value, Deadline):
        return ""
    decided = f" (avgjort lokalt: {value.decision})" if value.decision else ""
    return f"«{deadline_rule(value)}»{decided}"


def _modality(value: object, _side: Side) -> str:
    return f"«{MODALITIES.get(str(value), value)}»"


TRAITS: Mapping[str, Trait] = {
    "clause": Trait(Group.CLAUSES, "Stedet der {name} står,", text),
    "text": Trait(Group.CLAUSES, "Teksten i {name}", text),
    "parties": Trait(Group.CLAUSES, "Den som har ansvaret for {name},", parties),
    "modality": Trait(Group.CLAUSES, "Hvor sterkt {name} er,", _modality),
    "deadline": Trait(Group.CLAUSES, "Fristen i {name}", _deadline),
}
"""What the catalogue says of a requirement."""


def clause_changes(both: Sides) -> Iterator[Change]:
    """Yield how the catalogue differs, and which clauses are realised by more or by less."""
    before, after = (requirements_of(side.definition) for side in (both.before, both.after))
    for clause in dict.fromkeys((*after, *before)):
        yield from _catalogue(both, clause, before.get(clause), after.get(clause))
    old, new = claims(both.before.definition), claims(both.after.definition)
    for clause in dict.fromkeys((*new, *old)):
        place = Place("clause", clause, _named(clause, after.get(clause) or before.get(clause)))
        yield from _claims(both, place, old.get(clause, Claims()), new.get(clause, Claims()))


def _catalogue(
    both: Sides, clause: str, old: Requirement | None, new: Requirement | None
) -> Iterator[Change]:
    place = Place("clause", clause, _named(clause, new or old))
    if old is None and new is not None:
        words = f"{place.name} er lagt til i katalogen: {new.text}"
        yield place.change("added", Group.CLAUSES, "", words, texts=("", new.text))
    elif new is None and old is not None:
        words = f"{place.name} er tatt ut av katalogen: {old.text}"
        yield place.change("removed", Group.CLAUSES, "", words, texts=(old.text, ""))
    else:
        for name, trait in TRAITS.items():
            values = (getattr(old, name), both.before), (getattr(new, name), both.after)
            yield from told(place, trait, name, *values)


def _named(clause: str, requirement: Requirement | None) -> str:
    return (
        f"kravet {requirement.clause} ({clause})"
        if requirement and requirement.clause
        else f"kravet {clause}"
    )


def _claims(both: Sides, place: Place, old: Claims, new: Claims) -> Iterator[Change]:
    was, now = _realising(old), _realising(new)
    known = {both.now(key) for key in was}
    more = {key: named for key, named in now.items() if key not in known}
    less = {key: named for key, named in was.items() if both.now(key) not in now}
    if more:
        words = f"{place.name} oppfylles nå {'også ' if was else ''}av {_called(both.after, more)}."
        shown = _shown(place, both.after, more)
        yield shown.change("added", Group.CLAUSES, "krav", words, texts=("", " ".join(more)))
    if less:
        alone = "" if now else " Ingenting i diagrammet, skjemaene eller planene oppfyller det nå."
        words = f"{place.name} oppfylles ikke lenger av {_called(both.before, less)}.{alone}"
        shown = _shown(place, both.before, less)
        yield shown.change("removed", Group.CLAUSES, "krav", words, texts=(" ".join(less), ""))


Named = NamedElement | NamedField | NamedSection


def _realising(found: Claims) -> dict[str, Named]:
    """Return what realises a clause by id: an element's, ``form.field``, ``plan.section``, ``plan.``."""
    return {
        **{element.id: element for element in found.elements},
        **{f"{asked.form}.{asked.key}": asked for asked in found.fields},
        **{f"{section.checklist}.{section.section or ''}": section for section in found.sections},
    }


def _shown(place: Place, side: Side, named: Mapping[str, Named]) -> Place:
    """Return the place with what of the diagram shows it: elements, and those that ask the fields."""
    elements = [
        element
        for one in named.values()
        for element in ((one.id,) if isinstance(one, NamedElement) else _users(side, one))
    ]
    return Place(place.subject, place.id, place.name, tuple(dict.fromkeys(elements)))


def _users(side: Side, named: NamedField | NamedSection) -> tuple[str, ...]:
    return side.users(named.form) if isinstance(named, NamedField) else ()


def _called(side: Side, named: Mapping[str, Named]) -> str:
    """Name all of it in a sentence; fields form by form."""
    fields: dict[str, list[str]] = {}
    names = []
    for one in named.values():
        if isinstance(one, NamedField):
            fields.setdefault(one.form, []).append(f"«{one.label or one.key}»")
        else:
            names.append(_name(side, one))
    for form, labels in fields.items():
        asked = "feltet" if len(labels) == 1 else "feltene"
        names.append(f"{asked} {listed(labels)} i {side.form(form)}")
    return listed(names)


def _name(side: Side, named: NamedElement | NamedSection) -> str:
    if isinstance(named, NamedSection):
        return f"planen «{named.title}»" if named.section is None else f"delen «{named.title}» av en plan"
    if named.id in side.definition.flows:
        return side.way(side.definition.flows[named.id])
    if named.id in side.definition.lanes:
        return f"banen {side.lane(named.id)}"
    return f"«{named.name}»" if named.name else side.step(named.id)
