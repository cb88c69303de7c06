"""Steps that came, went, or were drawn anew."""

from collections.abc import Iterator

from prosesser.definition.diff.elements import has_lane
from prosesser.definition.diff.model import Change, Group, Kind
from prosesser.definition.diff.sides import Side, Sides
from prosesser.definition.diff.telling import place_of
from prosesser.definition.diff.timers import appeared, disappeared
from prosesser.definition.model import Element
from prosesser.definition.words import listed


def step_changes(both: Sides) -> Iterator[Change]:
    """Yield the steps that only one version has, and those whose id alone is another."""
    for old, new in both.both():
        if old.id != new.id:
            yield _replaced(both, old, new)
    known = set(both.pairs.values())
    for element in both.after.definition.elements.values():
        if element.id not in known:
            yield from _came(both.after, element)
    for element in both.before.definition.elements.values():
        if element.id not in both.pairs:
            yield from _went(both.before, element)


def _came(side: Side, element: Element) -> Iterator[Change]:
    if element.timer is not None:
        yield appeared(side, element)
    if element.timer is None or not element.timer.deadline:
        yield _whole(side, element, "added", f"{side.step(element.id)} er lagt til{_where(side, element)}.")


def _went(side: Side, element: Element) -> Iterator[Change]:
    if element.timer is not None:
        yield disappeared(side, element)
    if element.timer is None or not element.timer.deadline:
        words = f"{side.step(element.id)} er tatt bort. Det stod{_where(side, element)}."
        yield _whole(side, element, "removed", words)


def _whole(side: Side, element: Element, kind: Kind, words: str) -> Change:
    place, said = place_of(side, element), side.kind(element)
    return place.change(kind, Group.STEPS, "", words, texts=("", said) if kind == "added" else (said, ""))


def _replaced(both: Sides, old: Element, new: Element) -> Change:
    place = place_of(both.after, new, old.id)
    words = f"{place.name} er tegnet på nytt, med en annen id."
    return place.change("replaced", Group.STEPS, "id", words, texts=(old.id, new.id))


def _where(side: Side, element: Element) -> str:
    """Say where a step stands: " hos Bydel, etter «A» og før «B»"."""
    if element.attached_to is not None:
        return f" på {side.step(element.attached_to)}"
    lane = [f"hos {side.lane(element.lane)}"] if element.lane and has_lane(element) else []
    flows = side.definition.flows
    before = [side.leaving(flows[flow].source) for flow in element.incoming]
    after = [side.reaching(flows[flow].target) for flow in element.outgoing]
    around = (("etter", before), ("før", after))
    ways = [f"{word} {listed(list(dict.fromkeys(names)))}" for word, names in around if names]
    places = [*lane, *([" og ".join(ways)] if ways else [])]
    inside = f"i {side.part(element.scope)}" if not places and element.scope else ""
    return f" {', '.join(places) or inside}".rstrip()
