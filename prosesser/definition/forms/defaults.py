"""What a form holds when it is opened."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from prosesser.definition.forms.model import DynamicList, Form
from prosesser.definition.forms.written import read_date, read_datetime, read_time
from prosesser.feel import Expression, Value, evaluate

_WRITTEN = {"date": read_date, "time": read_time, "date and time": read_datetime}


def defaults(form: Form, facts: Mapping[str, Value], now: datetime) -> dict[str, object]:
    """Return the answers that the form proposes (``defaultValue``, FEEL over the facts), where it does."""
    return dict(_proposed(form, facts, now))


def _proposed(form: Form, facts: Mapping[str, Value], now: datetime) -> Iterator[tuple[str, object]]:
    for field in form.fields():
        default = None if isinstance(field, DynamicList) else getattr(field, "default", None)
        value = evaluate(default, facts, now=now) if isinstance(default, Expression) else default
        if isinstance(value, str) and field.feel_type in _WRITTEN:
            value = _WRITTEN[field.feel_type](value)
            value = value if isinstance(value, date | time) else None
        if value is not None:
            yield field.key, value
