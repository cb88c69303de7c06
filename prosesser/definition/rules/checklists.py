"""Checklists: that each can be shown, filled in item by item, and is the one that its tasks name."""

from collections import Counter
from collections.abc import Iterator

from prosesser.definition.checklist_files import item_forms, path_of
from prosesser.definition.checklists import (
    DUE,
    RESPONSIBLE,
    RESPONSIBLES,
    SECTION,
    STATE,
    STATES,
    Checklist,
    saying,
)
from prosesser.definition.forms.model import (
    AnyComponent,
    Container,
    Datetime,
    DynamicList,
    Form,
    InputField,
    Select,
    fields_of,
    walk,
)
from prosesser.definition.rules.data import FACT_NAME, FEEL_WORDS
from prosesser.definition.rules.subject import Problem, Subject

_PLAIN = "Bruk små bokstaver a–z, tall og understrek: for eksempel plan_for_oppholdet."


def checklists_are_readable(subject: Subject) -> Iterator[Problem]:
    for problem in subject.checklist_problems:
        yield None, problem.message


def checklists_have_plain_sections(subject: Subject) -> Iterator[Problem]:
    for checklist in subject.definition.checklists.values():
        for sentence in _section_problems(checklist):
            yield None, f"Sjekklisten «{checklist.id}»: {sentence}"


def _section_problems(checklist: Checklist) -> Iterator[str]:
    if not checklist.title.strip():
        yield "den har ingen tittel. Skriv hva den heter."
    if not checklist.sections:
        yield "den har ingen deler. Legg til minst én."
    for named, count in Counter(section.id for section in checklist.sections).items():
        if count > 1:
            yield f"id-en «{named}» er brukt på {count} deler. Bruk ulike id-er."
        if not FACT_NAME.fullmatch(named):
            yield f"delen kan ikke ha id-en «{named}». {_PLAIN}"
    if not FACT_NAME.fullmatch(checklist.id):
        yield f"den kan ikke ha den id-en. {_PLAIN}"
    for section in checklist.sections:
        if not section.title.strip():
            yield f"delen «{section.id}» har ingen tittel. Skriv hva den handler om."


def checklist_forms_exist(subject: Subject) -> Iterator[Problem]:
    unreadable = {problem.path for problem in subject.form_problems}
    for checklist in subject.definition.checklists.values():
        path = f"forms/{checklist.form}.form"
        if checklist.form not in subject.definition.forms and path not in unreadable:
            advice = f"Lagre det som «{path}»."
            yield None, f"Sjekklisten «{checklist.id}»: skjemaet «{checklist.form}» finnes ikke. {advice}"


def checklist_forms_are_their_own(subject: Subject) -> Iterator[Problem]:
    items = {checklist.form: checklist.id for checklist in subject.definition.checklists.values()}
    for element in subject.elements():
        for form in items.keys() & set(element.forms):
            item = f"for ett punkt i sjekklisten «{items[form]}»"
            yield element.id, f"Skjemaet «{form}» er {item}. Gi oppgaven et eget skjema."


def _item_forms(subject: Subject) -> tuple[Form, ...]:
    return item_forms(subject.definition.checklists, subject.definition.forms)


def item_forms_ask_who_when_and_how_it_stands(subject: Subject) -> Iterator[Problem]:
    for form in _item_forms(subject):
        for sentence in _missing(form):
            yield None, f"Skjemaet «{form.id}» er for ett punkt i en sjekkliste: {sentence}", form.id


def _missing(form: Form) -> Iterator[str]:
    fields = {field.key: field for field in form.fields()}
    who, when, how = (fields.get(key) for key in (RESPONSIBLE, DUE, STATE))
    if not (isinstance(who, Select) and who.rules.required and _values(who) == RESPONSIBLES):
        yield f"«{RESPONSIBLE}» må være en nedtrekksliste som må fylles ut, med {_listed(RESPONSIBLES)}."
    if not (isinstance(when, Datetime) and when.subtype == "date"):
        yield f"«{DUE}» må være en dato."
    if not (isinstance(how, Select) and _values(how) == STATES):
        yield f"«{STATE}» må være en nedtrekksliste med {_listed(STATES)}."
    if _hideable(form.components) & {RESPONSIBLE, STATE}:
        yield f"«{RESPONSIBLE}» og «{STATE}» kan ikke skjules. Ta bort betingelsen."
    if not saying(form):
        yield "det må ha et tekstfelt som må fylles ut, og som sier hva punktet er."


