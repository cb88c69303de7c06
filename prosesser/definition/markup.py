"""Namespaces, and small readings of XML elements."""

from collections.abc import Iterator

from lxml import etree

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"


def local(element: etree._Element) -> str:
    """Return the element's name without its namespace."""
    return etree.QName(element).localname


def namespace(element: etree._Element) -> str | None:
    """Return the element's namespace."""
    return etree.QName(element).namespace


def child(element: etree._Element, name: str, ns: str = BPMN) -> etree._Element | None:
    """Return the first child of that name."""
    return element.find(f"{{{ns}}}{name}")


def children(element: etree._Element, name: str, ns: str = BPMN) -> list[etree._Element]:
    """Return all children of that name."""
    return element.findall(f"{{{ns}}}{name}")


def content(element: etree._Element | None) -> str:
    """Return the element's text without surrounding white space; empty without an element."""
    return "" if element is None else "".join(str(text) for text in element.itertext()).strip()


def flag(element: etree._Element, name: str, *, default: bool = False) -> bool:
    """Return a boolean attribute (XML Schema writes it true, false, 1 or 0)."""
    value = element.get(name)
    return default if value is None else value.strip() in {"true", "1"}


def extensions(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the extension elements of an element, of all namespaces."""
    for holder in children(element, "extensionElements"):
        yield from holder
