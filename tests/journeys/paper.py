"""Forms on paper: what a form asks, and answers to it as a person writes them in its fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from prosesser.definition.forms import as_post
from prosesser.definition.forms.hiding import Components
from prosesser.definition.forms.model import Datetime, DynamicList, Form, fields_of
from workflow_app.rehearsal.answers import Occasion, Style, fill, require_asked


@dataclass(frozen=True)
class Paper:
    """A form, and the facts that somebody who fills it in goes by."""

    form: Form
    facts: Mapping[str, object]

    def filled(self, given: Mapping[str, object], now: datetime, style: Style) -> list[tuple[str, str]]:
        """Return the given answers, and plausible ones where the form asks for more, by field name."""
        occasion = Occasion(self.form, self.facts, now)  # type: ignore[arg-type] # facts are FEEL values
        answers = fill(occasion, given, style)
        require_asked(occasion, given, answers)
        texts = as_post(self.form, _written(self.form.components, answers))
        return [(name, text) for name, texts in texts.items() for text in texts]


def _written(components: Components, answers: Mapping[str, object]) -> dict[str, object]:
    """Return the answers with instants as such: they are written as nobody writes them in JSON."""
    known = {field.key: field for field in fields_of(components)}
    return {key: _answer(known[key], answer) for key, answer in answers.items()}


def _answer(field: object, answer: object) -> object:
    if isinstance(field, DynamicList) and isinstance(answer, list):
        return [_written(field.components, row) for row in answer]
    if isinstance(field, Datetime) and field.subtype == "datetime" and isinstance(answer, str):
        return datetime.fromisoformat(answer)
    return answer
