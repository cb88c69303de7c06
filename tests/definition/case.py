"""A rule's pair of diagrams: one that breaks its promise, one close to it that keeps it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.bpmn_xml import Xml
from tests.builders import Journey


@dataclass(frozen=True)
class Case:
    """``wrong`` breaks the rule at ``element`` (None: the whole); ``right`` keeps all rules."""

    rule: str
    wrong: Callable[[], Journey]
    right: Callable[[], Journey]
    element: str | None
    says: str
    """A piece of what the finding says."""


def plain() -> Journey:
    """A journey with one task."""
    return Journey().start().task("oppgave").end()


def find(root: Xml, element_id: str) -> Xml:
    """Return the element of that id in the process (not its shape)."""
    found = root.find(f".//*[@id='{element_id}']")
    assert found is not None, element_id
    return found


def put(element_id: str, **attributes: str) -> Callable[[Xml], None]:
    """Return a change that sets attributes of an element."""

    def change(root: Xml) -> None:
        for name, value in attributes.items():
            find(root, element_id).set(name, value)

    return change


def drop(element_id: str, attribute: str) -> Callable[[Xml], None]:
    """Return a change that takes an attribute away."""

    def change(root: Xml) -> None:
        del find(root, element_id).attrib[attribute]

    return change


def add(element_id: str, child: Xml, place: int | None = None) -> Callable[[Xml], None]:
    """Return a change that puts a child into an element."""

    def change(root: Xml) -> None:
        parent = find(root, element_id)
        parent.insert(len(parent) if place is None else place, child)

    return change


def extend(element_id: str, extension: Xml) -> Callable[[Xml], None]:
    """Return a change that adds an extension element."""

    def change(root: Xml) -> None:
        parent = find(root, element_id)
        holder = parent.find("{*}extensionElements")
        if holder is None:
            holder = parent.makeelement(f"{{{parent.nsmap['bpmn']}}}extensionElements")
            parent.insert(0, holder)
        holder.append(extension)

    return change


def delete(element_id: str) -> Callable[[Xml], None]:
    """Return a change that deletes an element, not what refers to it."""

    def change(root: Xml) -> None:
        found = find(root, element_id)
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)

    return change
