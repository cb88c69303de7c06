"""Answers to a form, checked strictly: all of it, or every reason why not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from prosesser.definition.forms.errors import FieldError, FormErrors, Wrong, named
from prosesser.definition.forms.hiding import MAX_ROWS, Components, hidden_ids, hidden_names, lenient
from prosesser.definition.forms.model import DynamicList, Form, InputField, Option, fields_of
from prosesser.definition.forms.rules import Circumstances, check, is_blank
from prosesser.definition.forms.typed import typed
from prosesser.feel import Value

Answers = Mapping[str, object]
Result = tuple[dict[str, Value], list[FieldError]]


def read(
    form: Form,
    answers: Answers,
    facts: Mapping[str, Value],
    options: Mapping[str, Sequence[Option]],
    now: datetime,
) -> dict[str, Value]:
    """Return the facts that the answers state: one for each visible field, null where nothing was answered.

    Raises FormErrors with every error, in the form's order: unknown or hidden fields answered, missing
    required ones, wrong types, texts too long, values outside bounds or options. A list that
    ``options`` does not hold is not checked.
    """
    values, errors = _level(form.components, answers, Circumstances(facts, options, now), "")
    if errors:
        raise FormErrors(tuple(errors))
    return values


def hidden(form: Form, answers: Answers, facts: Mapping[str, Value], now: datetime) -> frozenset[str]:
    """Return the names of the components hidden by the answers so far: ids, in rows ``list-row-id``."""
    return frozenset(hidden_names(form.components, answers, Circumstances(facts, {}, now)))


def _level(components: Components, answers: Answers, around: Circumstances, prefix: str) -> Result:
    """Read the fields at one level: of the form, or of one row."""
    fields = list(fields_of(components))
    concealed = hidden_ids(components, answers, around)
    known = lenient(components, answers)
    shown = {field.key: None if field.id in concealed else known[field.key] for field in fields}
    inside = around.within(shown)
    values: dict[str, Value] = {}
    errors = list(_unknown(fields, answers, prefix))
    for field in fields:
        answer = answers.get(field.key)
        if field.id in concealed:
            errors.extend(_answered_though_hidden(field, known[field.key], answer, prefix))
            continue
        values[field.key], wrong = (
            _rows(field, answer, inside, prefix)
            if isinstance(field, DynamicList)
            else _field(field, answer, inside, prefix)
        )
        errors.extend(wrong)
    return values, errors


def _field(
    field: InputField, answer: object, around: Circumstances, prefix: str
) -> tuple[Value, list[FieldError]]:
    try:
        value = typed(field, answer)
        check(field, value, around)
    except Wrong as wrong:
        return None, [FieldError(prefix + field.key, field.label, f"{wrong}.")]
    return value, []


def _rows(
    field: DynamicList, answer: object, around: Circumstances, prefix: str
) -> tuple[Value, list[FieldError]]:
    path = prefix + field.key
    rows = () if answer is None else answer
    if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
        return None, [FieldError(path, field.label, f"{field.label} må være en liste av rader.")]
    if len(rows) > MAX_ROWS:
        return None, [FieldError(path, field.label, f"{field.label} kan ha høyst {MAX_ROWS} rader.")]
    values, errors = [], list[FieldError]()
    least = field.properties.minst
    if len(rows) < least:
        needed = "minst én rad" if least == 1 else f"minst {least} rader"
        errors.append(FieldError(path, field.label, f"{field.label} må ha {needed}."))
    for number, row in enumerate(rows):
        value, wrong = _level(field.components, row, around, f"{path}-{number}-")
        values.append(value)
        errors.extend(wrong)
    return values, errors


def _unknown(
    fields: Sequence[InputField | DynamicList], answers: Answers, prefix: str
) -> Iterator[FieldError]:
    known = {field.key for field in fields}
    for key in answers:
        if key not in known:
            yield FieldError(
                f"{prefix}{key}", str(key), "Skjemaet har ikke dette feltet. Last siden på nytt."
            )


def _answered_though_hidden(
    field: InputField | DynamicList, value: Value, answer: object, prefix: str
) -> Iterator[FieldError]:
    if not is_blank(value) or (value is None and answer not in (None, "")):
        label = field.label if isinstance(field, DynamicList) else named(field)
        message = f"{label} gjelder ikke med de andre svarene. Tøm feltet."
        yield FieldError(prefix + field.key, field.label, message)
