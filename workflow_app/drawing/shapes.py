"""How each kind of BPMN element is drawn. The first child of an element's group is its outline.

Colours stand as attributes of their own, which a style sheet overrides; there is no style in here.
"""

from collections.abc import Callable, Mapping

from prosesser.definition.elements import event_definitions
from prosesser.definition.markup import child, content, flag, local
from workflow_app.drawing import glyphs
from workflow_app.drawing.lettering import LINE, below_edge, centred, flush, upright
from workflow_app.drawing.plan import Box, Shape

BAND = 30
"""How wide the band is that the name of a pool or a lane stands in."""
CORNER = 10
MARKER = 16
OUTLINE = 'fill="#fff" stroke="#000" stroke-width="2"'
SCOPES = frozenset({"subProcess", "adHocSubProcess", "transaction"})
SURFACES = frozenset({"participant", "lane", *SCOPES})
"""What has other elements on it: drawn first, and marked by its edge alone."""


def draw(shape: Shape) -> str:
    """Return the shape with its name."""
    return DRAWN.get(local(shape.node), _box)(shape)


def _name(shape: Shape) -> str:
    return str(shape.node.get("name") or "").strip()


def _rect(box: Box, corner: int, look: str) -> str:
    return (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" '
        f'rx="{corner}" {look}/>'
    )


def _band(shape: Shape) -> str:
    """Draw a pool or a lane: its name along its left edge, or its upper one where it stands upright."""
    box = shape.box
    outline = _rect(box, 0, 'fill="none" stroke="#000" stroke-width="1.5"')
    if not shape.horizontal:
        return outline + centred(_name(shape), Box(box.x, box.y, box.width, BAND))
    line = ""
    if local(shape.node) == "participant":
        line = f'<path d="M{box.x + BAND:g} {box.y:g}V{box.bottom:g}" stroke="#000" stroke-width="1.5"/>'
    return outline + line + upright(_name(shape), Box(box.x, box.y, BAND, box.height))


def _task(shape: Shape) -> str:
    box = shape.box
    sign = ""
    if local(shape.node) == "userTask":
        sign = glyphs.person(box.x + 5, box.y + 5)
    elif local(shape.node) == "receiveTask":
        sign = glyphs.message(box.x + 15, box.y + 13, 16)
    text = Box(box.x + 6, box.y + 4, box.width - 12, box.height - 8)
    return _rect(box, CORNER, OUTLINE) + sign + centred(_name(shape), text) + _repeats(shape)


def _scope(shape: Shape) -> str:
    """Draw a subprocess: open, with its name on top; or closed, as a task with a plus."""
    box = shape.box
    if not shape.expanded:
        text = Box(box.x + 6, box.y + 4, box.width - 12, box.height - 8 - MARKER)
        return _rect(box, CORNER, OUTLINE) + centred(_name(shape), text) + _repeats(shape)
    outline = _rect(box, CORNER, 'fill="none" stroke="#000" stroke-width="2"')
    name = below_edge(_name(shape), Box(box.x + 8, box.y + 5, box.width - 16, LINE))
    return outline + name + _repeats(shape)


def _repeats(shape: Shape) -> str:
    """Draw the signs at the lower edge of an activity, beside each other."""
    marker = child(shape.node, "multiInstanceLoopCharacteristics")
    signs = []
    if local(shape.node) in SCOPES and not shape.expanded:
        signs.append(glyphs.collapsed)
    if marker is not None:
        signs.append(glyphs.one_after_another if flag(marker, "isSequential") else glyphs.side_by_side)
    if local(shape.node) == "adHocSubProcess":
        signs.append(glyphs.tilde)
    left = shape.box.middle[0] - MARKER * (len(signs) - 1) / 2
    return "".join(sign(left + MARKER * n, shape.box.bottom - MARKER) for n, sign in enumerate(signs))


def _event(shape: Shape) -> str:
    x, y = shape.box.middle
    radius = shape.box.width / 2
    kind = local(shape.node)
    beside = not flag(shape.node, "cancelActivity", default=True)
    dashes = ' stroke-dasharray="5 3"' if beside else ""
    width = {"startEvent": 1.5, "endEvent": 4}.get(kind, 1.5)
    ring = f'stroke="#000" stroke-width="{width}"{dashes}'
    circles = f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="#fff" {ring}/>'
    if kind not in {"startEvent", "endEvent"}:
        circles += (
            f'<circle cx="{x:g}" cy="{y:g}" r="{radius - 4:g}" fill="none" stroke="#000" '
            f'stroke-width="1.5"{dashes}/>'
        )
    return circles + _waits_for(shape)(x, y, radius) + _outside(shape)


def _waits_for(shape: Shape) -> Callable[[float, float, float], str]:
    kinds = (local(one).removesuffix("EventDefinition") for one in event_definitions(shape.node))
    return glyphs.EVENTS.get(next(kinds, ""), glyphs.nothing)


def _gateway(shape: Shape) -> str:
    box = shape.box
    x, y = box.middle
    corners = f"{x:g},{box.y:g} {box.right:g},{y:g} {x:g},{box.bottom:g} {box.x:g},{y:g}"
    outline = f'<polygon points="{corners}" {OUTLINE}/>'
    kind = local(shape.node)
    is_bare = kind == "exclusiveGateway" and not shape.marked
    sign = "" if is_bare else glyphs.GATEWAYS.get(kind, glyphs.nothing)(x, y, box.width / 2)
    return outline + sign + _outside(shape)


def _outside(shape: Shape) -> str:
    """Write the name of what is too small to hold it: where the modeler put it, else below."""
    x, _ = shape.box.middle
    label = shape.label or Box(x - 45, shape.box.bottom + 4, 90, LINE)
    # The modeler measures a little narrower than we do: it knows its own font.
    return below_edge(_name(shape), Box(label.x - 2, label.y, label.width + 4, label.height))


def _note(shape: Shape) -> str:
    box = shape.box
    bracket = f'<path d="M{box.x + 10:g} {box.y:g}H{box.x:g}V{box.bottom:g}h10" fill="none" stroke="#000"/>'
    text = content(child(shape.node, "text"))
    return bracket + flush(text, Box(box.x + 6, box.y + 3, box.width - 8, box.height))


def _group(shape: Shape) -> str:
    look = 'fill="none" stroke="#000" stroke-width="1.5" stroke-dasharray="10 5 2 5"'
    return _rect(shape.box, CORNER, look)


def _box(shape: Shape) -> str:
    """Draw anything else that a diagram keeps without effect: a box, with its name below."""
    return _rect(shape.box, 0, OUTLINE) + _outside(shape)


TASKS = ("task", "userTask", "receiveTask", "manualTask", "serviceTask", "sendTask", "scriptTask")
EVENTS = ("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent")
DRAWN: Mapping[str, Callable[[Shape], str]] = {
    "participant": _band,
    "lane": _band,
    "textAnnotation": _note,
    "group": _group,
    "businessRuleTask": _task,
    "callActivity": _task,
    **dict.fromkeys(TASKS, _task),
    **dict.fromkeys(SCOPES, _scope),
    **dict.fromkeys(EVENTS, _event),
    **dict.fromkeys(glyphs.GATEWAYS, _gateway),
    "complexGateway": _gateway,
}
