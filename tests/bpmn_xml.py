"""Making BPMN elements in a few words."""

from collections.abc import Callable, Mapping
from functools import partial

from lxml import etree

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NAMESPACES = {
    "bpmn": BPMN,
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "zeebe": ZEEBE,
    "xsi": XSI,
}
Xml = etree._Element  # noqa: SLF001 - lxml gives the class of its elements no public name


class Maker:
    """Makes elements of a namespace: ``bpmn.lane(child, id="x")`` or ``bpmn("lane", child, id="x")``."""

    def __init__(self, prefix: str) -> None:
        self._namespace = NAMESPACES[prefix]

    def __call__(self, tag: str, *contents: Xml | str, **attributes: str) -> Xml:
        element = etree.Element(f"{{{self._namespace}}}{tag}", attributes, nsmap=NAMESPACES)
        for content in contents:
            if isinstance(content, str):
                element.text = content
            else:
                element.append(content)
        return element

    def __getattr__(self, tag: str) -> Callable[..., Xml]:
        return partial(self, tag)


bpmn, bpmndi, zeebe = Maker("bpmn"), Maker("bpmndi"), Maker("zeebe")


def formal(name: str, expression: str) -> Xml:
    """Make an element that holds an expression."""
    element = bpmn(name, expression)
    element.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
    return element


def extension_elements(*elements: Xml) -> list[Xml]:
    """Wrap extension elements, if there are any."""
    return [bpmn.extensionElements(*elements)] if elements else []


def properties_element(properties: Mapping[str, str]) -> list[Xml]:
    """Make Camunda's property list, if there are any."""
    entries = [zeebe.property(name=name, value=value) for name, value in properties.items()]
    return [zeebe.properties(*entries)] if entries else []
