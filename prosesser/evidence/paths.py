"""Which way tokens went: from making every step of a case again.

The journal does not say which way a gateway sent a token. Making the steps again does, and costs about a
millisecond for each row.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prosesser.definition.model import Definition, Element
from prosesser.engine.path import followed
from prosesser.engine.state import CaseState
from prosesser.errors import Broken
from prosesser.record import Entry

JOINS = frozenset({"parallelGateway", "inclusiveGateway"})
"""Elements where several tokens become one, or one becomes several."""


class GoesAnotherWay(Broken):
    """Stegene i saken gir ikke det som står i journalen. Kontroller saken med somlos verify."""


@dataclass(frozen=True, slots=True)
class Path:
    """How often tokens left each element (``left``), and came to it (``came``)."""

    left: Counter[str] = field(default_factory=Counter)
    came: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Path") -> None:
        """Count another path too."""
        self.left.update(other.left)
        self.came.update(other.came)


def path_of(entries: Sequence[Entry], version: str) -> Path:
    """Return the path that a case took in the rows made by a version; raises `GoesAnotherWay`."""
    path = Path()
    before: Counter[str] = Counter()
    state = None
    for entry in entries:
        state, left = _made_again(entry, state)
        after = Counter(_places(state.tokens))
        if entry.definition.digest == version:
            path.left.update(left)
            path.came.update(_arrivals(before, after, Counter(left)))
        before = after
    return path


def flows(definition: Definition, path: Path) -> Mapping[str, int | None]:
    """Return how many tokens each flow of a version has carried; None where that cannot be told.

    Out of an element that has one way out, or sends a token every way, as many as left it. Else as many as
    came to where the flow leads, when it is the only one that leads there, or the only one not known.
    """
    known: dict[str, int | None] = {flow: _sent(definition, path, flow) for flow in definition.flows}
    for _ in definition.flows:  # each turn makes more known
        found = {flow: _brought(definition, path, flow, known) for flow, its in known.items() if its is None}
        if all(its is None for its in found.values()):
            break
        known |= found
    return known


def _made_again(entry: Entry, state: CaseState | None) -> tuple[CaseState, tuple[str, ...]]:
    """Make a step again; return the state after it and the elements that tokens left."""
    try:
        after, events, left = followed(entry.definition, state, entry.command, entry.at)
    except Exception as error:
        raise GoesAnotherWay from error
    if events != entry.events:
        raise GoesAnotherWay
    return after, left


def _sent(definition: Definition, path: Path, flow: str) -> int | None:
    source = definition.elements[definition.flows[flow].source]
    if len(source.outgoing) == 1 or source.kind == "parallelGateway":
        return path.left[source.id]
    return None


def _brought(definition: Definition, path: Path, flow: str, known: Mapping[str, int | None]) -> int | None:
    source, target = (
        definition.elements[end] for end in (definition.flows[flow].source, definition.flows[flow].target)
    )
    if target.kind not in JOINS or len(target.incoming) == 1:
        rest = _rest(target.incoming, flow, known)
        if rest is not None:
            return _came(definition, path, target) - rest
    if source.kind != "inclusiveGateway":
        rest = _rest(source.outgoing, flow, known)
        if rest is not None:
            return path.left[source.id] - rest
    return None


def _rest(flows_there: Iterable[str], flow: str, known: Mapping[str, int | None]) -> int | None:
    """Return what the others there have carried; None when that is not known of all."""
    others = [known[other] for other in flows_there if other != flow]
    numbers = [number for number in others if number is not None]
    return sum(numbers) if len(numbers) == len(others) else None


def _came(definition: Definition, path: Path, target: Element) -> int:
    """Return how many tokens came to an element."""
    if target.kind == "subProcess" and target.loop is None:
        starts = (child.id for child in definition.children(target.id) if child.kind == "startEvent")
        return sum(path.left[start] for start in starts) or path.came[target.id]
    return path.came[target.id]


def _arrivals(before: Counter[str], after: Counter[str], left: Counter[str]) -> Mapping[str, int]:
    """Return how many tokens came to each element in a step: those that left, and those more that wait."""
    places = before.keys() | after.keys() | left.keys()
    return {place: max(0, after[place] - before[place] + left[place]) for place in places}


def _places(tokens: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield where tokens are, those inside of subprocesses and their rounds too."""
    for token in tokens:
        yield token["at"]
        yield from _places(token.get("in", ()))
        for _, inside in token.get("rounds", ()):
            yield from _places(inside)
