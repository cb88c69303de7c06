"""The diagram as it was drawn: an index over the XML, which refuses and repairs nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from prosesser.definition.markup import BPMN, BPMNDI, DC, content, local, namespace

FLOW_NODES = frozenset(
    {
        "startEvent",
        "endEvent",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "implicitThrowEvent",
        "boundaryEvent",
        "event",
        "task",
        "userTask",
        "manualTask",
        "scriptTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "businessRuleTask",
        "callActivity",
        "subProcess",
        "adHocSubProcess",
        "transaction",
        "exclusiveGateway",
        "parallelGateway",
        "inclusiveGateway",
        "complexGateway",
        "eventBasedGateway",
        "choreographyTask",
        "callChoreography",
        "subChoreography",
    }
)
"""What sequence flows may lead from and to."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a shape is drawn. Coordinates of different planes have nothing to do with each other."""

    plane: int
    x: float
    y: float
    width: float
    height: float

    def holds_middle_of(self, other: "Bounds") -> bool:
        """Say whether the other shape's midpoint lies in this one."""
        across = self.x <= other.x + other.width / 2 < self.x + self.width
        down = self.y <= other.y + other.height / 2 < self.y + self.height
        return self.plane == other.plane and across and down

    @property
    def area(self) -> float:
        """Width times height."""
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class Diagram:
    """``nodes`` are the BPMN elements by id (of equals, the first); ``lanes`` where they are drawn."""

    root: etree._Element
    nodes: Mapping[str, etree._Element]
    shapes: Mapping[str, Bounds]
    lanes: Mapping[str, Bounds]
    lane_references: Mapping[str, str]

    def all(self, *names: str) -> Iterator[etree._Element]:
        """Yield the BPMN elements of these names, in document order."""
        return self.root.iter(*(f"{{{BPMN}}}{name}" for name in names))

    def steps(self, *others: str) -> Iterator[etree._Element]:
        """Yield every process and flow node, with or without an id, and other elements by name."""
        return self.all("process", *sorted(FLOW_NODES), *others)

    def flow_nodes(self) -> Iterator[etree._Element]:
        """Yield every process and flow node that has an id and is the first with it."""
        for element in self.steps():
            if self.nodes.get(element.get("id", "")) is element:
                yield element

    def name_of(self, element_id: str | None) -> str | None:
        """Return the name that an element was given, if any."""
        node = self.nodes.get(element_id or "")
        return None if node is None else (node.get("name") or None)


def read_diagram(root: etree._Element) -> Diagram:
    """Index a BPMN file."""
    nodes: dict[str, etree._Element] = {}
    for element in root.iter(f"{{{BPMN}}}*"):
        if element_id := element.get("id"):
            nodes.setdefault(element_id, element)
    shapes = _shapes(root)
    lanes = [lane.get("id", "") for lane in root.iter(f"{{{BPMN}}}lane")]
    return Diagram(
        root=root,
        nodes=nodes,
        shapes=shapes,
        lanes={lane: shapes[lane] for lane in lanes if lane in shapes},
        lane_references=_lane_references(root),
    )


def _shapes(root: etree._Element) -> dict[str, Bounds]:
    shapes = {}
    for number, plane in enumerate(root.iter(f"{{{BPMNDI}}}BPMNPlane")):
        for shape in plane.iter(f"{{{BPMNDI}}}BPMNShape"):
            bounds = _bounds(shape, number)
            if bounds is not None:
                shapes[shape.get("bpmnElement", "")] = bounds
    return shapes


def _bounds(shape: etree._Element, plane: int) -> Bounds | None:
    found = shape.find(f"{{{DC}}}Bounds")
    if found is None:
        return None
    try:
        return Bounds(plane, *(float(found.get(side, "")) for side in ("x", "y", "width", "height")))
    except ValueError:
        return None


def _lane_references(root: etree._Element) -> dict[str, str]:
    """Return element id -> lane id as the lanes list them; white space around an id means nothing."""
    return {
        content(reference): lane.get("id", "")
        for lane in root.iter(f"{{{BPMN}}}lane")
        for reference in lane
        if local(reference) == "flowNodeRef" and namespace(reference) == BPMN
    }
