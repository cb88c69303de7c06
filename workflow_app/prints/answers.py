"""What people have answered in a case's forms, as far as it may stand on a print."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from prosesser.calendar import oslo_date
from prosesser.cases import OptionLists
from prosesser.definition.forms import Line, display
from prosesser.definition.forms.display import NOT_ANSWERED
from prosesser.definition.forms.hiding import Components
from prosesser.definition.forms.model import DynamicList, Form, Group, InputField, fields_of
from prosesser.engine.asked import Answering, form_answered
from prosesser.inbox import Papers, TimelineRow
from workflow_app.prints.document import Card, Fact, Section

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Answered:
    """A form that was filled in, and when it was recorded (an Oslo day)."""

    form: Form
    answers: Answers
    on: date


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the resident has said, what the form calls that, and when it was recorded."""

    label: str
    text: str
    on: date


def answered(papers: Papers) -> Iterator[Answered]:
    """Yield the forms that were filled in, the latest first."""
    for row in reversed(papers.rows):
        if (found := answered_in(row)) is not None:
            yield found


def answered_in(row: TimelineRow) -> Answered | None:
    """Return the form that a row of the journal answers; None when it answers none."""
    if not isinstance(row.command, Answering):
        return None
    form = form_answered(row.definition, row.command)
    if form is None:
        return None
    return Answered(row.definition.forms[form], row.command.answers, oslo_date(row.at))


def sections(given: Answered, options: OptionLists, *, protected: bool) -> Iterator[Section]:
    """Yield a section for each group of a form with answers that may be shown."""
    for heading, components in _groups(given.form):
        part = given.form.model_copy(update={"components": components})
        shown = lines(part, given.answers, options, protected=protected)
        if shown:
            facts = tuple(Fact(line.label, line.value) for line in shown if not line.rows)
            cards = tuple(card for line in shown for card in _cards(line))
            yield Section(heading, facts=facts, cards=cards)


def lines(form: Form, answers: Answers, options: OptionLists, *, protected: bool) -> tuple[Line, ...]:
    """Return what was answered in a form and may be shown, in the form's order."""
    shown = _shareable(form.components, answers, protected=protected)
    return tuple(line for line in display(form, shown, options) if line.value != NOT_ANSWERED)


def secrets(papers: Papers) -> tuple[str, ...]:
    """Return what has been answered, now or earlier, in fields whose answers stand in no text of a print."""
    found: dict[str, None] = {}
    for given in answered(papers):
        for field, answer in _given(given.form.components, given.answers):
            if field.properties.skjermes == "overalt" and isinstance(answer, str):
                found[answer] = None
    return tuple(found)


def own_words(papers: Papers) -> tuple[OwnWords, ...]:
    """Return what the resident said last in each field for the resident's own words, the latest first."""
    found: dict[str, OwnWords] = {}
    for given in answered(papers):
        for field, answer in _given(given.form.components, given.answers):
            if field.properties.egne_ord and isinstance(answer, str) and answer.strip():
                found.setdefault(field.key, OwnWords(field.properties.egne_ord, answer, given.on))
    return tuple(found.values())


def _groups(form: Form) -> Iterator[tuple[str, Components]]:
    """Yield the groups of a form with their labels; what stands outside them has none."""
    loose = tuple(component for component in form.components if not isinstance(component, Group))
    if loose:
        yield "Svar", loose
    for component in form.components:
        if isinstance(component, Group):
            yield component.label, component.components


def _cards(line: Line) -> Iterator[Card]:
    for number, row in enumerate(line.rows, start=1):
        facts = tuple(Fact(cell.label, cell.value) for cell in row if cell.value != NOT_ANSWERED)
        yield Card(f"{line.label} {number}" if len(line.rows) > 1 else line.label, facts)


def _shareable(components: Components, answers: Answers, *, protected: bool) -> dict[str, object]:
    """Return what was answered, without what is on no print."""
    shown: dict[str, object] = {}
    for field in fields_of(components):
        answer = answers.get(field.key)
        if answer in (None, "") or _is_screened(field, protected=protected):
            continue
        if isinstance(field, DynamicList) and isinstance(answer, list | tuple):
            answer = [_shareable(field.components, row, protected=protected) for row in answer]
        shown[field.key] = answer
    return shown


def _given(components: Components, answers: Answers) -> Iterator[tuple[InputField, object]]:
    for field in fields_of(components):
        answer = answers.get(field.key)
        if isinstance(field, InputField):
            yield field, answer
        elif isinstance(answer, list | tuple):
            for row in answer:
                yield from _given(field.components, row)


def _is_screened(field: InputField | DynamicList, *, protected: bool) -> bool:
    screened = field.properties.skjermes
    return protected if screened == "adressesperre" else screened is not None
