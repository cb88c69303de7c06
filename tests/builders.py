"""Build whole journeys in a few words: real BPMN with lanes and a drawing, and real forms.

    journey = Journey().lane("bydel").start().task("vurdering").end()
    definition = load(journey.bundle())

Steps are those of ``Scope`` (see there): each is connected from the one before. Without a lane there
is one, «bydel»; a task without a form gets a plain one; each constant party gets a unit.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Self

from lxml import etree

from tests.bpmn_steps import PLAIN_FORM, Event, Node, Scope, condition, message, timer
from tests.bpmn_xml import Maker, Xml, bpmn, bpmndi, extension_elements, properties_element
from tests.form_files import Json, form_file, textarea

__all__ = ["Event", "Journey", "Scope", "condition", "message", "timer"]

dc, di = Maker("dc"), Maker("di")

LANE_HEIGHT = 400.0
COLUMN = 150.0
Box = tuple[float, float, float, float]


class Journey(Scope):
    """A journey's folder: the executable process with its lanes, messages and forms."""

    def __init__(self, key: str = "reise", name: str = "En reise") -> None:
        super().__init__()
        self.key, self.name = key, name
        self.lanes: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.properties: dict[str, str] = {}
        self._edits: list[Callable[[Xml], None]] = []

    def lane(self, lane_id: str, part: str | None = None) -> Self:
        """Add a lane; its party is the lane's id unless ``part`` says another, or FEEL."""
        self.lanes[lane_id] = lane_id if part is None else part
        return self

    def prop(self, name: str, value: str) -> Self:
        """Give the process a property."""
        self.properties[name] = value
        return self

    def form(self, form_id: str, *components: Json) -> Self:
        """Add a form."""
        return self.file(f"forms/{form_id}.form", form_file(form_id, *components))

    def file(self, path: str, content: bytes) -> Self:
        """Add any file."""
        self.files[path] = content
        return self

    def edit(self, change: Callable[[Xml], None]) -> Self:
        """Change the finished XML: for what the steps cannot say."""
        self._edits.append(change)
        return self

    def bundle(self) -> dict[str, bytes]:
        """Return the folder's files."""
        xml = self.xml()
        if f'formId="{PLAIN_FORM}"'.encode() in xml:
            plain = form_file(PLAIN_FORM, textarea("merknad"))
            return {f"forms/{PLAIN_FORM}.form": plain, **self.files, "journey.bpmn": xml}
        return {**self.files, "journey.bpmn": xml}

    def xml(self) -> bytes:
        """Return the diagram."""
        return deepcopy(self).write()

    def write(self) -> bytes:
        """Return the diagram, once: the steps' XML moves into it."""
        lanes = self.lanes or {"bydel": "bydel"}
        units = {
            f"enhet.{party}": f'="enhet-{party}"' for party in lanes.values() if not party.startswith("=")
        }
        process = bpmn.process(
            *extension_elements(*properties_element({**units, **self.properties})),
            id=self.key,
            name=self.name,
            isExecutable="true",
        )
        process.append(self._lane_set(lanes))
        self.fill(process)
        root = bpmn.definitions(
            *self._messages(), process, id="Definisjoner", targetNamespace="http://bpmn.io/schema/bpmn"
        )
        root.append(self._drawing(list(lanes)))
        for change in self._edits:
            change(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)

    def _lane_set(self, lanes: dict[str, str]) -> Xml:
        lane_set = bpmn.laneSet(id="Baner")
        placed = list(self._in_lanes(self, next(iter(lanes))))
        for lane_id, party in lanes.items():
            said = extension_elements(*properties_element({"part": party} if party else {}))
            members = [node.id for node, its_lane in placed if its_lane == lane_id and node in self.nodes]
            references = [bpmn.flowNodeRef(member) for member in members]
            lane_set.append(bpmn.lane(*said, *references, id=lane_id, name=lane_id.capitalize()))
        return lane_set

    def _in_lanes(self, scope: Scope, before: str) -> Iterator[tuple[Node, str]]:
        """Yield each step with its lane: its own, its activity's, else that of the step before."""
        lane, by_id = before, dict[str, str]()
        for node in scope.nodes:
            lane = node.lane or (by_id[node.host] if node.host else lane)
            by_id[node.id] = lane
            yield node, lane
            if node.inner is not None:
                yield from self._in_lanes(node.inner, lane)

    def _messages(self) -> Iterator[Xml]:
        """Declare each message once, and refer to it from where it is caught."""
        ids: dict[str, str] = {}
        for node in self.all_nodes():
            if node.event is None or node.event.message is None:
                continue
            name = node.event.message
            if name not in ids:
                ids[name] = f"Melding_{len(ids) + 1}"
                yield bpmn.message(id=ids[name], name=name)
            found = node.xml.find("{*}messageEventDefinition")
            (node.xml if found is None else found).set("messageRef", ids[name])

    def _drawing(self, lanes: list[str]) -> Xml:
        boxes = self._boxes(lanes)
        width = COLUMN * (len(boxes) + 2)
        shapes = [
            _shape(lane, (0.0, LANE_HEIGHT * row, width, LANE_HEIGHT)) for row, lane in enumerate(lanes)
        ]
        shapes += [_shape(node_id, box) for node_id, box in boxes.items()]
        edges = [
            _edge(arrow.id, boxes[arrow.source], boxes[arrow.target])
            for arrow in self.all_arrows()
            if arrow.target in boxes
        ]
        plane = bpmndi.BPMNPlane(*shapes, *edges, id="Plan", bpmnElement=self.key)
        return bpmndi.BPMNDiagram(plane, id="Tegning")

    def _boxes(self, lanes: list[str]) -> dict[str, Box]:
        """Draw each step in a column of its own, in the middle of its lane; subprocesses around theirs."""
        boxes: dict[str, Box] = {}
        nodes = list(self._in_lanes(self, lanes[0]))
        for column, (node, lane) in enumerate(nodes):
            middle = LANE_HEIGHT * (lanes.index(lane) + 0.5)
            boxes[node.id] = (COLUMN * (column + 1), middle - 40, 100.0, 80.0)
        for node, _ in reversed(nodes):
            if node.inner is not None:
                inside = [boxes[nested.id] for nested in node.inner.nodes]
                boxes[node.id] = _around([boxes[node.id], *inside])
        return boxes


def _around(boxes: list[Box]) -> Box:
    left, top = min(x for x, *_ in boxes) - 20, min(y for _, y, *_ in boxes) - 20
    right, bottom = max(x + w for x, _, w, _ in boxes) + 20, max(y + h for _, y, _, h in boxes) + 20
    return left, top, right - left, bottom - top


def _shape(element: str, box: Box) -> Xml:
    sides = dict(zip(("x", "y", "width", "height"), map(str, box), strict=True))
    return bpmndi.BPMNShape(dc.Bounds(**sides), id=f"{element}_form", bpmnElement=element)


def _edge(flow: str, source: Box, target: Box) -> Xml:
    ends = [di.waypoint(x=str(x + w / 2), y=str(y + h / 2)) for x, y, w, h in (source, target)]
    return bpmndi.BPMNEdge(*ends, id=f"{flow}_strek", bpmnElement=flow)
