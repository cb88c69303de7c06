"""The diagram of a version with how often, and how long: rounded, for its figures are sums of each other."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from prosesser.definition.model import Definition
from prosesser.evidence.paths import GoesAnotherWay, Path, flows, path_of
from prosesser.evidence.reading import Told
from prosesser.evidence.spread import Span, Times, times
from prosesser.evidence.stays import stays
from prosesser.reports.suppression import FEWEST

MOST_PATHS = 100
"""Cases whose steps are made again for one page: some three seconds."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """A number of times as it may stand on a diagram: a multiple of five, zero, or few (1 to 4)."""

    number: int
    few: bool = False

    @classmethod
    def of(cls, number: int) -> "Rounded":
        """Round a number: half up, and what is not zero never to zero."""
        if 0 < number < FEWEST:
            return cls(FEWEST, few=True)
        return cls((number + FEWEST // 2) // FEWEST * FEWEST)


@dataclass(frozen=True, slots=True)
class ElementLine:
    """How often tokens went on from an element, how many wait there, and how long they were there.

    ``waits``: the journal tells of waiting there. ``times``: of what waited and happened; None of nothing,
    and of so few that they are hidden.
    """

    element: str
    left: Rounded
    waiting: Rounded
    waits: bool
    times: Times | None


@dataclass(frozen=True, slots=True)
class FlowLine:
    """How many tokens a flow has carried; None when that cannot be told."""

    flow: str
    carried: Rounded | None


@dataclass(frozen=True, slots=True)
class Frequencies:
    """The figures of one version's diagram.

    ``retraced``: gateways, milestones and flows have theirs too, for the steps of all cases were made
    again; ``astray`` of them gave something else than the journal tells, and are not in those figures.
    """

    definition: Definition
    elements: tuple[ElementLine, ...]
    flows: tuple[FlowLine, ...]
    retraced: bool
    astray: int


class Diagram:
    """The figures of a version's diagram so far."""

    def __init__(self, definition: Definition, *, retraced: bool) -> None:
        self._definition = definition
        self._retraced = retraced
        self._spans: dict[str, list[Span]] = defaultdict(list)
        self._waiting: Counter[str] = Counter()
        self._path = Path()
        self._astray = 0

    def add(self, told: Told) -> None:
        """Count a case."""
        version, entries = self._definition.digest, told.settled
        for stay in stays(entries, version):
            if stay.until is None:
                self._waiting[stay.element] += 1
            elif stay.done:
                self._spans[stay.element].append(Span.between(stay.since, stay.until))
        if self._retraced:
            try:
                self._path.add(path_of(entries, version))
            except GoesAnotherWay:
                self._astray += 1

    def frequencies(self) -> Frequencies:
        """Return what may be shown, elements and flows in the order of the diagram."""
        return Frequencies(
            definition=self._definition,
            elements=tuple(self._element(element, left) for element, left in self._left().items()),
            flows=tuple(self._flows()) if self._retraced else (),
            retraced=self._retraced,
            astray=self._astray,
        )

    def _element(self, element: str, left: int) -> ElementLine:
        spans = self._spans.get(element, ())
        return ElementLine(
            element=element,
            left=Rounded.of(left),
            waiting=Rounded.of(self._waiting[element]),
            waits=bool(spans) or element in self._waiting,
            times=times(spans),
        )

    def _left(self) -> Mapping[str, int]:
        """Return how often tokens went on from each element that we can tell of."""
        told = {element: len(spans) for element, spans in self._spans.items()}
        known = self._path.left if self._retraced and not self._astray else {}
        waits = self._waiting.keys()
        return {
            element: max(told.get(element, 0), known.get(element, 0))
            for element in self._definition.elements
            if element in told or element in known or element in waits
        }

    def _flows(self) -> list[FlowLine]:
        carried = flows(self._definition, self._path)
        return [
            FlowLine(flow, None if number is None else Rounded.of(max(0, number)))
            for flow, number in carried.items()
        ]
