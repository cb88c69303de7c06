"""What is wrong with answers. Messages name labels, never what was answered."""

from dataclasses import dataclass

from prosesser.definition.forms.model import InputField
from prosesser.errors import Refused


@dataclass(frozen=True, slots=True)
class FieldError:
    """A field that must be corrected: its name in the posted form, its label, and a sentence in bokmål."""

    path: str
    label: str
    message: str


class FormErrors(Refused):
    """Skjemaet er ikke riktig fylt ut: {fields}."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        self.errors = errors
        super().__init__(fields=", ".join(error.label for error in errors))


class Wrong(Exception):
    """One answer is wrong; the text says why, with the field's label for ``{label}``."""

    def __init__(self, field: InputField, sentence: str, **details: object) -> None:
        super().__init__(sentence.format(label=named(field), **details))


def named(field: InputField) -> str:
    """Return the label as the subject of a sentence; a question stands in quotes."""
    label = field.label.strip() or field.key
    return f"«{label}»" if label.endswith(("?", ":", ".")) else label
