"""Small edits of the real journey, as a process owner makes them, and what is said of each."""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from prosesser.definition import Bundle, Definition, read_folder
from prosesser.definition.diff import Change, Comparison, compare
from prosesser.definition.examine import read_subject
from tests.bpmn_xml import Maker, Xml, bpmn, bpmndi, formal, zeebe
from tests.definition.case import extend, find

JOURNEY = Path(__file__).parents[2] / "bpmn" / "institusjon-bolig"
DIAGRAM = "journey.bpmn"
dc, di = Maker("dc"), Maker("di")

Edit = Callable[[Bundle], Bundle]
Redraw = Callable[[Xml], None]


@lru_cache
def files() -> Bundle:
    return read_folder(JOURNEY)


def read(bundle: Bundle) -> Definition:
    """Read a version without checking it: what is told of it does not depend on that."""
    return read_subject(bundle).definition


@lru_cache
def journey() -> Definition:
    return read(files())


def edited(*edits: Edit) -> Definition:
    bundle = files()
    for edit in edits:
        bundle = edit(bundle)
    return read(bundle)


def compared(*edits: Edit) -> Comparison:
    return compare(journey(), edited(*edits))


def only(*edits: Edit) -> Change:
    """Return the one change that an edit makes."""
    comparison = compared(*edits)
    assert len(comparison.changes) == 1, [change.words for change in comparison.changes]
    return comparison.changes[0]


def drawn(*changes: Redraw) -> Edit:
    """Edit the diagram."""

    def edit(bundle: Bundle) -> Bundle:
        root = etree.fromstring(bundle[DIAGRAM])
        for change in changes:
            change(root)
        return {**bundle, DIAGRAM: etree.tostring(root, xml_declaration=True, encoding="UTF-8")}

    return edit


def replaced(path: str, content: bytes | None) -> Edit:
    """Replace a file, or take it away."""

    def edit(bundle: Bundle) -> Bundle:
        others = {name: kept for name, kept in bundle.items() if name != path}
        return others if content is None else {**others, path: content}

    return edit


def in_json(path: str, change: Callable[[Any], None]) -> Edit:
    """Edit a form or a checklist."""

    def edit(bundle: Bundle) -> Bundle:
        content = json.loads(bundle[path])
        change(content)
        return {**bundle, path: json.dumps(content, ensure_ascii=False).encode()}

    return edit


def in_form(form: str, change: Callable[[Any], None]) -> Edit:
    return in_json(f"forms/{form}.form", change)


def component(schema: Any, key: str) -> Any:
    """Return a component of a form by its key, wherever it stands."""
    found = list(_components(schema, key))
    assert found, key
    return found[0]


def _components(schema: Any, key: str) -> Any:
    for part in schema.get("components", ()):
        if key in {part.get("key"), part.get("path"), part["id"]}:
            yield part
        yield from _components(part, key)


def in_field(form: str, key: str, **changes: Any) -> Edit:
    """Change attributes of a field; None takes one away."""

    def change(schema: Any) -> None:
        field = component(schema, key)
        for name, value in changes.items():
            field.pop(name, None)
            if value is not None:
                field[name] = value

    return in_form(form, change)


def in_text(path: str, old: str, new: str) -> Edit:
    """Replace a piece of a file's text."""

    def edit(bundle: Bundle) -> Bundle:
        text = bundle[path].decode()
        assert old in text, old
        return {**bundle, path: text.replace(old, new, 1).encode()}

    return edit


def timing(element: str, text: str) -> Redraw:
    """Count a timer otherwise."""

    def change(root: Xml) -> None:
        (time,) = find(root, element).iterfind(".//{*}timeDate")
        time.text = text

    return change


def saying(element: str, name: str, value: str | None) -> Redraw:
    """Give an element a property, or take it away."""

    def change(root: Xml) -> None:
        for entry in find(root, element).findall("./{*}extensionElements/{*}properties/{*}property"):
            if entry.get("name") == name:
                holder = entry.getparent()
                assert holder is not None
                holder.remove(entry)
        if value is not None:
            own = find(root, element).find("./{*}extensionElements/{*}properties")
            entry = zeebe.property(name=name, value=value)
            if own is None:
                extend(element, zeebe.properties(entry))(root)
            else:
                own.append(entry)

    return change


def deciding(flow: str, text: str | None) -> Redraw:
    """Give a flow a condition, or take it away."""

    def change(root: Xml) -> None:
        found = find(root, flow)
        for old in found.findall("{*}conditionExpression"):
            found.remove(old)
        if text is not None:
            found.append(formal("conditionExpression", text))

    return change


def moved(element: str, x: float, y: float) -> Redraw:
    """Draw a shape elsewhere."""

    def change(root: Xml) -> None:
        (bounds,) = root.iterfind(f".//*[@bpmnElement='{element}']/{{*}}Bounds")
        bounds.set("x", str(x))
        bounds.set("y", str(y))

    return change


def within(shape: str, lane: str) -> Redraw:
    """Move a shape straight up or down into a lane."""

    def change(root: Xml) -> None:
        (own,) = root.iterfind(f".//*[@bpmnElement='{shape}']/{{*}}Bounds")
        (around,) = root.iterfind(f".//*[@bpmnElement='{lane}']/{{*}}Bounds")
        middle = float(around.get("y", "")) + float(around.get("height", "")) / 2
        own.set("y", str(middle - float(own.get("height", "")) / 2))

    return change


def renamed(element: str, name: str) -> Redraw:
    return lambda root: find(root, element).set("name", name)


def joined(flow: str, target: str) -> Redraw:
    """Let a flow lead elsewhere."""

    def change(root: Xml) -> None:
        found = find(root, flow)
        for reference in find(root, found.get("targetRef", "")).findall("{*}incoming"):
            if reference.text == flow:
                find(root, found.get("targetRef", "")).remove(reference)
        found.set("targetRef", target)

    return change


def inserted(flow: str, task: str, name: str) -> Redraw:
    """Put a task on a flow, as a modeler does: the flow ends in it, a new one leads on."""

    def change(root: Xml) -> None:
        found = find(root, flow)
        scope, target = found.getparent(), found.get("targetRef", "")
        assert scope is not None
        scope.append(bpmn.userTask(id=task, name=name))
        scope.append(bpmn.sequenceFlow(id=f"{task}_videre", sourceRef=task, targetRef=target))
        found.set("targetRef", task)
        _draw(root, task, beside=target)

    return change


def _draw(root: Xml, task: str, beside: str) -> None:
    """Draw a task above a step, with the way from it."""
    (shape,) = root.iterfind(f".//*[@bpmnElement='{beside}']")
    (bounds,) = shape.iterfind("{*}Bounds")
    x, y = float(bounds.get("x", "")), float(bounds.get("y", "")) - 100
    plane = shape.getparent()
    assert plane is not None
    place = dc.Bounds(x=str(x), y=str(y), width="100", height="80")
    plane.append(bpmndi.BPMNShape(place, id=f"{task}_di", bpmnElement=task))
    ends = (di.waypoint(x=str(x + 50), y=str(end)) for end in (y + 80, y + 100))
    plane.append(bpmndi.BPMNEdge(*ends, id=f"{task}_videre_di", bpmnElement=f"{task}_videre"))


def erased(*elements: str) -> Redraw:
    """Delete elements with their shapes."""

    def change(root: Xml) -> None:
        for found in list(root.iter("{*}*")):
            parent = found.getparent()
            if parent is not None and {found.get("id"), found.get("bpmnElement")} & set(elements):
                parent.remove(found)

    return change
