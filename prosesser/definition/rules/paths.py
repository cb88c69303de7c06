"""Ways through the diagram: each step is reached, each way ends, each loop waits, nothing calls itself."""

from collections.abc import Iterator

from prosesser.definition.diagram import FLOW_NODES
from prosesser.definition.graph import in_cycle, reachable, targets, waitless_cycles
from prosesser.definition.markup import flag
from prosesser.definition.model import AD_HOC, Definition, Element
from prosesser.definition.rules.subject import Problem, Subject

SCOPES = ("process", "subProcess")
MAX_STEPS = 300
"""Steps side by side in one scope. SpiffWorkflow's recursion ends between 450 and 500 in a row."""


def one_executable_process(subject: Subject) -> Iterator[Problem]:
    processes = list(subject.diagram.all("process"))
    if not processes:
        yield None, "Filen har ingen prosess. Tegn forløpet i en BPMN-modelerer."
    called = {element.called for element in subject.elements("callActivity")}
    for process in processes:
        process_id = process.get("id")
        if process_id != subject.definition.key and process_id not in called:
            yield (
                process_id,
                "Filen har flere prosesser. La bare én stå, eller kall den andre fra den første.",
            )
        if not flag(process, "isExecutable"):
            yield process_id, "Prosessen er ikke merket som kjørbar. Kryss av for «Executable»."


def one_pool(subject: Subject) -> Iterator[Problem]:
    pools = [pool for pool in subject.diagram.all("participant") if pool.get("processRef")]
    for pool in pools:
        if pool.get("processRef") not in subject.diagram.nodes:
            yield pool.get("id"), "Bassenget viser til en prosess som ikke finnes. Tegn det på nytt."
    if len(pools) > 1:
        yield pools[1].get("id"), "Diagrammet har flere basseng. Bruk ett basseng med én bane per rolle."


def one_start_in_each_scope(subject: Subject) -> Iterator[Problem]:
    for scope in subject.elements(*SCOPES):
        starts = [child for child in subject.definition.children(scope.id) if child.kind == "startEvent"]
        if not starts:
            yield scope.id, "Det er ingen starthendelse her. Tegn én."
        for start in starts[1:]:
            yield start.id, "Det er mer enn én starthendelse her. La bare én stå."


def starts_begin_and_ends_end(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements("startEvent", "boundaryEvent"):
        if element.incoming:
            yield element.id, "Ingen flyt kan gå inn hit. La den gå til elementet etter."
    for element in subject.elements("endEvent"):
        if element.outgoing:
            yield element.id, "Ingen flyt kan gå ut herfra. Bruk en hendelse uten symbol midt i forløpet."


def every_step_is_reached(subject: Subject) -> Iterator[Problem]:
    definition = subject.definition
    for scope in subject.elements(*SCOPES):
        inside = definition.children(scope.id)
        starts = [child.id for child in inside if child.kind == "startEvent"]
        reached = reachable(definition, starts)
        for element in inside if starts else ():
            if element.id not in reached and element.kind != AD_HOC:
                yield element.id, "Ingen vei fører hit fra starten. Trekk en flyt hit, eller slett elementet."


def every_way_ends(subject: Subject) -> Iterator[Problem]:
    ending = _ending(subject.definition)
    for element in subject.elements(*FLOW_NODES):
        if element.id not in ending and not _stands_alone(subject.definition, element):
            advice = "Trekk en flyt videre, til en slutthendelse til sist."
            yield element.id, f"Herfra fører ingen vei til en slutt. {advice}"


def ways_end_in_end_events(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements(*FLOW_NODES - {"endEvent"}):
        definition = subject.definition
        if element.outgoing or _stands_alone(definition, element) or _never_completes(definition, element):
            continue
        yield (
            element.id,
            "Veien stanser her uten slutthendelse. Trekk en flyt videre, eller til en slutthendelse.",
        )


def _ending(definition: Definition) -> set[str]:
    """Return the elements that lead to an end; an interrupting boundary leads out of all it surrounds."""
    before: dict[str, set[str]] = {}
    for element in definition.elements.values():
        for target in targets(definition, element):
            before.setdefault(target, set()).add(element.id)
        if element.attached_to is not None and element.interrupting:
            before.setdefault(element.id, set()).add(element.attached_to)
    found: set[str] = set()
    waiting = [element.id for element in definition.elements.values() if element.kind == "endEvent"]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        found.add(current)
        waiting.extend(before.get(current, ()))
        host = definition.elements[current].attached_to
        if host is not None and definition.elements[current].interrupting:
            waiting.extend(child.id for child in definition.children(host))
    return found


def _stands_alone(definition: Definition, element: Element) -> bool:
    """Say whether no way needs to lead on: a pure deadline, or what an ad hoc subprocess holds."""
    pure_deadline = element.timer is not None and element.timer.deadline and not element.outgoing
    around = definition.elements.get(element.scope or "")
    return pure_deadline or element.kind == AD_HOC or (around is not None and around.kind == AD_HOC)


def _never_completes(definition: Definition, element: Element) -> bool:
    """Say whether a subprocess only ends when it is interrupted."""
    kinds = {child.kind for child in definition.children(element.id)}
    left = any(boundary.interrupting for boundary in definition.boundaries(element.id))
    return element.kind == "subProcess" and "endEvent" not in kinds and left


def loops_wait(subject: Subject) -> Iterator[Problem]:
    for element in waitless_cycles(subject.definition):
        advice = "Legg en brukeroppgave, en melding eller en varighet i den; en dato kan være passert."
        yield element, f"Løkken kan gå rundt uten å vente på noe. {advice}"


def joins_in_loops_have_their_own_subprocess(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements("parallelGateway", "inclusiveGateway"):
        if len(element.incoming) > 1 and in_cycle(subject.definition, element):
            advice = "Legg de parallelle grenene i en delprosess inne i løkken."
            yield element.id, f"Grenene kan ikke samles riktig i en løkke. {advice}"


def processes_do_not_call_themselves(subject: Subject) -> Iterator[Problem]:
    calls: dict[str, set[str]] = {}
    for element in subject.elements("callActivity"):
        process = list(subject.definition.enclosing(element.id))[-1]
        if element.called in subject.definition.elements:
            calls.setdefault(process.id, set()).add(element.called or "")
        else:
            yield element.id, f"Prosessen «{element.called or ''}» finnes ikke i filen. Velg en som finnes."
    for element in subject.elements("callActivity"):
        process = list(subject.definition.enclosing(element.id))[-1]
        if process.id in _called_from(calls, element.called):
            yield element.id, "Prosessen kaller seg selv og blir aldri ferdig. Tegn en løkke i stedet."


def _called_from(calls: dict[str, set[str]], process: str | None) -> set[str]:
    found: set[str] = set()
    waiting = [process or ""]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(calls.get(current, ()))
    return found


def scopes_stay_readable(subject: Subject) -> Iterator[Problem]:
    for scope in subject.elements(*SCOPES):
        count = len(subject.definition.children(scope.id))
        if count > MAX_STEPS:
            yield scope.id, f"Her er {count} elementer; {MAX_STEPS} er det meste. Del det opp i delprosesser."
