"""The file itself: schema, ids, references, and what the drawing says."""

import re
from collections import Counter
from collections.abc import Iterator

from prosesser.definition.drawing import drawn_lane
from prosesser.definition.elements import event_definitions
from prosesser.definition.markup import BPMNDI, children, content, local
from prosesser.definition.rules.subject import Problem, Subject
from prosesser.definition.schema import Violation, violations

USABLE_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
RESERVED_IDS = frozenset({"Start", "End", "Root", "StartEventSplit", "StartEventJoin"})
"""Names of SpiffWorkflow's own steps: a diagram's element of that name breaks the process silently."""

_BREACHES = {
    "SCHEMAV_ELEMENT_CONTENT": "et element står der det ikke hører hjemme, eller noe mangler",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "et attributt hører ikke hjemme der",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": "et attributt hører ikke hjemme der",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "et påkrevd attributt mangler",
    "SCHEMAV_CVC_ELT_1": "filen er ikke et BPMN-diagram",
}


def follows_schema(subject: Subject) -> Iterator[Problem]:
    for violation in violations(subject.diagram.root):
        yield None, _breach(violation)


def _breach(violation: Violation) -> str:
    what = _BREACHES.get(violation.kind, "en verdi er ikke slik BPMN krever")
    return (
        f"Linje {violation.line}: {what} ({violation.text}). Åpne filen i en modelerer og lagre den på nytt."
    )


def ids_are_unique(subject: Subject) -> Iterator[Problem]:
    ids = Counter(element.get("id") for element in subject.diagram.root.iter() if element.get("id"))
    for element_id, count in ids.items():
        if count > 1:
            yield element_id, f"Id-en «{element_id}» er brukt {count} ganger. Gi hvert element sin egen id."


def steps_have_ids(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.steps("lane", "sequenceFlow"):
        if not node.get("id"):
            name = node.get("name") or f"linje {node.sourceline}"
            yield None, f"Et element ({local(node)}, {name}) har ingen id. Gi det en."


def ids_are_usable(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.steps("lane", "sequenceFlow"):
        element_id = node.get("id") or "_"
        if element_id in RESERVED_IDS:
            yield element_id, f"Id-en «{element_id}» er opptatt. Velg en annen id."
        elif not USABLE_ID.fullmatch(element_id):
            advice = "Bruk bare bokstavene a–z, tall, understrek og bindestrek, og begynn med en bokstav."
            yield element_id, f"Id-en «{element_id}» kan ikke brukes. {advice}"


def flows_join_existing_steps(subject: Subject) -> Iterator[Problem]:
    elements = subject.definition.elements
    for node in subject.diagram.all("sequenceFlow"):
        ends = {"sourceRef": node.get("sourceRef", ""), "targetRef": node.get("targetRef", "")}
        for end in ends.values():
            if end not in elements:
                yield node.get("id"), f"Flyten viser til «{end}», som ikke finnes. Tegn flyten på nytt."
        scopes = {elements[end].scope for end in ends.values() if end in elements}
        if len(scopes) > 1:
            advice = "La den ende på delprosessen, eller tegn en hendelse på kanten."
            yield node.get("id"), f"Flyten krysser grensen til en delprosess. {advice}"


def steps_list_their_flows(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.flow_nodes():
        element = subject.definition.elements.get(node.get("id", ""))
        for name in ("incoming", "outgoing"):
            listed = {content(reference) for reference in children(node, name)}
            drawn = set(getattr(element, name, ()))
            if listed and listed != drawn:
                advice = "Åpne diagrammet i en modelerer, slett flytene og tegn dem på nytt."
                yield (
                    node.get("id"),
                    f"Flytene som er oppgitt på elementet, er ikke de som er tegnet. {advice}",
                )
                break


def default_flows_leave_their_gateway(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.flow_nodes():
        element = subject.definition.elements.get(node.get("id", ""))
        default = node.get("default")
        if default and element and element.default_flow != default:
            yield element.id, f"Standardflyten «{default}» går ikke ut herfra. Velg standardflyt på nytt."


def boundaries_sit_on_activities(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.all("boundaryEvent"):
        host = subject.definition.elements.get(node.get("attachedToRef", ""))
        element = subject.definition.elements.get(node.get("id", ""))
        placed = element is not None and host is not None and element.scope == host.scope
        if not placed or host is None or host.kind.endswith(("Event", "Gateway")) or host.kind == "process":
            yield node.get("id"), "Kanthendelsen sitter ikke på en oppgave eller delprosess. Dra den dit."


def messages_are_declared(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.flow_nodes():
        for holder in (node, *event_definitions(node)):
            reference = holder.get("messageRef")
            found = subject.diagram.nodes.get((reference or "").split(":")[-1])
            if reference and (found is None or local(found) != "message"):
                yield node.get("id"), f"Meldingen «{reference}» finnes ikke. Velg melding på nytt."


def lanes_list_existing_steps(subject: Subject) -> Iterator[Problem]:
    for element_id, lane in subject.diagram.lane_references.items():
        if element_id not in subject.definition.elements:
            name = subject.name(lane)
            yield (
                lane,
                f"Banen «{name}» viser til «{element_id}», som ikke finnes. Dra elementet inn på nytt.",
            )


def steps_lie_in_one_lane(subject: Subject) -> Iterator[Problem]:
    listed = Counter(
        content(reference)
        for lane in subject.diagram.all("lane")
        for reference in children(lane, "flowNodeRef")
    )
    for element_id, count in listed.items():
        if count > 1:
            yield element_id, f"Elementet er ført opp i {count} baner. Dra det inn i den rette på nytt."


def drawing_shows_existing_elements(subject: Subject) -> Iterator[Problem]:
    for shape in subject.diagram.root.iter(f"{{{BPMNDI}}}BPMNShape", f"{{{BPMNDI}}}BPMNEdge"):
        if (target := shape.get("bpmnElement", "")).split(":")[-1] not in subject.diagram.nodes:
            yield None, f"Tegningen viser «{target}», som ikke finnes i forløpet. Slett det og tegn på nytt."


def steps_are_drawn(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements():
        if element.kind != "process" and element.id not in subject.diagram.shapes:
            yield element.id, "Elementet er ikke tegnet, så ingen ser det. Tegn det, eller slett det."


def lanes_agree_with_drawing(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements("userTask"):
        listed = subject.diagram.lane_references.get(element.id)
        drawn = drawn_lane(subject.diagram, element.id)
        if listed and drawn and listed != drawn and listed in subject.diagram.nodes:
            names = f"Filen sier «{subject.name(listed)}», tegningen «{subject.name(drawn)}»"
            used = subject.name(element.lane or "")
            yield element.id, f"{names}. «{used}» gjelder. Flytt oppgaven litt i modelereren, så er de enige."
