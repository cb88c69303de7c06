"""What is drawn where: the diagram interchange of a BPMN file, with the element of each shape and edge.

Coordinates are the diagram's own, in pixels. What has no bounds, or no element, is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from prosesser.definition.bundle import DIAGRAM
from prosesser.definition.diagram import Diagram, read_diagram
from prosesser.definition.markup import BPMNDI, DC, DI, child, flag
from prosesser.definition.model import Definition
from prosesser.definition.safe_xml import read_xml


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """The midpoint."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn element: ``horizontal`` of pools and lanes, ``expanded`` of subprocesses."""

    node: etree._Element
    box: Box
    label: Box | None
    horizontal: bool
    expanded: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A drawn connection; it has at least two points."""

    node: etree._Element
    points: tuple[tuple[float, float], ...]
    label: Box | None


@dataclass(frozen=True, slots=True)
class Plane:
    """One surface of a diagram: the whole, or the inside of a subprocess that is drawn collapsed."""

    name: str
    shapes: tuple[Shape, ...]
    edges: tuple[Edge, ...]

    @property
    def extent(self) -> Box:
        """The rectangle around everything that is drawn, labels too."""
        boxes = [shape.box for shape in self.shapes]
        labels = [*(shape.label for shape in self.shapes), *(edge.label for edge in self.edges)]
        boxes += [label for label in labels if label is not None]
        points = [point for edge in self.edges for point in edge.points]
        lefts = [box.x for box in boxes] + [x for x, _ in points] or [0.0]
        tops = [box.y for box in boxes] + [y for _, y in points] or [0.0]
        rights = [box.right for box in boxes] + [x for x, _ in points] or [0.0]
        bottoms = [box.bottom for box in boxes] + [y for _, y in points] or [0.0]
        left, top = min(lefts), min(tops)
        return Box(left, top, max(rights) - left, max(bottoms) - top)


def planes(definition: Definition) -> tuple[Plane, ...]:
    """Return the surfaces of a version's diagram, the outermost first."""
    root = read_xml(definition.bundle[DIAGRAM], DIAGRAM)
    diagram = read_diagram(root)
    return tuple(_plane(diagram, plane) for plane in root.iter(f"{{{BPMNDI}}}BPMNPlane"))


def _plane(diagram: Diagram, plane: etree._Element) -> Plane:
    return Plane(
        name=diagram.name_of(plane.get("bpmnElement")) or "",
        shapes=tuple(_shapes(diagram, plane)),
        edges=tuple(_edges(diagram, plane)),
    )


def _shapes(diagram: Diagram, plane: etree._Element) -> Iterator[Shape]:
    for drawn in plane.iter(f"{{{BPMNDI}}}BPMNShape"):
        node = diagram.nodes.get(drawn.get("bpmnElement", ""))
        box = _bounds(drawn)
        if node is not None and box is not None:
            yield Shape(
                node=node,
                box=box,
                label=_label(drawn),
                horizontal=flag(drawn, "isHorizontal", default=True),
                expanded=flag(drawn, "isExpanded", default=True),
                marked=flag(drawn, "isMarkerVisible", default=True),
            )


def _edges(diagram: Diagram, plane: etree._Element) -> Iterator[Edge]:
    for drawn in plane.iter(f"{{{BPMNDI}}}BPMNEdge"):
        node = diagram.nodes.get(drawn.get("bpmnElement", ""))
        points = tuple(filter(None, map(_point, drawn.iter(f"{{{DI}}}waypoint"))))
        if node is not None and len(points) > 1:
            yield Edge(node, points, _label(drawn))


def _label(drawn: etree._Element) -> Box | None:
    label = child(drawn, "BPMNLabel", BPMNDI)
    return None if label is None else _bounds(label)


def _bounds(drawn: etree._Element) -> Box | None:
    bounds = child(drawn, "Bounds", DC)
    if bounds is None:
        return None
    try:
        x, y, width, height = (float(bounds.get(side, "")) for side in ("x", "y", "width", "height"))
    except ValueError:
        return None
    return Box(x, y, width, height)


def _point(waypoint: etree._Element) -> tuple[float, float] | None:
    try:
        return float(waypoint.get("x", "")), float(waypoint.get("y", ""))
    except ValueError:
        return None
