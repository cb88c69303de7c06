"""The living documents and their sections."""

from collections.abc import Iterator, Mapping

from prosesser.definition.checklists import Checklist
from prosesser.definition.diff.model import Change, Group
from prosesser.definition.diff.sides import Sides
from prosesser.definition.diff.telling import Place, Trait, text, told
from prosesser.definition.words import listed

TRAITS: Mapping[str, Trait] = {
    "title": Trait(Group.PLANS, "Tittelen på planen {name}", text),
    "form": Trait(Group.PLANS, "Skjemaet for punktene i {name}", text),
    "note": Trait(Group.PLANS, "Merknaden øverst i {name}", text),
}
SECTION_TRAITS: Mapping[str, Trait] = {
    "title": Trait(Group.PLANS, "Tittelen på delen {name}", text),
    "description": Trait(Group.PLANS, "Beskrivelsen av delen {name}", text),
}
OTHERWISE: Mapping[str, str] = {
    "sections": "section by section, and their order",
    "krav": "clauses.py, with what else names clauses",
}
IRRELEVANT: Mapping[str, str] = {"id": "which plan or section it is"}


def plan_changes(both: Sides) -> Iterator[Change]:
    """Yield what differs of the plans."""
    before, after = both.before.definition.checklists, both.after.definition.checklists
    for plan in after.values():
        if plan.id in before:
            yield from _changed(both, before[plan.id], plan)
        else:
            words = f"Planen «{plan.title}» er lagt til, med delene {_titles(plan)}."
            yield _place(both, plan).change("added", Group.PLANS, "", words, texts=("", _titles(plan)))
    for plan in before.values():
        if plan.id not in after:
            words = f"Planen «{plan.title}» er tatt bort."
            yield _place(both, plan).change("removed", Group.PLANS, "", words, texts=(_titles(plan), ""))


def _changed(both: Sides, old: Checklist, new: Checklist) -> Iterator[Change]:
    place = _place(both, new)
    for name, trait in TRAITS.items():
        yield from told(
            place, trait, name, (getattr(old, name), both.before), (getattr(new, name), both.after)
        )
    for section in new.sections:
        if old.section(section.id) is None:
            words = f"Delen «{section.title}» er lagt til i {place.name}."
            yield place.change(
                "added", Group.PLANS, f"sections.{section.id}", words, texts=("", section.title)
            )
    for section in old.sections:
        now = new.section(section.id)
        what = f"sections.{section.id}"
        if now is None:
            words = f"Delen «{section.title}» er tatt bort fra {place.name}."
            yield place.change("removed", Group.PLANS, what, words, texts=(section.title, ""))
            continue
        named = Place("plan", new.id, f"«{now.title}» i {place.name}", place.elements)
        for name, trait in SECTION_TRAITS.items():
            values = (getattr(section, name), both.before), (getattr(now, name), both.after)
            yield from told(named, trait, f"{what}.{name}", *values)
    yield from _order(place, old, new)


def _order(place: Place, old: Checklist, new: Checklist) -> Iterator[Change]:
    common = {section.id for section in old.sections} & {section.id for section in new.sections}
    was, now = ([section.id for section in plan.sections if section.id in common] for plan in (old, new))
    if was != now:
        words = f"Rekkefølgen på delene i {place.name} er endret til {_titles(new)}."
        yield place.change("changed", Group.PLANS, "sections", words, texts=(_titles(old), _titles(new)))


def _titles(plan: Checklist) -> str:
    return listed([f"«{section.title}»" for section in plan.sections])


def _place(both: Sides, plan: Checklist) -> Place:
    users = [
        element.id
        for side in (both.before, both.after)
        for element in side.definition.elements.values()
        if plan.id in {element.adopts, element.reviews, *element.new_items.values()}
    ]
    return Place("plan", plan.id, f"«{plan.title}»", tuple(dict.fromkeys(users)))
