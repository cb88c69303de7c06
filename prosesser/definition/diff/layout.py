"""What is drawn otherwise without any case running otherwise: places, bends, colours, notes."""

from collections.abc import Iterator

from lxml import etree

from prosesser.definition.bundle import DIAGRAM, Bundle
from prosesser.definition.diff.elements import has_lane
from prosesser.definition.diff.sides import Sides
from prosesser.definition.markup import BPMNDI, local
from prosesser.definition.model import Definition
from prosesser.definition.safe_xml import read_xml

NOTES = ("textAnnotation", "association", "group", "documentation", "participant")
"""What only explains the diagram to its readers."""

Drawn = tuple[object, ...]
"""An element of the drawing without its id: equal when it is drawn alike."""


def layout_changes(both: Sides) -> Iterator[str]:
    """Yield the ids of what both versions have and draw otherwise, and of notes that differ."""
    before, after = both.before.definition, both.after.definition
    if before.bundle.get(DIAGRAM) == after.bundle.get(DIAGRAM):
        return
    old, new = _drawn(before.bundle), _drawn(after.bundle)
    notes = _notes(before.bundle) | _notes(after.bundle)
    told = _came_or_went(before, after) | set(_moved(both))
    for element in dict.fromkeys((*new, *old)):
        in_both = element in old and element in new
        if element not in told and (in_both or element in notes) and old.get(element) != new.get(element):
            yield element
    for was, now in both.both():
        only_its_lane = was.lane != now.lane and now.attached_to is None and not has_lane(now)
        if only_its_lane and old.get(now.id) == new.get(now.id):
            yield now.id


def _came_or_went(before: Definition, after: Definition) -> set[str]:
    return (before.elements.keys() ^ after.elements.keys()) | (before.flows.keys() ^ after.flows.keys())


def _moved(both: Sides) -> Iterator[str]:
    """Yield what lies in another lane, which is told, and what sits on its edge and went along."""
    for was, now in both.both():
        if was.lane != now.lane and has_lane(now):
            yield now.id
            yield from (event.id for event in both.after.definition.boundaries(now.id))


def _drawn(bundle: Bundle) -> dict[str, list[Drawn]]:
    """Return by id how each element is drawn, and what is noted about it."""
    root = read_xml(bundle[DIAGRAM], DIAGRAM)
    found: dict[str, list[Drawn]] = {}
    for shape in root.iter(f"{{{BPMNDI}}}BPMNShape", f"{{{BPMNDI}}}BPMNEdge"):
        found.setdefault(shape.get("bpmnElement", ""), []).append(_alike(shape))
    for note in root.iter(*(f"{{*}}{name}" for name in NOTES)):
        found.setdefault(_owner(note), []).append(_alike(note))
    return found


def _notes(bundle: Bundle) -> set[str]:
    root = read_xml(bundle[DIAGRAM], DIAGRAM)
    return {_owner(note) for note in root.iter(*(f"{{*}}{name}" for name in NOTES))}


def _owner(note: etree._Element) -> str:
    """Return the id of a note, or of what a note without one stands in."""
    parent = note.getparent()
    around = "" if parent is None else parent.get("id", "")
    return note.get("id", around)


def _alike(node: etree._Element) -> Drawn:
    attributes = sorted((str(name), str(value)) for name, value in node.attrib.items() if name != "id")
    inside = tuple(map(_alike, node))
    return local(node), tuple(attributes), (node.text or "").strip(), inside
