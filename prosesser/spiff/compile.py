"""Definition -> SpiffWorkflow's process specs, built directly from the model.

SpiffWorkflow's own parser is not used: it orders flows by their y coordinate, drops what it does
not know and lets expressions through to Python. The model has been linted, so everything here
is there, connected and known.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec

from prosesser.definition.model import AD_HOC, Definition, Element
from prosesser.spiff.activities import AdHoc, Chosen, MultiInstance, SubProcess
from prosesser.spiff.gateways import ExclusiveGateway, InclusiveGateway, ParallelGateway
from prosesser.spiff.specs import Alternatives, Armed, Boundary, Catch, End, Node, TerminateEnd, UserTask

Specs = Mapping[str, BpmnProcessSpec]
"""The compiled scopes of a definition, by the id of the process or subprocess."""

MAX_CACHED = 64
_cache: dict[str, Specs] = {}


def compiled(definition: Definition) -> Specs:
    """Return the specs of a definition, compiled once per digest."""
    specs = _cache.get(definition.digest)
    if specs is None:
        specs = {scope: _Scope(definition, scope) for scope in _scopes(definition)}
        if len(_cache) >= MAX_CACHED:
            _cache.pop(next(iter(_cache)))
        _cache[definition.digest] = specs
    return specs


def _scopes(definition: Definition) -> Iterator[str]:
    yield definition.key
    for element in definition.elements.values():
        if element.kind in {"subProcess", AD_HOC}:
            yield element.id


class _Scope(BpmnProcessSpec):
    """One process or subprocess.

    The names of the nodes that no one has drawn contain a character that no XML id can have: in
    SpiffWorkflow an element called End or Start takes the place of its own.
    """

    def __init__(self, definition: Definition, scope: str) -> None:
        super().__init__(scope)
        self.task_specs.clear()
        begin = Chosen if definition.elements[scope].kind == AD_HOC else Node
        self.start = begin(self, "#start", definition.elements[scope])
        self.end = End(self, "#end", definition.elements[scope])
        children = definition.children(scope)
        for element in children:
            NODES[element.kind](self, definition, element)
            if definition.boundaries(element.id):
                Armed(self, f"{element.id}#armed", element)
        for element in children:
            self._connect(definition, element)

    def _connect(self, definition: Definition, element: Element) -> None:
        spec = self.task_specs[element.id]
        if element.kind == "startEvent":
            self.start.connect(spec)
        for event in definition.boundaries(element.id):
            self.entry(element.id).connect(self.task_specs[event.id])
        if self.entry(element.id) is not spec:
            self.entry(element.id).connect(spec)
        for flow in element.outgoing:
            spec.connect(self.entry(definition.flows[flow].target))
        if not element.outgoing:
            spec.connect(self.end)

    def entry(self, element: str) -> Any:  # noqa: ANN401 - a spec of SpiffWorkflow
        """Return where a token goes that goes to an element: before its boundary events, if any."""
        return self.task_specs.get(f"{element}#armed") or self.task_specs[element]


def _plain(process: BpmnProcessSpec, _: Definition, element: Element) -> None:
    Node(process, element.id, element)


def _end_event(process: BpmnProcessSpec, _: Definition, element: Element) -> None:
    kind = TerminateEnd if element.event == "terminate" else Node
    kind(process, element.id, element)


def _catch(process: BpmnProcessSpec, _: Definition, element: Element) -> None:
    Catch(process, element.id, element)


def _user_task(process: BpmnProcessSpec, _: Definition, element: Element) -> None:
    UserTask(process, element.id, element)


def _boundary(process: BpmnProcessSpec, _: Definition, element: Element) -> None:
    Boundary(process, element.id, element)


def _alternatives(process: BpmnProcessSpec, _: Definition, element: Element) -> None:
    Alternatives(process, element.id, element)


def _subprocess(process: BpmnProcessSpec, _: Definition, element: Element) -> None:
    if element.loop is None:
        SubProcess(process, element.id, element)
    else:
        MultiInstance(process, element, element.loop)


def _ad_hoc(process: BpmnProcessSpec, _: Definition, element: Element) -> None:
    AdHoc(process, element)


def _parallel(process: BpmnProcessSpec, _: Definition, element: Element) -> None:
    ParallelGateway(process, element.id, element)


def _exclusive(process: BpmnProcessSpec, definition: Definition, element: Element) -> None:
    ExclusiveGateway(process, element, [definition.flows[flow] for flow in element.outgoing])


def _inclusive(process: BpmnProcessSpec, definition: Definition, element: Element) -> None:
    flows = [definition.flows[flow] for flow in element.outgoing]
    origins = {definition.flows[flow].source for flow in element.incoming}
    upstream = {origin: _upstream(definition, origin, element.id) for origin in origins}
    InclusiveGateway(process, element, flows, upstream)


def _upstream(definition: Definition, origin: str, gateway: str) -> frozenset[str]:
    """Return the elements from which ``origin`` can be reached without passing the gateway."""
    found = {origin}
    unseen = [origin]
    while unseen:
        element = definition.elements[unseen.pop()]
        before = {definition.flows[flow].source for flow in element.incoming}
        if element.attached_to is not None:
            before.add(element.attached_to)
        unseen.extend(before - found - {gateway})
        found |= before - {gateway}
    return frozenset(found)


NODES: Mapping[str, Callable[[BpmnProcessSpec, Definition, Element], None]] = {
    "startEvent": _plain,
    "endEvent": _end_event,
    "intermediateThrowEvent": _plain,
    "intermediateCatchEvent": _catch,
    "boundaryEvent": _boundary,
    "userTask": _user_task,
    "receiveTask": _catch,
    "subProcess": _subprocess,
    AD_HOC: _ad_hoc,
    "exclusiveGateway": _exclusive,
    "inclusiveGateway": _inclusive,
    "parallelGateway": _parallel,
    "eventBasedGateway": _alternatives,
}
"""What becomes of each kind of flow node. The linter refuses every other kind."""
