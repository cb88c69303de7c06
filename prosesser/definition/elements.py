"""Reading one process or flow node."""

from collections.abc import Mapping
from typing import Literal

from lxml import etree

from prosesser.calendar import Duration, NotADuration, parse_duration
from prosesser.definition.diagram import Diagram
from prosesser.definition.dialect import PLAIN, PLAIN_DONE, PLAIN_WHEN
from prosesser.definition.drawing import lane_of
from prosesser.definition.expressions import Reader
from prosesser.definition.forms.model import Form
from prosesser.definition.markup import child, content, flag, local
from prosesser.definition.model import AD_HOC, Addition, Element, Loop, Output, TimerRule
from prosesser.definition.zeebe import Extensions, loop_characteristics, read_extensions
from prosesser.feel import Expression

EVENT_DEFINITION = "EventDefinition"
GAP, FOLLOW_UPS = "mangel.", "oppgaver."
WORKING_DAYS: dict[str | None, Literal["forrige", "neste"] | None] = {"forrige": "forrige", "neste": "neste"}


def event_definitions(node: etree._Element) -> list[etree._Element]:
    """Return the event definitions drawn on an event."""
    return [part for part in node if local(part).endswith(EVENT_DEFINITION)]


def read_element(
    diagram: Diagram, node: etree._Element, scope: str | None, reader: Reader, forms: Mapping[str, Form]
) -> Element:
    """Read a node; its flows are connected later."""
    element_id = node.get("id", "")
    kind = local(node)
    said = read_extensions(node)
    definition = next(iter(event_definitions(node)), None)
    message = _message(diagram, node, definition)
    properties = said.properties
    form = said.form or ("" if kind == "userTask" else properties.get("skjema", ""))
    asked = frozenset(field.key for field in forms[form].fields()) if form in forms else frozenset()
    return Element(
        id=element_id,
        name=node.get("name", "").strip(),
        kind=kind,
        scope=scope,
        event=None if definition is None else local(definition).removesuffix(EVENT_DEFINITION),
        lane=None if scope is None else lane_of(diagram, element_id),
        attached_to=node.get("attachedToRef"),
        interrupting=flag(node, "cancelActivity", default=True),
        default_flow=node.get("default"),
        clauses=tuple(properties.get("krav", "").split()),
        form=form or None,
        timer=_timer(diagram, node, definition, said, reader),
        message=message,
        senders=tuple(properties.get("part", "").split()) if message is not None else (),
        condition=_condition(element_id, definition, reader),
        outputs=_outputs(element_id, said, asked, reader),
        loop=_loop(node, reader),
        called=said.called if kind == "callActivity" else None,
        ends_party=properties.get("avslutter") or None,
        title=_feel(reader, element_id, "tittel", properties.get("tittel")),
        assignee=_feel(reader, element_id, "assignee", said.assignee),
        done_on=_feel(reader, element_id, "utfort", properties.get("utfort"), asked),
        addition=_addition(node, properties),
        gaps=_gaps(reader, element_id, properties, asked),
        follow_ups=_follow_ups(properties),
        plain=_feel_or_text(reader, element_id, PLAIN, properties),
        plain_done=_feel_or_text(reader, element_id, PLAIN_DONE, properties, asked),
        takes_place=_feel(reader, element_id, PLAIN_WHEN, properties.get(PLAIN_WHEN)),
        guard=_feel(reader, element_id, "gjelder_nar", properties.get("gjelder_nar")),
        properties=properties,
    )


def _feel_or_text(
    reader: Reader,
    element_id: str,
    name: str,
    properties: Mapping[str, str],
    asked: frozenset[str] = frozenset(),
) -> Expression | str | None:
    text = properties.get(name)
    return _feel(reader, element_id, name, text, asked) if text and text.startswith("=") else text


def _feel(
    reader: Reader, element_id: str, name: str, text: str | None, asked: frozenset[str] = frozenset()
) -> Expression | None:
    return reader.feel(element_id, f"egenskapen «{name}»", text, asked) if text else None