def _hideable(components: tuple[AnyComponent, ...], *, inside: bool = False) -> set[str]:
    """Return the keys of the fields that a condition may hide, their own or that of a group around them."""
    found: set[str] = set()
    for part in components:
        hides = inside or part.conditional.hide is not None
        if isinstance(part, Container):
            found |= _hideable(part.components, inside=hides)
        elif isinstance(part, InputField) and hides:
            found.add(part.key)
    return found


def _values(field: Select) -> frozenset[str]:
    return frozenset(option.value for option in field.values)


def _listed(values: frozenset[str]) -> str:
    *most, last = sorted(values)
    return f"{', '.join(most)} og {last}"


def item_forms_have_no_lists(subject: Subject) -> Iterator[Problem]:
    for form in _item_forms(subject):
        for component in walk(form.components):
            if isinstance(component, DynamicList):
                advice = f"La hver rad i «{component.label}» være et eget punkt."
                yield None, f"Skjemaet «{form.id}» er for ett punkt og kan ikke ha lister. {advice}", form.id


def item_fields_have_plain_names(subject: Subject) -> Iterator[Problem]:
    for form in _item_forms(subject):
        keys = (part.key for part in walk(form.components) if isinstance(part, InputField))
        for key in keys:
            if not FACT_NAME.fullmatch(key) or key in FEEL_WORDS or key == SECTION:
                advice = "Bruk små bokstaver a–z, tall og understrek, men ikke «del» eller et ord i FEEL."
                yield None, f"Skjemaet «{form.id}»: et felt kan ikke ha nøkkelen «{key}». {advice}", form.id


def tasks_name_existing_checklists(subject: Subject) -> Iterator[Problem]:
    unreadable = {problem.path for problem in subject.checklist_problems}
    for element in subject.elements("userTask"):
        for named in dict.fromkeys((element.adopts, element.reviews, *element.new_items.values())):
            if named is None or named in subject.definition.checklists or path_of(named) in unreadable:
                continue
            yield element.id, f"Sjekklisten «{named}» finnes ikke. Lagre den som «{path_of(named)}»."


def rows_fit_the_items_they_become(subject: Subject) -> Iterator[Problem]:
    forms = subject.definition.forms
    for element in subject.elements("userTask"):
        form = forms.get(element.form or "")
        lists = {field.key: field for field in form.fields()} if form is not None else {}
        for name, plan in element.new_items.items():
            checklist = subject.definition.checklists.get(plan)
            rows = lists.get(name)
            if not isinstance(rows, DynamicList):
                advice = "Rett navnet etter «punkter.»."
                yield element.id, f"Skjemaet har ingen liste «{name}» som kan bli til punkter. {advice}"
            elif checklist is not None and checklist.form in forms:
                for sentence in _misfits(rows, checklist, forms[checklist.form]):
                    yield element.id, f"Listen «{name}» blir til punkter i «{plan}»: {sentence}"


def _misfits(rows: DynamicList, checklist: Checklist, item: Form) -> Iterator[str]:
    columns = {field.key: field for field in fields_of(rows.components)}
    section = columns.pop(SECTION, None)
    sections = {known.id for known in checklist.sections}
    if not (isinstance(section, Select) and section.rules.required and _values(section) <= sections):
        yield f"den må ha nedtrekkslisten «{SECTION}», som må fylles ut, med id-er på deler av sjekklisten."
    fields = {field.key: field for field in item.fields()}
    for key, column in columns.items():
        if key not in fields or fields[key].feel_type != column.feel_type:
            yield f"«{key}» finnes ikke, eller har en annen type, i skjemaet «{item.id}». Rett nøkkelen."
