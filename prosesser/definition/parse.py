"""From the drawn diagram to a Definition. What is wrong is left out here and named by the rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from prosesser.definition.bundle import Bundle, digest
from prosesser.definition.checklist_files import item_sites
from prosesser.definition.checklists import Checklist
from prosesser.definition.diagram import Diagram
from prosesser.definition.dialect import FACT_LABEL
from prosesser.definition.elements import read_element
from prosesser.definition.expressions import Reader, Site, names_read
from prosesser.definition.facts import declared_facts, form_sites
from prosesser.definition.forms.model import Form
from prosesser.definition.markup import child, content, flag, local
from prosesser.definition.model import Definition, Element, Flow, Lane
from prosesser.definition.support import CHOICES
from prosesser.definition.zeebe import read_extensions
from prosesser.feel import Expression

OF_PROCESS = ("enhet.", "kontakter.", "ansvarlig.", "beboer.", "maling.", "hovedansvar")
"""How the names begin of the process's properties that are expressions."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A definition that the rules have not yet seen, with every expression that stands in it.

    Without any process the definition is empty and its key the empty string.
    """

    definition: Definition
    sites: tuple[Site, ...]


def parse(
    bundle: Bundle, diagram: Diagram, forms: Mapping[str, Form], checklists: Mapping[str, Checklist]
) -> Draft:
    """Read the definition that the diagram, the forms and the checklists make together."""
    reader = Reader()
    process = main_process(diagram)
    elements = {element.id: element for element in _elements(diagram, reader, forms)}
    flows = {flow.id: flow for flow in _flows(diagram, elements, reader)}
    said = {} if process is None else read_extensions(process).properties
    lanes = {lane.id: lane for lane in _lanes(diagram, reader)}
    connected = _connect(elements, flows)
    expressions = {prefix: _by_prefix(process, prefix, said, reader) for prefix in OF_PROCESS}
    facts = declared_facts(connected, forms, _labels(said))
    sites = (*reader.sites, *form_sites(connected, forms), *item_sites(checklists, forms))
    read = {name for site in sites for name in names_read(site)}
    definition = Definition(
        key="" if process is None else process.get("id", ""),
        name="" if process is None else process.get("name", ""),
        digest=digest(bundle),
        bundle=bundle,
        elements=connected,
        flows=flows,
        lanes=lanes,
        forms=forms,
        checklists=checklists,
        facts=facts,
        units=expressions["enhet."],
        contacts=expressions["kontakter."],
        assignees=expressions["ansvarlig."],
        subject=expressions["beboer."],
        measures=expressions["maling."],
        responsible=expressions["hovedansvar"].get(""),
        expression_facts=frozenset(read & facts.keys()),
    )
    return Draft(definition, sites)


def _labels(said: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(FACT_LABEL): label for name, label in said.items() if name.startswith(FACT_LABEL)
    }


def main_process(diagram: Diagram) -> etree._Element | None:
    """Return the executable process: the first that says so and is not called by another, else the first."""
    processes = [process for process in diagram.all("process") if process.get("id")]
    called = {read_extensions(call).called for call in diagram.all("callActivity")}
    executable = [process for process in processes if flag(process, "isExecutable")]
    outermost = [process for process in executable if process.get("id") not in called]
    return next(iter([*outermost, *executable, *processes]), None)


def _elements(diagram: Diagram, reader: Reader, forms: Mapping[str, Form]) -> Iterator[Element]:
    for node in diagram.flow_nodes():
        parent = node.getparent()
        scope = "" if parent is None else parent.get("id", "")
        if local(node) == "process":
            yield read_element(diagram, node, None, reader, forms)
        elif diagram.nodes.get(scope) is parent:
            yield read_element(diagram, node, scope, reader, forms)


def _flows(diagram: Diagram, elements: Mapping[str, Element], reader: Reader) -> Iterator[Flow]:
    """Yield the flows that lead from one element of a scope to another in it."""
    for node in diagram.all("sequenceFlow"):
        source = elements.get(node.get("sourceRef", ""))
        target = elements.get(node.get("targetRef", ""))
        if source is None or target is None or source.scope != target.scope or not node.get("id"):
            continue
        flow = Flow(node.get("id", ""), node.get("name", ""), source.id, target.id)
        condition = child(node, "conditionExpression")
        if condition is None or not content(condition):
            yield flow
            continue
        expression = reader.feel(flow.id, "betingelsen", content(condition))
        yield replace(flow, condition=expression) if source.kind in CHOICES else flow


def _connect(elements: Mapping[str, Element], flows: Mapping[str, Flow]) -> dict[str, Element]:
    """Give each element its flows; keep hosts and default flows only where they exist."""
    incoming: dict[str, list[str]] = {}
    outgoing: dict[str, list[str]] = {}
    for flow in flows.values():
        outgoing.setdefault(flow.source, []).append(flow.id)
        incoming.setdefault(flow.target, []).append(flow.id)
    return {
        element.id: replace(
            element,
            incoming=tuple(incoming.get(element.id, ())),
            outgoing=(leaving := tuple(outgoing.get(element.id, ()))),
            default_flow=element.default_flow if element.default_flow in leaving else None,
            attached_to=element.attached_to if element.attached_to in elements else None,
        )
        for element in elements.values()
    }


def _lanes(diagram: Diagram, reader: Reader) -> Iterator[Lane]:
    for node in diagram.all("lane"):
        lane_id = node.get("id", "")
        if diagram.nodes.get(lane_id) is not node:
            continue
        party = read_extensions(node).properties.get("part", "")
        yield Lane(lane_id, node.get("name", ""), _party(reader, lane_id, party))


def _party(reader: Reader, lane: str, text: str) -> str | Expression:
    if not text.startswith("="):
        return text
    return reader.feel(lane, "parten (part)", text) or ""


def _by_prefix(
    process: etree._Element | None, prefix: str, properties: Mapping[str, str], reader: Reader
) -> dict[str, Expression]:
    """Return the process's properties of a family, by what follows the prefix, as expressions."""
    owner = None if process is None else process.get("id")
    found = {
        name.removeprefix(prefix): reader.feel(owner, f"egenskapen «{name}»", text)
        for name, text in properties.items()
        if name.startswith(prefix)
    }
    return {name: expression for name, expression in found.items() if expression is not None}
