"""Camunda 8's extension elements, as far as the dialect honours them."""

from dataclasses import dataclass, field

from lxml import etree

from prosesser.definition.markup import ZEEBE, child, children, extensions, namespace


@dataclass(frozen=True, slots=True)
class Extensions:
    """What the extension elements of one BPMN element say; texts are as written."""

    form: str | None = None
    called: str | None = None
    assignee: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    outputs: tuple[tuple[str, str], ...] = ()
    """Target and source of each output mapping."""


def read_extensions(element: etree._Element) -> Extensions:
    """Read what we honour; the rules see to what we do not."""
    found = {
        etree.QName(extension).localname: extension
        for extension in extensions(element)
        if namespace(extension) == ZEEBE
    }
    form = found.get("formDefinition")
    called = found.get("calledElement")
    assigned = found.get("assignmentDefinition")
    return Extensions(
        form=None if form is None else form.get("formId"),
        called=element.get("calledElement") if called is None else called.get("processId"),
        assignee="" if assigned is None else (assigned.get("assignee") or "").strip(),
        properties=_properties(found.get("properties")),
        outputs=_outputs(found.get("ioMapping")),
    )


def _properties(holder: etree._Element | None) -> dict[str, str]:
    if holder is None:
        return {}
    return {
        (entry.get("name") or "").strip(): (entry.get("value") or "").strip()
        for entry in children(holder, "property", ZEEBE)
    }


def _outputs(mapping: etree._Element | None) -> tuple[tuple[str, str], ...]:
    if mapping is None:
        return ()
    return tuple(
        ((entry.get("target") or "").strip(), (entry.get("source") or "").strip())
        for entry in children(mapping, "output", ZEEBE)
    )


def loop_characteristics(multi_instance: etree._Element) -> etree._Element | None:
    """Return Camunda's list and item of a multi-instance marker."""
    holder = child(multi_instance, "extensionElements")
    return None if holder is None else child(holder, "loopCharacteristics", ZEEBE)
