"""The rows of lists in answers: those a form begins with, one more, one less.

A list's name is its key, a row's ``list-number`` counted from 0; a list in a row is ``list-number-key``.
"""

import re
from collections.abc import Container, Mapping

from prosesser.definition.forms.hiding import MAX_ROWS, Components, rows_of
from prosesser.definition.forms.model import DynamicList, fields_of

ADD = re.compile(r"legg-til (\S+)")
REMOVE = re.compile(r"fjern (\S+)-(\d{1,3})")

Answers = dict[str, object]


def begun(
    components: Components, answers: Mapping[str, object], on_page: Container[str] = (), prefix: str = ""
) -> Answers:
    """Return the answers with the empty rows that a list begins with.

    A list whose name is ``on_page`` has begun before: without rows there, its rows were removed.
    """
    lists: Answers = {}
    for field in fields_of(components):
        if isinstance(field, DynamicList):
            name = prefix + field.key
            rows = rows_of(answers.get(field.key)) or [{}] * (0 if name in on_page else field.rows)
            lists[field.key] = [
                begun(field.components, row, on_page, f"{name}-{number}-") for number, row in enumerate(rows)
            ]
    return {**answers, **lists}


def counted(components: Components, answers: Mapping[str, object], prefix: str = "") -> dict[str, int]:
    """Return how many rows each list has, by name."""
    found: dict[str, int] = {}
    for field in fields_of(components):
        if isinstance(field, DynamicList):
            rows = rows_of(answers.get(field.key))
            found[prefix + field.key] = len(rows)
            for number, row in enumerate(rows):
                found |= counted(field.components, row, f"{prefix}{field.key}-{number}-")
    return found


def changed(components: Components, answers: Answers, button: str) -> tuple[Answers, str]:
    """Do what a row's button says: return the answers then, and the name of what to look at."""
    counts = counted(components, answers)
    if (match := ADD.fullmatch(button)) and counts.get(match[1], MAX_ROWS) < MAX_ROWS:
        return _edited(components, answers, match[1].split("-"), None), f"{match[1]}-{counts[match[1]]}"
    if (match := REMOVE.fullmatch(button)) and int(match[2]) < counts.get(match[1], 0):
        return _edited(components, answers, match[1].split("-"), int(match[2])), match[1]
    return answers, ""


def _edited(
    components: Components, answers: Mapping[str, object], path: list[str], less: int | None
) -> Answers:
    """Return the answers with one row more in the list at ``path``, or without row number ``less``."""
    key, *rest = path
    field = next(field for field in fields_of(components) if field.key == key)
    inner = field.components if isinstance(field, DynamicList) else ()
    rows = [dict(row) for row in rows_of(answers.get(key))]
    if rest:
        rows[int(rest[0])] = _edited(inner, rows[int(rest[0])], rest[1:], less)
    elif less is None:
        rows.append(begun(inner, {}))
    else:
        del rows[less]
    return {**answers, key: rows}
