"""What an answer of the right type must also satisfy: required, bounds, options."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import re2

from prosesser.calendar import oslo_date
from prosesser.definition.forms.errors import Wrong
from prosesser.definition.forms.model import (
    Checkbox,
    Choice,
    Datetime,
    InputField,
    Number,
    Option,
    Textarea,
    Textfield,
)
from prosesser.definition.forms.written import write_date, write_number
from prosesser.feel import Expression, Value, evaluate


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a form is answered in: the facts and answers around it, the application's lists, the instant.

    An option list that is not among ``options`` is not checked.
    """

    variables: Mapping[str, Value]
    options: Mapping[str, Sequence[Option]]
    now: datetime

    def within(self, values: Mapping[str, Value]) -> "Circumstances":
        """Return the same with more variables."""
        return Circumstances({**self.variables, **values}, self.options, self.now)

    def value(self, expression: Expression) -> Value:
        """Evaluate an expression of the form."""
        return evaluate(expression, self.variables, now=self.now)


def is_blank(value: Value) -> bool:
    """Say whether a value is no answer to a required field: null, an open box, an empty list."""
    return value is None or value is False or value in ([], ())


def check(field: InputField, value: Value, around: Circumstances) -> None:
    """Raise Wrong when the value breaks one of the field's rules."""
    if is_blank(value):
        if field.rules.required:
            raise Wrong(field, _missing(field))
        return
    for wrong in _breaches(field, value, around):
        raise wrong


def _missing(field: InputField) -> str:
    if isinstance(field, Checkbox):
        return "Kryss av for {label}"
    if isinstance(field, Choice):
        return "Velg et svar på {label}"
    return "{label} må fylles ut"


def _breaches(field: InputField, value: Value, around: Circumstances) -> Iterator[Wrong]:
    if isinstance(field, Textfield | Textarea) and isinstance(value, str):
        yield from _text(field, value)
    elif isinstance(field, Number) and isinstance(value, Decimal):
        yield from _number(field, value)
    elif isinstance(field, Choice):
        yield from _choice(field, value, around)
    elif isinstance(field, Datetime) and isinstance(value, date):
        yield from _date(field, value, around)


def _text(field: Textfield | Textarea, text: str) -> Iterator[Wrong]:
    if field.rules.min_length is not None and len(text) < field.rules.min_length:
        yield Wrong(field, "{label} må ha minst {least} tegn", least=field.rules.min_length)
    if field.rules.pattern is not None and re2.search(field.rules.pattern, text) is None:
        hint = f": {field.description.strip()}" if field.description.strip() else ""
        yield Wrong(field, "{label} har ikke riktig form{hint}", hint=hint)


def _number(field: Number, number: Decimal) -> Iterator[Wrong]:
    least, most = field.rules.min, field.rules.max
    if least is not None and number < least:
        yield Wrong(field, "{label} kan ikke være mindre enn {least}", least=write_number(least))
    if most is not None and number > most:
        yield Wrong(field, "{label} kan ikke være større enn {most}", most=write_number(most))


def _choice(field: Choice, value: Value, around: Circumstances) -> Iterator[Wrong]:
    chosen = value if isinstance(value, list | tuple) else [value]
    options = field.values or around.options.get(field.values_key or "")
    names = {option.value: option.label for option in options or ()}
    refused = None if field.properties.ikke is None else around.value(field.properties.ikke)
    if refused is not None and refused in chosen:
        name = names.get(str(refused), "det")
        yield Wrong(field, "{label} kan ikke være {option}. Velg noe annet", option=name)
    if options is not None and not names.keys() >= {str(one) for one in chosen}:
        yield Wrong(field, "Velg blant svarene på {label}")


def _date(field: Datetime, value: date, around: Circumstances) -> Iterator[Wrong]:
    day = oslo_date(value) if isinstance(value, datetime) else value
    earliest, latest = _bound(field.properties.tidligst, around), _bound(field.properties.senest, around)
    if earliest is not None and day < earliest:
        yield Wrong(field, "{label} kan ikke være før {day}", day=write_date(earliest))
    if latest is not None and day > latest:
        yield Wrong(field, "{label} kan ikke være etter {day}", day=write_date(latest))


def _bound(expression: Expression | None, around: Circumstances) -> date | None:
    """Return the day of a bound; null, or anything but a date, bounds nothing."""
    value = None if expression is None else around.value(expression)
    if isinstance(value, datetime):
        return oslo_date(value)
    return value if isinstance(value, date) else None
