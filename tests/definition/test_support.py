"""The table of supported elements leaves nothing of BPMN out."""

from pathlib import Path

import pytest
from lxml import etree

from prosesser.definition import examine
from prosesser.definition.diagram import FLOW_NODES
from prosesser.definition.dialect import EXTENSIONS, PROPERTIES, known_property
from prosesser.definition.forms.parts import FieldProperties, ListProperties
from prosesser.definition.schema import schema_folder
from prosesser.definition.support import ELEMENTS, EVENTS, NO_EVENT, Treatment
from tests.builders import Event, Journey

XSD = "{http://www.w3.org/2001/XMLSchema}"
IN_NO_DIAGRAM = {"sequenceFlow", "dataObject", "dataObjectReference", "dataStoreReference", "flowElement"}


def _declared() -> dict[str, str]:
    """Return the schema's global elements, each with what it can stand for."""
    found = {}
    for file in ("BPMN20.xsd", "Semantic.xsd"):
        for element in etree.parse(schema_folder() / file).getroot().findall(f"{XSD}element"):
            found[element.get("name", "")] = element.get("substitutionGroup", "").split(":")[-1]
    return found


def test_every_element_of_the_schema_is_in_the_table_and_nothing_else() -> None:
    assert set(_declared()) - {"definitions"} == set(ELEMENTS)


def test_every_flow_node_of_the_schema_is_known_as_one() -> None:
    flow_elements = {name for name, stands_for in _declared().items() if stands_for == "flowElement"}
    assert flow_elements - IN_NO_DIAGRAM == FLOW_NODES


def test_every_event_definition_is_decided_on_every_event() -> None:
    definitions = {
        name.removesuffix("EventDefinition")
        for name, stands_for in _declared().items()
        if stands_for == "eventDefinition"
    }
    kinds = {kind for kind in FLOW_NODES if kind.endswith("Event") and kind != "implicitThrowEvent"}
    assert set(EVENTS) == {(kind, event) for kind in kinds for event in definitions | {NO_EVENT}}


def test_an_event_runs_only_where_its_definition_runs() -> None:
    for (_, event), support in EVENTS.items():
        if support.treatment is Treatment.RUNS and event != NO_EVENT:
            assert ELEMENTS[f"{event}EventDefinition"].treatment is Treatment.RUNS


def test_what_is_refused_says_what_to_do_instead() -> None:
    refused = [
        support
        for support in (*ELEMENTS.values(), *EVENTS.values())
        if support.treatment is Treatment.REFUSED
    ]
    assert refused
    assert all(support.advice.endswith(".") for support in refused)


@pytest.mark.parametrize("kind", sorted(FLOW_NODES))
def test_each_flow_node_is_refused_by_name_or_runs(kind: str) -> None:
    journey = Journey().start().task("oppgave")
    if kind == "boundaryEvent":
        journey = journey.boundary("proevd", "oppgave", Event("none"))
    else:
        journey = journey.node(kind, "proevd")
    refusals = {"only-supported-elements", "only-supported-events"}
    findings = [finding for finding in examine(journey.bundle()).findings if finding.element == "proevd"]
    refused = any(finding.rule in refusals for finding in findings)
    runs = EVENTS.get((kind, NO_EVENT), ELEMENTS[kind]).treatment is Treatment.RUNS
    assert refused is not runs


def test_what_an_extension_or_attribute_is_refused_for_says_what_to_do() -> None:
    refused = [kind for kind in EXTENSIONS.values() if kind.treatment is Treatment.REFUSED]
    attributes = [advice for kind in EXTENSIONS.values() for advice in kind.refused_attributes.values()]
    assert refused
    assert all(advice.endswith(".") for advice in (*(kind.advice for kind in refused), *attributes))


@pytest.mark.parametrize(
    ("name", "is_known"),
    [("krav", True), ("enhet.bydel", True), ("beboer.navn", True), ("beboer.alder", False), ("enhet", False)],
)
def test_a_property_is_known_by_its_name_or_its_family(name: str, *, is_known: bool) -> None:
    assert (known_property(name) is not None) is is_known


def test_the_words_of_the_diagram_are_told_to_its_owners() -> None:
    told = (Path(__file__).parents[2] / "docs" / "diagram.md").read_text(encoding="utf-8")
    of_forms = {*FieldProperties.model_fields, *ListProperties.model_fields}
    assert [name for name in (*PROPERTIES, *sorted(of_forms)) if f"`{name}" not in told] == []
