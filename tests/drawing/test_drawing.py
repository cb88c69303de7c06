"""The real journey as SVG: all that the modeler drew, each kind with its sign, no style and no script."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from prosesser.definition import Definition, load, read_folder
from prosesser.definition.diagram import read_diagram
from prosesser.definition.markup import BPMNDI, local
from prosesser.definition.safe_xml import read_xml
from workflow_app.drawing import svg
from workflow_app.drawing.lettering import width_of, wrapped

JOURNEY = Path(__file__).parents[2] / "bpmn" / "institusjon-bolig"
SVG = "{http://www.w3.org/2000/svg}"

LEAVES = {"text", "tspan", "title", "desc"}


@pytest.fixture(scope="module")
def definition() -> Definition:
    return load(read_folder(JOURNEY))


@pytest.fixture(scope="module")
def drawn(definition: Definition) -> Mapping[str, etree._Element]:
    """The groups of a drawing by the id of their element."""
    root = etree.fromstring(
        svg(definition, {"active": ["statusrapport"], "done": ["henvist", "statusrapport"]})
    )
    return {group.get("data-id", ""): group for group in root.iter(f"{SVG}g") if group.get("data-id")}


def shown(group: etree._Element) -> str:
    """What an element's drawing says, white space apart."""
    spans = (str(span.text) for span in group.iter(f"{SVG}tspan"))
    return "".join("".join(spans).split())


def parts(group: etree._Element) -> list[str]:
    return [local(part) for part in group.iter() if local(part) not in LEAVES and part is not group]


def test_everything_in_the_diagram_interchange_is_drawn_with_its_name(
    definition: Definition, drawn: Mapping[str, etree._Element]
) -> None:
    root = read_xml(definition.bundle["journey.bpmn"], "journey.bpmn")
    diagram = read_diagram(root)
    wanted = [
        one.get("bpmnElement", "")
        for kind in ("BPMNShape", "BPMNEdge")
        for one in root.iter(f"{{{BPMNDI}}}{kind}")
    ]
    assert set(wanted) == set(drawn)
    assert {element for element, its in definition.elements.items() if its.kind != "process"} <= set(drawn)
    for element, group in drawn.items():
        assert shown(group) == "".join(_text(diagram.nodes[element]).split()), element


def _text(node: etree._Element) -> str:
    return str(node.get("name") or node.findtext("{*}text") or "")


def test_each_kind_has_its_sign(definition: Definition, drawn: Mapping[str, etree._Element]) -> None:
    signs = {
        ("startEvent", None): ["circle"],
        ("endEvent", None): ["circle"],
        ("intermediateCatchEvent", "timer"): ["circle", "circle", "circle", "path"],
        ("intermediateCatchEvent", "message"): ["circle", "circle", "rect", "path"],
        ("intermediateCatchEvent", "conditional"): ["circle", "circle", "rect", "path"],
        ("boundaryEvent", "timer"): ["circle", "circle", "circle", "path"],
        ("boundaryEvent", "message"): ["circle", "circle", "rect", "path"],
        ("boundaryEvent", "conditional"): ["circle", "circle", "rect", "path"],
        ("userTask", None): ["rect", "circle", "path"],
        ("exclusiveGateway", None): ["polygon", "path"],
        ("parallelGateway", None): ["polygon", "path"],
        ("inclusiveGateway", None): ["polygon", "circle"],
        ("eventBasedGateway", None): ["polygon", "circle", "circle", "polygon"],
        ("subProcess", None): ["rect"],
        ("adHocSubProcess", None): ["rect", "path"],
    }
    kinds = {(its.kind, its.event) for its in definition.elements.values() if its.kind != "process"}
    assert kinds == set(signs)
    for element, its in definition.elements.items():
        if its.kind != "process":
            repeated = ["path"] if its.loop is not None else []
            assert parts(drawn[element]) == signs[its.kind, its.event] + repeated, element


def test_what_does_not_interrupt_is_dashed_and_nothing_else_is(
    definition: Definition, drawn: Mapping[str, etree._Element]
) -> None:
    for element, its in definition.elements.items():
        if its.kind == "boundaryEvent":
            assert (drawn[element][0].get("stroke-dasharray") is None) == its.interrupting, element


def test_flows_have_heads_and_defaults_a_stroke(
    definition: Definition, drawn: Mapping[str, etree._Element]
) -> None:
    defaults = {its.default_flow for its in definition.elements.values()}
    for flow in definition.flows:
        assert parts(drawn[flow]) == ["path", "polygon"] + (["path"] if flow in defaults else [])


def test_marks_are_classes_and_labels_stand_at_their_elements(
    definition: Definition, drawn: Mapping[str, etree._Element]
) -> None:
    assert drawn["statusrapport"].get("class") == "userTask mark-active mark-done"
    assert drawn["henvist"].get("class") == "startEvent mark-done"
    assert drawn["innflytting"].get("class") == "userTask"
    root = etree.fromstring(svg(definition, {}, {"statusrapport": "3–9", "henvist_til_innflytting": "12"}))
    found = (one for one in root.iter(f"{SVG}g") if one.get("data-label"))
    labels = {one.get("data-label"): one.findtext(f"{SVG}text") for one in found}
    assert labels == {"statusrapport": "3–9", "henvist_til_innflytting": "12"}


def test_a_page_may_show_it_as_it_is(definition: Definition) -> None:
    root = etree.fromstring(svg(definition, {"active": ["statusrapport"]}))
    assert root.get("aria-label") == f"Diagram: {definition.name}"
    assert (root[0].tag, root[1].tag) == (f"{SVG}title", f"{SVG}desc")
    assert root[1].text == f"{len(definition.elements)} elementer, 1 av dem markert."
    for part in root.iter():
        assert local(part) not in {"style", "script", "use", "image", "a", "foreignObject"}
        assert not [name for name in map(str, part.attrib) if name == "style" or name.startswith("on")]
    assert "url(" not in svg(definition, {})


def test_names_of_the_diagram_are_text_and_no_markup(definition: Definition) -> None:
    evil = svg(definition, {'"><script>': ["henvist"]}, {"henvist": "<b>&"})
    assert "<script>" not in evil
    assert "&lt;b&gt;&amp;" in evil


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("Kort", ["Kort"]),
        ("To ord", ["To ord"]),
        ("Samarbeidsmøte i morgen", ["Samarbeidsmøte", "i morgen"]),
        ("a\nb", ["a", "b"]),
    ],
)
def test_lines_break_between_words(text: str, lines: list[str]) -> None:
    assert wrapped(text, 100) == lines


def test_a_word_that_is_too_long_is_broken_and_nothing_is_lost() -> None:
    word = "Rusmiddelavhengighetsbehandlingsinstitusjon"
    lines = wrapped(word, 60)
    assert "".join(lines) == word
    assert all(width_of(line) <= 60 for line in lines)
