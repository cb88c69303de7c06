"""Timers and deadlines."""

from collections.abc import Iterator

from prosesser.definition.elements import event_definitions
from prosesser.definition.markup import ZEEBE, child, content, local
from prosesser.definition.rules.subject import Problem, Subject
from prosesser.definition.rules.supported import owner


def timers_have_a_value(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.flow_nodes():
        for definition in event_definitions(node):
            if local(definition) != "timerEventDefinition":
                continue
            values = [
                name for name in ("timeDate", "timeDuration", "timeCycle") if content(child(definition, name))
            ]
            if len(values) != 1:
                yield node.get("id"), "Tiden er ikke oppgitt én gang. Skriv en dato eller en varighet."


def timers_do_not_repeat(subject: Subject) -> Iterator[Problem]:
    for cycle in subject.diagram.all("timeCycle"):
        yield owner(cycle), "Tid som gjentas, kan ikke kjøres. Tegn en løkke med en tidshendelse."


def deadlines_are_boundary_timers(subject: Subject) -> Iterator[Problem]:
    for schedule in subject.diagram.root.iter(f"{{{ZEEBE}}}taskSchedule"):
        if schedule.get("dueDate"):
            advice = "Tegn en ikke-avbrytende tidshendelse på kanten av oppgaven."
            yield owner(schedule), f"«Due date» brukes ikke som frist. {advice}"


def negotiable_times_are_deadlines(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements():
        if "kan_avtales" in element.properties and not (element.timer is not None and element.timer.deadline):
            advice = "Sett det på fristen: en ikke-avbrytende tidshendelse på kanten av en oppgave."
            yield element.id, f"Partene kan bare avtale en annen dato for frister. {advice}"


def reminders_are_durations_on_deadlines(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements():
        lead = element.properties.get("varsel")
        if lead is None:
            continue
        if element.timer is None or not element.timer.deadline:
            advice = "Sett det på fristen: en ikke-avbrytende tidshendelse på kanten av en oppgave."
            yield element.id, f"Varselet har ingen virkning her. {advice}"
        elif element.timer.reminder is None:
            yield (
                element.id,
                f"Varselet «{lead}» er ingen varighet. Skriv for eksempel P7D for sju dager før.",
            )
