"""Which components are hidden, by what has been answered so far."""

from collections.abc import Iterator, Mapping, Sequence

from prosesser.definition.forms.errors import Wrong
from prosesser.definition.forms.model import (
    AnyComponent,
    Container,
    DynamicList,
    InputField,
    fields_of,
    walk,
)
from prosesser.definition.forms.rules import Circumstances
from prosesser.definition.forms.typed import typed
from prosesser.feel import Value

MAX_ROWS = 100
Components = tuple[AnyComponent, ...]


def hidden_names(
    components: Components, answers: Mapping[str, object], around: Circumstances, prefix: str = ""
) -> Iterator[str]:
    """Yield the names (prefix and component id) of all hidden components, those in hidden ones too."""
    here = hidden_ids(components, answers, around)
    yield from (prefix + component for component in here)
    values = lenient(components, answers)
    for field in fields_of(components):
        if isinstance(field, DynamicList):
            for number, row in enumerate(rows_of(answers.get(field.key))):
                inside = around.within({**values, **lenient(field.components, row)})
                yield from hidden_names(field.components, row, inside, f"{prefix}{field.key}-{number}-")


def hidden_ids(components: Components, answers: Mapping[str, object], around: Circumstances) -> set[str]:
    """Return the ids hidden at this level (groups looked into, rows not).

    Answers to hidden fields count as not given, which may hide more: once hidden stays hidden.
    """
    values = lenient(components, answers)
    ids = {field.key: field.id for field in fields_of(components)}
    hidden: set[str] = set()
    while True:
        known = around.within({key: None if ids[key] in hidden else value for key, value in values.items()})
        found = hidden | set(_hidden_by(components, known))
        if found == hidden:
            return hidden
        hidden = found


def _hidden_by(components: Components, known: Circumstances) -> Iterator[str]:
    for component in components:
        hide = component.conditional.hide
        if hide is not None and known.value(hide) is True:
            inside = walk(component.components) if isinstance(component, Container) else ()
            yield from (component.id, *(part.id for part in inside))
        elif isinstance(component, Container) and not isinstance(component, DynamicList):
            yield from _hidden_by(component.components, known)


def lenient(components: Components, answers: Mapping[str, object]) -> dict[str, Value]:
    """Return the answers as FEEL values; what is wrong counts as not answered."""
    return {field.key: _lenient(field, answers.get(field.key)) for field in fields_of(components)}


def _lenient(field: InputField | DynamicList, answer: object) -> Value:
    if isinstance(field, DynamicList):
        return [lenient(field.components, row) for row in rows_of(answer)]
    try:
        return typed(field, answer)
    except Wrong:
        return None


def rows_of(answer: object) -> Sequence[Mapping[str, object]]:
    """Return the rows of a list's answer that are rows at all."""
    rows = answer[:MAX_ROWS] if isinstance(answer, list | tuple) else ()
    return [row for row in rows if isinstance(row, Mapping)]
