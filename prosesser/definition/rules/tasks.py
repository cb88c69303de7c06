"""What a caseworker meets: tasks with names, forms and lanes with a party; and the routine's clauses."""

from collections.abc import Iterator

from prosesser.definition.bundle import REQUIREMENTS
from prosesser.definition.elements import GAP
from prosesser.definition.form_files import form_of, form_paths
from prosesser.definition.forms.model import InputField, walk
from prosesser.definition.rules.subject import Problem, Subject
from prosesser.definition.rules.supported import owner
from prosesser.definition.zeebe import read_extensions


def user_tasks_have_names(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements("userTask"):
        if not element.name:
            yield element.id, "Oppgaven har ikke navn. Skriv hva som skal gjøres."


def user_tasks_have_forms(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements("userTask"):
        if element.form is None:
            yield element.id, "Oppgaven har ikke skjema. Koble den til et skjema (form-id)."


def forms_exist(subject: Subject) -> Iterator[Problem]:
    unreadable = {problem.path for problem in subject.form_problems}
    for element in subject.elements():
        for form in element.forms:
            path = f"forms/{form}.form"
            if form not in subject.definition.forms and path not in unreadable:
                yield element.id, f"Skjemaet «{form}» finnes ikke. Lagre det som «{path}»."


def only_the_first_start_has_a_form(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements("startEvent"):
        if element.form and element.scope != subject.definition.key:
            yield element.id, "Bare starten av hele forløpet kan ha skjema. Flytt skjemaet til en oppgave."


def forms_are_filled_in_by_someone(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements():
        takes_form = element.kind in {"userTask", "startEvent"} or element.message is not None
        if element.form and not takes_form:
            yield element.id, "Ingen fyller ut skjemaet her. Flytt det til en oppgave, start eller melding."


def forms_are_used(subject: Subject) -> Iterator[Problem]:
    used = {form for element in subject.elements() for form in element.forms}
    used |= {checklist.form for checklist in subject.definition.checklists.values()}
    for path in form_paths(subject.bundle):
        if form_of(path) not in used:
            advice = "Koble det til en oppgave, eller slett det."
            yield None, f"Skjemaet «{path}» brukes ikke. {advice}", form_of(path)


def user_tasks_lie_in_lanes(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements("userTask"):
        if element.lane not in subject.definition.lanes:
            yield element.id, "Oppgaven ligger ikke i noen bane, så ingen har den. Dra den inn i en bane."


def lanes_have_parties(subject: Subject) -> Iterator[Problem]:
    for lane in subject.definition.lanes.values():
        if not lane.party and not any(site.element == lane.id for site in subject.sites):
            advice = "Gi den egenskapen «part»: partens navn, eller et uttrykk (=)."
            yield lane.id, f"Banen sier ikke hvilken part som arbeider i den. {advice}"


def lanes_are_not_nested(subject: Subject) -> Iterator[Problem]:
    for nested in subject.diagram.all("childLaneSet"):
        yield owner(nested), "Baner i baner kan ikke brukes. Tegn banene ved siden av hverandre."


def clauses_are_known(subject: Subject) -> Iterator[Problem]:
    known = subject.requirements
    if known is None:
        if named := len({clause for _, clause in _clauses(subject)}):
            yield (
                None,
                f"{named} krav kan ikke slås opp: mappen mangler en lesbar {REQUIREMENTS}. Legg den dit.",
            )
        return
    for element_id, clause in _clauses(subject):
        if clause not in known:
            yield (
                element_id,
                f"Kravet «{clause}» finnes ikke i {REQUIREMENTS}. Rett det, eller legg det til der.",
            )


def _clauses(subject: Subject) -> Iterator[tuple[str | None, str]]:
    for node in subject.diagram.root.iter("{*}*"):
        if node.get("id"):
            properties = read_extensions(node).properties
            gaps = [name.removeprefix(GAP) for name in properties if name.startswith(GAP)]
            for clause in (*properties.get("krav", "").split(), *gaps):
                yield owner(node), clause
    for form in subject.definition.forms.values():
        for component in walk(form.components):
            if isinstance(component, InputField):
                yield from ((None, clause) for clause in component.properties.krav.split())
    for checklist in subject.definition.checklists.values():
        yield from ((None, clause) for clause in checklist.clauses)


def deadlines_are_named(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements("boundaryEvent"):
        if element.timer is not None and element.timer.deadline and not element.name:
            yield (
                element.id,
                "Fristen har ikke navn. Skriv hva den regnes fra, som «Frist: 4 uker etter innflytting».",
            )
