"""Answers as they are shown in a case's history: labels and values in bokmål."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prosesser.definition.forms.errors import Wrong
from prosesser.definition.forms.hiding import Components
from prosesser.definition.forms.model import Choice, DynamicList, Form, InputField, Option, fields_of
from prosesser.definition.forms.post import write
from prosesser.definition.forms.typed import typed

NOT_ANSWERED = "Ikke fylt ut"


@dataclass(frozen=True, slots=True)
class Line:
    """A label and its value; a list has rows of lines instead."""

    label: str
    value: str
    rows: tuple[tuple["Line", ...], ...] = ()


def display(
    form: Form, answers: Mapping[str, object], options: Mapping[str, Sequence[Option]]
) -> tuple[Line, ...]:
    """Return what was asked and answered, in the form's order; fields that were hidden are left out.

    An option that ``options`` no longer holds is shown as it was stored.
    """
    return tuple(_lines(form.components, answers, options))


def _lines(
    components: Components, answers: Mapping[str, object], options: Mapping[str, Sequence[Option]]
) -> Iterator[Line]:
    for field in fields_of(components):
        if field.key not in answers:
            continue
        answer = answers[field.key]
        if isinstance(field, DynamicList):
            rows = answer if isinstance(answer, list | tuple) else ()
            shown = tuple(tuple(_lines(field.components, row, options)) for row in rows)
            yield Line(field.label, "" if shown else NOT_ANSWERED, shown)
        else:
            yield Line(field.label, _value(field, answer, options))


def _value(field: InputField, answer: object, options: Mapping[str, Sequence[Option]]) -> str:
    if isinstance(answer, bool):
        return "Ja" if answer else "Nei"
    if isinstance(field, Choice):
        known = field.values or options.get(field.values_key or "", ())
        labels = {option.value: option.label for option in known}
        chosen = answer if isinstance(answer, list | tuple) else [] if answer is None else [answer]
        return ", ".join(labels.get(str(one), str(one)) for one in chosen) or NOT_ANSWERED
    return NOT_ANSWERED if answer is None else write(_typed(field, answer))


def _typed(field: InputField, answer: object) -> object:
    """Return the answer as its field's type (a stored date is text), as it is if it is not of that type."""
    try:
        return typed(field, answer)
    except Wrong:
        return answer
