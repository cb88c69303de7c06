"""Between a form's answers and the texts that a browser posts.

A field's name is its key; in the rows of a list it is ``list-row-key``, rows counted from 0.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Protocol

from prosesser.definition.forms.hiding import MAX_ROWS, Components
from prosesser.definition.forms.model import (
    Checkbox,
    Checklist,
    Datetime,
    DynamicList,
    Form,
    InputField,
    Number,
    fields_of,
)
from prosesser.definition.forms.written import (
    read_date,
    read_datetime,
    read_number,
    read_time,
    write_date,
    write_datetime,
    write_number,
    write_time,
)

Texts = dict[str, list[str]]
TICKED, OPEN = frozenset({"true", "on", "ja", "1"}), frozenset({"", "false", "nei", "0"})
_DATETIMES: Mapping[str, Callable[[str], object]] = {
    "date": read_date,
    "time": read_time,
    "datetime": read_datetime,
}


class Post(Protocol):
    """Texts by field name, several for a field with several answers (werkzeug's MultiDict is one)."""

    def keys(self) -> Iterable[str]:
        """Return the names."""

    def getlist(self, key: str, /) -> Sequence[str]:
        """Return the texts posted under a name."""


def parse_post(form: Form, post: Post) -> dict[str, object]:
    """Return the answers that a post means, and never raise.

    What cannot be read stays text, and names that the form does not have are kept, for ``read`` to
    refuse. Empty rows are no rows.
    """
    return without_empty_rows(standing(form, post))


def standing(form: Form, post: Post) -> dict[str, object]:
    """Return what stands in a form that is being filled in: as ``parse_post``, with its empty rows."""
    texts = {name: list(post.getlist(name)) for name in post.keys()}  # noqa: SIM118 - a Post is no mapping
    answers = _level(form.components, texts, "")
    return {**answers, **{name: values[0] if values else "" for name, values in texts.items()}}


def without_empty_rows(answers: Mapping[str, object]) -> dict[str, object]:
    """Return the answers without the rows of lists that nothing was answered in."""
    return {name: _answered_rows(answer) for name, answer in answers.items()}


def _answered_rows(answer: object) -> object:
    if not isinstance(answer, list):
        return answer
    rows = [without_empty_rows(row) if isinstance(row, Mapping) else row for row in answer]
    return [row for row in rows if not isinstance(row, Mapping) or any(map(_is_answered, row.values()))]


def _is_answered(answer: object) -> bool:
    return answer is not None and answer is not False and answer != []  # zero is an answer


def _level(components: Components, texts: Texts, prefix: str) -> dict[str, object]:
    """Read one level, and take what was read out of the texts."""
    answers: dict[str, object] = {}
    for field in fields_of(components):
        name = prefix + field.key
        if isinstance(field, DynamicList):
            answers[field.key] = _rows(field, texts, name)
        else:
            answers[field.key] = _answer(field, texts.pop(name, []))
    return answers


def _rows(field: DynamicList, texts: Texts, name: str) -> list[dict[str, object]]:
    pattern = re.compile(rf"{re.escape(name)}-(\d{{1,3}})-.+")
    numbers = sorted({int(match[1]) for text in texts if (match := pattern.fullmatch(text))})
    return [_level(field.components, texts, f"{name}-{number}-") for number in numbers[: MAX_ROWS + 1]]


def _answer(field: InputField, texts: list[str]) -> object:
    if isinstance(field, Checklist):
        return [text for text in texts if text]
    text = texts[0].strip() if texts else ""
    if isinstance(field, Checkbox):
        return True if text in TICKED else False if text in OPEN else text
    if not text:
        return None
    if isinstance(field, Number):
        return read_number(text)
    if isinstance(field, Datetime):
        return _DATETIMES[field.subtype](text)
    return texts[0]


def as_post(form: Form, answers: Mapping[str, object]) -> Texts:
    """Return the texts that a browser would post for the answers: the inverse of ``parse_post``.

    A field without an answer has no text; what was never readable comes back as it was written.
    """
    return dict(_texts(form.components, answers, ""))


def _texts(
    components: Components, answers: Mapping[str, object], prefix: str
) -> Iterable[tuple[str, list[str]]]:
    for field in fields_of(components):
        name, answer = prefix + field.key, answers.get(field.key)
        if isinstance(field, DynamicList):
            for number, row in enumerate(answer if isinstance(answer, list | tuple) else ()):
                yield from _texts(field.components, row, f"{name}-{number}-")
        elif isinstance(answer, list | tuple):
            yield name, [str(one) for one in answer]
        elif _is_answered(answer):
            yield name, [write(answer)]


def write(answer: Any) -> str:  # noqa: ANN401 - any answer
    """Write one answer as a person would type it."""
    if answer is True:
        return "true"
    if isinstance(answer, datetime):
        return write_datetime(answer)
    if isinstance(answer, date):
        return write_date(answer)
    if isinstance(answer, time):
        return write_time(answer)
    if isinstance(answer, int | Decimal):
        return write_number(Decimal(answer))
    return str(answer)
