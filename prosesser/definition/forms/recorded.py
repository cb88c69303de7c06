"""Answers that were given to a form as it was then, read by the form as it is now: what was answered stands.

Nothing is refused. What the form asks and was not answered is null and told, what it does not ask is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from prosesser.definition.forms.hiding import Components, hidden_ids, lenient, rows_of
from prosesser.definition.forms.model import DynamicList, Form, fields_of
from prosesser.definition.forms.rules import Circumstances, is_blank
from prosesser.feel import Value

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field of a form: its name as in a posted form (in rows ``list-0-key``), and its label."""

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class AsRecorded:
    """What recorded answers state: a value for each visible field, null where none can be read.

    ``missing`` are the fields that would have to be answered, ``unasked`` the answers that nobody asks for.
    """

    values: dict[str, Value]
    missing: tuple[FieldPlace, ...]
    unasked: tuple[FieldPlace, ...]


def as_recorded(form: Form, answers: Answers, facts: Mapping[str, Value], now: datetime) -> AsRecorded:
    """Read recorded answers: of other options, bounds and patterns than today's as they stand."""
    reading = _Reading()
    values = reading.level(form.components, answers, Circumstances(facts, {}, now), "")
    return AsRecorded(values, tuple(reading.missing), tuple(reading.unasked))


class _Reading:
    """What has been found so far."""

    def __init__(self) -> None:
        self.missing: list[FieldPlace] = []
        self.unasked: list[FieldPlace] = []

    def level(
        self, components: Components, answers: Answers, around: Circumstances, prefix: str
    ) -> dict[str, Value]:
        """Read the fields at one level: of the form, or of one row."""
        fields = {field.key: field for field in fields_of(components)}
        concealed = hidden_ids(components, answers, around)
        known = lenient(components, answers)
        shown = {key: None if field.id in concealed else known[key] for key, field in fields.items()}
        inside = around.within(shown)
        values: dict[str, Value] = {}
        for key, field in fields.items():
            if field.id in concealed:
                continue
            place = FieldPlace(prefix + key, field.label)
            if isinstance(field, DynamicList):
                values[key] = self._rows(field, answers.get(key), inside, place)
                continue
            values[key] = known[key]
            unreadable = known[key] is None and answers.get(key) not in (None, "")
            if unreadable or (field.rules.required and is_blank(known[key])):
                self.missing.append(place)
        for key in sorted(answers.keys() - values.keys()):
            if answers[key] not in (None, "", False, [], ()):
                self.unasked.append(FieldPlace(prefix + key, fields[key].label if key in fields else key))
        return values

    def _rows(self, field: DynamicList, answer: object, around: Circumstances, place: FieldPlace) -> Value:
        rows = rows_of(answer)
        if len(rows) < field.properties.minst:
            self.missing.append(place)
        return [
            self.level(field.components, row, around, f"{place.path}-{number}-")
            for number, row in enumerate(rows)
        ]
