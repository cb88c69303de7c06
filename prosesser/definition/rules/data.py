"""Facts and the expressions that read them."""

import re
from collections.abc import Iterator

from prosesser.definition.dialect import FACT_LABEL
from prosesser.definition.elements import event_definitions
from prosesser.definition.expressions import Site
from prosesser.definition.facts import instances_around
from prosesser.definition.forms.model import AnyComponent, DynamicList, InputField, walk
from prosesser.definition.model import CASE_SCOPE, LOOP_COUNTER, Element
from prosesser.definition.rules.subject import Problem, Subject, at, begin
from prosesser.definition.rules.supported import owner
from prosesser.feel import FUNCTIONS, REFUSED_FUNCTIONS

FACT_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
FEEL_WORDS = frozenset(
    [
        "and",
        "between",
        "each",
        "else",
        "every",
        "external",
        "false",
        "for",
        "function",
        "if",
        "in",
        "instance",
        "item",
        "not",
        "null",
        "of",
        "or",
        "partial",
        "return",
        "satisfies",
        "some",
        "then",
        "true",
    ]
)
"""Names that FEEL reads as something else."""

CURLY_QUOTES = "“”„‟‘’«»"


def expressions_are_valid(subject: Subject) -> Iterator[Problem]:
    for site in subject.sites:
        if site.problem is not None and not _is_curly(site):
            yield at(site, f"{begin(site.what)}: {site.text} kan ikke leses. {site.problem}")


def quotes_are_straight(subject: Subject) -> Iterator[Problem]:
    for site in subject.sites:
        if _is_curly(site):
            place = next(n for n, sign in enumerate(site.text, start=1) if sign in CURLY_QUOTES)
            advice = 'Skriv rette anførselstegn (").'
            yield at(site, f"{begin(site.what)}: tegn {place} er et krøllet anførselstegn. {advice}")


def _is_curly(site: Site) -> bool:
    return site.problem is not None and any(sign in CURLY_QUOTES for sign in site.text)


