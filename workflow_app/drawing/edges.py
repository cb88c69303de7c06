"""How connections are drawn: sequence flows with their arrow heads, and what only explains."""

from math import hypot

from prosesser.definition.markup import local
from workflow_app.drawing.lettering import LINE, below_edge
from workflow_app.drawing.plan import Box, Edge

HEAD, HALF = 10.0, 4.5
SLASH = 10.0
LOOKS = {
    "sequenceFlow": 'fill="none" stroke="#000" stroke-width="1.5"',
    "messageFlow": 'fill="none" stroke="#000" stroke-width="1.5" stroke-dasharray="8 5"',
}
DOTTED = 'fill="none" stroke="#000" stroke-width="1.5" stroke-dasharray="1 4" stroke-linecap="round"'


def draw(edge: Edge) -> str:
    """Return the connection with its arrow head and its name."""
    kind = local(edge.node)
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in edge.points)
    drawn = f'<path d="{path}" {LOOKS.get(kind, DOTTED)}/>'
    if kind in LOOKS:
        drawn += _head(edge)
    if kind == "sequenceFlow":
        drawn += _default(edge)
    return drawn + _name(edge)


def _head(edge: Edge) -> str:
    (x, y), (along, up) = edge.points[-1], _direction(edge.points[-2], edge.points[-1])
    back_x, back_y = x - along * HEAD, y - up * HEAD
    corners = (
        f"{x:g},{y:g} {back_x - up * HALF:.1f},{back_y + along * HALF:.1f} "
        f"{back_x + up * HALF:.1f},{back_y - along * HALF:.1f}"
    )
    return f'<polygon points="{corners}" fill="#000"/>'


def _default(edge: Edge) -> str:
    """Draw a stroke across the beginning of the flow that is taken when no other is."""
    parent = edge.node.getparent()
    source = edge.node.get("sourceRef")
    siblings = () if parent is None else parent
    origin = next((one for one in siblings if one.get("id") == source), None)
    if origin is None or origin.get("default") != edge.node.get("id"):
        return ""
    (x, y), (along, up) = edge.points[0], _direction(edge.points[0], edge.points[1])
    x, y = x + along * SLASH, y + up * SLASH
    across = (along + up) * HALF, (up - along) * HALF
    start, end = (x - across[0], y - across[1]), (x + across[0], y + across[1])
    path = f"M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}"
    return f'<path d="{path}" stroke="#000" stroke-width="1.5"/>'


def _direction(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down) or 1.0
    return across / length, down / length


def _name(edge: Edge) -> str:
    name = str(edge.node.get("name") or "").strip()
    label = edge.label or _in_the_middle(edge)
    return below_edge(name, Box(label.x - 2, label.y, label.width + 4, label.height)) if name else ""


def _in_the_middle(edge: Edge) -> Box:
    middle = len(edge.points) // 2
    (x1, y1), (x2, y2) = edge.points[middle - 1], edge.points[middle]
    return Box((x1 + x2) / 2 - 45, (y1 + y2) / 2 - LINE - 6, 90, LINE)
