"""Validation against the BPMN 2.0 schema, with the order of children that modelers really write."""

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from prosesser.definition.markup import BPMN

_ORDER = (
    "documentation",
    "extensionElements",
    "auditing",
    "monitoring",
    "categoryValueRef",
    "incoming",
    "outgoing",
    "ioSpecification",
    "property",
    "dataInputAssociation",
    "dataOutputAssociation",
    "multiInstanceLoopCharacteristics",
    "standardLoopCharacteristics",
    "laneSet",
)
_LAST = {"association": 1, "group": 1, "textAnnotation": 1, "BPMNDiagram": 2, "relationship": 3}
_RANK = {name: rank - len(_ORDER) for rank, name in enumerate(_ORDER)} | _LAST
"""Where a child stands among its siblings in the schema; all others are 0 and keep their order."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A place where the file is no BPMN: the line, the kind of breach and libxml2's own words."""

    line: int
    kind: str
    text: str


def schema_folder() -> Path:
    """Return the folder of the schema files, which ship with SpiffWorkflow; none of its code is run."""
    package = "SpiffWorkflow"
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(package)
    return Path(spec.submodule_search_locations[0]) / "bpmn" / "parser" / "schema"


def canonical_order(root: etree._Element) -> None:
    """Put the children of every BPMN element in the schema's order; equals stay as they were."""
    for element in root.iter(f"{{{BPMN}}}*"):
        ranks = [_RANK.get(etree.QName(child).localname, 0) for child in element]
        if ranks != sorted(ranks):
            element[:] = sorted(element, key=lambda child: _RANK.get(etree.QName(child).localname, 0))


def violations(root: etree._Element) -> Iterator[Violation]:
    """Yield where the (canonically ordered) file breaks the schema."""
    schema = etree.XMLSchema(etree.parse(schema_folder() / "BPMN20.xsd"))
    if not schema.validate(root):
        for entry in schema.error_log:  # type: ignore[attr-defined]  # the stubs forget that logs iterate
            yield Violation(entry.line, entry.type_name, entry.message)
