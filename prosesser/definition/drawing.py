"""Which lane an element lies in.

Modelers drop ``flowNodeRef`` of elements in subprocesses when shapes move, and add none for new ones:
for those the drawing decides. At the top level the reference decides where there is one.
"""

from prosesser.definition.diagram import Diagram
from prosesser.definition.markup import local


def lane_of(diagram: Diagram, element_id: str) -> str | None:
    """Return the id of the lane that an element belongs to, None where there is none.

    A boundary event has its activity's lane; what is drawn on a plane of its own (a collapsed
    subprocess) has the lane of the subprocess.
    """
    node = diagram.nodes[element_id]
    host = node.get("attachedToRef", "")
    if host in diagram.nodes and host != element_id and local(diagram.nodes[host]) != "boundaryEvent":
        return lane_of(diagram, host)
    parent = node.getparent()
    nested = parent is not None and local(parent) != "process"
    reference = diagram.lane_references.get(element_id)
    if reference in diagram.nodes and not nested:
        return reference
    drawn = drawn_lane(diagram, element_id)
    if drawn is None and nested and parent is not None and parent.get("id") in diagram.nodes:
        return lane_of(diagram, parent.get("id", ""))
    return drawn


def drawn_lane(diagram: Diagram, element_id: str) -> str | None:
    """Return the innermost lane around the midpoint of the element's shape."""
    shape = diagram.shapes.get(element_id)
    if shape is None:
        return None
    around = [lane for lane, bounds in diagram.lanes.items() if bounds.holds_middle_of(shape)]
    return min(around, key=lambda lane: diagram.shapes[lane].area, default=None)
