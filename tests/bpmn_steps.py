"""The steps of a journey, written one after the other: what tests.builders draws and wraps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from tests.bpmn_xml import Xml, bpmn, extension_elements, formal, properties_element, zeebe

PLAIN_FORM = "enkel"


@dataclass(frozen=True)
class Event:
    """What an event waits for or does."""

    kind: str
    contents: tuple[Xml, ...] = ()
    message: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


def timer(*, date: str | None = None, duration: str | None = None, **properties: str) -> Event:
    """Wait for a date, or for a time from now; ``virkedag`` and ``varsel`` are properties."""
    contents = [formal("timeDate", date)] if date else []
    contents += [formal("timeDuration", duration)] if duration else []
    return Event("timer", tuple(contents), properties=properties)


def message(name: str, part: str | None = "bydel", skjema: str | None = None) -> Event:
    """Wait for a message from a party, with a form or none."""
    return Event("message", message=name, properties=_given(part=part, skjema=skjema))


def condition(expression: str) -> Event:
    """Wait until the expression is true."""
    return Event("conditional", (formal("condition", expression),))


def _given(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


@dataclass
class Node:
    """One step: its XML, where it is drawn, and what is inside or what it sits on."""

    xml: Xml
    lane: str | None
    inner: "Scope | None" = None
    host: str | None = None
    event: Event | None = None

    @property
    def id(self) -> str:
        return str(self.xml.get("id"))


@dataclass
class Arrow:
    """A sequence flow."""

    id: str
    source: str
    target: str
    condition: str | None
    default: bool


class Scope:
    """The steps of a process or subprocess."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.arrows: list[Arrow] = []
        self._from: str | None = None
        self._condition: str | None = None
        self._default = False

    def node(  # noqa: PLR0913 - one keyword per thing that BPMN lets a step carry
        self,
        kind: str,
        node_id: str,
        *contents: Xml,
        name: str | None = None,
        lane: str | None = None,
        event: Event | None = None,
        inner: "Scope | None" = None,
        host: str | None = None,
        form: str | None = None,
        outputs: Mapping[str, str] | None = None,
        properties: Mapping[str, str] | None = None,
        **attributes: str,
    ) -> Self:
        """Add any step, connected from the one before unless it starts something."""
        carried = {**(event.properties if event else {}), **(properties or {})}
        xml = bpmn(
            kind, *_extensions(form, outputs or {}, carried), id=node_id, name=name or node_id, **attributes
        )
        xml.extend(contents)
        if event and event.kind != "none":
            xml.append(bpmn(f"{event.kind}EventDefinition", *event.contents, id=f"{node_id}_hendelse"))
        self.nodes.append(Node(xml, lane, inner, host, event))
        if host is None and kind != "startEvent":
            self._connect(node_id)
        self._from = None if kind == "endEvent" else node_id
        return self

    def start(self, node_id: str = "start", form: str | None = None, lane: str | None = None) -> Self:
        """Start here."""
        return self.node("startEvent", node_id, form=form, lane=lane)

    def end(self, node_id: str = "slutt", event: Event | None = None, **properties: str) -> Self:
        """End here; ``avslutter`` is a property."""
        return self.node("endEvent", node_id, event=event, properties=properties)

    def task(
        self,
        node_id: str,
        lane: str | None = None,
        form: str | None = PLAIN_FORM,
        outputs: Mapping[str, str] | None = None,
        said: Mapping[str, str] | None = None,
        **properties: str,
    ) -> Self:
        """Let someone in a lane fill in a form; properties with a full stop in their names are ``said``."""
        said = {**(said or {}), **properties}
        return self.node("userTask", node_id, lane=lane, form=form, outputs=outputs, properties=said)

    def receive(self, node_id: str, event: Event, lane: str | None = None) -> Self:
        """Wait for a message, as a task."""
        self.node("receiveTask", node_id, lane=lane, properties=event.properties)
        self.nodes[-1].event = event
        return self

    def catch(self, node_id: str, event: Event, lane: str | None = None) -> Self:
        """Wait for an event."""
        return self.node("intermediateCatchEvent", node_id, event=event, lane=lane)

    def milestone(self, node_id: str, **properties: str) -> Self:
        """Pass a point that has a name."""
        return self.node("intermediateThrowEvent", node_id, properties=properties)

    def choice(self, node_id: str) -> Self:
        """Take one way (exclusive gateway)."""
        return self.node("exclusiveGateway", node_id)

    def parallel(self, node_id: str) -> Self:
        """Take all ways, or wait for all."""
        return self.node("parallelGateway", node_id)

    def inclusive(self, node_id: str) -> Self:
        """Take each way whose condition is true, or wait for those taken."""
        return self.node("inclusiveGateway", node_id)

    def race(self, node_id: str) -> Self:
        """Take the way whose event comes first (event-based gateway)."""
        return self.node("eventBasedGateway", node_id)

    def sub(
        self,
        node_id: str,
        inner: "Scope",
        each: str | None = None,
        item: str | None = None,
        lane: str | None = None,
        *,
        sequential: bool = False,
    ) -> Self:
        """Go through a subprocess, once or once for ``each`` item of a list."""
        loop = [] if each is None else [_loop(each, item, sequential=sequential)]
        return self.node("subProcess", node_id, *loop, inner=inner, lane=lane)

    def ad_hoc(self, node_id: str, inner: "Scope") -> Self:
        """Draw tasks that people add when they are needed, beside the way that goes on."""
        before, self._from = self._from, None
        self.node("adHocSubProcess", node_id, inner=inner)
        self._from = before
        return self

    def added(
        self, node_id: str, lane: str | None = None, form: str | None = PLAIN_FORM, **properties: str
    ) -> Self:
        """Draw a task that is added when it is needed (inside ``ad_hoc``)."""
        self._from = None
        return self.task(node_id, lane=lane, form=form, said=properties)

    def boundary(self, node_id: str, on: str, event: Event, *, interrupting: bool = True) -> Self:
        """Leave an activity when an event comes, or go on beside it."""
        cancels = str(interrupting).lower()
        return self.node(
            "boundaryEvent", node_id, event=event, host=on, attachedToRef=on, cancelActivity=cancels
        )

    def deadline(self, on: str, *, node_id: str | None = None, event: Event) -> Self:
        """Give a task a deadline, and go on from the task."""
        self.boundary(node_id or f"{on}_frist", on, event, interrupting=False)
        return self.at(on)

    def at(self, node_id: str) -> Self:
        """Go on from a step."""
        self._from = node_id
        return self

    def apart(self) -> Self:
        """Go on from nowhere: the next step is connected by hand."""
        self._from = None
        return self

    def when(self, expression: str) -> Self:
        """Give the next flow a condition."""
        self._condition = expression
        return self

    def otherwise(self) -> Self:
        """Make the next flow the default."""
        self._default = True
        return self

    def to(self, node_id: str) -> Self:
        """Connect to a step that exists."""
        self._connect(node_id)
        self._from = None
        return self

    def _connect(self, target: str) -> None:
        if self._from is not None:
            same = sum(arrow.source == self._from and arrow.target == target for arrow in self.arrows)
            flow_id = f"{self._from}_til_{target}" + (f"_{same + 1}" if same else "")
            self.arrows.append(Arrow(flow_id, self._from, target, self._condition, self._default))
        self._condition, self._default = None, False

    def all_nodes(self) -> Iterator[Node]:
        """Yield every step, those in subprocesses after their subprocess."""
        for node in self.nodes:
            yield node
            if node.inner is not None:
                yield from node.inner.all_nodes()

    def all_arrows(self) -> Iterator[Arrow]:
        """Yield every flow."""
        yield from self.arrows
        for node in self.nodes:
            if node.inner is not None:
                yield from node.inner.all_arrows()

    def fill(self, parent: Xml) -> None:
        """Write the steps and flows into a process or subprocess."""
        for node in self.nodes:
            parent.append(node.xml)
            if node.inner is not None:
                node.inner.fill(node.xml)
        for arrow in self.arrows:
            flow = bpmn.sequenceFlow(id=arrow.id, sourceRef=arrow.source, targetRef=arrow.target)
            flow.extend([formal("conditionExpression", arrow.condition)] if arrow.condition else [])
            parent.append(flow)
            if arrow.default:
                next(node.xml for node in self.nodes if node.id == arrow.source).set("default", arrow.id)


def _extensions(form: str | None, outputs: Mapping[str, str], properties: Mapping[str, str]) -> list[Xml]:
    elements = [zeebe.formDefinition(formId=form)] if form else []
    mapped = [zeebe.output(source=source, target=target) for target, source in outputs.items()]
    elements += [zeebe.ioMapping(*mapped)] if mapped else []
    said = dict(properties)
    if assignee := said.pop("assignee", None):
        elements.append(zeebe.assignmentDefinition(assignee=assignee))
    return extension_elements(*elements, *properties_element(said))


def _loop(each: str, item: str | None, *, sequential: bool) -> Xml:
    said = zeebe.loopCharacteristics(inputCollection=each, **_given(inputElement=item))
    holder = extension_elements(said)
    return bpmn.multiInstanceLoopCharacteristics(*holder, isSequential=str(sequential).lower())
