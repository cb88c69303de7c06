"""The diagram can be read: nothing lies on anything else, and each step lies in a lane."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

from lxml import etree

DIAGRAM = etree.parse(Path("bpmn/institusjon-bolig/journey.bpmn"))
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"
SUBPROCESSES = (f"{BPMN}subProcess", f"{BPMN}adHocSubProcess")


class Box(NamedTuple):
    """A rectangle; ``x2`` and ``y2`` are its right and lower edge."""

    x: float
    y: float
    x2: float
    y2: float

    def meets(self, other: "Box") -> bool:
        return self.x < other.x2 and other.x < self.x2 and self.y < other.y2 and other.y < self.y2

    def holds_middle_of(self, other: "Box") -> bool:
        x, y = (other.x + other.x2) / 2, (other.y + other.y2) / 2
        return self.x < x < self.x2 and self.y < y < self.y2

    def holds(self, other: "Box") -> bool:
        return self.x <= other.x and other.x2 <= self.x2 and self.y <= other.y and other.y2 <= self.y2


ELEMENTS = {element.get("id"): element for element in DIAGRAM.iter(f"{BPMN}*") if element.get("id")}


def box(holder: etree._Element) -> Box:
    bounds = holder.find(f"{DC}Bounds")
    assert bounds is not None
    x, y, width, height = (float(bounds.get(name, "")) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + width, y + height)


def drawn(*kinds: str) -> dict[str, Box]:
    """Return the boxes of the shapes that are (or, with none named, are not) of these kinds."""
    shapes = {shape.get("bpmnElement", ""): box(shape) for shape in DIAGRAM.iter(f"{BPMNDI}BPMNShape")}
    return {key: bounds for key, bounds in shapes.items() if etree.QName(ELEMENTS[key]).localname in kinds}


FRAMES = drawn("subProcess", "adHocSubProcess")
LANES = drawn("lane")
SHAPES = {
    **FRAMES,
    **drawn("userTask", "startEvent", "endEvent", "intermediateCatchEvent", "boundaryEvent"),
    **drawn("exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway"),
    **drawn("textAnnotation"),
}
LABELS = {
    shape.get("bpmnElement", ""): box(label)
    for shape in DIAGRAM.iter(f"{BPMNDI}BPMNShape", f"{BPMNDI}BPMNEdge")
    for label in shape.iterfind(f"{BPMNDI}BPMNLabel")
}


def around(element_id: str) -> set[str]:
    """Return the subprocesses around an element."""
    return {parent.get("id", "") for parent in ELEMENTS[element_id].iterancestors(*SUBPROCESSES)}


def belong_together(one: str, other: str) -> bool:
    """Say whether one contains the other, or sits on its edge."""
    hosts = {one: ELEMENTS[one].get("attachedToRef"), other: ELEMENTS[other].get("attachedToRef")}
    return one in around(other) or other in around(one) or hosts[one] == other or hosts[other] == one


def lines() -> Iterator[tuple[str, Box]]:
    """Yield each straight piece of each flow, as a box without width or height."""
    for edge in DIAGRAM.iter(f"{BPMNDI}BPMNEdge"):
        element_id = edge.get("bpmnElement", "")
        points = [
            (float(point.get("x", "")), float(point.get("y", ""))) for point in edge.iterfind(f"{DI}waypoint")
        ]
        if ELEMENTS[element_id].tag == f"{BPMN}sequenceFlow":
            for (x, y), (x2, y2) in pairwise(points):
                yield element_id, Box(min(x, x2), min(y, y2), max(x, x2), max(y, y2))


def test_every_step_and_flow_is_drawn() -> None:
    steps = {key for key, element in ELEMENTS.items() if element.find(f"{BPMN}incoming") is not None}
    flows = {flow.get("id") for flow in DIAGRAM.iter(f"{BPMN}sequenceFlow")}
    assert steps <= set(SHAPES)
    assert flows == {flow for flow, _ in lines()}


def test_no_shape_overlaps_another() -> None:
    pairs = combinations(SHAPES.items(), 2)
    clashes = [(a, b) for (a, one), (b, other) in pairs if one.meets(other) and not belong_together(a, b)]
    assert clashes == []


def test_no_label_lies_on_a_shape_or_another_label() -> None:
    on_shapes = [
        (label, shape)
        for label, text in LABELS.items()
        for shape, bounds in SHAPES.items()
        if text.meets(bounds) and shape not in around(label)
    ]
    on_labels = [(a, b) for (a, one), (b, other) in combinations(LABELS.items(), 2) if one.meets(other)]
    assert on_shapes + on_labels == []


def test_each_label_lies_inside_the_subprocesses_around_it() -> None:
    outside = [
        (label, frame)
        for label, text in LABELS.items()
        for frame in around(label)
        if not FRAMES[frame].holds(text)
    ]
    assert outside == []


def test_each_step_lies_in_a_lane_and_inside_the_subprocesses_around_it() -> None:
    for element_id, bounds in SHAPES.items():
        assert any(lane.holds_middle_of(bounds) for lane in LANES.values()), element_id
        assert all(FRAMES[frame].holds_middle_of(bounds) for frame in around(element_id)), element_id


def test_flows_run_straight_across_or_down() -> None:
    assert [flow for flow, line in lines() if line.x != line.x2 and line.y != line.y2] == []


def test_no_flow_runs_through_a_step_or_a_label_that_is_not_its_own() -> None:
    through = []
    for flow, line in lines():
        ends = {ELEMENTS[flow].get("sourceRef"), ELEMENTS[flow].get("targetRef")}
        passed = {key: bounds for key, bounds in SHAPES.items() if key not in ends | around(flow)}
        through += [(flow, key) for key, bounds in passed.items() if bounds.meets(line)]
        through += [(flow, key) for key, bounds in LABELS.items() if key != flow and bounds.meets(line)]
    assert through == []


def test_no_two_flows_cross() -> None:
    pieces = list(lines())
    level = [(flow, line) for flow, line in pieces if line.y == line.y2]
    upright = [(flow, line) for flow, line in pieces if line.x == line.x2]
    crossings = [
        (a, b)
        for a, one in level
        for b, other in upright
        if one.x < other.x < one.x2 and other.y < one.y < other.y2
    ]
    assert crossings == []
