"""A journey without one of its elements, as somebody would leave it who deletes the element in a modeler.

Its boundary events go with it, its ways in lead to where its way out led, and what can then no
longer be reached goes too: so that what is left can run if anything can.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from prosesser.definition import Bundle
from prosesser.definition.bundle import DIAGRAM
from prosesser.definition.diagram import FLOW_NODES
from tests.bpmn_xml import BPMN, NAMESPACES, ZEEBE, Xml

BPMNDI = NAMESPACES["bpmndi"]
CONNECTIONS = (f"{{{BPMN}}}sequenceFlow", f"{{{BPMN}}}association")


def local(node: Xml) -> str:
    return etree.QName(node).localname


class Drawing:
    """A diagram that is being edited."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._root = etree.fromstring(bundle[DIAGRAM])
        for listing in list(self._root.iter(f"{{{BPMN}}}incoming", f"{{{BPMN}}}outgoing")):
            listing.getparent().remove(listing)  # type: ignore[union-attr] # a listing stands in an element
        entered = set(self._all("//bpmn:sequenceFlow/@targetRef"))
        self._beginnings = {
            step.get("id", "")
            for step in self._steps()
            if step.get("id") not in entered and local(step) != "boundaryEvent"
        }
        """Where ways begin: at starts, and at steps that people take when they are needed."""

    def bundle(self) -> Bundle:
        return {**self._bundle, DIAGRAM: etree.tostring(self._root, xml_declaration=True, encoding="UTF-8")}

    def node(self, element_id: str) -> Xml:
        found: Xml = self._all("//*[@id=$id]", id=element_id)[0]
        return found

    def _all(self, path: str, **known: str) -> list[Any]:
        """Return what an XPath finds: elements, or texts of attributes."""
        find: Any = etree.XPath(path, namespaces={"bpmn": BPMN, "zeebe": ZEEBE})
        return list(find(self._root, **known))

    def deletes(self, element_id: str) -> None:
        """Delete a step; its ways in are joined to where its way out leads."""
        node = self.node(element_id)
        onward = [flow.get("targetRef", "") for flow in self._flows(node, "sourceRef")]
        for flow in self._flows(node, "targetRef"):
            if onward:
                flow.set("targetRef", onward[0])
        for boundary in self._all("//*[@attachedToRef=$id]", id=element_id):
            self._removes(boundary)
        self._removes(node)
        for step in self._unreachable():
            if step.getroottree().getroot() is self._root:  # not gone with what was around it
                self._removes(step)

    def empties(self, element_id: str) -> None:
        """Leave a step as a plain one: without what its extension elements say."""
        node = self.node(element_id)
        for said in node.findall(f"{{{BPMN}}}extensionElements"):
            node.remove(said)

    def sets(self, element_id: str, name: str, value: str) -> None:
        """Give a property of an element another value."""
        path = "//*[@id=$id]/*/zeebe:properties/zeebe:property[@name=$name]"
        (holder,) = self._all(path, id=element_id, name=name)
        holder.set("value", value)

    def _flows(self, node: Xml, end: str) -> list[Xml]:
        return self._all(f"//bpmn:sequenceFlow[@{end}=$id]", id=node.get("id", ""))

    def _removes(self, node: Xml) -> None:
        """Remove a node with all in it, and what refers to any of that."""
        gone = {inner.get("id") for inner in node.iter() if inner.get("id")}
        node.getparent().remove(node)  # type: ignore[union-attr] # only the root has no parent
        for connection in list(self._root.iter(*CONNECTIONS)):
            if gone & {connection.get("sourceRef"), connection.get("targetRef")}:
                gone.add(connection.get("id"))
                connection.getparent().remove(connection)  # type: ignore[union-attr] # as above
        for reference in list(self._root.iter(f"{{{BPMN}}}flowNodeRef")):
            if reference.text in gone:
                reference.getparent().remove(reference)  # type: ignore[union-attr] # as above
        for shape in list(self._root.iter(f"{{{BPMNDI}}}BPMNShape", f"{{{BPMNDI}}}BPMNEdge")):
            if shape.get("bpmnElement") in gone:
                shape.getparent().remove(shape)  # type: ignore[union-attr] # as above

    def _steps(self) -> Iterator[Xml]:
        return self._root.iter(*(f"{{{BPMN}}}{kind}" for kind in FLOW_NODES))

    def _unreachable(self) -> Iterator[Xml]:
        """Yield the outermost steps that no way leads to any more."""
        onward: dict[str, list[str]] = {}
        for node in self._root.iter():
            for near, far in (("sourceRef", "targetRef"), ("attachedToRef", "id")):
                onward.setdefault(node.get(near, ""), []).append(node.get(far, ""))
        waiting, reached = list(self._beginnings), set[str]()
        while waiting:
            current = waiting.pop()
            if current not in reached:
                reached.add(current)
                waiting += onward.get(current, ())
        for step in list(self._steps()):
            if step.get("id") not in reached:
                yield step
