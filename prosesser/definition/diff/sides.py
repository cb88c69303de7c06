"""The two versions that are compared, and what each calls its own things."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prosesser.definition.model import Definition, Element, Flow
from prosesser.definition.sentences import Vocabulary, vocabulary
from prosesser.definition.support import ELEMENTS, EVENTS, GATEWAYS, NO_EVENT
from prosesser.definition.words import listed

MOST_NAMES = 3
"""How many neighbours stand for one that has no name itself."""


@dataclass(frozen=True, slots=True)
class Side:
    """One version with its words."""

    definition: Definition
    words: Vocabulary

    def step(self, element_id: str) -> str:
        """Name a step in a sentence: by its name, else by what it stands beside."""
        element = self.definition.elements.get(element_id)
        if element is None:
            return f"«{element_id}»"
        if element.name:
            return f"«{element.name}»"
        if element.kind == "boundaryEvent" and element.attached_to:
            return f"{self.kind(element)} på {self.step(element.attached_to)}"
        if neighbours := self._named_before(element):
            return f"{self.kind(element)} etter {neighbours}"
        if neighbours := self._named_after(element):
            return f"{self.kind(element)} før {neighbours}"
        return f"{self.kind(element)} («{element_id}»)"

    def kind(self, element: Element) -> str:
        """Say what kind of element it is: "brukeroppgave", "kanthendelse med tid"."""
        event = EVENTS.get((element.kind, element.event or NO_EVENT))
        support = event or ELEMENTS.get(element.kind)
        return element.kind if support is None else support.name

    def way(self, flow: Flow) -> str:
        """Name a flow in a sentence: "veien «Nei» fra «Tilstrekkelig?» til «Felles kartlegging»"."""
        named = f" «{flow.name}»" if flow.name else ""
        return f"veien{named} fra {self.leaving(flow.source)} til {self.reaching(flow.target)}"

    def leaving(self, element_id: str) -> str:
        """Name where a flow comes from: past gateways without a name, to what a reader knows."""
        element = self.definition.elements.get(element_id)
        unnamed = element is not None and element.kind in GATEWAYS and not element.name
        return (element and unnamed and self._named_before(element)) or self.step(element_id)

    def reaching(self, element_id: str) -> str:
        """Name where a flow leads: past gateways without a name."""
        element = self.definition.elements.get(element_id)
        unnamed = element is not None and element.kind in GATEWAYS and not element.name
        return (element and unnamed and self._named_after(element)) or self.step(element_id)

    def lane(self, lane_id: str | None) -> str:
        """Name a lane."""
        if lane_id is None:
            return "ingen bane"
        lane = self.definition.lanes.get(lane_id)
        return lane.name if lane and lane.name else f"«{lane_id}»"

    def part(self, scope: str | None) -> str:
        """Name the part of the journey that a step lies in."""
        element = self.definition.elements.get(scope or "")
        if element is None or element.kind == "process":
            return "hovedforløpet"
        return self.step(element.id)

    def users(self, form: str) -> tuple[str, ...]:
        """Return the ids of the elements where a form is filled in."""
        return tuple(e.id for e in self.definition.elements.values() if form in e.forms)

    def form(self, form: str) -> str:
        """Name a form by the steps that ask it, or the plans whose items it describes."""
        steps = list(dict.fromkeys(self.step(element) for element in self.users(form)))
        plans = [
            f"punktene i «{plan.title}»" for plan in self.definition.checklists.values() if plan.form == form
        ]
        return _few([*steps, *plans]) or f"skjemaet «{form}»"

    def _named_before(self, element: Element) -> str:
        return self._neighbours(element, lambda one: one.incoming, lambda flow: flow.source)

    def _named_after(self, element: Element) -> str:
        return self._neighbours(element, lambda one: one.outgoing, lambda flow: flow.target)

    def _neighbours(
        self, element: Element, flows: Callable[[Element], Sequence[str]], end: Callable[[Flow], str]
    ) -> str:
        """Name the nearest steps with a name in one direction."""
        seen, names, waiting = {element.id}, list[str](), [element]
        while waiting:
            for flow in flows(waiting.pop(0)):
                other = self.definition.elements[end(self.definition.flows[flow])]
                if other.id in seen:
                    continue
                seen.add(other.id)
                if other.name:
                    names.append(f"«{other.name}»")
                else:
                    waiting.append(other)
        return _few(names)


def _few(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    if len(unique) > MOST_NAMES:
        return listed([*unique[: MOST_NAMES - 1], "andre"])
    return listed(unique)


@dataclass(frozen=True, slots=True)
class Sides:
    """Both versions, and which element of the one is which of the other.

    ``pairs`` are the ids in both that mean the same element: equal ones, and those that were drawn anew.
    """

    before: Side
    after: Side
    pairs: Mapping[str, str]

    def both(self) -> Iterator[tuple[Element, Element]]:
        """Yield the elements that both versions have, in the later one's order."""
        elements = self.before.definition.elements
        back = {new: old for old, new in self.pairs.items()}
        for element in self.after.definition.elements.values():
            if element.id in back:
                yield elements[back[element.id]], element

    def now(self, old: str | None) -> str | None:
        """Return the id that an element of the earlier version has in the later one."""
        return None if old is None else self.pairs.get(old, old)


def sides(before: Definition, after: Definition) -> Sides:
    """Put two versions beside each other."""
    return Sides(Side(before, vocabulary(before)), Side(after, vocabulary(after)), _pairs(before, after))


def _pairs(before: Definition, after: Definition) -> dict[str, str]:
    same = {element: element for element in before.elements if element in after.elements}
    if before.key and after.key and before.key not in same and after.key not in same.values():
        same[before.key] = after.key
    gone = [element for element in before.elements.values() if element.id not in same]
    come = [element for element in after.elements.values() if element.id not in same.values()]
    for old in gone:
        likely = [new for new in come if _alike(old) == _alike(new)]
        if old.name and len(likely) == 1 and sum(_alike(old) == _alike(other) for other in gone) == 1:
            same[old.id] = likely[0].id
    return same


def _alike(element: Element) -> tuple[str, str, str | None, str | None]:
    return element.kind, element.name, element.event, element.lane