def _addition(node: etree._Element, properties: Mapping[str, str]) -> Addition | None:
    parent = node.getparent()
    if local(node) != "userTask" or parent is None or local(parent) != AD_HOC:
        return None
    return Addition(
        form=properties.get("skjema") or None,
        parties=tuple(properties.get("part", "").split()),
        agreed=properties.get("avtales") == "ja",
        answers=properties.get("svarer_pa") == "forslag",
    )


def _gaps(
    reader: Reader, element_id: str, properties: Mapping[str, str], asked: frozenset[str]
) -> dict[str, Expression]:
    found = {
        name.removeprefix(GAP): _feel(reader, element_id, name, text, asked)
        for name, text in properties.items()
        if name.startswith(GAP)
    }
    return {clause: expression for clause, expression in found.items() if expression is not None}


def _follow_ups(properties: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {
        name.removeprefix(FOLLOW_UPS): tuple(text.split())
        for name, text in properties.items()
        if name.startswith(FOLLOW_UPS)
    }


def _message(diagram: Diagram, node: etree._Element, definition: etree._Element | None) -> str | None:
    """Return the name of the message that is waited for: a message's name is its identity."""
    reference = node.get("messageRef") if definition is None else definition.get("messageRef")
    message = diagram.nodes.get((reference or "").split(":")[-1])
    return None if message is None else (message.get("name") or None)


def _timer(
    diagram: Diagram,
    node: etree._Element,
    definition: etree._Element | None,
    said: Extensions,
    reader: Reader,
) -> TimerRule | None:
    """Read a timer; what it repeats (``timeCycle``) is refused by a rule."""
    if definition is None or local(definition) != "timerEventDefinition":
        return None
    kind: Literal["date", "duration"] = "date" if child(definition, "timeDate") is not None else "duration"
    text = content(child(definition, "timeDate" if kind == "date" else "timeDuration"))
    expression = reader.temporal(node.get("id"), "tiden", text) if text else None
    if expression is None:
        return None
    return TimerRule(
        kind=kind,
        expression=expression,
        working_day=WORKING_DAYS.get(said.properties.get("virkedag")),
        reminder=_reminder(said),
        deadline=_is_deadline(diagram, node),
        negotiable=said.properties.get("kan_avtales") == "ja",
    )


def _reminder(said: Extensions) -> Duration | None:
    """Read the reminder's lead time; a rule refuses one that is none."""
    try:
        return parse_duration(said.properties.get("varsel", ""))
    except NotADuration:
        return None


def _is_deadline(diagram: Diagram, node: etree._Element) -> bool:
    host = diagram.nodes.get(node.get("attachedToRef", ""))
    on_task = host is not None and local(host) == "userTask"
    return local(node) == "boundaryEvent" and on_task and not flag(node, "cancelActivity", default=True)


def _condition(element_id: str, definition: etree._Element | None, reader: Reader) -> Expression | None:
    if definition is None or local(definition) != "conditionalEventDefinition":
        return None
    text = content(child(definition, "condition"))
    return reader.feel(element_id, "betingelsen", text) if text else None


def _outputs(element_id: str, said: Extensions, asked: frozenset[str], reader: Reader) -> tuple[Output, ...]:
    """Read the output mappings; the answers that the element itself asks for are no facts to them."""
    read = (
        (target, reader.feel(element_id, f"utdata «{target}»", text, asked)) for target, text in said.outputs
    )
    return tuple(Output(target, source) for target, source in read if source is not None and target)


def _loop(node: etree._Element, reader: Reader) -> Loop | None:
    marker = child(node, "multiInstanceLoopCharacteristics")
    said = None if marker is None else loop_characteristics(marker)
    if marker is None or said is None:
        return None
    text = said.get("inputCollection") or ""
    collection = reader.feel(node.get("id"), "listen (inputCollection)", text) if text else None
    if collection is None:
        return None
    return Loop(collection, said.get("inputElement") or None, flag(marker, "isSequential"))
