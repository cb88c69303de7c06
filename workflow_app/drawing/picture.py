"""A version's diagram as one SVG: planes below each other, marks as classes, numbers as labels."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from lxml import etree

from prosesser.definition.markup import content, local
from prosesser.definition.model import Definition
from workflow_app.drawing import edges, shapes
from workflow_app.drawing.lettering import SIZE, width_of
from workflow_app.drawing.plan import Box, Edge, Plane, Shape, planes

MARGIN = 20
HEADING = 34
FONT = f'font-family="Oslo Sans, Arial, Helvetica, sans-serif" font-size="{SIZE}" fill="#000"'
NO_LABELS: Mapping[str, str] = {}


def svg(
    definition: Definition, marks: Mapping[str, Sequence[str]], labels: Mapping[str, str] = NO_LABELS
) -> str:
    """Return the diagram as a standalone SVG without style, script or references to anything.

    ``marks`` are ids of elements by the name of a mark: the element's group gets the class
    ``mark-<name>``, and its own id as ``data-id``. ``labels`` are short texts, numbers above all, by
    the id of the element or flow that they stand at. Collapsed subprocesses with planes of their own
    are drawn below the whole. Marks must stand as text beside the drawing too.
    """
    classes = _classes(marks)
    parts, top, width = [], 0.0, 0.0
    for number, plane in enumerate(planes(definition)):
        extent = plane.extent
        head = HEADING if number else 0
        parts.append(_placed(plane, extent, top + head, classes, labels))
        if head:
            parts.append(
                f'<text x="{MARGIN}" y="{top + head:g}" font-weight="bold">{escape(plane.name)}</text>'
            )
        top += extent.height + 2 * MARGIN + head
        width = max(width, extent.width + 2 * MARGIN)
    name = escape(definition.name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" role="img" aria-label="Diagram: {name}" '
        f'viewBox="0 0 {width:g} {top:g}" width="{width:g}" height="{top:g}" {FONT}>'
        f"<title>{name}</title><desc>{escape(_told(definition, marks))}</desc>{''.join(parts)}</svg>"
    )


def _placed(
    plane: Plane, extent: Box, top: float, classes: Mapping[str, str], labels: Mapping[str, str]
) -> str:
    """Draw surfaces first, the larger below the smaller; then what connects, and what stands on them."""
    surfaces = [shape for shape in plane.shapes if local(shape.node) in shapes.SURFACES]
    surfaces.sort(key=lambda shape: -shape.box.width * shape.box.height)
    others = [shape for shape in plane.shapes if local(shape.node) not in shapes.SURFACES]
    others.sort(key=lambda shape: local(shape.node) == "boundaryEvent")
    drawn = [
        *(_group(shape.node, shapes.draw(shape), classes) for shape in surfaces),
        *(_group(edge.node, edges.draw(edge), classes) for edge in plane.edges),
        *(_group(shape.node, shapes.draw(shape), classes) for shape in others),
        *_labelled((*plane.shapes, *plane.edges), labels),
    ]
    x, y = MARGIN - extent.x, MARGIN - extent.y + top
    return f'<g transform="translate({x:g} {y:g})">{"".join(drawn)}</g>'


def _group(node: etree._Element, drawn: str, classes: Mapping[str, str]) -> str:
    """Wrap an element: what it is, its id, and its name for who points at it."""
    element = node.get("id", "")
    words = f"{local(node)}{classes.get(element, '')}"
    return f'<g class="{words}" data-id="{escape(element)}">{drawn}{_title(node)}</g>'


def _title(node: etree._Element) -> str:
    name = node.get("name") or content(node.find("{*}text"))
    return f"<title>{escape(name)}</title>" if name else ""


def _classes(marks: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for mark, elements in marks.items():
        for element in elements:
            found[element] = f"{found.get(element, '')} mark-{escape(mark)}"
    return found


def _labelled(drawn: Iterable[Shape | Edge], labels: Mapping[str, str]) -> Iterable[str]:
    for one in drawn:
        text = labels.get(one.node.get("id", ""))
        if text:
            x, y = _label_place(one)
            width = width_of(text) + 10
            yield (
                f'<g class="label" data-label="{escape(one.node.get("id", ""))}">'
                f'<rect x="{x - width / 2:g}" y="{y - 9:g}" width="{width:g}" height="18" rx="9" '
                'fill="#2a2859" stroke="#fff"/>'
                f'<text x="{x:g}" y="{y + 4:g}" text-anchor="middle" fill="#fff">{escape(text)}</text></g>'
            )


def _label_place(one: Shape | Edge) -> tuple[float, float]:
    """Return the upper right corner of a shape, the middle of a connection."""
    if isinstance(one, Shape):
        return one.box.right, one.box.y
    middle = len(one.points) // 2
    (x1, y1), (x2, y2) = one.points[middle - 1], one.points[middle]
    return (x1 + x2) / 2, (y1 + y2) / 2


def _told(definition: Definition, marks: Mapping[str, Sequence[str]]) -> str:
    """Say how much is drawn and marked; which elements those are stands beside the drawing."""
    marked = sum(len(elements) for elements in marks.values())
    return f"{len(definition.elements)} elementer, {marked} av dem markert."