def expressions_are_written_in_feel(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.root.iter("{*}*"):
        language = node.get("language")
        if language and "feel" not in language.lower():
            yield owner(node), f"Uttrykket er merket som «{language}». Skriv det i FEEL, og ta merket bort."


def functions_are_known(subject: Subject) -> Iterator[Problem]:
    for site in subject.sites:
        for name in sorted(site.expression.functions if site.expression else ()):
            sentence = function_problem(name)
            if sentence:
                yield at(site, f"{begin(site.what)}: {sentence}")


def facts_are_declared(subject: Subject) -> Iterator[Problem]:
    for site in subject.sites:
        known = _visible(subject, site)
        for name in sorted(set(site.expression.names) - known if site.expression else ()):
            advice = "Rett navnet, eller la et skjema spørre om det."
            yield at(site, f"{begin(site.what)} leser «{name}», som ingen fyller ut. {advice}")


def _visible(subject: Subject, site: Site) -> set[str]:
    """Return the names that an expression can read where it stands."""
    definition = subject.definition
    flow = definition.flows.get(site.element or "")
    element = definition.elements.get(site.element or "" if flow is None else flow.source)
    around = () if element is None else instances_around(definition.elements, element)
    scopes = {CASE_SCOPE, *around}
    names = {fact.name for fact in definition.facts.values() if fact.scope in scopes} | site.names
    for instance in around:
        loop = definition.elements[instance].loop
        names |= {LOOP_COUNTER} | ({loop.item} if loop is not None and loop.item else set())
    return names


def labels_name_declared_facts(subject: Subject) -> Iterator[Problem]:
    process = subject.definition.elements.get(subject.definition.key)
    for name in process.properties if process is not None else ():
        fact = name.removeprefix(FACT_LABEL)
        if name.startswith(FACT_LABEL) and fact not in subject.definition.facts:
            advice = "Rett navnet, eller ta egenskapen bort."
            yield subject.definition.key, f"«{name}» gir navn til en opplysning som ikke finnes. {advice}"


def derived_facts_have_labels(subject: Subject) -> Iterator[Problem]:
    for fact in subject.definition.facts.values():
        if not fact.forms and fact.label == fact.name:
            advice = f"Legg egenskapen «{FACT_LABEL}{fact.name}» på prosessen, med navnet som verdi."
            yield (
                subject.definition.key,
                f"Opplysningen «{fact.name}» har ikke noe navn å vises med. {advice}",
            )


def fact_types_agree(subject: Subject) -> Iterator[Problem]:
    seen: dict[str, tuple[str, str]] = {}
    for element in subject.elements():
        for form, field in _asked(subject, element):
            kind, where = seen.setdefault(field.key, (field.feel_type, form))
            if kind != field.feel_type:
                place = f"«{where}» ({kind}) og «{form}» ({field.feel_type})"
                yield (
                    element.id,
                    f"«{field.key}» har ulik type i skjemaene {place}. Gi ett av feltene en annen nøkkel.",
                    form,
                )


def _asked(subject: Subject, element: Element) -> Iterator[tuple[str, InputField | DynamicList]]:
    """Yield the fields that are asked at an element, each with its form's id."""
    for form_id in element.forms:
        form = subject.definition.forms.get(form_id)
        yield from ((form_id, field) for field in (form.fields() if form is not None else ()))


def fact_names_are_plain(subject: Subject) -> Iterator[Problem]:
    used = {form: element.id for element in subject.elements() for form in element.forms}
    items = {
        element.loop.item: element.id for element in subject.elements() if element.loop and element.loop.item
    }
    for form_id, element_id in used.items():
        form = subject.definition.forms.get(form_id)
        for key in [] if form is None else _keys(form.components):
            for sentence in _name_problems(key, f"skjemaet «{form_id}»"):
                yield element_id, sentence, form_id
            if key in items or key == LOOP_COUNTER:
                sentence = f"«{key}» er også navnet på en forekomst. Gi feltet en annen nøkkel."
                yield element_id, sentence, form_id
    for item, element_id in items.items():
        yield from ((element_id, sentence) for sentence in _name_problems(item, "«Input element»"))


def output_targets_are_plain(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements():
        for output in element.outputs:
            yield from ((element.id, sentence) for sentence in _name_problems(output.target, "utdata"))


def outputs_stand_where_answers_come(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements():
        takes_answers = element.kind in {"userTask", "startEvent"} or element.message is not None
        if element.outputs and (
            not takes_answers or (element.kind == "startEvent" and element.scope != subject.definition.key)
        ):
            yield element.id, "Utdata regnes bare ut på oppgaver, start og meldinger. Flytt dem dit."


def conditions_are_given(subject: Subject) -> Iterator[Problem]:
    stated = {site.element for site in subject.sites if site.what == "betingelsen"}
    for node in subject.diagram.flow_nodes():
        element = subject.definition.elements.get(node.get("id", ""))
        drawn = any(
            definition.tag.endswith("}conditionalEventDefinition") for definition in event_definitions(node)
        )
        if element is not None and drawn and element.id not in stated:
            yield (
                element.id,
                "Hendelsen venter på en betingelse som ikke er skrevet. Skriv den som et uttrykk (=).",
            )


def _keys(components: tuple[AnyComponent, ...]) -> Iterator[str]:
    for component in walk(components):
        if isinstance(component, InputField | DynamicList):
            yield component.key


def function_problem(name: str) -> str | None:
    """Return why a function cannot be called, None when it can."""
    if name in REFUSED_FUNCTIONS:
        return f"funksjonen «{name}» kan ikke brukes. {REFUSED_FUNCTIONS[name]}"
    if name not in FUNCTIONS:
        return f"funksjonen «{name}» finnes ikke. Rett navnet."
    return None


def _name_problems(name: str, where: str) -> Iterator[str]:
    if not FACT_NAME.fullmatch(name):
        advice = "Bruk små bokstaver a–z, tall og understrek: for eksempel dato_for_mote."
        yield f"Navnet «{name}» i {where} kan ikke brukes. {advice}"
    elif name in FEEL_WORDS:
        yield f"Navnet «{name}» i {where} er et ord i FEEL. Velg et annet navn."
