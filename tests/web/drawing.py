"""Edits of the real journey's diagram, as a modeler makes them."""

from copy import deepcopy

from lxml import etree

from prosesser.definition.bundle import DIAGRAM, Bundle
from tests.bpmn_xml import Xml

TALK = "forberedelse"


def with_talk_before(bundle: Bundle, task: str) -> dict[str, bytes]:
    """Return the journey with a task of the same form drawn in front of another."""
    root = etree.fromstring(bundle[DIAGRAM])
    (after,) = root.findall(f".//{{*}}userTask[@id='{task}']")
    (flow,) = root.findall(f".//{{*}}sequenceFlow[@targetRef='{task}']")
    flow.set("targetRef", TALK)
    around = after.getparent()
    assert around is not None
    talk = deepcopy(after)
    talk.set("id", TALK)
    talk.set("name", "Forberedende samtale")
    _reset(talk, "incoming", flow.get("id", ""))
    _reset(talk, "outgoing", f"{TALK}_til_{task}")
    _reset(after, "incoming", f"{TALK}_til_{task}")
    link = deepcopy(flow)
    for name, value in (("id", f"{TALK}_til_{task}"), ("sourceRef", TALK), ("targetRef", task)):
        link.set(name, value)
    around.extend([talk, link])
    _draw(root, task, flow.get("id", ""))
    return {**bundle, DIAGRAM: etree.tostring(root, xml_declaration=True, encoding="UTF-8")}


def _reset(node: Xml, kind: str, flow: str) -> None:
    for found in node.findall(f"{{*}}{kind}"):
        found.text = flow


def _draw(root: Xml, task: str, flow: str) -> None:
    """Draw the new shape over the one that it stands before: in the same lane."""
    (shape,) = root.findall(f".//{{*}}BPMNShape[@bpmnElement='{task}']")
    (edge,) = root.findall(f".//{{*}}BPMNEdge[@bpmnElement='{flow}']")
    plane = shape.getparent()
    assert plane is not None
    for drawn, element in ((shape, TALK), (edge, f"{TALK}_til_{task}")):
        made = deepcopy(drawn)
        made.set("id", f"{element}_di")
        made.set("bpmnElement", element)
        plane.append(made)
    bounds = plane[-2].find("{*}Bounds")
    assert bounds is not None
    bounds.set("y", str(float(bounds.get("y", "0")) + 5))
