"""Fill in a form so that it is accepted: what the test gives, and something for the rest that is required."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from functools import partial

from prosesser.calendar import oslo_date
from prosesser.definition import forms
from prosesser.definition.forms import FieldError, Form, FormErrors
from prosesser.definition.forms.model import (
    AnyComponent,
    Checkbox,
    Checklist,
    Choice,
    Datetime,
    DynamicList,
    InputField,
    Number,
    fields_of,
)
from prosesser.feel import Value

Components = tuple[AnyComponent, ...]

SYNTHETIC_ID = "17812099000"
Choose = Callable[[Sequence[str]], str]

BY_FORMAT = {"fodselsnummer": SYNTHETIC_ID, "telefon": "21802180"}


def first(options: Sequence[str]) -> str:
    return options[0]


def filled(
    form: Form,
    known: Mapping[str, Value],
    now: datetime,
    given: Mapping[str, object],
    choose: Choose = first,
) -> dict[str, object]:
    """Return answers that the form accepts: the given ones that it has, and those it still misses."""
    fields = {field.key: field for field in fields_of(form.components)}
    answers = {key: deepcopy(value) for key, value in given.items() if key in fields}
    while errors := _errors(form, answers, known, now):
        before = deepcopy(answers)
        concealed = forms.hidden(form, answers, known, now)
        for error in errors:
            key, *inside = error.path.split("-")
            if fields[key].id in concealed:
                del answers[key]
            else:
                _answer(answers, form.components, [key, *inside], partial(_something, now, choose))
        assert answers != before, f"{form.id}: {errors}"
    return answers


def _errors(
    form: Form, answers: dict[str, object], known: Mapping[str, Value], now: datetime
) -> tuple[FieldError, ...]:
    try:
        forms.read(form, answers, known, {}, now)
    except FormErrors as refused:
        return refused.errors
    return ()


def _answer(
    answers: dict[str, object],
    components: Components,
    path: list[str],
    something: Callable[[InputField], object],
) -> None:
    field = next(field for field in fields_of(components) if field.key == path[0])
    if not isinstance(field, DynamicList):
        answers[field.key] = something(field)
        return
    rows = answers.setdefault(field.key, [{}])
    assert isinstance(rows, list)
    if len(path) > 1:
        _answer(rows[int(path[1])], field.components, path[2:], something)


def _something(now: datetime, choose: Choose, field: InputField) -> object:
    if isinstance(field, Checkbox):
        return True
    if isinstance(field, Number):
        return 1
    if isinstance(field, Datetime):
        return oslo_date(now).isoformat()
    if isinstance(field, Choice):
        chosen = choose([option.value for option in field.values]) if field.values else "noe"
        return [chosen] if isinstance(field, Checklist) else chosen
    return BY_FORMAT.get(field.properties.format or "", "Noe å si")
