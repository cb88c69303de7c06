"""Small journeys to measure on: five tasks in a row, one task in a loop, eight tasks side by side."""

import json
from collections.abc import Iterable, Mapping
from itertools import pairwise

from prosesser.definition import Bundle

ROW_TASKS = 5
WIDE_TASKS = 8
START_FORM, TASK_FORM = "henvisning", "oppgave"

_DIAGRAM = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
    xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
    id="maaling" targetNamespace="http://bpmn.io/schema/bpmn">
  <process id="{key}" name="Måling" isExecutable="true">
    <extensionElements><zeebe:properties>
      <zeebe:property name="enhet.bydel" value="=henvisende_bydel"/>
      <zeebe:property name="beboer.navn" value="=beboer_navn"/>
    </zeebe:properties></extensionElements>
    <laneSet id="baner"><lane id="bane" name="Bydel">
      <extensionElements><zeebe:properties>
        <zeebe:property name="part" value="bydel"/>
      </zeebe:properties></extensionElements>
      {members}
    </lane></laneSet>
    {elements}
  </process>
  <bpmndi:BPMNDiagram id="tegning"><bpmndi:BPMNPlane id="flate" bpmnElement="{key}">
    {shapes}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>
"""
_START = """<startEvent id="start"><extensionElements>
  <zeebe:formDefinition formId="henvisning"/></extensionElements></startEvent>"""
_TASK = """<userTask id="{id}" name="{id}"><extensionElements>
  <zeebe:formDefinition formId="oppgave"/></extensionElements></userTask>
<boundaryEvent id="{id}_frist" name="Frist: 14 dager" attachedToRef="{id}" cancelActivity="false">
  <timerEventDefinition id="{id}_tid">
    <timeDuration xsi:type="tFormalExpression">P14D</timeDuration>
  </timerEventDefinition></boundaryEvent>"""
_SHAPE = """<bpmndi:BPMNShape id="{id}_form" bpmnElement="{id}">
  <dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/></bpmndi:BPMNShape>"""
COLUMN = 150

Edge = tuple[str, str]


def row() -> Bundle:
    """Five user tasks one after the other, each with a deadline."""
    tasks = [f"oppgave_{number}" for number in range(1, ROW_TASKS + 1)]
    return _bundle("maaling_rad", tasks, {}, pairwise(["start", *tasks, "slutt"]))


def loop() -> Bundle:
    """One user task, again and again until an answer says that it is the last."""
    gateways = {
        "inn": '<exclusiveGateway id="inn"/>',
        "ut": '<exclusiveGateway id="ut" default="ut_inn"/>',
    }
    edges = [("start", "inn"), ("inn", "oppgave"), ("oppgave", "ut"), ("ut", "inn"), ("ut", "slutt")]
    return _bundle("maaling_sloyfe", ["oppgave"], gateways, edges, {("ut", "slutt"): '=siste = "ja"'})


def wide() -> Bundle:
    """Eight user tasks side by side, each with a deadline."""
    tasks = [f"oppgave_{number}" for number in range(1, WIDE_TASKS + 1)]
    gateways = {name: f'<parallelGateway id="{name}"/>' for name in ("del", "samle")}
    branches = [edge for task in tasks for edge in (("del", task), (task, "samle"))]
    return _bundle("maaling_bredde", tasks, gateways, [("start", "del"), *branches, ("samle", "slutt")])


def start_answers(unit: str) -> dict[str, object]:
    """Return answers to the start form, for a case of the unit."""
    return {"beboer_navn": "Kari Oppdiktet", "henvisende_bydel": unit}


def task_answers() -> dict[str, object]:
    """Return answers to a task's form."""
    return {"merknad": "Gjennomgått sammen med beboeren. Ansvaret er fordelt mellom partene.", "siste": "nei"}


def _bundle(
    key: str,
    tasks: Iterable[str],
    gateways: Mapping[str, str],
    edges: Iterable[Edge],
    conditions: Mapping[Edge, str] = {},
) -> Bundle:
    tasks = tuple(tasks)
    nodes = [_START, *(_TASK.format(id=task) for task in tasks), *gateways.values(), '<endEvent id="slutt"/>']
    flows = [_flow(edge, conditions.get(edge)) for edge in edges]
    members = ["start", "slutt", *tasks, *(f"{task}_frist" for task in tasks), *gateways]
    references = "".join(f"<flowNodeRef>{member}</flowNodeRef>" for member in members)
    diagram = _DIAGRAM.format(
        key=key, members=references, elements="\n".join([*nodes, *flows]), shapes=_shapes(members)
    )
    return {
        "journey.bpmn": diagram.encode(),
        f"forms/{START_FORM}.form": _form(START_FORM, _text("beboer_navn"), _district()),
        f"forms/{TASK_FORM}.form": _form(TASK_FORM, _text("merknad"), _choice("siste")),
    }


def _shapes(members: list[str]) -> str:
    """Draw each step in a column of its own, in the lane."""
    lane = _SHAPE.format(id="bane", x=0, y=0, width=COLUMN * (len(members) + 1), height=200)
    columns = ((member, COLUMN * column) for column, member in enumerate(members, 1))
    return "\n".join(
        [lane, *(_SHAPE.format(id=member, x=x, y=60, width=100, height=80) for member, x in columns)]
    )


def _flow(edge: Edge, condition: str | None) -> str:
    source, target = edge
    head = f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"'
    if condition is None:
        return f"{head}/>"
    escaped = condition.replace('"', "&quot;")
    body = f'<conditionExpression xsi:type="tFormalExpression">{escaped}</conditionExpression>'
    return f"{head}>{body}</sequenceFlow>"


def _form(form: str, *components: Mapping[str, object]) -> bytes:
    schema = {"type": "default", "id": form, "schemaVersion": 18, "components": components}
    return json.dumps(schema).encode()


def _text(key: str) -> dict[str, object]:
    return {
        "type": "textfield",
        "id": f"felt_{key}",
        "key": key,
        "label": key,
        "validate": {"required": True},
    }


def _choice(key: str) -> dict[str, object]:
    values = [{"label": value, "value": value} for value in ("ja", "nei")]
    return {"type": "radio", "id": f"felt_{key}", "key": key, "label": key, "values": values}


def _district() -> dict[str, object]:
    key = "henvisende_bydel"
    return {"type": "select", "id": f"felt_{key}", "key": key, "label": key, "valuesKey": "bydeler"}
