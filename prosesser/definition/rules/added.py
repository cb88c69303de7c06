"""Tasks that are added when they are needed: what an ad hoc subprocess holds, and how they come to be."""

from collections.abc import Iterator

from prosesser.definition.checklists import RESPONSIBLE
from prosesser.definition.dialect import AGREES, ANSWER, ANSWER_REASON, DECLINES
from prosesser.definition.facts import instances_around
from prosesser.definition.forms.model import DynamicList, Form, Radio, Textarea, fields_of
from prosesser.definition.markup import child
from prosesser.definition.model import AD_HOC, Element
from prosesser.definition.rules.subject import Problem, Subject

OF_ADDED_TASKS = ("skjema", "part", "avtales", "svarer_pa")
PARALLEL = "Parallel"


def ad_hoc_subprocesses_hold_tasks_alone(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements():
        around = subject.definition.elements.get(element.scope or "")
        inside = around is not None and around.kind == AD_HOC
        if inside and not _is_task_or_deadline(element):
            advice = "Her kan det bare stå brukeroppgaver og fristene deres. Tegn det utenfor."
            yield element.id, f"Det som legges til, er én oppgave om gangen. {advice}"
        if (inside or element.kind == AD_HOC) and (element.incoming or element.outgoing):
            advice = "Slett flyten; oppgavene begynner når noen legger dem til."
            yield element.id, f"Ingen flyt går inn eller ut her. {advice}"
        host = subject.definition.elements.get(element.attached_to or "")
        if host is not None and host.kind == AD_HOC:
            advice = "Sett hendelsen på kanten av delprosessen rundt."
            yield element.id, f"En ad hoc-delprosess kan ikke ha hendelser på kanten. {advice}"


def ad_hoc_subprocesses_stay_open(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.all(AD_HOC):
        if child(node, "completionCondition") is not None:
            advice = "Ta det bort; oppgaver kan legges til så lenge forløpet rundt varer."
            yield node.get("id"), f"Vilkåret for å avslutte ad hoc-delprosessen kjøres ikke. {advice}"
        if node.get("ordering", PARALLEL) != PARALLEL:
            advice = "Sett «ordering» til «Parallel»."
            yield node.get("id"), f"Oppgaver som legges til, venter ikke på hverandre. {advice}"
    for element in subject.elements(AD_HOC):
        if instances_around(subject.definition.elements, element):
            advice = "Flytt den ut av delprosessen med flere forekomster."
            yield element.id, f"Det går ikke fram hvilken forekomst en oppgave skal legges til i. {advice}"


def only_added_tasks_say_how_they_are_added(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements("userTask"):
        for name in OF_ADDED_TASKS:
            if name in element.properties and element.addition is None:
                advice = "Ta den bort, eller flytt oppgaven inn i en ad hoc-delprosess."
                yield element.id, f"Egenskapen «{name}» har ingen virkning her. {advice}"


def follow_ups_name_added_tasks(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements():
        for name, tasks in element.follow_ups.items():
            for task in tasks:
                found = subject.definition.elements.get(task)
                if found is None or found.addition is None:
                    advice = "Skriv id-en til en oppgave i en ad hoc-delprosess."
                    yield element.id, f"«{task}» kan ikke legges til av «{name}». {advice}"
                elif not _lies_inside(subject, element, found):
                    advice = "Flytt ad hoc-delprosessen ut til delprosessen rundt begge."
                    yield element.id, f"«{task}» er ikke åpen når radene i «{name}» kommer. {advice}"
            yield from ((element.id, sentence) for sentence in _list_problems(subject, element, name, tasks))


def _lies_inside(subject: Subject, element: Element, task: Element) -> bool:
    """Say whether the part of the journey that a task is added to is open when the element's answers come."""
    definition = subject.definition
    part = definition.elements[task.scope or ""].scope
    around = {scope.id for scope in definition.enclosing(element.id)}
    on_edge = element.attached_to is not None and not element.interrupting
    return part in around or (on_edge and element.attached_to == part)


def _list_problems(subject: Subject, element: Element, name: str, tasks: tuple[str, ...]) -> Iterator[str]:
    form = subject.definition.forms.get(element.form or "")
    rows = {field.key: field for field in form.fields()} if form is not None else {}
    found = rows.get(name)
    if not isinstance(found, DynamicList):
        yield f"Skjemaet har ingen liste «{name}» som kan bli til oppgaver. Rett navnet."
    elif len(tasks) > 1 and RESPONSIBLE not in {field.key for field in fields_of(found.components)}:
        yield f"Radene i «{name}» sier ikke hvem som får oppgaven. Gi dem et felt «{RESPONSIBLE}»."


def proposals_can_be_answered(subject: Subject) -> Iterator[Problem]:
    answering = [element for element in subject.elements("userTask") if _answers(element)]
    for element in answering:
        form = subject.definition.forms.get(element.form or "")
        if form is not None and not _asks_for_an_answer(form):
            advice = f"Gi det feltene «{ANSWER}» (valg: ja, nei) og «{ANSWER_REASON}» (tekst)."
            yield element.id, f"Skjemaet spør ikke hva svaret på forslaget er. {advice}"
    sides = {party for element in answering if isinstance(party := _party(subject, element), str)}
    for element in subject.elements():
        if _proposes(element) and len(sides) < 2:  # noqa: PLR2004 - a proposal has two sides
            advice = "Legg en oppgave med egenskapen «svarer_pa» = «forslag» i banen til hver av partene."
            yield element.id, f"Ingen kan svare på et forslag her. {advice}"


def _party(subject: Subject, element: Element) -> object:
    lane = subject.definition.lanes.get(element.lane or "")
    return None if lane is None else lane.party


def _proposes(element: Element) -> bool:
    negotiable = element.timer is not None and element.timer.negotiable
    return negotiable or (element.addition is not None and element.addition.agreed)


def _answers(element: Element) -> bool:
    return element.addition is not None and element.addition.answers


def _asks_for_an_answer(form: Form) -> bool:
    fields = {field.key: field for field in form.fields()}
    answer, reason = fields.get(ANSWER), fields.get(ANSWER_REASON)
    return (
        isinstance(answer, Radio)
        and {option.value for option in answer.values} == {AGREES, DECLINES}
        and isinstance(reason, Textarea)
    )


def _is_task_or_deadline(element: Element) -> bool:
    return element.kind == "userTask" or (element.timer is not None and element.timer.deadline)
